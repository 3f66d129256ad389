/**
 * What a program says to the person who started it.
 *
 * Sentences of ours hold a few signs that are not ASCII. On a terminal that does not show UTF-8
 * they would be rubbish, so there plain signs stand for them.
 *
 * @module
 */
import { StartError } from "./start_error.ts";

/** Every such sign, and what stands for it. All else stays, so that a path with an ü leads there. */
const PLAIN: Readonly<Record<string, string>> = {
  "“": '"',
  "”": '"',
  "’": "'",
  "…": "...",
  "–": "-",
  "·": ".",
};

/**
 * Whether a terminal shows UTF-8, as far as `LANG` tells (POSIX.1-2017, section 8.2).
 *
 * Where it is not set at all, nobody has said anything about the terminal, as in a container, a
 * service, or a login without a locale; those of today show UTF-8, and systemd too goes by that.
 * A serial console or an old terminal that does not is told apart by setting `LANG=C`. A locale
 * without a charset has an old one of its language.
 *
 * @param lang `LANG`, if it is set.
 * @param os The platform, as `Deno.build.os` names it. Windows is handed text, not bytes.
 */
export function showsUtf8(lang: string | undefined, os: string): boolean {
  return os === "windows" || !lang || /^([^.@]*\.)?utf-?8(@.*)?$/i.test(lang);
}

/**
 * Text in which plain signs stand for those that only UTF-8 has.
 *
 * @param text Sentences of ours, with the names and paths in them.
 */
export function withPlainSigns(text: string): string {
  return text.replace(/[“”’…–·]/g, (sign) => PLAIN[sign] ?? sign);
}

/** Read as soon as the program starts: a server gives up its right to do so. */
const SHOWS_UTF8 = showsUtf8(readLang(), Deno.build.os);

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

function readLang(): string | undefined {
  try {
    return Deno.env.get("LANG");
  } catch {
    return undefined; // not permitted; and nothing that is said here may stop a program
  }
}

function write(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  try {
    const shown = SHOWS_UTF8 ? text : withPlainSigns(text);
    let rest: Uint8Array = new TextEncoder().encode(`${shown}\n`);
    while (rest.length > 0) rest = rest.subarray(stream.writeSync(rest));
  } catch {
    // The terminal was closed; the program goes on without it.
  }
}
