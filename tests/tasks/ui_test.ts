import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { readPageFiles } from "../../lib/io/page/page_files.ts";
import { readPageScripts } from "../../tasks/page_scripts.ts";
import { inFolder } from "../support/folder.ts";

const ROOT = `${import.meta.dirname}/../../`;

/** What the task reads, besides the packages. */
const SOURCES = ["deno.json", "deno.lock", "lib/api", "lib/limits.ts", "tasks", "ui"];

async function copy(from: string, to: string): Promise<void> {
  if ((await Deno.stat(from)).isFile) return await Deno.copyFile(from, to);
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(from)) {
    if (name !== "dist" && name !== "node_modules") await copy(`${from}/${name}`, `${to}/${name}`);
  }
}

/** A copy of the page's sources, where a build is in nobody's way. */
async function inCopy(
  test: (folder: string) => Promise<void>,
  from = ROOT,
): Promise<void> {
  await inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/lib`);
    for (const name of SOURCES) await copy(from + name, `${folder}/${name}`);
    await Deno.symlink(`${ROOT}node_modules`, `${folder}/node_modules`);
    await test(folder);
  });
}

/** Runs the task as it is in deno.json, and gives what it says. */
async function build(folder: string, ...args: string[]): Promise<string> {
  const [, ...words] = config.tasks.ui.command.split(" ");
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...words, ...args],
    cwd: folder,
    env: { NO_COLOR: "1" },
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout).trim();
}

/** Every served file as text, by its path. */
async function served(folder: string): Promise<Map<string, string>> {
  const files = [...await readPageFiles(`${folder}/ui/dist`)];
  return new Map(files.map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));
}

const FRESH = "ui: ui/dist is up to date";

Deno.test("deno task ui builds pieces that name one another, and a page that asks for the first of them", async () => {
  await inCopy(async (folder) => {
    assertMatch(
      await build(folder),
      /^ui: built ui\/dist \(app\.js \d+ KiB, .*app\.css \d+ KiB\)$/,
    );
    const files = await served(folder);
    const { first, later } = await readPageScripts(new URL(`file://${folder}/ui/dist/`));
    assert(later.some((name) => name.startsWith("later_parts-")), later.join());
    const scripts = [...files.keys()].filter((path) => path.endsWith(".js")).sort();
    assertEquals(scripts, [...first, ...later].map((name) => `/${name}`).sort());
    const page = files.get("/") ?? "";
    const asked = [...page.matchAll(/(?:href|src)="(\/[\w.-]+)"/g)].map(([, path = ""]) => path);
    assertEquals(asked.filter((path) => !files.has(path)), []);
    for (const name of first) assert(asked.includes(`/${name}`), name);
    for (const name of later) assert(!asked.includes(`/${name}`), name);
    for await (const { name } of Deno.readDir(`${folder}/ui`)) {
      if (name.startsWith("icon")) assert(files.has(`/${name}`), name);
    }
    assert(!page.includes("style=") && !/<script[^>]*>[^<]/.test(page), page);
  });
});

Deno.test("deno task ui --if-stale builds what is missing, older than its source or never was, and no more", async () => {
  await inCopy(async (folder) => {
    const dist = `${folder}/ui/dist`;
    const builds = async () => await build(folder, "--if-stale") !== FRESH;
    assert(await builds());
    assert(!await builds());
    const { later } = await readPageScripts(new URL(`file://${dist}/`));
    for (const name of ["app.js", "app.css", "icon.svg", "index.html", String(later[0])]) {
      await Deno.remove(`${dist}/${name}`);
      assert(await builds(), name);
    }
    // Later than whatever is built meanwhile, however long that takes.
    const tomorrow = new Date(Date.now() + 86_400_000);
    for (const source of ["ui/words.ts", "lib/limits.ts", "tasks/ui.ts"]) {
      await Deno.utime(`${folder}/${source}`, tomorrow, tomorrow);
      assert(await builds(), source);
      const past = new Date(0);
      await Deno.utime(`${folder}/${source}`, past, past);
    }
    assert(!await builds());
  });
});

Deno.test("deno task ui takes away what was built before, and gives the same bytes in other folders", async () => {
  await inCopy(async (folder) => {
    await build(folder);
    const before = await served(folder);
    await Deno.writeTextFile(`${folder}/ui/dist/chunk-OLD.js`, "old");
    await Deno.mkdir(`${folder}/ui/dist/.new`); // as a build that was killed leaves it
    await Deno.writeTextFile(`${folder}/ui/dist/.new/chunk-HALF.js`, "ha");
    await build(folder);
    assertEquals(await served(folder), before);
    await inCopy(async (other) => {
      await build(other);
      assertEquals(await served(other), before);
    }, `${folder}/`);
    await Deno.writeTextFile(`${folder}/ui/views/qr.tsx`, `addEventListener("x", close);`, {
      append: true,
    });
    await build(folder);
    const after = await served(folder);
    assertNotEquals([...after.keys()].sort(), [...before.keys()].sort());
  });
});

Deno.test("deno task ui leaves a whole page when several builds run at once", async () => {
  await inCopy(async (folder) => {
    const said = await Promise.all([
      ...Array.from({ length: 3 }, () => build(folder, "--if-stale")),
      build(folder),
    ]);
    assert(said.filter((line) => line === FRESH).length >= 1, said.join("\n"));
    const { first, later } = await readPageScripts(new URL(`file://${folder}/ui/dist/`));
    const names = [...first, ...later].map((name) => `/${name}`);
    const scripts = [...(await served(folder)).keys()].filter((path) => path.endsWith(".js"));
    assertEquals(scripts.sort(), names.sort());
    assertEquals(await build(folder, "--if-stale"), FRESH);
  });
});
