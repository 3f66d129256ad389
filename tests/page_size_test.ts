import { assert } from "@std/assert";
import { gzipSync } from "node:zlib";
import { print } from "../lib/io/terminal.ts";
import { readPageScripts } from "../tasks/page_scripts.ts";

const DIST = new URL("../ui/dist/", import.meta.url);

/** What the scripts of the first look may weigh, as `gzip -9` packs them, in bytes. */
const MAX_FIRST_BYTES = 60_000;

/** What all scripts may weigh, tables too. */
const MAX_ALL_BYTES = 160_000;

/** What the style sheet may weigh. */
const MAX_STYLE_BYTES = 16_000;

/** What some files weigh, packed each on its own; says so, and why a sum is too much. */
async function weigh(what: string, names: readonly string[]): Promise<number> {
  const each = await Promise.all(names.map(async (name) => {
    const bytes = await Deno.readFile(new URL(name, DIST));
    return { name, size: gzipSync(bytes, { level: 9 }).byteLength };
  }));
  const sum = each.reduce((all, { size }) => all + size, 0);
  print(`${what}: ${sum} bytes (${each.map(({ name, size }) => `${name} ${size}`).join(", ")})`);
  return sum;
}

Deno.test("The page comes in few bytes, and what the first look does without comes after it", async () => {
  const { first, later } = await readPageScripts(DIST);
  const early = await weigh("first look", first);
  const late = await weigh("after it", later);
  const style = await weigh("style", ["app.css"]);
  assert(early <= MAX_FIRST_BYTES, `the first look takes ${early} bytes`);
  assert(early + late <= MAX_ALL_BYTES, `all scripts take ${early + late} bytes`);
  assert(style <= MAX_STYLE_BYTES, `the style sheet takes ${style} bytes`);
});
