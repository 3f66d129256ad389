/**
 * Small texts that an operator hands to the server: a key, a passphrase, a file with options.
 *
 * @module
 */

/** What can be read from: an open file, or the standard input. */
export interface Source {
  /** Reads into the array; `null` is the end. */
  read(into: Uint8Array): Promise<number | null>;
}

/** A byte order mark stays: it is no part of a key, and stripped where a person wrote the file. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Reads all there is, and no more than such a text can be: who names `/dev/zero` or a film by
 * mistake is told so.
 *
 * @param source Read to its end.
 * @param limit Longest text, in bytes.
 * @throws {Error} If it is longer or not UTF-8; the message is the rest of a sentence.
 */
export async function readSmallText(source: Source, limit: number): Promise<string> {
  const buffer = new Uint8Array(limit + 1);
  let filled = 0;
  while (filled < buffer.length) {
    const count = await source.read(buffer.subarray(filled));
    if (count === null) break;
    filled += count;
  }
  if (filled > limit) throw new Error(`it is longer than ${limit} bytes`);
  try {
    return decoder.decode(buffer.subarray(0, filled));
  } catch {
    throw new Error("it is not plain text in UTF-8");
  }
}
