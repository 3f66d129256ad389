/**
 * The built UI, read once.
 *
 * @module
 */
import { PAGE_TYPES } from "./page_requests.ts";

/** The bytes of each file, by the path it is served at; `/` is `index.html`. */
export type PageFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/**
 * Reads the files a page consists of.
 *
 * @param folder Where they are: `index.html`, `app.js`, `app.css` and `icon.svg`.
 * @throws {Deno.errors.NotFound} If one is missing.
 */
export async function readPageFiles(folder: string): Promise<PageFiles> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const path of PAGE_TYPES.keys()) {
    const name = path === "/" ? "/index.html" : path;
    files.set(path, await Deno.readFile(folder + name));
  }
  return files;
}
