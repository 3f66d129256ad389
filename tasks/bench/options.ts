/**
 * What is asked of `deno task bench`.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { StartError } from "../../lib/io/start_error.ts";
import { LOAD_NAMES, type LoadName } from "./loads.ts";
import type { TargetName } from "./orders.ts";

/** What can be measured. */
export const PART_NAMES = [
  "load",
  "handshakes",
  "idle",
  "storm",
  "growth",
  "rooms",
  "starts",
  "page",
] as const;
/** One of {@linkcode PART_NAMES}. */
export type PartName = typeof PART_NAMES[number];

const TARGET_NAMES: readonly TargetName[] = ["pychat", "relay", "inspircd"];

const ROOMS = [10, 100, 500, 1_000];
const IDLE = [1_000, 5_000];

/** Most members of a room that may be asked for. */
const MOST_MEMBERS = 5_000;

/** What was asked for, or the usual. */
export interface BenchOptions {
  readonly parts: readonly PartName[];
  readonly targets: readonly TargetName[];
  readonly members: readonly number[];
  readonly loads: readonly LoadName[];
  /** How many are in while nothing is said, one after the other. */
  readonly idle: readonly number[];
  readonly generators: number;
  /** Of each load. */
  readonly seconds: number;
  /** How long the largest room is left alone before its memory is read again, in seconds. */
  readonly after: number;
  /** A compiled server; `null` takes the source. */
  readonly server: string | null;
  /** In place of those of the server's task; `null` leaves them. */
  readonly v8Flags: string | null;
  /** Where everything is written as JSON; `null` is nowhere. */
  readonly json: string | null;
}

const NAMES = [
  ...["targets", "members", "loads", "generators", "seconds", "after", "server", "v8-flags"],
  ...["idle", "json"],
];

/**
 * Reads them.
 *
 * @param args What was typed.
 * @throws {StartError} If something is not understood.
 */
export function readBenchOptions(args: readonly string[]): BenchOptions {
  const given = parseArgs([...args], {
    string: NAMES,
    unknown: (word, name) => {
      if (name !== undefined) throw new StartError(`There is no option ${word}.`);
      return true;
    },
  });
  const words = given._.map(String);
  return {
    parts: words.length === 0
      ? PART_NAMES
      : words.map((word) => oneOf(word, PART_NAMES, "nothing to measure")),
    targets: listOf(given["targets"], TARGET_NAMES, "no server to measure"),
    members: given["members"]?.split(",").map((one) => whole("members", one, 2, MOST_MEMBERS)) ??
      ROOMS,
    idle: given["idle"]?.split(",").map((one) => whole("idle", one, 1, MOST_MEMBERS)) ?? IDLE,
    loads: listOf(given["loads"], LOAD_NAMES, "no load"),
    generators: whole("generators", given["generators"] ?? "1", 1, 16),
    seconds: number("seconds", given["seconds"] ?? "5", 0.1, 600),
    after: number("after", given["after"] ?? "60", 0, 3_600),
    server: given["server"] ?? null,
    v8Flags: given["v8-flags"] ?? null,
    json: given["json"] ?? null,
  };
}

function listOf<T extends string>(
  text: string | undefined,
  all: readonly T[],
  nothing: string,
): readonly T[] {
  return text?.split(",").map((one) => oneOf(one, all, nothing)) ?? all;
}

function oneOf<T extends string>(word: string, all: readonly T[], nothing: string): T {
  const found = all.find((one) => one === word);
  if (found !== undefined) return found;
  throw new StartError(`There is ${nothing} called “${word}”. There are ${all.join(", ")}.`);
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new StartError(`--${name} is a whole number from ${least} to ${most}, not “${text}”.`);
}

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value >= least && value <= most) return value;
  throw new StartError(`--${name} is a number from ${least} to ${most}, not “${text}”.`);
}
