/**
 * What a server says of itself to its operator: numbers and its own key, nothing about anybody.
 *
 * @module
 */
import { printableLine } from "../printable.ts";

/** What stays as long as a server runs. */
export interface Known {
  /** The program's version. */
  readonly version: string;
  /** The address it listens on; `null` is every address. */
  readonly host: string | null;
  readonly port: number;
  /** Its key in words. */
  readonly words: readonly string[];
  readonly invitations: readonly string[];
}

/** How a server is. */
export interface Status extends Known {
  /** When it started, as ISO 8601 in UTC. */
  readonly since: string;
  /** How many people are connected. */
  readonly people: number;
  /** Connections that have not come through the handshake. */
  readonly handshakes: number;
  /** Memory that the process holds, in bytes. */
  readonly memory: number;
}

/** Most invitations that are shown: a machine with more addresses has its operator's attention. */
export const MAX_INVITATIONS = 32;

const HOST = text(/^[\x21-\x7e]{1,255}$/);

/** What each field may hold; a pattern allows nothing that a terminal obeys. */
const FIELDS: { readonly [K in keyof Status]: (value: unknown) => value is Status[K] } = {
  version: text(/^[\x20-\x7e]{1,100}$/),
  since: text(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  people: count,
  handshakes: count,
  memory: count,
  host: (value): value is string | null => value === null || HOST(value),
  port: (value): value is number => count(value) && value >= 1 && value <= 65_535,
  words: list(8, 8, /^[a-z]{3,8}$/),
  invitations: list(0, MAX_INVITATIONS, /^pychat:\/\/[\x21-\x7e]{1,1024}$/),
};

/**
 * Reads what somebody answered who may be anybody.
 *
 * @returns `null` if it is not what a server of this version says; fields that nobody here knows
 * are left out.
 */
export function readStatus(value: unknown): Status | null {
  if (typeof value !== "object" || value === null) return null;
  const found = new Map<string, unknown>(Object.entries(value));
  const fields = Object.entries(FIELDS);
  if (!fields.every(([name, is]) => is(found.get(name)))) return null;
  return Object.fromEntries(fields.map(([name]) => [name, found.get(name)])) as unknown as Status;
}

/**
 * How the server of this process is, now.
 *
 * @param known What stays.
 * @param people How many people are connected.
 * @param connections How many connections there are, theirs included.
 */
export function statusNow(known: Known, people: number, connections: number): Status {
  return {
    ...known,
    invitations: known.invitations.slice(0, MAX_INVITATIONS),
    // By how long it has run: at its start the machine may not have known the time yet.
    since: new Date(Date.now() - performance.now()).toISOString(),
    people,
    handshakes: Math.max(0, connections - people),
    memory: Deno.memoryUsage().rss,
  };
}

/** A status as a person reads it, in several lines. */
export function formatStatus(status: Status): string {
  const { version, since, people, handshakes, memory, host, port, words, invitations } = status;
  const where = host === null ? "every address" : host;
  return [
    `pyChat server ${version}, running since ${since.slice(0, 16).replace("T", " ")} UTC.`,
    `It listens on ${where}, port ${port}.`,
    "",
    `    people connected          ${people}`,
    `    connections in handshake  ${handshakes}`,
    `    memory                    ${Math.round(memory / 1024 / 1024)} MiB`,
    "",
    "Its key in words, for people to compare:",
    `    ${words.join(" ")}`,
    "",
    "To invite people, send them this:",
    ...invitations.map((invitation) => `    ${invitation}`),
  ].map(printableLine).join("\n");
}

function text(pattern: RegExp): (value: unknown) => value is string {
  return (value): value is string => typeof value === "string" && pattern.test(value);
}

function count(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function list(
  least: number,
  most: number,
  pattern: RegExp,
): (value: unknown) => value is readonly string[] {
  const is = text(pattern);
  return (value): value is readonly string[] =>
    Array.isArray(value) && value.length >= least && value.length <= most && value.every(is);
}
