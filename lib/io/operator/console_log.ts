/**
 * The log of a server whose operator types in the same terminal.
 *
 * @module
 */
import { Log, type LogFields, type LogFormat, logLine } from "../log.ts";

/** Where its lines go. */
export interface Paper {
  /** Whether it takes no more for now. */
  readonly isFull: boolean;
  /** Prints a line. */
  above(line: string): void;
  /** Waits until all is printed, at most so many milliseconds. */
  flush(ms: number): Promise<void>;
}

/** A log whose lines go above what the operator types; those that a terminal loses are counted. */
export class ConsoleLog extends Log {
  readonly #format: LogFormat;
  readonly #paper: Paper;
  #lost = 0;

  /**
   * @param format How lines look.
   * @param paper Where they go.
   */
  constructor(format: LogFormat, paper: Paper) {
    super(format);
    this.#format = format;
    this.#paper = paper;
  }

  /** Writes one event. */
  override write(event: string, fields: LogFields = {}): void {
    if (this.#paper.isFull) {
      this.#lost++;
      return;
    }
    const now = Date.now();
    if (this.#lost > 0) {
      this.#paper.above(logLine(this.#format, now, "log_lines_lost", { lines: this.#lost }));
      this.#lost = 0;
    }
    this.#paper.above(logLine(this.#format, now, event, fields));
  }

  /** Waits until all is written. */
  override async flush(ms: number): Promise<void> {
    await this.#paper.flush(ms);
  }
}
