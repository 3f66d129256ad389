/**
 * The line at the bottom of a terminal in which an operator types, below all that is printed.
 *
 * `node:readline` edits it, keeps what was typed before, and completes it.
 *
 * @module
 */
import { createInterface, type Interface } from "node:readline";
import type { Keyboard } from "./keyboard.ts";
import type { Screen } from "./screen.ts";

const PROMPT = "> ";

/** Lines that can be had again by the arrow keys. */
const MAX_RECALLED = 100;

/** What a prompt is for. */
export interface PromptHost {
  /** A line was typed. */
  typed(line: string): void;
  /** What may stand in place of a line's last word, and where that begins. */
  complete(line: string): { readonly from: number; readonly words: readonly string[] };
  /** Whether a line holds a secret, and is not to be had again. */
  isSecret(line: string): boolean;
  /** Ctrl+C was pressed, where the system does not tell. */
  interrupted(): void;
  /** Nothing more is typed: Ctrl+D was pressed, or the terminal is gone. */
  ended(): void;
}

/** A prompt on a screen, until it is closed. */
export class Prompt {
  readonly #keyboard: Keyboard;
  readonly #screen: Screen;
  readonly #line: Interface;
  #closed = false;

  /** Shows it. */
  constructor(keyboard: Keyboard, screen: Screen, host: PromptHost) {
    this.#keyboard = keyboard;
    this.#screen = screen;
    this.#line = createInterface({
      input: keyboard.stream,
      output: screen,
      terminal: true,
      prompt: PROMPT,
      historySize: MAX_RECALLED,
      removeHistoryDuplicates: true,
      completer(line: string): [string[], string] {
        const { from, words } = host.complete(line);
        return [[...words], line.slice(from)];
      },
    });
    keyboard.setRaw(true);
    this.#line.on("history", (lines: string[]) => {
      if (lines[0] !== undefined && host.isSecret(lines[0])) lines.shift();
    });
    this.#line.on("line", (line: string) => {
      host.typed(line);
      this.#show();
    });
    this.#line.on("SIGINT", () => host.interrupted());
    this.#line.on("close", () => {
      if (this.#closed) return;
      this.close();
      host.ended();
    });
    keyboard.stream.on("error", () => this.#line.close());
    this.#show();
  }

  /** Prints lines above it. What is typed so far stays where it is: below. */
  above(text: string): void {
    if (this.#closed) return void this.#screen.write(`${text}\n`);
    // Up to its first row, and as many rows down again: from there readline draws it anew.
    const { rows } = this.#line.getCursorPos();
    const up = rows > 0 ? `\x1b[${rows}A` : "";
    this.#screen.write(`${up}\r\x1b[J${text}\n${"\n".repeat(rows)}`);
    this.#show();
  }

  /** Draws it again: another program had the terminal. */
  restore(): void {
    if (this.#closed) return;
    this.#keyboard.setRaw(true);
    this.#show();
  }

  /** Takes no more lines, and gives the terminal back as it was. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#line.close();
    this.#keyboard.setRaw(false);
    this.#screen.write("\n");
  }

  #show(): void {
    if (!this.#closed) this.#line.prompt(true);
  }
}
