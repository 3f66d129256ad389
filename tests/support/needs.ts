/**
 * What a test needs of the machine, and what happens where it is missing.
 *
 * @module
 */

import { complain } from "../../lib/io/terminal.ts";

/** Something that is not part of the project. */
export type Need = "chromium" | "vectors";

/** Where the public test vectors are, if they are. */
export const VECTORS = new URL("../../../shared/vectors/", import.meta.url);

const REASONS: Readonly<Record<Need, string>> = {
  chromium: "there is no Chromium here (apt-get install chromium, or set CHROMIUM to its path)",
  vectors: "the public vectors are not beside the project (../shared/vectors)",
};

const told = new Set<Need>();

/** The path of a Chromium: `CHROMIUM`, or the first of the usual names in `PATH`; `null` if none. */
export function chromiumPath(): string | null {
  const named = Deno.env.get("CHROMIUM");
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  const usual = ["chromium", "chromium-browser", "google-chrome"];
  const places = named === undefined
    ? usual.flatMap((name) => folders.map((folder) => `${folder}/${name}`))
    : [named];
  return places.find((place) => exists(place)) ?? null;
}

function exists(place: string | URL): boolean {
  try {
    Deno.statSync(place);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether a test can run here, to be spread into its definition.
 *
 * What is missing makes the test be skipped, and says so once; with `CI=true` the test runs and
 * fails, so that a gate never passes for lack of something.
 *
 * @param what What the test cannot do without.
 */
export function needs(what: Need): { readonly ignore: boolean } {
  const there = what === "chromium" ? chromiumPath() !== null : exists(VECTORS);
  if (there || Deno.env.get("CI") === "true") return { ignore: false };
  if (!told.has(what)) complain(`skipped: tests that need ${what}, because ${REASONS[what]}`);
  told.add(what);
  return { ignore: true };
}
