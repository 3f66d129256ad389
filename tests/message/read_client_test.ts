import { assert, assertEquals, assertThrows } from "@std/assert";
import { type Fault, ProtocolError } from "../../lib/errors.ts";
import {
  CLIENT_HELLO_BYTES,
  MAX_MENTIONS,
  MAX_ROOM_PASSPHRASE_UNITS,
  MAX_SECONDS,
} from "../../lib/limits.ts";
import { encodeMessage } from "../../lib/message/encode.ts";
import type { ClientHello, ClientMessage } from "../../lib/message/from_client.ts";
import { readClientHello, readClientMessage } from "../../lib/message/read_client.ts";
import { encodeJson } from "../../lib/message/json.ts";
import { brokenCopies } from "./broken_copies.ts";

const ID = "AAAAAAAAAAA";
const IDS = [ID, "BBBBBBBBBBB"];
const MOST = Number.MAX_SAFE_INTEGER;
const AT = { room: "lobby", ref: 1 } as const;

/** One of each type with every field it may have, and the names of those it may be without. */
const FULL: readonly (readonly [ClientMessage, ...string[]])[] = [
  [
    { type: "say", ...AT, text: "hi", action: true, reply: 7, mentions: IDS },
    ...["action", "reply", "mentions"],
  ],
  [{ type: "tell", to: ID, ref: 1, text: "hi", action: true, reply: 7 }, "action", "reply"],
  [{ type: "edit", ...AT, id: 7, text: "hi", mentions: IDS }, "mentions"],
  [{ type: "edit", to: ID, ref: 1, id: 7, text: "hi", mentions: IDS }, "mentions"],
  [{ type: "delete", ...AT, id: 7 }],
  [{ type: "delete", to: ID, ref: 1, id: 7 }],
  [{ type: "typing", room: "lobby" }],
  [{ type: "typing", to: ID }],
  [{ type: "rename", name: "Bob" }],
  [{ type: "create", ...AT, hidden: true, passphrase: "blue door" }, "hidden", "passphrase"],
  [{ type: "join", ...AT, passphrase: "blue door" }, "passphrase"],
  [{ type: "leave", ...AT }],
  [{ type: "rooms" }],
  [{ type: "topic", ...AT, topic: "tomatoes" }],
  [{ type: "lock", ...AT, passphrase: "blue door" }, "passphrase"],
  [{ type: "mute", ...AT, member: ID, seconds: 60 }, "seconds"],
  [{ type: "unmute", ...AT, member: ID }],
  [{ type: "kick", ...AT, member: ID }],
  [{ type: "ban", ...AT, member: ID, seconds: 60, sure: true }, "seconds", "sure"],
  [{ type: "unban", ...AT, ban: 7 }],
  [{ type: "bans", room: "lobby" }],
  [{ type: "hand_over", ...AT, member: ID }],
  [{ type: "keep", ...AT, keep: false }],
];

/** What is right to read and wrong to do: the answer is to say which rule it breaks. */
const ODD: readonly ClientMessage[] = [
  { type: "say", room: "nowhere", ref: MOST, text: "" },
  { type: "say", room: "", ref: 1, text: "\0".repeat(2000), action: false, mentions: [] },
  { type: "rename", name: "\u{202e} rules for names come later" },
  { type: "create", room: "", ref: 1, hidden: false, passphrase: "" },
  { type: "create", room: "#".repeat(600), ref: 1 },
  { type: "join", room: "\u{1b}[2J", ref: 1, passphrase: "x".repeat(2000) },
  { type: "topic", ...AT, topic: "a\nb".repeat(900) },
];

function faultOf(read: (bytes: Uint8Array) => unknown, value: object): Fault {
  return assertThrows(
    () => read(encodeJson(value)),
    ProtocolError,
    undefined,
    JSON.stringify(value),
  ).fault;
}

function without(message: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(message).filter(([key]) => !names.includes(key)));
}

Deno.test("readClientMessage() reads what encodeMessage() wrote, with all fields and with few", () => {
  for (const [message, ...optional] of FULL) {
    assertEquals(readClientMessage(encodeMessage(message)), message);
    const few = without(message, optional);
    assertEquals<unknown>(readClientMessage(encodeJson(few)), few);
  }
  for (const message of ODD) assertEquals(readClientMessage(encodeMessage(message)), message);
});

