import { assertEquals, assertThrows } from "@std/assert";
import { type Fault, ProtocolError } from "../../lib/errors.ts";
import { encodeMessage } from "../../lib/message/encode.ts";
import { ERROR_CODES, type ServerMessage } from "../../lib/message/from_server.ts";
import { encodeJson } from "../../lib/message/json.ts";
import { readServerHello, readServerMessage } from "../../lib/message/read_server.ts";
import { brokenCopies } from "./broken_copies.ts";

const MEMBER = { id: "AAAAAAAAAAA", name: "Alice", tag: "k7qd" };
const AWAY = { ...MEMBER, reconnecting: true };
const SECRET = "_-".padEnd(43, "A");
const TEXT = { type: "text", room: "lobby", id: 1, from: MEMBER.id, text: "hi", time: 0 } as const;
const WELCOME = { type: "welcome", you: MEMBER, room: "lobby", history: 0, time: 1 } as const;
const BYTES = { burst: 262144, perSecond: 65536 };
const LIMITS = { texts: { burst: 30, perMinute: 300 }, bytes: BYTES };
const RESUMED = { type: "resumed", you: MEMBER, received: 0, missing: 0, time: 1 } as const;
const MESSAGES: readonly ServerMessage[] = [
  WELCOME,
  { ...WELCOME, delivery: { secret: SECRET, grace: 0 } },
  { ...WELCOME, delivery: { secret: SECRET, grace: 120 }, limits: LIMITS },
  { ...WELCOME, limits: { bytes: BYTES }, rooms: true },
  { ...WELCOME, rooms: false },
  { ...WELCOME, limits: { texts: { burst: 1, perMinute: 1 }, bytes: { burst: 1, perSecond: 1 } } },
  RESUMED,
  { ...RESUMED, received: Number.MAX_SAFE_INTEGER, missing: Number.MAX_SAFE_INTEGER },
  { type: "people", people: [] },
  { type: "people", people: [MEMBER, { ...AWAY, tag: "aaaa" }] },
  { type: "reconnecting", member: MEMBER.id, time: 1 },
  { type: "reconnected", member: MEMBER.id, time: 8.64e15 },
  { type: "members", room: "lobby", members: [], last: true },
  { type: "members", room: "lobby", members: [MEMBER, { ...MEMBER, tag: "aaaa" }], last: false },
  { type: "members", room: "lobby", members: [{ ...MEMBER, reconnecting: false }], last: true },
  { type: "members", room: "lobby", members: [MEMBER, AWAY], last: true },
  { type: "joined", room: "lobby", member: MEMBER, time: 8.64e15 },
  { type: "joined", room: "lobby", member: AWAY, time: 0 },
  { type: "left", room: "lobby", member: MEMBER.id, reason: "left", time: 1 },
  { type: "left", room: "lobby", member: MEMBER.id, reason: "cut", time: 1 },
  { type: "left", room: "lobby", member: MEMBER.id, reason: "kicked", by: MEMBER.id, time: 1 },
  { type: "left", room: "lobby", member: MEMBER.id, reason: "banned", time: 1 },
  { type: "renamed", member: MEMBER.id, name: "Bob", time: 1 },
  TEXT,
  { ...TEXT, ref: Number.MAX_SAFE_INTEGER },
  ...ERROR_CODES.map((code) => ({ type: "error", code }) as const),
  { type: "error", code: "text_empty", ref: 1 },
  { type: "error", code: "name_taken", seconds: 1 },
  { type: "error", code: "too_often", ref: 7, seconds: 0 },
  { type: "closing", reason: "stopping" },
  { type: "closing", reason: "refused" },
  { type: "closing", reason: "kicked" },
  { type: "closing", reason: "banned" },
];

/** Fields that a message may be without; a `resumed` or a label is never without any. */
const MAY = ["ref", "seconds", "reconnecting", "delivery", "limits", "texts", "rooms", "by"];

function faultOf(read: (bytes: Uint8Array) => unknown, value: object): Fault {
  return assertThrows(
    () => read(encodeJson(value)),
    ProtocolError,
    undefined,
    JSON.stringify(value),
  ).fault;
}

Deno.test("readServerMessage() reads what encodeMessage() wrote", () => {
  for (const message of MESSAGES) {
    assertEquals(readServerMessage(encodeMessage(message)), message);
  }
});

Deno.test("readServerMessage() passes on no field it does not know", () => {
  for (const message of MESSAGES) {
    const more = { ...message, address: "192.0.2.1", constructor: 1 };
    assertEquals(readServerMessage(encodeJson(more)), message);
  }
  const member = { ...AWAY, address: "192.0.2.1" };
  const inside: readonly (readonly [object, object])[] = [
    [{ type: "joined", room: "lobby", member, time: 1 }, { member: AWAY }],
    [{ type: "people", people: [member] }, { people: [AWAY] }],
    [{ ...RESUMED, you: member }, { you: AWAY }],
    [{ ...WELCOME, delivery: { secret: SECRET, grace: 1, more: 1 } }, {
      delivery: { secret: SECRET, grace: 1 },
    }],
    [{ ...WELCOME, limits: { ...LIMITS, bytes: { ...BYTES, more: 1 }, files: 1 } }, {
      limits: LIMITS,
    }],
  ];
  for (const [message, known] of inside) {
    assertEquals<unknown>(readServerMessage(encodeJson(message)), { ...message, ...known });
  }
});

