/**
 * What a process takes of the machine, as Linux counts it.
 *
 * @module
 */
import { residentBytes } from "../../tasks/bench/machine.ts";

/** One look at a process. */
export interface ProcessSize {
  /** Memory that it holds, in bytes. */
  readonly rss: number;
  /** Descriptors that it has open. */
  readonly descriptors: number;
}

/**
 * Looks at a process.
 *
 * @param pid Its id.
 */
export function processSize(pid: number): ProcessSize {
  const descriptors = [...Deno.readDirSync(`/proc/${pid}/fd`)].length;
  return { rss: residentBytes(pid) || 0, descriptors };
}