Deno.test("readClientMessage() passes on no field it does not know", () => {
  const forged = { from: "forged", by: ID, time: 0, constructor: 1, extra: { deep: [] } };
  for (const message of [...FULL.map(([full]) => full), ...ODD]) {
    assertEquals(readClientMessage(encodeJson({ ...message, ...forged })), message);
  }
  // Fields of other messages are as unknown as any.
  const [say] = FULL[0] ?? [];
  const more = { ...say, to: ID, topic: "x", past: true, edited: true, sure: true, seconds: 1 };
  assertEquals(readClientMessage(encodeJson(more)), say);
  const tell = { type: "tell", to: ID, ref: 1, text: "hi" } as const;
  const mentioning = { ...tell, room: "lobby", mentions: IDS };
  assertEquals(readClientMessage(encodeJson(mentioning)), tell);
});

Deno.test("readClientMessage() refuses a missing or wrong field, each of them", () => {
  for (const [message, ...optional] of FULL) {
    for (const broken of brokenCopies(message, optional)) {
      assertEquals(faultOf(readClientMessage, broken), "message_field");
    }
  }
});

Deno.test("readClientMessage() takes both ends of every number, and nothing beyond", () => {
  const ends: Readonly<Record<string, readonly [number, number]>> = {
    ref: [1, MOST],
    reply: [1, MOST],
    id: [1, MOST],
    ban: [1, MOST],
    seconds: [1, MAX_SECONDS],
  };
  let seen = 0;
  for (const [message] of FULL) {
    for (const [key, value] of Object.entries(message)) {
      if (typeof value !== "number") continue;
      const [least, most] = ends[key] ?? [NaN, NaN];
      for (const end of [least, most]) {
        const read = readClientMessage(encodeJson({ ...message, [key]: end }));
        assertEquals<unknown>(read, { ...message, [key]: end });
      }
      for (const beyond of [least - 1, most + 1, -1, 0.5, `${least}`]) {
        assertEquals(faultOf(readClientMessage, { ...message, [key]: beyond }), "message_field");
      }
      seen++;
    }
  }
  assert(seen > 25);
});

Deno.test("readClientMessage() wants exactly one of a room and a member", () => {
  for (const [message] of FULL) {
    if (!["edit", "delete", "typing"].includes(message.type)) continue;
    const rest = without(message, ["room", "to"]);
    assertEquals(faultOf(readClientMessage, rest), "message_field");
    assertEquals(faultOf(readClientMessage, { ...rest, room: "lobby", to: ID }), "message_field");
    assertEquals(faultOf(readClientMessage, { ...rest, room: "lobby", to: null }), "message_field");
    assertEquals(faultOf(readClientMessage, { ...rest, room: null, to: ID }), "message_field");
    assertEquals(faultOf(readClientMessage, { ...rest, to: "alice" }), "message_field");
  }
});

Deno.test("readClientMessage() takes so many mentions and no more, each once", () => {
  const ids = Array.from({ length: MAX_MENTIONS }, (_, at) => `${at}`.padStart(11, "_"));
  for (const [message] of FULL) {
    if (!("mentions" in message)) continue;
    const read = (mentions: unknown) => readClientMessage(encodeJson({ ...message, mentions }));
    assertEquals<unknown>(read(ids), { ...message, mentions: ids });
    assertEquals<unknown>(read([]), { ...message, mentions: [] });
    assertEquals<unknown>(read([ID, ...IDS]), { ...message, mentions: IDS });
    for (const wrong of [[...ids, ID], Array(MAX_MENTIONS + 1).fill(ID), [ID, "alice"], ID]) {
      assertEquals(faultOf(readClientMessage, { ...message, mentions: wrong }), "message_field");
    }
  }
});

