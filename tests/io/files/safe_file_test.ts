import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  makeOnce,
  readText,
  removeIfThere,
  removeKept,
  update,
  writeWhole,
} from "../../../lib/io/files/safe_file.ts";
import { inFolder } from "../../support/folder.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const MODULE = new URL("../../../lib/io/files/safe_file.ts", import.meta.url).href;

async function filesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) names.push(name);
  return names.sort();
}

/** Runs as many processes at once; each is given its number as `n`, and its output comes back. */
function processes(count: number, code: string): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, async (_, n) => {
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "eval",
        `const n = ${n}; const file = await import(${JSON.stringify(MODULE)}); ${code}`,
      ],
      env: { NO_COLOR: "1" },
    }).output();
    assert(success, new TextDecoder().decode(stderr));
    return new TextDecoder().decode(stdout).trim();
  }));
}

Deno.test("writeWhole() makes and replaces a file for its owner alone, and leaves nothing else", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/file`;
    await writeWhole(path, bytes("one, which is longer"));
    await writeWhole(path, bytes("two"));
    assertEquals(await Deno.readTextFile(path), "two");
    assertEquals(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
    assertEquals(await filesIn(folder), ["file"]);
  });
});

Deno.test("writeWhole() leaves nothing behind where the name cannot be taken", async () => {
  await inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/file/in`, { recursive: true });
    await assertRejects(() => writeWhole(`${folder}/file`, bytes("x")));
    assertEquals(await filesIn(folder), ["file"]);
    await assertRejects(
      () => writeWhole(`${folder}/absent/file`, bytes("x")),
      Deno.errors.NotFound,
    );
  });
});

Deno.test("makeOnce() never replaces a file", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/key`;
    assertEquals(await makeOnce(path, bytes("first")), true);
    assertEquals(await makeOnce(path, bytes("second")), false);
    assertEquals(await Deno.readTextFile(path), "first");
    assertEquals(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
    assertEquals(await filesIn(folder), ["key"]);
  });
});

Deno.test("makeOnce() lets one caller win on a file system without hard links too", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/key`;
    const noLinks = () => Promise.reject(new Deno.errors.NotSupported("no links here"));
    const won = await Promise.all(
      Array.from({ length: 10 }, (_, n) => makeOnce(path, bytes(`${n}`), noLinks)),
    );
    assertEquals(won.filter((one) => one).length, 1);
    assertEquals(await Deno.readTextFile(path), `${won.indexOf(true)}`);
    assertEquals(await filesIn(folder), ["key", "key.lock"]);
  });
});

Deno.test("makeOnce() lets exactly one of ten processes win", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/key`;
    const won = await processes(
      10,
      `console.log(await file.makeOnce(${JSON.stringify(path)}, new Uint8Array(4096).fill(n)));`,
    );
    assertEquals(won.filter((one) => one === "true").length, 1);
    const winner = won.indexOf("true");
    assertEquals(await Deno.readFile(path), new Uint8Array(4096).fill(winner));
    assertEquals(await filesIn(folder), ["key"]);
  });
});

Deno.test("update() loses no entry of ten processes that write at once", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/list`;
    await processes(
      10,
      `for (let i = 0; i < 10; i++) {
         await file.update(${JSON.stringify(path)}, (old) => (old ?? "") + n + "-" + i + "\\n");
       }`,
    );
    const entries = (await Deno.readTextFile(path)).trim().split("\n").sort();
    const wanted = Array.from({ length: 100 }, (_, k) => `${Math.floor(k / 10)}-${k % 10}`);
    assertEquals(entries, wanted.sort());
    assertEquals(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
  });
});

Deno.test("update() leaves the file as it was where the change throws", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/list`;
    assertEquals(await update(path, (old) => `${old}`), "null");
    const refuse = () => {
      throw new SyntaxError("damaged");
    };
    await assertRejects(() => update(path, refuse), SyntaxError);
    assertEquals(await readText(path), "null");
    assertEquals(await update(path, (old) => `${old}!`), "null!");
  });
});

Deno.test("readText() is null where there is no file, and throws where it cannot be read", async () => {
  await inFolder(async (folder) => {
    assertEquals(await readText(`${folder}/absent`), null);
    await assertRejects(() => readText(folder));
  });
});

Deno.test("update() makes no file where there is to be none, and leaves one that is there", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/list`;
    assertEquals(await update(path, () => null), null);
    assertEquals(await readText(path), null);
    await update(path, () => "one");
    assertEquals([await update(path, () => null), await readText(path)], ["one", "one"]);
  });
});

Deno.test("removeKept() removes a file and its lock, and nothing where there is nothing", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/list`;
    await removeKept(path);
    assertEquals(await filesIn(folder), []);
    for (const there of [["list"], ["list.lock"], ["list", "list.lock", "other"]]) {
      for (const name of there) await Deno.writeTextFile(`${folder}/${name}`, "x");
      await removeKept(path);
      assertEquals(await filesIn(folder), there.includes("other") ? ["other"] : []);
    }
  });
});

Deno.test("removeKept() and update() never meet, whoever of many comes when", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/list`;
    let last: string | null = null;
    let wrong = 0;
    const change = (old: string | null): string => {
      // Who came in beside another would see what was there before that one.
      if (old !== null && old !== last) wrong++;
      return last = `${old ?? ""}x`;
    };
    const acts = Array.from({ length: 60 }, (_, n) => n % 3 === 0 ? removeKept(path) : null);
    await Promise.all(acts.map((act) => act ?? update(path, change)));
    await removeKept(path);
    assertEquals([wrong, await filesIn(folder)], [0, []]);
  });
});

Deno.test("update() waits for who has the lock that stands there, not one that was removed", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/list`;
    const first = await lockOf(path);
    let done = false;
    const updating = update(path, () => "x").then(() => done = true);
    await settle();
    await Deno.remove(`${path}.lock`);
    const other = await lockOf(path);
    first.close();
    await settle();
    assertEquals([done, await readText(path)], [false, null]);
    other.close();
    await updating;
    assertEquals(await readText(path), "x");
  });
});

async function lockOf(path: string): Promise<Deno.FsFile> {
  const file = await Deno.open(`${path}.lock`, { create: true, write: true });
  await file.lock(true);
  return file;
}

/** Longer than an update takes. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 150));
}

Deno.test("removeIfThere() removes a file, and complains of all but its absence", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/file`;
    await Deno.writeTextFile(path, "x");
    for (let n = 0; n < 2; n++) await removeIfThere(path);
    assertEquals(await filesIn(folder), []);
    await Deno.mkdir(`${path}/in`, { recursive: true });
    await assertRejects(() => removeIfThere(path));
  });
});
