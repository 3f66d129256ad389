/**
 * The keys of the terminal a server runs in.
 *
 * @module
 */
import process from "node:process";
import type { Readable } from "node:stream";

/** What is typed, key by key. */
export interface Keyboard {
  readonly stream: Readable;
  /** Gives keys as they are pressed, unseen until something shows them; or whole lines again. */
  setRaw(raw: boolean): void;
}

/**
 * The keys of the standard input.
 *
 * Ctrl+C and Ctrl+Z stay with the system, where it lets them: all programs of the terminal hear of
 * them, as they do without a console.
 */
export function standardKeyboard(): Keyboard {
  const cbreak = Deno.build.os !== "windows";
  return {
    stream: process.stdin,
    setRaw(raw) {
      try {
        Deno.stdin.setRaw(raw, { cbreak });
      } catch {
        // The terminal is gone.
      }
    },
  };
}

/** Whether somebody sits before a terminal who can type and read. */
export function isAttended(): boolean {
  return Deno.stdin.isTerminal() && Deno.stdout.isTerminal();
}