Deno.test("readClientMessage() reads a passphrase as one, however its letters were written", () => {
  const longest = "x".repeat(MAX_ROOM_PASSPHRASE_UNITS - 2);
  for (const type of ["create", "join", "lock"]) {
    const read = (passphrase: string) => readClientMessage(encodeJson({ type, ...AT, passphrase }));
    for (const passphrase of ["Zoe\u0308's kitchen", "Zoë's kitchen"]) {
      assertEquals<unknown>(read(passphrase), { type, ...AT, passphrase: "Zoë's kitchen" });
    }
    assertEquals<unknown>(read(`${longest}e\u0308`), { type, ...AT, passphrase: `${longest}ë` });
    // Marks without end would take time without end to be sorted.
    const marks = "\u0308\u0323".repeat(MAX_ROOM_PASSPHRASE_UNITS);
    assertEquals<unknown>(read(marks), { type, ...AT, passphrase: marks });
  }
});

Deno.test("readClientMessage() tells an unknown type from a broken one", () => {
  for (const type of ["", "text", "hello", "constructor", "Say", "entered", "handOver"]) {
    assertEquals(readClientMessage(encodeJson({ type, ...AT })), null);
  }
  assertEquals(faultOf(readClientMessage, {}), "message_type");
  assertEquals(faultOf(readClientMessage, { type: 7 }), "message_type");
});

Deno.test("readClientMessage() refuses lone surrogates written as escapes, in every string", () => {
  for (const [message] of FULL) {
    for (const [key, value] of Object.entries(message)) {
      if (typeof value !== "string" || key === "type") continue;
      const text = JSON.stringify({ ...message, [key]: "\ud800" });
      assert(text.includes("\\ud800"));
      const read = () => readClientMessage(new TextEncoder().encode(text));
      assertEquals(assertThrows(read, ProtocolError).fault, "message_field");
    }
  }
});

const RESUME = { member: ID, secret: "_-".padEnd(43, "A"), received: 0 };
const HELLOS: readonly ClientHello[] = [
  { type: "hello", name: "Bob" },
  { type: "hello", name: "Bob", delivery: false },
  { type: "hello", name: "Bob", delivery: true },
  { type: "hello", name: "Bob", delivery: true, resume: RESUME },
  { type: "hello", name: "", resume: { ...RESUME, received: MOST } },
];

Deno.test("readClientHello() reads a hello with what it may hold, and passes on nothing else", () => {
  for (const hello of HELLOS) {
    assertEquals(readClientHello(encodeMessage(hello)), hello);
    const resume = hello.resume && { ...hello.resume, extra: [] };
    const more = { ...hello, ...(resume && { resume }), from: "forged", time: 0 };
    assertEquals(readClientHello(encodeJson(more)), hello);
  }
});

Deno.test("readClientHello() refuses a missing or wrong field, each of them", () => {
  for (const hello of HELLOS) {
    for (const broken of brokenCopies(hello, ["delivery", "resume"])) {
      assertEquals(faultOf(readClientHello, broken), "message_field");
    }
  }
  const wrong: readonly object[] = [
    { member: "AAAAAAAAAA" },
    { member: "__proto__" },
    { secret: "A".repeat(42) },
    { secret: "A".repeat(44) },
    { secret: `${"A".repeat(42)}=` },
    { secret: `${"A".repeat(42)}\n` },
    { received: -1 },
    { received: 2 ** 53 },
  ];
  for (const field of wrong) {
    const hello = { ...HELLOS[3], resume: { ...RESUME, ...field } };
    assertEquals(faultOf(readClientHello, hello), "message_field");
  }
});

Deno.test("readClientHello() fits message 3 with the longest name and a claim", () => {
  const hello = {
    type: "hello",
    name: "\u{20000}".repeat(24), // 96 bytes, the longest name there is
    delivery: true,
    resume: { ...RESUME, received: MOST },
  } as const;
  const { length } = encodeMessage(hello);
  assert(length <= CLIENT_HELLO_BYTES, `${length} bytes`);
});

Deno.test("readClientHello() reads a hello and nothing else", () => {
  const hello = { type: "hello", name: " any name " } as const;
  assertEquals(readClientHello(encodeMessage(hello)), hello);
  assertEquals(readClientHello(encodeJson({ ...hello, more: 1 })), hello);
  assertEquals(faultOf(readClientHello, { type: "rename", name: "x" }), "message_type");
  assertEquals(faultOf(readClientHello, { name: "x" }), "message_type");
  assertEquals(faultOf(readClientHello, { type: "hello" }), "message_field");
  assertEquals(faultOf(readClientHello, { type: "hello", name: 1 }), "message_field");
});
