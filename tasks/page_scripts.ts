/**
 * Which scripts the built page consists of.
 *
 * @module
 */

/** The names of the scripts in `ui/dist/`. */
export interface PageScripts {
  /** What must be there before anything is drawn: `app.js`, and what that imports. */
  readonly first: readonly string[];
  /** What is fetched while the page runs. */
  readonly later: readonly string[];
}

/** As the bundler writes what a script of ours imports: at its beginning, or while it runs. */
const FIRST = /(?:\bfrom|\bimport)\s*"\.\/([\w-]+\.js)"/g;
const LATER = /\bimport\("\.\/([\w-]+\.js)"\)/g;

/**
 * Follows what the scripts import, from `app.js` on.
 *
 * @param folder Where they are.
 * @throws {Deno.errors.NotFound} If one is missing.
 */
export async function readPageScripts(folder: URL): Promise<PageScripts> {
  const texts = new Map<string, string>();
  const read = async (name: string): Promise<string> => {
    const text = texts.get(name) ?? await Deno.readTextFile(new URL(name, folder));
    texts.set(name, text);
    return text;
  };
  const closure = async (names: readonly string[], patterns: readonly RegExp[]) => {
    const found = new Set(names);
    for (const name of found) {
      const text = await read(name);
      for (const pattern of patterns) {
        for (const [, other = ""] of text.matchAll(pattern)) found.add(other);
      }
    }
    return [...found];
  };
  const first = await closure(["app.js"], [FIRST]);
  const all = await closure(first, [FIRST, LATER]);
  return { first, later: all.filter((name) => !first.includes(name)) };
}
