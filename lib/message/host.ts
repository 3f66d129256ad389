/**
 * Hosts and ports as they stand in an invitation or are typed: what is a name, what an address.
 *
 * Strict on purpose: `010.1.1.1` or `1.2.3` mean different hosts to different programs.
 *
 * @module
 */
import { DEFAULT_PORT } from "../limits.ts";

/** How a part of an invitation is wrong. See `InvitationProblem`. */
export type PartFault = "missing" | "characters" | "range" | "short" | "long" | "case" | "zone";

/** What is wrong with a part. */
export interface PartProblem {
  readonly ok: false;
  readonly fault: PartFault;
  /** Letters too few or too many; 0 where that means nothing. */
  readonly by: number;
}

/** What was read, or what is wrong with it. */
export type PartResult<Value> = { readonly ok: true; readonly value: Value } | PartProblem;

/** Longest name of a host and of one of its labels, in letters (RFC 1035, section 2.3.4). */
const MAX_HOST_LETTERS = 253;
const MAX_LABEL_LETTERS = 63;
/** Longest address, in letters: eight groups of four with the last two as an IPv4 address. */
const MAX_IPV6_LETTERS = 45;

const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const DECIMAL = /^(?:0|[1-9][0-9]*)$/;
const ONLY_DIGITS = /^[0-9]+$/;
const HEX_GROUP = /^[0-9a-f]{1,4}$/;

/** Says that all is well. */
export function right<Value>(value: Value): PartResult<Value> {
  return { ok: true, value };
}

/**
 * Says what is wrong.
 *
 * @param by Letters too few or too many; 0 where that means nothing.
 */
export function wrong(fault: PartFault, by = 0): PartProblem {
  return { ok: false, fault, by };
}

/**
 * Reads a host: an IPv4 address, an IPv6 address in brackets, or a name of LDH labels.
 *
 * @returns The host, an IPv6 address without its brackets and as RFC 5952 writes it.
 */
export function parseHost(text: string): PartResult<string> {
  if (text === "") return wrong("missing");
  if (text.length > MAX_HOST_LETTERS) return wrong("long", text.length - MAX_HOST_LETTERS);
  if (text !== text.toLowerCase()) return wrong("case");
  if (text.startsWith("[")) {
    return text.endsWith("]") ? parseIpv6(text.slice(1, -1)) : wrong("characters");
  }
  const labels = text.split(".");
  // As browsers do (WHATWG URL, "ends in a number"): such a host is an address or nothing.
  if (ONLY_DIGITS.test(labels.at(-1) ?? "")) return parseIpv4(labels);
  for (const label of labels) {
    if (!LABEL.test(label)) return wrong("characters");
    if (label.length > MAX_LABEL_LETTERS) return wrong("long", label.length - MAX_LABEL_LETTERS);
  }
  return right(text);
}

/**
 * Reads an IPv6 address (RFC 4291, section 2.2) without brackets and without a zone, which would
 * mean something on one machine only.
 *
 * @returns The address as RFC 5952 writes it.
 */
export function parseIpv6(text: string): PartResult<string> {
  if (text.includes("%")) return wrong("zone");
  if (text.length > MAX_IPV6_LETTERS) return wrong("long", text.length - MAX_IPV6_LETTERS);
  const halves = text.split("::");
  if (halves.length > 2) return wrong("characters");
  const head = readGroups(halves[0] ?? "", halves.length === 1);
  const tail = readGroups(halves[1] ?? "", true);
  if (head === null || tail === null) return wrong("characters");
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return wrong("characters");
  return right(formatIpv6([...head, ...new Array<number>(missing).fill(0), ...tail]));
}

/**
 * Reads a port.
 *
 * @param text The digits, without the colon.
 */
export function parsePort(text: string): PartResult<number> {
  if (text === "") return wrong("missing");
  if (!DECIMAL.test(text)) return wrong("characters");
  const port = Number(text);
  return port >= 1 && port <= 65535 ? right(port) : wrong("range");
}

/**
 * Writes host and port as an invitation has them: brackets around IPv6, port 7420 left out.
 *
 * @param host As {@linkcode parseHost} gives it.
 * @param port 1 to 65535.
 */
export function formatAddress(host: string, port: number): string {
  const bracketed = host.includes(":") ? `[${host}]` : host;
  return port === DEFAULT_PORT ? bracketed : `${bracketed}:${port}`;
}

function parseIpv4(labels: readonly string[]): PartResult<string> {
  if (!labels.every((label) => DECIMAL.test(label))) return wrong("characters");
  if (labels.length !== 4) return wrong("range");
  return labels.every((label) => Number(label) <= 255) ? right(labels.join(".")) : wrong("range");
}

/** The 16-bit groups of one side of `::`, or null. Only the end of an address may be IPv4. */
function readGroups(text: string, atEnd: boolean): number[] | null {
  if (text === "") return [];
  const parts = text.split(":");
  const groups: number[] = [];
  for (const [index, part] of parts.entries()) {
    if (HEX_GROUP.test(part)) {
      groups.push(Number.parseInt(part, 16));
      continue;
    }
    const ipv4 = parseIpv4(part.split("."));
    if (!ipv4.ok || !atEnd || index !== parts.length - 1) return null;
    const [a = 0, b = 0, c = 0, d = 0] = ipv4.value.split(".").map(Number);
    groups.push(a * 256 + b, c * 256 + d);
  }
  return groups;
}

/** RFC 5952, section 4: the first of the longest runs of two zeros or more becomes `::`. */
function formatIpv6(groups: readonly number[]): string {
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) {
    const bytes = groups.slice(6).flatMap((group) => [group >> 8, group & 255]);
    return `::ffff:${bytes.join(".")}`; // section 5
  }
  let start = 0;
  let length = 1;
  for (let from = 0; from < 8; from++) {
    let to = from;
    while (groups[to] === 0) to++;
    if (to - from > length) [start, length] = [from, to - from];
  }
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(":");
  return `${hex.slice(0, start).join(":")}::${hex.slice(start + length).join(":")}`;
}
