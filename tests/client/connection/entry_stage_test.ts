import { assertEquals } from "@std/assert";
import { askPassphrase, changedKey, newKey } from "../../../lib/client/connection/entry_stage.ts";
import { Trust } from "../../../lib/client/connection/trust.ts";
import { KEY, KNOWN, OTHER } from "../watched_client.ts";

const TARGET = { where: "garden", host: "garden", port: 7420, room: null, key: null };
const words = (key: string) => [key.slice(0, 1)];

Deno.test("newKey() and askPassphrase() show the key that is offered, and whether anything vouches", () => {
  const trust = new Trust(TARGET, [], 5);
  trust.judge(KEY);
  const place = { host: "garden", port: 7420 };
  const prospect = { target: TARGET, trust, words };
  assertEquals(newKey(prospect), { at: "new_key", ...place, words: ["K"] });
  const asked = { at: "passphrase", ...place, name: "Garden", wrong: true } as const;
  assertEquals(askPassphrase(prospect, "Garden", true), { ...asked, vouched: false });
  trust.accept("new", true, 5);
  assertEquals(askPassphrase(prospect, "Garden", true), { ...asked, vouched: true });
});

Deno.test("changedKey() shows both keys, and whether the words of the old one were compared", () => {
  for (const compared of [true, false]) {
    const trust = new Trust(TARGET, [{ ...KNOWN, compared }], 5);
    trust.judge(OTHER);
    assertEquals(changedKey({ target: TARGET, trust, words }, false), {
      at: "changed_key",
      host: "garden",
      port: 7420,
      words: ["O"],
      knownWords: ["K"],
      knownSince: 7,
      compared,
      fromInvitation: false,
    });
  }
});
