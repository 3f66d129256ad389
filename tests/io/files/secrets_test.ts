import { assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { NO_PASSPHRASE, stretchPassphrase } from "../../../lib/crypto/passphrase.ts";
import { identitySecret, keptPassphrase } from "../../../lib/io/files/identity_file.ts";
import { openSecrets } from "../../../lib/io/files/secrets.ts";
import { nodePrimitives } from "../../../lib/io/primitives.ts";
import { StartError } from "../../../lib/io/start_error.ts";

async function withFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await act(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function files(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => !name.endsWith(".lock")).sort();
}

Deno.test("openSecrets() gives the same key at every start, and no passphrase unless asked", async () => {
  await withFolder(async (folder) => {
    const { keys, psk, passphraseFile } = await openSecrets(folder, false, undefined);
    assertEquals([psk, passphraseFile], [NO_PASSPHRASE, null]);
    assertEquals(files(folder), ["identity.key"]);
    const again = await openSecrets(folder, false, undefined);
    assertEquals(again.keys.public, keys.public);
    const fromFile = await nodePrimitives.keyPair(await identitySecret(`${folder}/identity.key`));
    assertEquals(fromFile.public, keys.public);
  });
});

Deno.test("openSecrets() makes up a passphrase once, and stretches it with the server's key", async () => {
  await withFolder(async (folder) => {
    const { keys, psk, passphraseFile } = await openSecrets(folder, true, undefined);
    assertEquals(passphraseFile, `${folder}/passphrase`);
    const passphrase = await keptPassphrase(`${folder}/passphrase`);
    assertEquals(psk, await stretchPassphrase(passphrase, keys.public));
    assertNotEquals(psk, NO_PASSPHRASE);
    assertEquals((await openSecrets(folder, true, undefined)).psk, psk);
    assertEquals(files(folder), ["identity.key", "passphrase"]);
  });
});

Deno.test("openSecrets() takes the operator's own passphrase, and makes no file for one", async () => {
  await withFolder(async (folder) => {
    const file = `${folder}/own words`;
    await Deno.writeTextFile(file, "twelve or more\n", { mode: 0o600 });
    const { keys, psk, passphraseFile } = await openSecrets(folder, false, file);
    assertEquals(passphraseFile, file);
    assertEquals(psk, await stretchPassphrase("twelve or more", keys.public));
    assertEquals(files(folder), ["identity.key", "own words"]);
  });
});

Deno.test("openSecrets() refuses both kinds of passphrase at once, before it makes anything", async () => {
  await withFolder(async (folder) => {
    await assertRejects(() => openSecrets(folder, true, `${folder}/own`), StartError, "one of");
    assertEquals(files(folder), []);
  });
});

Deno.test("openSecrets() never does without a passphrase that was asked for", async () => {
  await withFolder(async (folder) => {
    await assertRejects(() => openSecrets(folder, false, `${folder}/absent`), StartError, "absent");
    await Deno.writeTextFile(`${folder}/passphrase`, "", { mode: 0o600 });
    await assertRejects(() => openSecrets(folder, true, undefined), StartError, "passphrase");
    assertEquals(await Deno.readTextFile(`${folder}/passphrase`), "");
  });
});
