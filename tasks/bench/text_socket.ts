/**
 * A connection to a server that is compared with, read as cheaply as that of a member of pyChat.
 *
 * @module
 */
import { hangUp } from "../../lib/io/net/hang_up.ts";
import { writeAll } from "../../lib/io/write_all.ts";

/** Bytes read at once at first, and from when a read has filled those. */
export const SMALL = 2_048;
export const LARGE = 65_536;

/** A connection as far as one is needed here. */
export type Stream = Pick<Deno.Conn, "read" | "write" | "close">;

/** Hands on what is read, and writes what is said, all of a turn together. */
export class TextSocket {
  /** Whether it was ended by us. */
  isCut = false;
  readonly #stream: Stream;
  readonly #take: (bytes: Uint8Array) => number;
  #waiting = "";
  #isWriting = false;

  /**
   * @param stream An open connection.
   * @param take Gets what was read and not used yet, and answers how much of it was of use. It must
   * not keep the bytes.
   */
  constructor(stream: Stream, take: (bytes: Uint8Array) => number) {
    this.#stream = stream;
    this.#take = take;
  }

  /**
   * Reads until the end. Never rejects.
   *
   * @returns Why it has ended.
   */
  async run(): Promise<unknown> {
    let buffer = new Uint8Array(SMALL);
    let held = 0;
    try {
      for (;;) {
        const count = await this.#stream.read(buffer.subarray(held));
        if (count === null) return new Error("the server has closed the connection");
        const filled = held + count;
        const used = this.#take(buffer.subarray(0, filled));
        held = filled - used;
        const before = buffer;
        if (filled === buffer.length && buffer.length < LARGE) buffer = new Uint8Array(LARGE);
        if (buffer !== before) buffer.set(before.subarray(used, filled));
        else if (used > 0) buffer.copyWithin(0, used, filled);
      }
    } catch (error) {
      hangUp(this.#stream);
      return error;
    }
  }

  /** Writes, soon. Neither waits nor throws. */
  write(text: string): void {
    this.#waiting += text;
    if (this.#isWriting) return;
    this.#isWriting = true;
    void this.#drain();
  }

  /** Ends it without a word. */
  cut(): void {
    this.isCut = true;
    hangUp(this.#stream);
  }

  async #drain(): Promise<void> {
    await null;
    try {
      while (this.#waiting !== "") {
        const bytes = new TextEncoder().encode(this.#waiting);
        this.#waiting = "";
        await writeAll(this.#stream, bytes);
      }
    } catch {
      // The reader hears of it as well.
    }
    this.#isWriting = false;
  }
}
