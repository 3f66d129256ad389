/**
 * Archives whose bytes depend on what is put in and on nothing else.
 *
 * They are of the "ustar" interchange format of POSIX.1-2024, under `pax`. Written here because the
 * tars of different machines take different words for the same order, owner and time, and because
 * a mode must not depend on what a file system kept of it.
 *
 * @module
 */

/** A file in an archive. */
export interface Entry {
  /** Its path there: printable ASCII, at most 100 letters. */
  readonly name: string;
  /** Whether it is a program: then its mode is 0755, and else 0644. */
  readonly program: boolean;
  /** What stands in it. */
  readonly content: Blob;
}

const BLOCK_BYTES = 512;

/** Tapes were written in records of 20 blocks, and some readers still complain about less. */
const RECORD_BYTES = 20 * BLOCK_BYTES;

/** Longest name that needs no splitting, in bytes. */
const MAX_NAME_BYTES = 100;

/** The size has 11 octal digits. */
const MAX_CONTENT_BYTES = 8 ** 11 - 1;

/**
 * Packs files into a compressed archive, in the order given.
 *
 * @param entries The files.
 * @param time When all of them were changed; part of a second is left out.
 * @returns The bytes of a `.tar.gz`, which names neither a file nor a time of its own.
 * @throws {RangeError} If a name, a size or the time cannot be said in such an archive.
 */
export function tarball(
  entries: readonly Entry[],
  time: Date,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let written = 0;
  const parts = entries.flatMap(({ name, program, content }) => {
    const padding = -content.size & (BLOCK_BYTES - 1);
    written += BLOCK_BYTES + content.size + padding;
    return [header(name, program, content.size, time), content, new Uint8Array(padding)];
  });
  const end = 2 * BLOCK_BYTES;
  const rest = (RECORD_BYTES - (written + end) % RECORD_BYTES) % RECORD_BYTES;
  return new Blob([...parts, new Uint8Array(end + rest)]).stream()
    .pipeThrough(new CompressionStream("gzip"));
}

/** The block before a file. The sum is counted with spaces in its own place. */
function header(name: string, program: boolean, size: number, time: Date): Uint8Array<ArrayBuffer> {
  if (!/^[!-~]+$/.test(name) || name.length > MAX_NAME_BYTES) {
    throw new RangeError(`not a name for an archive: ${JSON.stringify(name)}`);
  }
  if (size > MAX_CONTENT_BYTES) throw new RangeError(`${name} is too long for an archive`);
  const seconds = Math.floor(time.getTime() / 1000);
  if (!(seconds >= 0 && seconds <= MAX_CONTENT_BYTES)) {
    throw new RangeError("not a time for an archive");
  }
  const block = new Uint8Array(BLOCK_BYTES);
  const put = (at: number, text: string) =>
    void new TextEncoder().encodeInto(text, block.subarray(at));
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, "0")}\0`;
  put(0, name);
  put(100, octal(program ? 0o755 : 0o644, 7));
  put(108, octal(0, 7)); // owner
  put(116, octal(0, 7)); // group
  put(124, octal(size, 11));
  put(136, octal(seconds, 11));
  put(148, " ".repeat(8));
  put(156, "0"); // a regular file
  put(257, "ustar\x0000");
  put(148, `${octal(block.reduce((sum, byte) => sum + byte, 0), 6)} `);
  return block;
}