Deno.test("readServerMessage() refuses a missing or wrong field, each of them", () => {
  for (const message of MESSAGES) {
    for (const broken of brokenCopies(message, MAY)) {
      assertEquals(faultOf(readServerMessage, broken), "message_field");
    }
  }
});

Deno.test("readServerMessage() refuses what a hostile server might try", () => {
  const hostile: readonly object[] = [
    { ...TEXT, text: "" },
    { ...TEXT, text: "x".repeat(4001) },
    { ...TEXT, text: "\n".repeat(100) },
    { ...TEXT, text: "\u{1b}[2J" },
    { ...TEXT, text: "a\rb" },
    { ...TEXT, id: 0 },
    { ...TEXT, from: "alice" },
    { ...TEXT, time: 8.64e15 + 1 },
    { ...TEXT, ref: 0 },
    { ...TEXT, room: "" },
    { ...TEXT, room: "x".repeat(97) },
    { type: "joined", room: "lobby", member: { ...MEMBER, name: "\u{202e}" }, time: 1 },
    { type: "joined", room: "lobby", member: { ...MEMBER, tag: "AAAA" }, time: 1 },
    { type: "renamed", member: MEMBER.id, name: "x".repeat(97), time: 1 },
    { type: "left", room: "lobby", member: MEMBER.id, reason: 1, time: 1 },
    { type: "members", room: "lobby", members: [MEMBER, { ...MEMBER, id: "" }], last: true },
    { type: "error", code: null },
    { type: "error", code: "too_often", seconds: -1 },
    { type: "error", code: "too_often", seconds: 0.5 },
    { type: "error", code: "text_empty", ref: 0 },
    { type: "members", room: "lobby", members: [{ ...MEMBER, reconnecting: 1 }], last: true },
    { type: "people", people: [{ ...MEMBER, name: "\u{202e}" }] },
    { type: "people", people: MEMBER },
    { type: "reconnecting", member: "alice", time: 1 },
    { type: "reconnected", member: MEMBER.id, time: -1 },
    { ...RESUMED, received: -1 },
    { ...RESUMED, missing: 2 ** 53 },
    { ...WELCOME, delivery: { secret: SECRET.slice(1), grace: 120 } },
    { ...WELCOME, delivery: { secret: `${SECRET}A`, grace: 120 } },
    { ...WELCOME, delivery: { secret: SECRET.replace("A", "="), grace: 120 } },
    { ...WELCOME, delivery: { secret: SECRET, grace: -1 } },
    { ...WELCOME, delivery: null },
    { ...WELCOME, limits: { texts: LIMITS.texts } },
    { ...WELCOME, limits: { texts: null, bytes: BYTES } },
    { ...WELCOME, limits: { texts: { burst: 0, perMinute: 1 }, bytes: BYTES } },
    { ...WELCOME, limits: { texts: { burst: 1, perMinute: 0 }, bytes: BYTES } },
    { ...WELCOME, limits: { bytes: { burst: 0, perSecond: 1 } } },
    { ...WELCOME, limits: { bytes: { burst: 1, perSecond: 0 } } },
    { type: "closing", reason: ["stopping"] },
    { ...WELCOME, rooms: [] },
    { type: "left", room: "lobby", member: MEMBER.id, reason: "kicked", by: "alice", time: 1 },
    { type: "left", room: "lobby", member: MEMBER.id, reason: "kicked", by: null, time: 1 },
  ];
  for (const message of hostile) assertEquals(faultOf(readServerMessage, message), "message_field");
});

Deno.test("readServerMessage() takes a word of a later version for the nearest one it knows", () => {
  const left = { type: "left", room: "lobby", member: MEMBER.id, time: 1 } as const;
  for (const word of ["expelled", "constructor", ""]) {
    const read = (message: object): unknown => readServerMessage(encodeJson(message));
    assertEquals(read({ ...left, reason: word }), { ...left, reason: "cut" });
    assertEquals(read({ type: "error", code: word }), { type: "error", code: "bad_message" });
    assertEquals(read({ type: "closing", reason: word }), { type: "closing", reason: "refused" });
  }
});

Deno.test("readServerMessage() takes the longest text there may be", () => {
  const message = { ...TEXT, text: "\u{ffff}".repeat(4000) };
  assertEquals(readServerMessage(encodeMessage(message)), message);
});

Deno.test("readServerMessage() ignores a type it does not know", () => {
  for (const type of ["", "say", "server", "tell", "create", "__proto__"]) {
    assertEquals(readServerMessage(encodeJson({ type })), null);
  }
  assertEquals(faultOf(readServerMessage, { text: "hi" }), "message_type");
  assertEquals(faultOf(readServerMessage, { type: null }), "message_type");
});

Deno.test("readServerHello() reads a server's hello and nothing else", () => {
  const hello = { type: "server", name: "", passphrase: false } as const;
  assertEquals(readServerHello(encodeMessage(hello)), hello);
  assertEquals(readServerHello(encodeJson({ ...hello, name: "Küche", more: 1 })).name, "Küche");
  assertEquals(faultOf(readServerHello, { ...hello, type: "welcome" }), "message_type");
  for (const broken of brokenCopies(hello, [])) {
    assertEquals(faultOf(readServerHello, broken), "message_field");
  }
  assertEquals(faultOf(readServerHello, { ...hello, name: "x".repeat(97) }), "message_field");
});
