/**
 * The built UI, read once: what a request names is looked up in this list, never on the disk.
 *
 * @module
 */
import { typeOf } from "./page_requests.ts";

/** The bytes of each file, by the path it is served at; `/` is `index.html`. */
export type PageFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** What no page is without. */
const NEEDED = ["/", "/app.js", "/app.css", "/icon.svg"];

/**
 * Reads the files a page consists of.
 *
 * @param folder Where they are: `index.html`, `app.js`, `app.css`, `icon.svg`, and more scripts and
 * drawings. Whatever else is there is no part of the page.
 * @throws {Deno.errors.NotFound} If one of those four is missing.
 */
export async function readPageFiles(folder: string): Promise<PageFiles> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for await (const { name, isFile } of Deno.readDir(folder)) {
    const path = name === "index.html" ? "/" : `/${name}`;
    if (isFile && typeOf(path) !== null) files.set(path, await Deno.readFile(`${folder}/${name}`));
  }
  const missing = NEEDED.find((path) => !files.has(path));
  if (missing !== undefined) throw new Deno.errors.NotFound(`${folder} has no ${missing}`);
  return files;
}
