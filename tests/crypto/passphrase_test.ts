import { assertEquals, assertMatch, assertNotEquals, assertThrows } from "@std/assert";
import { pbkdf2Sync } from "node:crypto";
import {
  makePassphrase,
  rememberedStretch,
  stretchPassphrase,
} from "../../lib/crypto/passphrase.ts";

Deno.test("stretchPassphrase() is PBKDF2-HMAC-SHA-256 with 600,000 rounds, salted with the server's key", async () => {
  const key = new Uint8Array(32).fill(5);
  const salt = new Uint8Array([...new TextEncoder().encode("pychat/1 psk"), ...key]);
  const wanted = pbkdf2Sync("correct horse", salt, 600_000, 32, "sha256");
  assertEquals((await stretchPassphrase("correct horse", key)).toHex(), wanted.toString("hex"));
});

Deno.test("stretchPassphrase() gives another key for another server, and the same for é however it is typed", async () => {
  const [one, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const first = await stretchPassphrase("caf\u00e9 au lait", one);
  assertNotEquals(first, await stretchPassphrase("caf\u00e9 au lait", other));
  assertEquals(first, await stretchPassphrase("cafe\u0301 au lait", one));
});

Deno.test("makePassphrase() uses every letter alike and only letters that are read aloud easily", () => {
  const counts = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) {
    const passphrase = makePassphrase(new Uint8Array(26).fill(byte));
    assertMatch(passphrase, /^[a-z2-7]{26}$/);
    const letter = passphrase.charAt(0);
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  assertEquals([...counts.values()], Array(32).fill(8));
  assertThrows(() => makePassphrase(new Uint8Array(25)), RangeError);
});

Deno.test("rememberedStretch() stretches once for each passphrase and server", async () => {
  const asked: string[] = [];
  const stretch = rememberedStretch((passphrase, key) => {
    asked.push(`${passphrase} ${key[0]}`);
    return Promise.resolve(new Uint8Array(32).fill(asked.length));
  });
  const [one, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const first = await stretch("garden gnome", one);
  assertEquals(await stretch("garden gnome", one), first);
  await stretch("garden gnome", other);
  await stretch("garden gnomes", one);
  assertEquals(asked, ["garden gnome 1", "garden gnome 2", "garden gnomes 1"]);
});
