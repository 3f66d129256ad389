/**
 * The terminal a server runs in: its log, and below it the console, where an operator types.
 *
 * @module
 */
import { Log, type LogFormat } from "../log.ts";
import type { Operator } from "./admin_answer.ts";
import { ConsoleLog } from "./console_log.ts";
import { isAttended, type Keyboard, standardKeyboard } from "./keyboard.ts";
import { Prompt } from "./prompt.ts";
import { Screen, standardOutput } from "./screen.ts";
import { formatTold } from "./told.ts";

const WELCOME = "Type help for what can be done here. Ctrl+C stops the server, Ctrl+D only this.";
const GOODBYE = "The console has ended; the server goes on until Ctrl+C.";

/** Commands with a passphrase in them, which is not to be had again by an arrow key. */
const SECRET = /^\s*"?\/?lock\b/i;

/** What does as the operator types, and completes it. */
export interface OperatorHost extends Operator {
  /** What may stand in place of a line's last word, and where that begins. */
  complete(line: string): { readonly from: number; readonly words: readonly string[] };
}

/** The terminal of a server, with a console as long as one is open. */
export class OperatorTerminal {
  readonly #screen: Screen;
  readonly #keyboard: Keyboard;
  #prompt: Prompt | null = null;

  /**
   * @param screen What is read.
   * @param keyboard What is typed.
   */
  constructor(screen: Screen, keyboard: Keyboard) {
    this.#screen = screen;
    this.#keyboard = keyboard;
  }

  /** Whether it takes no more for now: nobody reads it, and it must not fill the memory. */
  get isFull(): boolean {
    return this.#screen.isFull;
  }

  /** Prints lines, above what is being typed. */
  above(text: string): void {
    if (this.#prompt === null) this.#screen.write(`${text}\n`);
    else this.#prompt.above(text);
  }

  /** Waits until all is printed, at most so many milliseconds. */
  async flush(ms: number): Promise<void> {
    await this.#screen.flush(ms);
  }

  /** Opens the console. */
  open(host: OperatorHost): void {
    this.#screen.write(`${WELCOME}\n`);
    this.#prompt = new Prompt(this.#keyboard, this.#screen, {
      typed: (line) => this.#obey(host, line),
      complete: (line) => host.complete(line),
      isSecret: (line) => SECRET.test(line),
      interrupted: () => host.stop(),
      ended: () => {
        this.#prompt = null;
        this.#screen.write(`${GOODBYE}\n`);
      },
    });
  }

  /** Draws the console again: another program had the terminal. */
  restore(): void {
    this.#prompt?.restore();
  }

  /** Ends the console, and gives the terminal back as it was. */
  close(): void {
    this.#prompt?.close();
    this.#prompt = null;
  }

  #obey(host: OperatorHost, line: string): void {
    const told = host.run(line);
    for (const one of formatTold(told, this.#screen)) this.#screen.write(`${one}\n`);
    if (told.stop) host.stop();
  }
}

/**
 * The terminal this server was started in, if somebody sits before it.
 *
 * To be called before the server gives up its permissions.
 */
export function findTerminal(): OperatorTerminal | null {
  if (!isAttended()) return null;
  const terminal = new OperatorTerminal(new Screen(standardOutput()), standardKeyboard());
  if (Deno.build.os !== "windows") {
    Deno.addSignalListener("SIGCONT", () => terminal.restore());
    Deno.addSignalListener("SIGWINCH", () => terminal.restore());
  }
  return terminal;
}

/**
 * The log of a server.
 *
 * @param format How lines look.
 * @param terminal Where an operator may type; lines go there unless they are to go elsewhere.
 */
export function logFor(format: LogFormat, terminal: OperatorTerminal | null): Log {
  const shared = terminal !== null && Deno.stderr.isTerminal();
  return shared ? new ConsoleLog(format, terminal) : new Log(format);
}
