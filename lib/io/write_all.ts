/**
 * Writing all of something, where one write may take only a part.
 *
 * @module
 */

/** What can be written to: a file, a socket, or a stream of the process. */
export interface Sink {
  /** Takes some of the bytes, and tells how many. */
  write(bytes: Uint8Array): Promise<number>;
}

/**
 * Writes until nothing is left; what a write throws is thrown on.
 *
 * @param sink Where to.
 * @param bytes What.
 */
export async function writeAll(sink: Sink, bytes: Uint8Array): Promise<void> {
  for (let rest = bytes; rest.length > 0;) rest = rest.subarray(await sink.write(rest));
}
