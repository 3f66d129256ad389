import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  formatStatus,
  MAX_INVITATIONS,
  MAX_LIMITS,
  type Now,
  readStatus,
  type Status,
  statusNow,
  sumLimits,
} from "../../../lib/io/operator/control_status.ts";

const WORDS = ["gloom", "beauty", "thought", "hub", "fork", "illegal", "will", "nothing"];
const INVITATION = `pychat://192.0.2.7:7421#${"K".repeat(43)}`;

/** What the first version of a server says. */
const FIRST: Status = {
  version: "0.1.0 (c3078d0)",
  since: "2026-11-26T13:37:04.849Z",
  people: 3,
  handshakes: 1,
  memory: 58_089_472,
  host: null,
  port: 7421,
  words: WORDS,
  invitations: [INVITATION, `pychat://[2001:db8::1]:7421#${"K".repeat(43)}`],
};

const STATUS: Required<Status> = {
  ...FIRST,
  maxPeople: 1024,
  reconnecting: 2,
  rooms: 1,
  queued: 12_289,
  limits: { address_rate: 7, penalty: 12_345 },
};

const NOW: Now = {
  people: 3,
  maxPeople: 50,
  reconnecting: 1,
  handshakes: 2,
  rooms: 1,
  queued: 70_000,
  limits: { told: 1 },
};

const ESCAPES = ["\u001b[2J", "\u009b2J", "\n", "\r", "\u202e", "\u2028", "\u007f", "\0"];

Deno.test("readStatus() takes what statusNow() says, after JSON", () => {
  const { version, host, port, words, invitations } = STATUS;
  const known = { version, host, port, words, invitations };
  const status = statusNow(known, NOW);
  const { since, memory, ...rest } = status;
  assertEquals(rest, { ...known, ...NOW });
  assert(memory > 10_000_000 && memory < 10_000_000_000);
  const age = Date.now() - Date.parse(since) - performance.now();
  assert(Math.abs(age) < 2_000, `${age}`);
  assertEquals(readStatus(JSON.parse(JSON.stringify(status))), status);
});

Deno.test("statusNow() says no more invitations than are taken", () => {
  const { version, host, port, words } = STATUS;
  const invitations = Array.from({ length: 100 }, () => INVITATION);
  const status = statusNow({ version, host, port, words, invitations }, NOW);
  assertEquals(status.invitations.length, MAX_INVITATIONS);
  assertEquals(readStatus(status), status);
});

Deno.test("readStatus() reads a server of the first version, which lacks what is newer", () => {
  assertEquals(readStatus(FIRST), FIRST);
  for (const [name, value] of Object.entries(STATUS)) {
    assertEquals(readStatus({ ...FIRST, [name]: value }), { ...FIRST, [name]: value });
  }
});

Deno.test("statusNow() says all that the first version's reader wants, in the same way", () => {
  const { version, host, port, words, invitations } = STATUS;
  const status = statusNow({ version, host, port, words, invitations }, NOW);
  const said = new Map<string, unknown>(Object.entries(JSON.parse(JSON.stringify(status))));
  for (const [name, value] of Object.entries(FIRST)) {
    assertEquals(typeof said.get(name), typeof value, name);
  }
  for (const name of ["people", "handshakes", "memory", "port"]) {
    assert(Number.isSafeInteger(said.get(name)), name);
  }
});

Deno.test("readStatus() leaves out what nobody here knows, and takes limits of any later version", () => {
  assertEquals(readStatus({ ...STATUS, names: ["ada"], toString: "x" }), STATUS);
  const limits = { a: 0, later_than_now_2: 2 ** 53 - 1 };
  assertEquals(readStatus({ ...STATUS, limits }), { ...STATUS, limits });
});

Deno.test("sumLimits() adds up what several places have counted, and leaves out what is zero", () => {
  const sums = sumLimits(new Map([["told", 2], ["penalty", 0]]), [["slow", 1], ["told", 3]], []);
  assertEquals(sums, { told: 5, slow: 1 });
  assertEquals(sumLimits(), {});
});

Deno.test("readStatus() is null where a field is missing", () => {
  for (const name of Object.keys(FIRST)) {
    const rest = Object.fromEntries(Object.entries(STATUS).filter(([key]) => key !== name));
    assertEquals(readStatus(rest), null, name);
    assertEquals(readStatus(Object.create(STATUS)), null);
  }
  for (const value of [null, undefined, 7, "status", [], {}, { error: "unknown_ask" }]) {
    assertEquals(readStatus(value), null);
  }
});

const NUMBERS = [-1, 1.5, NaN, Infinity, 2 ** 53, "7", null, true, [7]];
const TEXTS = [7, null, "", [], {}, ["x"]];

/** Names and numbers, as many as are wanted. */
function many(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`limit_${n}`, n]));
}

