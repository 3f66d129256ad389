/**
 * The built UI, read once.
 *
 * @module
 */
import { PAGE_TYPES } from "./page_requests.ts";

/**
 * Reads the files a page consists of.
 *
 * @param folder Where they are: `index.html`, `app.js`, `app.css` and `icon.svg`.
 * @returns Their bytes by the path they are served at; `/` is `index.html`.
 * @throws {Deno.errors.NotFound} If one is missing.
 */
export async function readPageFiles(
  folder: string,
): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const path of PAGE_TYPES.keys()) {
    const name = path === "/" ? "/index.html" : path;
    files.set(path, await Deno.readFile(folder + name));
  }
  return files;
}
