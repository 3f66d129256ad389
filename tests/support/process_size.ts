/**
 * What a process takes of the machine, as Linux counts it.
 *
 * @module
 */

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
  const status = Deno.readTextFileSync(`/proc/${pid}/status`);
  const kilobytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
  return { rss: kilobytes * 1024, descriptors: [...Deno.readDirSync(`/proc/${pid}/fd`)].length };
}
