/**
 * Options in a file, for a server that no person starts.
 *
 * A line is `option = value`, with the long names of the command line; `yes` and `no` stand for
 * options that are there or not. Empty lines and those that begin with `#` say nothing.
 *
 * @module
 */
import { printableLine } from "../printable.ts";
import { readSmallText } from "../files/small_text.ts";
import { StartError } from "../start_error.ts";

/** Longest file, in bytes: a hundred times what the options need, with room for remarks. */
export const MAX_CONFIG_BYTES = 64 * 1024;

/** Which options may stand in the file. */
export interface ConfigNames<S extends string, B extends string> {
  /** Options that take a value. */
  readonly string: readonly S[];
  /** Options that are there or not. */
  readonly boolean: readonly B[];
}

/** The options that stand in a file. */
export interface Config<S extends string, B extends string> {
  readonly string: Readonly<Partial<Record<S, string>>>;
  readonly boolean: Readonly<Partial<Record<B, boolean>>>;
}

/**
 * Reads a file with options.
 *
 * @param path The file.
 * @param names What may stand in it.
 * @throws {StartError} If it cannot be read, or a line is not understood; that names the line.
 */
export async function readConfig<S extends string, B extends string>(
  path: string,
  names: ConfigNames<S, B>,
): Promise<Config<S, B>> {
  let text: string;
  try {
    using file = await Deno.open(path);
    text = await readSmallText(file, MAX_CONFIG_BYTES);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new StartError(`The options in ${path} cannot be read: ${error.message}.`);
  }
  return parseConfig(text, path, names);
}

/**
 * Reads the text of a file with options.
 *
 * @param text The text, perhaps with a byte order mark.
 * @param path The file, for the sentence.
 * @param names What may stand in it.
 * @throws {StartError} If a line is not understood.
 */
export function parseConfig<S extends string, B extends string>(
  text: string,
  path: string,
  names: ConfigNames<S, B>,
): Config<S, B> {
  const strings: Partial<Record<S, string>> = {};
  const flags: Partial<Record<B, boolean>> = {};
  const seen = new Set<string>();
  const lines = text.replace(/^\u{feff}/u, "").split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const refuse = (why: string): never => {
      throw new StartError(`${path}, line ${index + 1}: ${why}`);
    };
    const [name, value] = parseLine(line, refuse) ?? [];
    if (name === undefined || value === undefined) continue;
    if (seen.has(name)) refuse(`${name} stands there a second time.`);
    seen.add(name);
    const option = names.string.find((one) => one === name);
    const flag = names.boolean.find((one) => one === name);
    if (option !== undefined) strings[option] = value;
    else if (flag !== undefined) flags[flag] = readYesNo(name, value, refuse);
    else refuse(unknown(name, names));
  }
  return { string: strings, boolean: flags };
}

/** What a line says, or `null` if it says nothing. */
function parseLine(line: string, refuse: (why: string) => never): [string, string] | null {
  const content = line.replaceAll("\t", " ").trim();
  if (content === "" || content.startsWith("#")) return null;
  if (/\p{Cc}/u.test(content)) refuse("there are characters that nobody can type.");
  const sign = content.indexOf("=");
  if (sign < 0) refuse("a line is “option = value”.");
  const name = content.slice(0, sign).trim();
  const value = content.slice(sign + 1).trim();
  if (value === "") refuse(`${printableLine(name)} needs a value.`);
  if (/^(["']).*\1$/.test(value)) refuse("a value stands there without quotation marks.");
  return [name, value];
}

function readYesNo(name: string, value: string, refuse: (why: string) => never): boolean {
  if (value !== "yes" && value !== "no") refuse(`${name} is yes or no.`);
  return value === "yes";
}

function unknown(name: string, names: ConfigNames<string, string>): string {
  const all = [...names.string, ...names.boolean].join(", ");
  return `“${printableLine(name)}” may not stand there. What may is: ${all}.`;
}
