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

/** What changes, as a server of any version says it. */
interface Always {
  /** How many people are connected. */
  readonly people: number;
  /** Connections that have not come through the handshake. */
  readonly handshakes: number;
}

/** What changes, as the first version did not say it yet. */
interface Newer {
  /** How many people there may be at once. */
  readonly maxPeople: number;
  /** People whose connection was cut and who may come back. */
  readonly reconnecting: number;
  readonly rooms: number;
  /** Bytes that wait for people, sent and not acknowledged or not sent yet. */
  readonly queued: number;
  /** How often each limit was met since the start; those that were not are left out. */
  readonly limits: Readonly<Record<string, number>>;
}

/** How a server is now. */
export type Now = Always & Newer;

/**
 * How a server is, as whoever asks reads it. The program that asks may be newer than the server
 * that runs, after an update and before the restart, or older: so a version adds fields that may be
 * absent, and never changes or leaves out those there were.
 */
export type Status = Known & Always & Partial<Newer> & {
  /** When it started, as ISO 8601 in UTC. */
  readonly since: string;
  /** Memory that the process holds, in bytes. */
  readonly memory: number;
};

/** Most invitations that are shown: a machine with more addresses has its operator's attention. */
export const MAX_INVITATIONS = 32;

/** Most limits that are shown: several times as many as there are. */
export const MAX_LIMITS = 64;

const HOST = text(/^[\x21-\x7e]{1,255}$/);

/** What each field must hold; a pattern allows nothing that a terminal obeys. */
const FIELDS: Readonly<Record<Exclude<keyof Status, keyof Newer>, (value: unknown) => boolean>> = {
  version: text(/^[\x20-\x7e]{1,100}$/),
  since: text(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  people: count,
  handshakes: count,
  memory: count,
  host: (value) => value === null || HOST(value),
  port: (value) => count(value) && Number(value) >= 1 && Number(value) <= 65_535,
  words: list(8, 8, /^[a-z]{3,8}$/),
  invitations: list(0, MAX_INVITATIONS, /^pychat:\/\/[\x21-\x7e]{1,1024}$/),
};

/** What each field that may be absent holds if it is there. */
const NEWER_FIELDS: Readonly<Record<keyof Newer, (value: unknown) => boolean>> = {
  maxPeople: count,
  reconnecting: count,
  rooms: count,
  queued: count,
  limits,
};

/**
 * Reads what somebody answered who may be anybody.
 *
 * @returns `null` if it is not what a server says; fields that nobody here knows are left out, and
 * of the newer ones those that are not there.
 */
export function readStatus(value: unknown): Status | null {
  if (typeof value !== "object" || value === null) return null;
  const found = new Map<string, unknown>(Object.entries(value));
  const newer = Object.entries(NEWER_FIELDS).filter(([name]) => found.has(name));
  const fields = [...Object.entries(FIELDS), ...newer];
  if (!fields.every(([name, is]) => is(found.get(name)))) return null;
  return Object.fromEntries(fields.map(([name]) => [name, found.get(name)])) as unknown as Status;
}

/**
 * How the server of this process is, now.
 *
 * @param known What stays.
 * @param now What changes.
 */
export function statusNow(known: Known, now: Now): Status {
  return {
    ...known,
    invitations: known.invitations.slice(0, MAX_INVITATIONS),
    // By how long it has run: at its start the machine may not have known the time yet.
    since: new Date(Date.now() - performance.now()).toISOString(),
    ...now,
    memory: Deno.memoryUsage().rss,
  };
}

/**
 * How often each limit was met, from several places that count.
 *
 * @param counts Names, lower-case words joined by `_`, and numbers; those of one name are added.
 */
export function sumLimits(
  ...counts: readonly Iterable<readonly [string, number]>[]
): Record<string, number> {
  const sums = new Map<string, number>();
  for (const [name, number] of counts.flatMap((one) => [...one])) {
    sums.set(name, (sums.get(name) ?? 0) + number);
  }
  return Object.fromEntries([...sums].filter(([, number]) => number > 0));
}

/** A status as a person reads it, in several lines. */
export function formatStatus(status: Status): string {
  const { version, since, host, port, words, invitations } = status;
  const where = host === null ? "every address" : host;
  return [
    `pyChat server ${version}, running since ${since.slice(0, 16).replace("T", " ")} UTC.`,
    `It listens on ${where}, port ${port}.`,
    "",
    ...numbers(status),
    ...limitsMet(status.limits),
    "",
    "Its key in words, for people to compare:",
    `    ${words.join(" ")}`,
    "",
    "To invite people, send them this:",
    ...invitations.map((invitation) => `    ${invitation}`),
  ].map(printableLine).join("\n");
}

function numbers(status: Status): string[] {
  const { people, maxPeople, reconnecting, rooms, handshakes, queued, memory } = status;
  const rows: readonly (readonly [string, string | number | undefined])[] = [
    ["people connected", maxPeople === undefined ? people : `${people} (at most ${maxPeople})`],
    ["people reconnecting", reconnecting],
    ["rooms", rooms],
    ["connections in handshake", handshakes],
    ["waiting for people", queued === undefined ? undefined : `${Math.ceil(queued / 1024)} KiB`],
    ["memory", `${Math.round(memory / 1024 / 1024)} MiB`],
  ];
  return rows.filter(([, value]) => value !== undefined).map(([name, value]) => row(name, value));
}

function limitsMet(limits: Status["limits"]): string[] {
  const met = Object.entries(limits ?? {});
  if (met.length === 0) return [];
  return ["", "Limits met since the start:", ...met.map(([name, times]) => row(name, times))];
}

function row(name: string, value: unknown): string {
  return `    ${name.padEnd(26)}${value}`;
}

function text(pattern: RegExp): (value: unknown) => boolean {
  return (value) => typeof value === "string" && pattern.test(value);
}

function count(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** Names are open, as a later version has other limits. */
function limits(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= MAX_LIMITS &&
    entries.every(([name, number]) => /^[a-z][a-z0-9_]{0,31}$/.test(name) && count(number));
}

function list(least: number, most: number, pattern: RegExp): (value: unknown) => boolean {
  const is = text(pattern);
  return (value) =>
    Array.isArray(value) && value.length >= least && value.length <= most && value.every(is);
}
