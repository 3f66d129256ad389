/**
 * What the windows of one pyChat know of one another, so that they tell one thing once.
 *
 * The browser holds locks for all pages of this origin, and gives them up with the page that has
 * them: nothing is kept, and a window that has crashed leaves nothing behind.
 *
 * @module
 */

/** Whether the browser has locks: it has, for a page that comes from this computer. */
function hasLocks(): boolean {
  return "locks" in navigator;
}

/**
 * So much is taken by a window at a time: a browser works a while for each lock, and a hostile server
 * could say something in hundreds of conversations at once, again and again.
 */
const MOST_TAKEN = 200;

let nowTaken = 0;

/**
 * Takes something for a while, unless a window has taken it already, or this one too much.
 *
 * @param name What.
 * @param ms For how long, in milliseconds.
 * @returns Whether it was free.
 */
export function take(name: string, ms: number): Promise<boolean> {
  if (!hasLocks()) return Promise.resolve(true);
  if (nowTaken >= MOST_TAKEN) return Promise.resolve(false);
  nowTaken += 1;
  return new Promise((taken) => {
    const held = navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      taken(lock !== null);
      return lock === null ? null : new Promise((end) => setTimeout(end, ms));
    });
    held.catch(() => taken(false)).finally(() => (nowTaken -= 1));
  });
}

/** What somebody looks at, for all windows to know. */
export class Sight {
  #tag: string | null = null;
  #end: () => void = () => {};
  readonly #channel = new BroadcastChannel("read");

  /** @param read Is told what was read in another window. */
  constructor(read: (tag: string) => void) {
    this.#channel.onmessage = ({ data }) => typeof data === "string" && read(data);
  }

  /** Somebody looks at this in this window, and at nothing else; null is at nothing. */
  look(tag: string | null): void {
    if (tag === this.#tag) return;
    this.#tag = tag;
    this.#end();
    this.#end = () => {};
    if (tag === null) return;
    this.#channel.postMessage(tag);
    if (!hasLocks()) return;
    const over = new Promise<void>((end) => (this.#end = end));
    navigator.locks.request(nameOf(tag), { mode: "shared" }, () => over).catch(() => {});
  }

  /** Whether somebody looks at this, in any window. */
  async has(tag: string): Promise<boolean> {
    if (tag === this.#tag) return true;
    if (!hasLocks()) return false;
    const { held = [] } = await navigator.locks.query();
    return held.some(({ name }) => name === nameOf(tag));
  }
}

function nameOf(tag: string): string {
  return `seen ${tag}`;
}
