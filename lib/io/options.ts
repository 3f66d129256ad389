/**
 * The command line of both programs: what is not understood is a sentence, never a guess.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { StartError } from "./start_error.ts";

/** Which options a program knows. */
export interface OptionNames<S extends string, B extends string> {
  /** Options that take a value. */
  readonly string: readonly S[];
  /** Options that are there or not. */
  readonly boolean: readonly B[];
  /** Short names, such as `{ p: "port" }`. */
  readonly alias: Readonly<Record<string, S | B>>;
  /** How many words may stand beside the options. */
  readonly words: number;
}

/** The options that were given. */
export interface Options<S extends string, B extends string> {
  readonly string: Readonly<Partial<Record<S, string>>>;
  readonly boolean: Readonly<Record<B, boolean>>;
  readonly words: readonly string[];
}

/**
 * Reads a command line.
 *
 * @param args The words after the program's name.
 * @throws {StartError} If an option is unknown, lacks its value, or stands there twice, or if
 * there are too many words.
 */
export function readOptions<S extends string, B extends string>(
  args: readonly string[],
  names: OptionNames<S, B>,
): Options<S, B> {
  const words: string[] = [];
  const parsed = parseArgs([...args], {
    string: names.string,
    boolean: names.boolean,
    alias: names.alias,
    collect: names.string,
    unknown: (arg, key): boolean => {
      if (key !== undefined) {
        throw new StartError(`There is no option ${arg}. --help lists those there are.`);
      }
      words.push(arg); // as it was typed: the parser would make a number of "007"
      return false;
    },
  });
  const found: Record<string, unknown> = parsed;
  const values: Partial<Record<S, string>> = {};
  for (const name of names.string) {
    const given = [found[name] ?? []].flat();
    if (given.length > 1) throw new StartError(`--${name} is given more than once.`);
    if (given.length === 0) continue;
    const value = String(given[0]);
    if (value === "") throw new StartError(`--${name} needs a value.`);
    values[name] = value;
  }
  words.push(...parsed._.map(String)); // what stands after "--"
  if (words.length > names.words) {
    throw new StartError(`“${words[names.words]}” is not understood. --help shows the usage.`);
  }
  const flags = Object.fromEntries(names.boolean.map((name) => [name, found[name] === true]));
  return { string: values, boolean: flags as Record<B, boolean>, words };
}

/**
 * Reads a port.
 *
 * @param text What was typed, or `undefined` where nothing was.
 * @param otherwise The port then.
 * @returns 0 to 65,535; 0 asks for any free one.
 * @throws {StartError} If it is not such a number.
 */
export function readPort(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65535) return Number(text);
  throw new StartError(`“${text}” is not a port. A port is a number from 1 to 65535.`);
}

/**
 * Reads one of a few words.
 *
 * @param name The option, for the sentence.
 * @param text What was typed, or `undefined` where nothing was; then the first one counts.
 * @param choices What there is.
 * @throws {StartError} If it is none of them.
 */
export function readChoice<T extends string>(
  name: string,
  text: string | undefined,
  choices: readonly [T, ...T[]],
): T {
  if (text === undefined) return choices[0];
  const choice = choices.find((one) => one === text);
  if (choice !== undefined) return choice;
  throw new StartError(`--${name} is ${choices.join(" or ")}, not “${text}”.`);
}
