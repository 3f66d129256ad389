/**
 * Builds the UI: `ui/` becomes the files in `ui/dist/` that the client process serves.
 *
 * The script is cut in pieces: what the first look needs, and what is fetched after it. With
 * `--if-stale` it does nothing when no source is newer than what it built. The bytes of the result
 * depend on the sources and the locked packages alone. Whoever reads the folder meanwhile finds a
 * whole page in it, and of two builds at once the second waits.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { readPageScripts } from "./page_scripts.ts";

const ROOT = new URL("../", import.meta.url);
const UI = new URL("ui/", ROOT);
const DIST = new URL("ui/dist/", ROOT);
/** Where a build stands until it is whole. */
const NEW = new URL("ui/dist/.new/", ROOT);
/** Held by the build that runs. */
const LOCK = new URL("ui/dist/.lock", ROOT);

/** What is always built, besides the pieces of the script. */
const BUILT = ["index.html", "app.css", "icon.svg"];

/** What decides the bytes, besides everything in `ui/`. */
const SOURCES = [
  "lib/api/",
  "lib/limits.ts",
  "deno.json",
  "deno.lock",
  "tasks/page_scripts.ts",
  "tasks/ui.ts",
];

/** When the newest file in a place was changed, in milliseconds since 1970. */
async function newest(place: URL): Promise<number> {
  const info = await Deno.stat(place);
  if (!info.isDirectory) return info.mtime?.getTime() ?? Infinity;
  let latest = 0;
  for await (const entry of Deno.readDir(place)) {
    const inside = new URL(entry.isDirectory ? `${entry.name}/` : entry.name, place);
    if (inside.href !== DIST.href) latest = Math.max(latest, await newest(inside));
  }
  return latest;
}

/** When the oldest built file was written, in milliseconds since 1970. */
async function oldestBuilt(): Promise<number> {
  const { first, later } = await readPageScripts(DIST);
  const times = [...BUILT, ...first, ...later].map(async (name) =>
    (await Deno.stat(new URL(name, DIST))).mtime?.getTime() ?? 0
  );
  return Math.min(...await Promise.all(times));
}

async function isFresh(): Promise<boolean> {
  let built: number;
  try {
    built = await oldestBuilt();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
  const changed = await Promise.all([
    newest(UI),
    ...SOURCES.map((source) => newest(new URL(source, ROOT))),
  ]);
  return Math.max(...changed) <= built;
}

/** Bundles one entry. `deno bundle` takes a style sheet with its imports as it takes a script. */
async function bundle(entry: string, ...how: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", "--platform", "browser", "--minify", ...how, `ui/${entry}`],
    cwd: ROOT,
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) {
    throw new Error(`deno bundle ui/${entry} failed:\n${new TextDecoder().decode(stderr)}`);
  }
}

/**
 * Builds everything in a folder of its own, and moves it to where it is served from.
 *
 * @returns The names of the scripts.
 */
async function build(): Promise<readonly string[]> {
  await Deno.remove(NEW, { recursive: true }).catch(() => {});
  await bundle("main.tsx", "--code-splitting", "--outdir", "ui/dist/.new");
  await bundle("css/index.css", "-o", "ui/dist/.new/app.css");
  await Deno.rename(new URL("main.js", NEW), new URL("app.js", NEW));
  const { first, later } = await readPageScripts(NEW);
  const icons = [...Deno.readDirSync(UI)].map(({ name }) => name).filter((name) =>
    /^icon\w*\.svg$/.test(name)
  );
  for (const name of ["index.html", ...icons]) {
    // Written and not copied, so that the time says when it was built.
    await Deno.writeTextFile(new URL(name, NEW), await Deno.readTextFile(new URL(name, UI)));
  }
  await hint(first.filter((name) => name !== "app.js"));
  // What something else names comes before it, and what nothing names any more goes last.
  const named = [...later, ...first].filter((name) => name !== "app.js");
  const names = [...named, "app.css", ...icons, "app.js", "index.html"];
  for (const name of names) await Deno.rename(new URL(name, NEW), new URL(name, DIST));
  await Deno.remove(NEW, { recursive: true });
  for (const { name, isFile } of Deno.readDirSync(DIST)) {
    if (isFile && name !== ".lock" && !names.includes(name)) await Deno.remove(new URL(name, DIST));
  }
  return ["app.js", ...named];
}

/** Lets a browser fetch what the script imports together with the script. */
async function hint(imported: readonly string[]): Promise<void> {
  const page = new URL("index.html", NEW);
  const text = await Deno.readTextFile(page);
  const links = imported.map((name) => `<link rel="modulepreload" href="/${name}">\n    `);
  const hinted = text.replace("<script", `${links.join("")}<script`);
  if (hinted === text && imported.length > 0) throw new Error("ui/index.html has no script");
  await Deno.writeTextFile(page, hinted);
}

/** One line for whoever started the task. */
function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

/** Size of a built file, in KiB. */
async function sizeOf(name: string): Promise<string> {
  const { size } = await Deno.stat(new URL(name, DIST));
  return `${name} ${Math.ceil(size / 1024)} KiB`;
}

/**
 * Builds, or only what is stale.
 *
 * @returns What was done, in one line.
 */
async function make(ifStale: boolean): Promise<string> {
  const isDone = async (): Promise<boolean> => ifStale && await isFresh();
  if (!await isDone()) {
    await Deno.mkdir(DIST, { recursive: true });
    using lock = await Deno.open(LOCK, { create: true, write: true });
    await lock.lock(true);
    // Who had to wait may find everything built.
    if (!await isDone()) {
      const sizes = await Promise.all([...await build(), "app.css"].map(sizeOf));
      return `ui: built ui/dist (${sizes.join(", ")})`;
    }
  }
  return "ui: ui/dist is up to date";
}

if (import.meta.main) {
  const args = parseArgs(Deno.args, { boolean: ["if-stale"] });
  say(await make(args["if-stale"]));
}
