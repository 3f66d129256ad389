import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  identityLine,
  identitySecret,
  MAX_SECRET_BYTES,
} from "../../../lib/io/files/identity_file.ts";
import { exportKey, importKey } from "../../../lib/io/operator/key_transfer.ts";
import { nodePrimitives } from "../../../lib/io/primitives.ts";
import { StartError } from "../../../lib/io/start_error.ts";
import { runChild, startChild } from "../../support/child.ts";

const posix = Deno.build.os !== "windows";

/** 32 bytes of 0xab, as they stand in a file, and another key. */
const GOOD = "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s";
const OTHER = identityLine(new Uint8Array(32).fill(7)).trim();

const { public: PUBLIC } = await nodePrimitives.keyPair(new Uint8Array(32).fill(0xab));

/** Runs a test with a data folder that has no key yet, in a folder for other files. */
async function withFolder(act: (data: string, base: string) => Promise<void>): Promise<void> {
  const base = await Deno.realPath(await Deno.makeTempDir());
  await Deno.mkdir(`${base}/data`, { mode: 0o700 });
  await act(`${base}/data`, base);
  await Deno.remove(base, { recursive: true });
}

async function put(path: string, text: string, mode = 0o600): Promise<string> {
  await Deno.writeTextFile(path, text);
  if (posix) await Deno.chmod(path, mode);
  return path;
}

