/**
 * What a program says to the person who started it.
 *
 * @module
 */
import { StartError } from "./start_error.ts";

/** Writes lines to the standard output. A stream that is gone is no reason to stop. */
export function print(text: string): void {
  write(Deno.stdout, text);
}

/** Writes lines to the standard error stream. */
export function complain(text: string): void {
  write(Deno.stderr, text);
}

/**
 * Runs a program: a {@linkcode StartError} is one sentence and exit code 1, anything else is a
 * fault of ours and shown whole.
 *
 * @param name The program's name, for the sentence.
 * @param main What it does.
 */
export async function runProgram(name: string, main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    complain(`${name}: ${error.message}`);
    Deno.exit(1);
  }
}

function write(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  try {
    let rest: Uint8Array = new TextEncoder().encode(`${text}\n`);
    while (rest.length > 0) rest = rest.subarray(stream.writeSync(rest));
  } catch {
    // The terminal was closed; the program goes on without it.
  }
}