const WRONG: Readonly<Record<keyof Status, readonly unknown[]>> = {
  maxPeople: [...NUMBERS, undefined],
  reconnecting: NUMBERS,
  rooms: NUMBERS,
  queued: NUMBERS,
  limits: [
    ...[null, undefined, 7, "told", [], [["told", 1]]],
    ...NUMBERS.map((value) => ({ told: value })),
    ...["", "A", "_a", "1a", "a b", "a-b", "ä", "a".repeat(33)].map((name) => ({ [name]: 1 })),
    ...ESCAPES.map((bad) => ({ [`told${bad}`]: 1 })),
    many(MAX_LIMITS + 1),
  ],
  version: [...TEXTS, "x".repeat(101), "0.1.0 ü"],
  since: [...TEXTS, "2026-11-26", "2026-11-26T13:37:04Z", "x2026-11-26T13:37:04.849Z", 0],
  people: NUMBERS,
  handshakes: NUMBERS,
  memory: NUMBERS,
  host: [7, "", [], {}, "x".repeat(256), "a b", undefined],
  port: [...NUMBERS, 0, 65_536],
  words: [
    null,
    "gloom",
    [],
    WORDS.slice(1),
    [...WORDS, "hub"],
    [...WORDS.slice(1), "Hub"],
    [...WORDS.slice(1), "a b"],
    [...WORDS.slice(1), 7],
    [...WORDS.slice(1), ""],
    { length: 8 },
  ],
  invitations: [
    null,
    INVITATION,
    [7],
    [""],
    ["http://example.org/"],
    ["pychat://"],
    [`${INVITATION} x`],
    [`pychat://${"x".repeat(1025)}`],
    Array.from({ length: MAX_INVITATIONS + 1 }, () => INVITATION),
  ],
};

Deno.test("readStatus() is null where a field holds something else, or what a terminal obeys", () => {
  for (const [name, values] of Object.entries(WRONG)) {
    for (const value of values) {
      assertEquals(readStatus({ ...STATUS, [name]: value }), null, `${name}: ${value}`);
    }
  }
  for (const bad of ESCAPES) {
    for (const name of ["version", "since", "host"] as const) {
      assertEquals(readStatus({ ...STATUS, [name]: `${STATUS[name] ?? "h"}${bad}` }), null);
    }
    assertEquals(readStatus({ ...STATUS, words: [...WORDS.slice(1), `hub${bad}`] }), null);
    assertEquals(readStatus({ ...STATUS, invitations: [`${INVITATION}${bad}`] }), null);
  }
});

Deno.test("readStatus() takes every field at its edge", () => {
  const edges: Partial<Record<keyof Status, readonly unknown[]>> = {
    version: ["0", "x".repeat(100)],
    people: [0, 2 ** 53 - 1],
    port: [1, 65_535],
    host: [null, "::1", "chat.example.org"],
    invitations: [[], Array.from({ length: MAX_INVITATIONS }, () => INVITATION)],
    queued: [0, 2 ** 53 - 1],
    limits: [{}, { a: 0 }, { ["a".repeat(32)]: 2 ** 53 - 1 }, many(MAX_LIMITS)],
  };
  for (const [name, values] of Object.entries(edges)) {
    for (const value of values) {
      const status: unknown = { ...STATUS, [name]: value };
      assertEquals(readStatus(status) as unknown, status, name);
    }
  }
});

Deno.test("formatStatus() says everything a person wants, with units", () => {
  const text = formatStatus(STATUS);
  const parts = [
    "pyChat server 0.1.0 (c3078d0), running since 2026-11-26 13:37 UTC.",
    "It listens on every address, port 7421.",
    "people connected          3 (at most 1024)\n",
    "people reconnecting       2\n",
    "rooms                     1\n",
    "connections in handshake  1\n",
    "waiting for people        13 KiB\n",
    "memory                    55 MiB\n",
    "Limits met since the start:\n    address_rate              7\n    penalty                   12345\n",
    `    ${WORDS.join(" ")}\n`,
    ...STATUS.invitations,
  ];
  for (const part of parts) assertStringIncludes(text, part);
  const other = formatStatus({ ...STATUS, host: "::1" });
  assertStringIncludes(other, "It listens on ::1, port 7421.");
});

Deno.test("formatStatus() says nothing of what the server does not say", () => {
  const text = formatStatus(FIRST);
  assertStringIncludes(text, "people connected          3\n    connections in handshake  1\n");
  for (const part of ["undefined", "rooms", "waiting", "Limits", "\n\n\n"]) {
    assertEquals(text.includes(part), false, part);
  }
  assertEquals(formatStatus({ ...STATUS, limits: {} }).includes("Limits"), false);
});

Deno.test("formatStatus() gives a terminal nothing to obey, whatever a status holds", () => {
  for (const bad of ESCAPES.filter((one) => one !== "\n")) {
    const limits = { [bad]: 1 };
    const text = formatStatus({ ...STATUS, version: bad, host: bad, invitations: [bad], limits });
    assertEquals(text.includes(bad), false);
  }
  const lines = (status: Status) => formatStatus(status).split("\n").length;
  assertEquals(lines({ ...STATUS, version: "a\nb" }), lines(STATUS));
});
