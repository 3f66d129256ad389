/**
 * Many events of one kind as few lines of the log.
 *
 * Whoever can make a server do something a thousand times a second must not be able to make it
 * write as many lines: they would fill the disk and bury what else there is to read.
 *
 * @module
 */
import type { Log } from "./log.ts";

/** How long events of one kind are counted for a line, in milliseconds. */
const DIGEST_MS = 10_000;

/** Does something after so many milliseconds, unless what it gives back is called before. */
export type Later = (act: () => void, ms: number) => () => void;

/** Events of one kind since its last line. */
interface Tally {
  readonly counts: Map<string, number>;
  readonly cancel: () => void;
}

/** Writes the first event of a kind at once, and those that follow as one line in 10 seconds. */
export class LogDigest {
  readonly #log: Pick<Log, "write">;
  readonly #later: Later;
  readonly #tallies = new Map<string, Tally>();

  /**
   * @param log What takes the lines.
   * @param later A timer; another than the system's only in tests.
   */
  constructor(log: Pick<Log, "write">, later: Later = systemTimer) {
    this.#log = log;
    this.#later = later;
  }

  /**
   * Counts an event. Its line holds the number for each reason.
   *
   * @param event Its kind: one of few words of our own.
   * @param reason Why: another of few, and none that names a field of every line.
   */
  count(event: string, reason: string): void {
    const counts = this.#tallies.get(event)?.counts;
    if (counts === undefined) this.#write(event, new Map([[reason, 1]]));
    else counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }

  /** Writes what is counted and not written yet, before a program ends. */
  flush(): void {
    for (const [event, { counts, cancel }] of this.#tallies) {
      cancel();
      if (counts.size > 0) this.#log.write(event, Object.fromEntries(counts));
    }
    this.#tallies.clear();
  }

  /** After a line the next one waits, and is written if there is anything to write then. */
  #write(event: string, counts: ReadonlyMap<string, number>): void {
    this.#log.write(event, Object.fromEntries(counts));
    const tally = { counts: new Map<string, number>(), cancel: () => {} };
    tally.cancel = this.#later(() => {
      this.#tallies.delete(event);
      if (tally.counts.size > 0) this.#write(event, tally.counts);
    }, DIGEST_MS);
    this.#tallies.set(event, tally);
  }
}

function systemTimer(act: () => void, ms: number): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}
