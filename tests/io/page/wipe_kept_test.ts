import { assertEquals, assertStringIncludes } from "@std/assert";
import { useFolder } from "../../../lib/io/files/in_use.ts";
import { update } from "../../../lib/io/files/safe_file.ts";
import { findPlace } from "../../../lib/io/page/place.ts";
import { type Kept, wipeKept } from "../../../lib/io/page/wipe_kept.ts";
import { inFolder } from "../../support/folder.ts";

const NAMES = ["known.json"];

/** All below a folder, folders with a slash. */
function tree(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory
      ? [`${name}/`, ...tree(`${folder}/${name}`).map((below) => `${name}/${below}`)]
      : [name]
  ).sort();
}

/** What a client has after it has run for a while. */
async function lived(folder: string, usual: string | null = folder): Promise<Kept> {
  await Deno.mkdir(folder, { recursive: true });
  const place = await findPlace(folder, (sentence) => {
    throw new Error(sentence);
  });
  const use = await useFolder(folder);
  await place.announce(40_000, "token");
  await update(`${folder}/known.json`, () => "x");
  return { folder, usual, place, use };
}

Deno.test("wipeKept() leaves nothing of a client, not even the folders that it made", async () => {
  await inFolder(async (home) => {
    const kept = await lived(`${home}/pychat/client`);
    assertEquals(tree(home).length, 7, `${tree(home)}`);
    assertEquals(await wipeKept(kept, NAMES), { failures: [], others: false });
    assertEquals(tree(home), []);
    await kept.place.announce(40_000, null);
    await kept.place.retry();
    assertEquals(tree(home), []);
  });
});

Deno.test("wipeKept() leaves what is not the client's, and a folder that was named", async () => {
  await inFolder(async (home) => {
    await Deno.mkdir(`${home}/pychat/server`, { recursive: true });
    await wipeKept(await lived(`${home}/pychat/client`), NAMES);
    assertEquals(tree(home), ["pychat/", "pychat/server/"]);
    await wipeKept(await lived(`${home}/pychat/client`, null), NAMES);
    assertEquals(tree(home), ["pychat/", "pychat/client/", "pychat/server/"]);
    const kept = await lived(`${home}/pychat/client`);
    await Deno.writeTextFile(`${home}/pychat/client/diary`, "x");
    await wipeKept(kept, NAMES);
    assertEquals(tree(home), [
      "pychat/",
      "pychat/client/",
      "pychat/client/diary",
      "pychat/server/",
    ]);
  });
});

Deno.test("wipeKept() removes no link to a folder, nor the folder behind it", async () => {
  await inFolder(async (home) => {
    await Deno.mkdir(`${home}/disk`);
    await Deno.mkdir(`${home}/pychat`);
    await Deno.symlink(`${home}/disk`, `${home}/pychat/client`);
    await wipeKept(await lived(`${home}/disk`, `${home}/pychat/client`), NAMES);
    assertEquals(tree(home), ["disk/", "pychat/", "pychat/client"]);
  });
});

Deno.test("wipeKept() tells of another that uses the folder, and leaves it the place and the folder", async () => {
  await inFolder(async (home) => {
    const folder = `${home}/pychat/client`;
    const kept = await lived(folder);
    const place = await findPlace(folder, () => {});
    const other = { ...kept, place, use: await useFolder(folder) };
    assertEquals(await wipeKept(other, NAMES), { failures: [], others: true });
    assertEquals(tree(folder), ["in_use.lock", "running.json", "running.lock"]);
    await update(`${folder}/known.json`, () => "y");
    assertEquals(await wipeKept(kept, NAMES), { failures: [], others: false });
    assertEquals(tree(home), []);
  });
});

Deno.test("wipeKept() says all that it could not remove, and does the rest", async () => {
  await inFolder(async (home) => {
    const kept = await lived(home, null);
    for (const name of ["known.json", "running.json"]) {
      await Deno.remove(`${home}/${name}`);
      await Deno.mkdir(`${home}/${name}/in`, { recursive: true });
    }
    const { failures, others } = await wipeKept(kept, NAMES);
    assertEquals([failures.length, others], [2, false]);
    assertStringIncludes(failures[0] ?? "", `${home}/known.json could not be removed`);
    assertStringIncludes(failures[1] ?? "", "running.json");
  });
});