function names(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

Deno.test("exportKey() copies the key to a new file for its owner alone, and importKey() takes it", async () => {
  await withFolder(async (data, base) => {
    const secret = await identitySecret(`${data}/identity.key`);
    const copy = `${base}/copy`;
    const publicKey = await exportKey(data, copy);
    assertEquals(await Deno.readTextFile(copy), await Deno.readTextFile(`${data}/identity.key`));
    if (posix) assertEquals(((await Deno.stat(copy)).mode ?? 0) & 0o777, 0o600);
    assertEquals(names(base), ["copy", "data"]);
    assertEquals(names(data), ["identity.key"]);

    const folder = `${base}/new/machine`;
    assertEquals(await importKey(folder, copy), { folder, publicKey, made: true });
    assertEquals(await identitySecret(`${folder}/identity.key`), secret);
    if (posix) {
      assertEquals(((await Deno.stat(`${folder}/identity.key`)).mode ?? 0) & 0o777, 0o600);
      assertEquals(((await Deno.stat(folder)).mode ?? 0) & 0o777, 0o700);
    }
    assertEquals(names(folder), ["identity.key"]);
  });
});

Deno.test("exportKey() replaces nothing, whatever has the file's name", async () => {
  await withFolder(async (data, base) => {
    await identitySecret(`${data}/identity.key`);
    const taken = await put(`${base}/taken`, "mine");
    await Deno.mkdir(`${base}/folder`);
    await Deno.symlink(`${base}/absent`, `${base}/link`);
    for (const file of [taken, `${base}/folder`, `${base}/link`, `${data}/identity.key`]) {
      await assertRejects(() => exportKey(data, file), StartError, `${file} already`);
    }
    assertEquals(await Deno.readTextFile(taken), "mine");
    assertEquals(names(base), ["data", "folder", "link", "taken"]);
    await assertRejects(() => exportKey(data, `${base}/none/x`), StartError, "cannot be made");
    await assertRejects(() => exportKey(data, `${taken}/x`), StartError, "cannot be made");
  });
});

Deno.test("exportKey() makes no key and no folder where there is none, and copies none that is damaged", async () => {
  await withFolder(async (data, base) => {
    for (const folder of [data, `${base}/none`]) {
      await assertRejects(() => exportKey(folder, `${base}/copy`), StartError, "--data DIR");
    }
    assertEquals([names(base), names(data)], [["data"], []]);
    await put(`${data}/identity.key`, "half of it");
    await assertRejects(() => exportKey(data, `${base}/copy`), StartError, "damaged");
    if (posix) {
      await put(`${data}/identity.key`, `${GOOD}\n`, 0o644);
      await assertRejects(() => exportKey(data, `${base}/copy`), StartError, "chmod 600");
    }
    assertEquals(names(base), ["data"]);
  });
});

Deno.test("importKey() takes a file as an editor or a mail may leave it, and writes the one way", async () => {
  for (const text of [GOOD, `${GOOD}\n`, `${GOOD}\r\n`, `${GOOD}\n\n`, `${GOOD}\nof the Pi\n`]) {
    await withFolder(async (data, base) => {
      const file = await put(`${base}/copy`, text, 0o644);
      const imported = await importKey(data, file);
      assertEquals(imported, { folder: data, publicKey: PUBLIC, made: true });
      assertEquals(await Deno.readTextFile(`${data}/identity.key`), `${GOOD}\n`);
      assertEquals(await Deno.readTextFile(file), text);
    });
  }
});

Deno.test("importKey() refuses what is no key, before it makes anything", async () => {
  await withFolder(async (data, base) => {
    const wrong = ["", "\n", GOOD.slice(1), `${GOOD}A`, `${GOOD}=`, ` ${GOOD}`, `${GOOD} `];
    const more = [`${GOOD.slice(0, 42)}t`, `\n${GOOD}`, `\u{feff}${GOOD}`, "pychat://h#k", "\0"];
    for (const text of [...wrong, ...more, GOOD.padEnd(MAX_SECRET_BYTES + 1, "\n")]) {
      const file = await put(`${base}/copy`, text);
      await assertRejects(() => importKey(`${base}/new`, file), StartError, file);
      await assertRejects(() => importKey(data, file), StartError, file);
    }
    await Deno.writeFile(`${base}/copy`, new Uint8Array([0xff, 0xfe, 0x71, 0]));
    await assertRejects(() => importKey(data, `${base}/copy`), StartError, "UTF-8");
    for (const file of [`${base}/absent`, data]) {
      await assertRejects(() => importKey(data, file), StartError, `${file} cannot be read`);
    }
    assertEquals([names(base), names(data)], [["copy", "data"], []]);
  });
});

Deno.test("importKey() is content with a key that is there already, and touches it in no way", async () => {
  await withFolder(async (data, base) => {
    await put(`${data}/identity.key`, `${GOOD}\r\nmy notes\n`);
    const file = await put(`${base}/copy`, `${GOOD}\n`);
    const imported = await importKey(data, file);
    assertEquals(imported, { folder: data, publicKey: PUBLIC, made: false });
    assertEquals(await Deno.readTextFile(`${data}/identity.key`), `${GOOD}\r\nmy notes\n`);
    assertEquals(names(data), ["identity.key"]);
  });
});

Deno.test("importKey() never replaces another key, not even a damaged one, and says how to move it", async () => {
  await withFolder(async (data, base) => {
    const file = await put(`${base}/copy`, `${GOOD}\n`);
    for (const text of [`${OTHER}\n`, "", "half of it", `${GOOD}A\n`]) {
      await put(`${data}/identity.key`, text);
      const move = `mv '${data}/identity.key' '${data}/identity.key.old'`;
      await assertRejects(() => importKey(data, file), StartError, move);
      assertEquals(await Deno.readTextFile(`${data}/identity.key`), text);
    }
    assertEquals(names(data), ["identity.key"]);
    await Deno.rename(`${data}/identity.key`, `${data}/identity.key.old`);
    assert((await importKey(data, file)).made);
  });
});

Deno.test("importKey() refuses while a server runs in the folder, and takes the key after", async () => {
  await withFolder(async (data, base) => {
    const file = await put(`${base}/copy`, `${GOOD}\n`);
    const child = await startChild(`
      import { holdFolder } from "./lib/io/operator/server_lock.ts";
      await holdFolder(${JSON.stringify(data)});
      console.log("held");
      setInterval(() => {}, 1000);
    `);
    assertEquals(await child.line(), "held");
    await assertRejects(() => importKey(data, file), StartError, "A server runs");
    assertEquals(names(data), ["server.lock"]);
    child.process.kill("SIGKILL");
    await child.end();
    assert((await importKey(data, file)).made);
  });
});

Deno.test({
  name: "importKey() refuses a folder that everybody may change",
  ignore: !posix,
  async fn() {
    await withFolder(async (data, base) => {
      const file = await put(`${base}/copy`, `${GOOD}\n`);
      await Deno.chmod(data, 0o777);
      await assertRejects(() => importKey(data, file), StartError, "chmod 700");
      assertEquals(names(data), []);
    });
  },
});

Deno.test({
  name: "exportKey() and importKey() leave nothing behind where nothing can be written",
  ignore: !posix,
  async fn() {
    await withFolder(async (data, base) => {
      await identitySecret(`${data}/identity.key`);
      const file = await put(`${base}/copy`, `${GOOD}\n`);
      await Deno.mkdir(`${base}/new`, { mode: 0o700 });
      // Writing fails as on a full disk, for everybody and on every system.
      const full = "trap '' XFSZ; ulimit -f 0";
      const outcome = await runChild(
        `
        import { exportKey, importKey } from "./lib/io/operator/key_transfer.ts";
        const [data, base] = ${JSON.stringify([data, base])};
        const failed = (error) => console.log(error.name);
        await exportKey(data, base + "/second").catch(failed);
        await importKey(base + "/new", ${JSON.stringify(file)}).catch(failed);
        `,
        ["--allow-all"],
        full,
      );
      assertEquals(outcome, { code: 0, stdout: "StartError\nStartError\n", stderr: "" });
      assertEquals(names(base), ["copy", "data", "new"]);
      assertEquals(names(`${base}/new`), []);
    });
  },
});
