import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { update } from "../../../lib/io/files/safe_file.ts";
import { wipeFolder } from "../../../lib/io/files/wipe_folder.ts";
import { startChild } from "../../support/child.ts";
import { inFolder } from "../../support/folder.ts";

const NAMES = ["known.json", "settings.json"];
const UUID = "0e5a1b9c-2f3d-4c5b-8a7e-9f0d1c2b3a4e";

function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

Deno.test("wipeFolder() removes the files, their locks and what was never finished, and nothing else", async () => {
  await inFolder(async (folder) => {
    const others = [
      "known.json.bak",
      `diary.txt.${UUID}.new`,
      `known.json.${UUID}.new.txt`,
      "known.json.letter.new",
      `${UUID}.newer`,
      "notes.new",
      "Settings.JSON.old",
    ];
    const ours = [
      ...NAMES,
      ...NAMES.map((name) => `${name}.lock`),
      `known.json.${UUID}.new`,
      `${UUID}.new`,
    ];
    for (const name of [...ours, ...others]) Deno.writeTextFileSync(`${folder}/${name}`, "x");
    Deno.mkdirSync(`${folder}/pictures`);
    assertEquals(await wipeFolder(folder, NAMES), []);
    assertEquals(namesIn(folder), [...others, "pictures"].sort());
    assertEquals(await wipeFolder(folder, NAMES), [], "once more");
    assertEquals(await wipeFolder(`${folder}/absent`, NAMES), []);
  });
});

Deno.test({
  name: "wipeFolder() removes a link and not what it leads to, and says that this is still there",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await inFolder(async (folder) => {
      const [elsewhere, path] = [`${folder}/elsewhere`, `${folder}/known.json`];
      Deno.writeTextFileSync(elsewhere, "x");
      Deno.symlinkSync(elsewhere, path);
      Deno.symlinkSync(elsewhere, `${folder}/${UUID}.new`);
      const [failure, ...more] = await wipeFolder(folder, NAMES);
      assertEquals(failure, `${path} was a link: what it led to is still there.`);
      assertEquals([more, namesIn(folder)], [[], ["elsewhere"]]);
      assertEquals(Deno.readTextFileSync(elsewhere), "x");
    });
  },
});

Deno.test("wipeFolder() waits for a write of another process, so that it brings nothing back", async () => {
  await inFolder(async (folder) => {
    const child = await startChild(`
      import { update } from "./lib/io/files/safe_file.ts";
      await update(${JSON.stringify(`${folder}/known.json`)}, () => {
        console.log("in");
        // The lock is held for so long as this takes.
        for (const end = Date.now() + 400; Date.now() < end;);
        return "x";
      });
    `);
    assertEquals(await child.line(), "in");
    assertEquals(await wipeFolder(folder, NAMES), []);
    assertEquals(namesIn(folder), []);
    await child.end();
    assertEquals(namesIn(folder), []);
    await update(`${folder}/known.json`, () => "new");
    assertEquals(namesIn(folder), ["known.json", "known.json.lock"]);
  });
});

Deno.test("wipeFolder() says what it could not remove, and removes the rest", async () => {
  await inFolder(async (folder) => {
    Deno.mkdirSync(`${folder}/known.json/in`, { recursive: true });
    for (const name of ["settings.json", `${UUID}.new`]) {
      Deno.writeTextFileSync(`${folder}/${name}`, "x");
    }
    const failures = await wipeFolder(folder, NAMES);
    assertEquals(failures.length, 1);
    assertStringIncludes(failures[0] ?? "", `${folder}/known.json could not be removed`);
    assert(namesIn(folder).every((name) => name.startsWith("known.json")), `${namesIn(folder)}`);
  });
});
