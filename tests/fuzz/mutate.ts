/**
 * Makes wrong bytes out of right ones.
 *
 * @module
 */
import type { Random } from "../support/random.ts";

/** Numbers that lengths and counters break at. */
const EDGES = [0, 1, 0x7f, 0x80, 0xff];

/** Pieces that texts and JSON break at. */
const PIECES = [
  "{",
  "}",
  "[",
  "]",
  '"',
  "\\",
  "\\u0000",
  "\\ud800",
  "__proto__",
  "1e999",
  "-0",
  "null",
  "\u{feff}",
  "\u{202e}",
  "\u{0301}\u{0301}\u{0301}",
  "\u{1b}[2J",
  "\n",
  "\r\n",
  "%",
  "#",
  "//",
  "9".repeat(30),
].map((piece) => new TextEncoder().encode(piece));

type Change = (bytes: Uint8Array, random: Random) => Uint8Array;

const CHANGES: readonly Change[] = [
  // One bit, one byte, an edge.
  (bytes, random) => set(bytes, random, (old) => old ^ (1 << random.below(8))),
  (bytes, random) => set(bytes, random, () => random.below(256)),
  (bytes, random) => set(bytes, random, () => random.pick(EDGES)),
  // Less, more, twice, elsewhere.
  (bytes, random) => bytes.slice(0, random.below(bytes.length + 1)),
  (bytes, random) => bytes.slice(random.below(bytes.length + 1)),
  (bytes, random) => splice(bytes, random, random.bytes(1 + random.below(16))),
  (bytes, random) => splice(bytes, random, random.pick(PIECES)),
  (bytes, random) => splice(bytes, random, part(bytes, random)),
  (bytes, random) => {
    const from = random.below(bytes.length + 1);
    return joined(bytes.slice(0, from), bytes.slice(from + random.below(32)));
  },
];

/**
 * A changed copy; now and then a wholly random one.
 *
 * @param bytes Bytes that are right.
 */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  if (random.below(50) === 0) return random.bytes(random.below(400));
  let changed: Uint8Array = bytes.slice();
  for (let times = random.below(6); times >= 0; times--) {
    changed = random.pick(CHANGES)(changed, random);
  }
  return changed;
}

/** Bytes cut into pieces, some of them empty. */
export function cut(bytes: Uint8Array, random: Random): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + random.below(1 + Math.min(40, bytes.length));
    pieces.push(bytes.subarray(at, end));
    at = end;
  }
  return pieces;
}

function set(bytes: Uint8Array, random: Random, change: (old: number) => number): Uint8Array {
  const changed = bytes.slice();
  const at = random.below(bytes.length);
  const old = changed[at];
  if (old !== undefined) changed[at] = change(old);
  return changed;
}

function splice(bytes: Uint8Array, random: Random, more: Uint8Array): Uint8Array {
  const at = random.below(bytes.length + 1);
  return joined(bytes.slice(0, at), more, bytes.slice(at));
}

function part(bytes: Uint8Array, random: Random): Uint8Array {
  const from = random.below(bytes.length + 1);
  return bytes.slice(from, from + random.below(64));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of parts) {
    all.set(one, at);
    at += one.length;
  }
  return all;
}
