/**
 * A terminal that keeps what is written to it, and shows it as a person sees it.
 *
 * @module
 */
import type { Terminal } from "../../../lib/io/operator/screen.ts";

/** What a terminal obeys of all that we send: the cursor up and to a column, and clearing below. */
const OBEYED = /[\r\n]|\p{Cc}\[(\d*)([AGCDJ])|\p{Cc}\[[\d;]*m|./gu;

export class FakeTerminal implements Terminal {
  utf8 = true;
  columns = 80;
  rows = 24;
  /** All that was written, in order. */
  text = "";
  /** While it is not `null`, nothing is taken. */
  blocked: Promise<void> | null = null;
  readonly #decoder = new TextDecoder();

  async write(bytes: Uint8Array): Promise<number> {
    await this.blocked;
    // A few at a time, as a real one may.
    const some = bytes.subarray(0, 1_000);
    this.text += this.#decoder.decode(some, { stream: true });
    return some.length;
  }

  size(): { readonly columns: number; readonly rows: number } {
    const { columns, rows } = this;
    return { columns, rows };
  }

  /** The lines a person sees, however far down; blank ones at the end left out. */
  seen(): string[] {
    const lines: string[][] = [[]];
    let [row, column] = [0, 0];
    for (const [found, number = "", act] of this.text.matchAll(OBEYED)) {
      const count = number === "" ? 1 : Number(number);
      if (act === "A") row = Math.max(0, row - count);
      else if (act === "G") column = count - 1;
      else if (act === "C") column += count;
      else if (act === "D") column = Math.max(0, column - count);
      else if (act === "J") {
        lines.splice(row + 1);
        lines[row]?.splice(column);
      } else if (found === "\r") column = 0;
      else if (found === "\n") [row, column] = [row + 1, 0];
      else if (!found.startsWith("\x1b")) {
        if (column >= this.columns) [row, column] = [row + 1, 0];
        const line = lines[row] ??= [];
        while (line.length < column) line.push(" ");
        line[column++] = found;
      }
      while (lines.length <= row) lines.push([]);
    }
    const seen = lines.map((line) => line.join("").trimEnd());
    while (seen.at(-1) === "") seen.pop();
    return seen;
  }
}
