/**
 * What some tests need and not every machine has. A test that is left out is named with the
 * reason; where `CI` is set nothing is left out, so what is missing there is a failure.
 *
 * @module
 */
import { haveVectors } from "./vectors.ts";

const REASONS = {
  chromium: "there is no Chromium (Debian: apt-get install chromium; or set CHROMIUM to its path)",
  vectors: "the public vectors are not beside the project (../shared/vectors)",
} as const;

/** The path of Chromium, or null where there is none. */
export function chromiumPath(): string | null {
  const places = [Deno.env.get("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser"];
  return places.find((path) => path !== undefined && exists(path)) ?? null;
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

const told = new Set<string>();

/**
 * The option that leaves a test out where something is missing.
 *
 * @param what What the test needs.
 * @returns To be spread into the test's definition.
 */
export function needs(what: keyof typeof REASONS): { ignore: boolean } {
  const here = what === "chromium" ? chromiumPath() !== null : haveVectors();
  if (here || Deno.env.get("CI") === "true") return { ignore: false };
  if (!told.has(what)) {
    told.add(what);
    console.warn(`skipped: tests that need ${what}, because ${REASONS[what]}`);
  }
  return { ignore: true };
}
