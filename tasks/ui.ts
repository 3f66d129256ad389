/**
 * Builds the UI: `ui/` becomes four files in `ui/dist/` that the client process serves.
 *
 * With `--if-stale` it does nothing when no source is newer than what it built. The bytes of the
 * result depend on the sources and the locked packages alone.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";

const ROOT = new URL("../", import.meta.url);
const UI = new URL("ui/", ROOT);
const DIST = new URL("ui/dist/", ROOT);

/** What the page server serves. */
const BUILT = ["index.html", "app.js", "app.css", "icon.svg"];

/** What decides the bytes, besides everything in `ui/`. */
const SOURCES = ["lib/api/", "lib/limits.ts", "deno.json", "deno.lock", "tasks/ui.ts"];

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

/** When the oldest built file was written; 0 when one is missing. */
async function oldestBuilt(): Promise<number> {
  let oldest = Infinity;
  for (const name of BUILT) {
    try {
      const info = await Deno.stat(new URL(name, DIST));
      oldest = Math.min(oldest, info.mtime?.getTime() ?? 0);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      return 0;
    }
  }
  return oldest;
}

async function isFresh(): Promise<boolean> {
  const built = await oldestBuilt();
  if (built === 0) return false;
  const changed = await Promise.all([
    newest(UI),
    ...SOURCES.map((source) => newest(new URL(source, ROOT))),
  ]);
  return Math.max(...changed) <= built;
}

/** Bundles one entry. `deno bundle` takes a style sheet with its imports as it takes a script. */
async function bundle(entry: string, output: string): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", "--platform", "browser", "--minify", "-o", `ui/dist/${output}`, `ui/${entry}`],
    cwd: ROOT,
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) {
    throw new Error(`deno bundle ui/${entry} failed:\n${new TextDecoder().decode(stderr)}`);
  }
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

if (import.meta.main) {
  const args = parseArgs(Deno.args, { boolean: ["if-stale"] });
  if (args["if-stale"] && await isFresh()) {
    say("ui: ui/dist is up to date");
  } else {
    await Deno.mkdir(DIST, { recursive: true });
    await bundle("main.tsx", "app.js");
    await bundle("css/index.css", "app.css");
    for (const name of ["index.html", "icon.svg"]) {
      // Written and not copied, so that the time says when it was built.
      await Deno.writeTextFile(new URL(name, DIST), await Deno.readTextFile(new URL(name, UI)));
    }
    say(`ui: built ui/dist (${await sizeOf("app.js")}, ${await sizeOf("app.css")})`);
  }
}
