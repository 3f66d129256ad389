/**
 * Reads the public test vectors that stand beside the project, where they do.
 *
 * @module
 */
import { VECTORS } from "./needs.ts";

/** A file of vectors, parsed: a list of cases, under the name its source gives the list. */
export function readVectors<K extends string, T>(name: string): Readonly<Record<K, readonly T[]>> {
  return JSON.parse(Deno.readTextFileSync(new URL(name, VECTORS)));
}
