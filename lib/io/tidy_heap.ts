/**
 * Giving memory back when it has become quiet.
 *
 * V8 looks through its heap when the program asks for more of it. After a rush, such as a thousand
 * people who come at once, nothing asks for any: what the rush has left behind would stay for days.
 *
 * @module
 */

/** Time between two looks at the heap, in milliseconds. */
const LOOK_MS = 10_000;

/**
 * Growth from one look to the next up to which it is quiet, in bytes: by so much a heap goes up and
 * down while a thousand people are only asked now and then whether they are there.
 */
const QUIET_BYTES = 4 * 1024 * 1024;

/** Growth since the heap was tidied from which it is worth doing again, in bytes. */
const WORTH_BYTES = 8 * 1024 * 1024;

/** When a heap is to be tidied: once after each rush, and never in one. */
export class Quiet {
  #last: number;
  /** Whether there was a rush since it was tidied. What grows slowly V8 looks after by itself. */
  #hasRushed = false;
  /** The heap as it was when it was tidied. */
  #tidy: number;

  /** @param bytes Of the heap now. */
  constructor(bytes: number) {
    this.#last = bytes;
    this.#tidy = bytes;
  }

  /**
   * Looks at the heap.
   *
   * @param bytes Of the heap now.
   * @returns Whether to tidy it; then tell by {@linkcode tidied} what it came to.
   */
  look(bytes: number): boolean {
    const growth = bytes - this.#last;
    this.#last = bytes;
    // What was collected meanwhile was much, or somebody else had asked for it: that is no quiet.
    if (Math.abs(growth) > QUIET_BYTES) {
      this.#hasRushed = true;
      return false;
    }
    return this.#hasRushed && bytes - this.#tidy >= WORTH_BYTES;
  }

  /** @param bytes Of the heap after it was tidied. */
  tidied(bytes: number): void {
    this.#last = bytes;
    this.#tidy = bytes;
    this.#hasRushed = false;
  }
}

/**
 * Tidies the heap of this process whenever it has become quiet. Nothing happens where V8 was not
 * started with `--expose-gc`.
 */
export function tidyWhenQuiet(): void {
  const { gc: collect } = globalThis as { readonly gc?: unknown };
  if (typeof collect !== "function") return;
  const bytes = () => Deno.memoryUsage().heapUsed;
  const quiet = new Quiet(bytes());
  const timer = setInterval(() => {
    if (!quiet.look(bytes())) return;
    collect();
    quiet.tidied(bytes());
  }, LOOK_MS);
  Deno.unrefTimer(timer);
}
