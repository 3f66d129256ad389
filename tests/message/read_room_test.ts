import { assert, assertEquals, assertThrows } from "@std/assert";
import { ProtocolError } from "../../lib/errors.ts";
import { MAX_TOPIC_UNITS } from "../../lib/limits.ts";
import { encodeMessage } from "../../lib/message/encode.ts";
import {
  ROOM_KINDS,
  type RoomState,
  type ServerRoomMessage,
} from "../../lib/message/from_server_rooms.ts";
import { encodeJson } from "../../lib/message/json.ts";
import { readRoom } from "../../lib/message/read_room.ts";
import { readServerMessage } from "../../lib/message/read_server.ts";
import { brokenCopies } from "./broken_copies.ts";

const ID = "AAAAAAAAAAA";
const MOST = Number.MAX_SAFE_INTEGER;
const ACT = { room: "garden", by: ID, time: 1, ref: 7 } as const;
const STATE: RoomState = {
  room: "garden",
  kind: "public",
  topic: "tomatoes",
  owner: ID,
  history: 50,
  muted: 60,
};
const BAN = { id: 1, name: "Mallory", tag: "k7qd", seconds: 60 };
const LISTED = { room: "garden", people: 3, topic: "tomatoes" };

/** One of each type with every field it may have. */
const FULL: readonly ServerRoomMessage[] = [
  { type: "standing", rooms: [STATE, { ...STATE, room: "den" }], last: true },
  { type: "entered", ...STATE, ref: 7, time: 1 },
  { type: "exited", how: "kicked", seconds: 60, ...ACT },
  { type: "rooms", rooms: [LISTED, { ...LISTED, room: "den" }], last: true },
  { type: "topic", ...ACT, topic: "tomatoes" },
  { type: "owner", ...ACT, owner: ID },
  { type: "mode", ...ACT, kind: "locked" },
  { type: "muted", ...ACT, member: ID, seconds: 60 },
  { type: "unmuted", ...ACT, member: ID },
  { type: "keeping", ...ACT, history: 50 },
  { type: "bans", room: "garden", bans: [BAN, { ...BAN, id: 2 }], last: true },
  { type: "unbanned", ...ACT, ban: 1 },
  { type: "withheld" },
];

/** Fields that a message, or an object in it, may be without; an answer has its `ref`. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  standing: ["owner", "muted"],
  entered: ["owner", "muted"],
  exited: ["by", "seconds", "ref"],
  owner: ["by", "ref", "owner"],
  muted: ["by", "ref", "seconds"],
  rooms: [],
  bans: ["seconds"],
};

function mayOf(message: ServerRoomMessage): readonly string[] {
  return MAY[message.type] ?? ["by", "ref"];
}

function assertWrong(message: object): void {
  const read = () => readRoom({ ...message });
  const { fault } = assertThrows(read, ProtocolError, undefined, JSON.stringify(message));
  assertEquals(fault, "message_field");
}

Deno.test("readRoom() reads what encodeMessage() wrote, with all fields and with few", () => {
  for (const message of FULL) {
    assertEquals(readServerMessage(encodeMessage(message)), message);
    const entries = Object.entries(message).filter(([key]) => !mayOf(message).includes(key));
    const few: Record<string, unknown> = Object.fromEntries(entries);
    assertEquals<unknown>(readServerMessage(encodeJson(few)), few);
  }
  const { owner: _, muted: __, ...open } = STATE;
  const lists: readonly ServerRoomMessage[] = [
    { type: "standing", rooms: [open], last: false },
    { type: "standing", rooms: [], last: true },
    { type: "rooms", rooms: [], last: true },
    { type: "bans", room: "garden", bans: [{ id: 1, name: "Mallory", tag: "k7qd" }], last: true },
    { type: "rooms", rooms: [{ ...LISTED, people: 0, topic: "" }], last: false },
    { type: "bans", room: "lobby", bans: [], last: false },
    ...ROOM_KINDS.map((kind) => ({ type: "mode", room: "den", kind, time: 0 }) as const),
    { type: "exited", room: "garden", how: "left", time: 8.64e15, ref: MOST },
    { type: "exited", room: "garden", how: "banned", time: 0 },
    { type: "entered", ...open, topic: "", history: 0, ref: 1, time: 1, muted: 0 },
  ];
  for (const message of lists) assertEquals(readRoom({ ...message }), message);
});

Deno.test("readRoom() passes on no field it does not know, also inside", () => {
  const more = { passphrase: "blue door", address: "192.0.2.1", constructor: 1 };
  for (const message of FULL) {
    assertEquals(readRoom({ ...message, ...more }), message);
  }
  const inside: readonly (readonly [object, ServerRoomMessage | undefined])[] = [
    [{ type: "standing", rooms: [{ ...STATE, ...more }], last: true }, {
      type: "standing",
      rooms: [STATE],
      last: true,
    }],
    [{ type: "rooms", rooms: [{ ...LISTED, ...more, owner: ID }], last: true }, {
      type: "rooms",
      rooms: [LISTED],
      last: true,
    }],
    [{ type: "bans", room: "garden", bans: [{ ...BAN, ...more }], last: true }, {
      type: "bans",
      room: "garden",
      bans: [BAN],
      last: true,
    }],
  ];
  for (const [message, known] of inside) assertEquals(readRoom({ ...message }), known);
});

Deno.test("readRoom() refuses a missing or wrong field, each of them", () => {
  let seen = 0;
  for (const message of FULL) {
    for (const broken of brokenCopies(message, mayOf(message))) {
      assertWrong(broken);
      seen++;
    }
  }
  assert(seen > 400);
});

Deno.test("readRoom() takes both ends of every number, and nothing beyond", () => {
  const ends: readonly (readonly [string, object, number, number])[] = [
    ["ref", { type: "entered", ...STATE, ref: 1, time: 1 }, 1, MOST],
    ["history", { type: "entered", ...STATE, ref: 1, time: 1 }, 0, MOST],
    ["muted", { type: "entered", ...STATE, ref: 1, time: 1 }, 0, MOST],
    ["time", { type: "entered", ...STATE, ref: 1, time: 1 }, 0, 8.64e15],
    ["seconds", { type: "exited", ...ACT, how: "kicked" }, 0, MOST],
    ["seconds", { type: "muted", ...ACT, member: ID }, 0, MOST],
    ["ref", { type: "topic", ...ACT, topic: "" }, 1, MOST],
    ["history", { type: "keeping", ...ACT }, 0, MOST],
    ["ban", { type: "unbanned", ...ACT }, 1, MOST],
  ];
  for (const [key, message, least, most] of ends) {
    for (const end of [least, most]) {
      assertEquals<unknown>(readRoom({ ...message, [key]: end }), { ...message, [key]: end });
    }
    for (const beyond of [least - 1, most + 1]) assertWrong({ ...message, [key]: beyond });
  }
  const bans = (ban: object) => ({ type: "bans", room: "den", bans: [{ ...BAN, ...ban }] });
  for (const ban of [{ id: 0 }, { seconds: -1 }, { id: 2 ** 53 }]) {
    assertWrong({ ...bans(ban), last: true });
  }
  assertWrong({ type: "rooms", rooms: [{ ...LISTED, people: -1 }], last: true });
});

Deno.test("readRoom() takes the longest topic, of one line and without controls", () => {
  const topic = (text: string) => ({ type: "topic", ...ACT, topic: text });
  for (const text of ["", "x".repeat(MAX_TOPIC_UNITS), "<b>\u{202e}&amp;", "👍".repeat(100)]) {
    assertEquals<unknown>(readRoom(topic(text)), topic(text));
  }
  const wrong = ["x".repeat(MAX_TOPIC_UNITS + 1), "a\nb", "a\rb", "a\tb", "\u{1b}[2J", "a\u{85}b"];
  for (const text of [...wrong, "a\u{2028}b", "a\u{2029}", "\0", "\u{d800}"]) {
    assertWrong(topic(text));
    assertWrong({ type: "entered", ...STATE, topic: text, ref: 1, time: 1 });
    assertWrong({ type: "standing", rooms: [{ ...STATE, topic: text }], last: true });
    assertWrong({ type: "rooms", rooms: [{ ...LISTED, topic: text }], last: true });
  }
});

Deno.test("readRoom() refuses names and ids that a hostile server might try", () => {
  const hostile: readonly object[] = [
    { type: "entered", ...STATE, room: "", ref: 1, time: 1 },
    { type: "entered", ...STATE, room: "x".repeat(97), ref: 1, time: 1 },
    { type: "entered", ...STATE, room: "\u{202e}", ref: 1, time: 1 },
    { type: "entered", ...STATE, owner: "alice", ref: 1, time: 1 },
    { type: "exited", ...ACT, how: "left", by: "__proto__" },
    { type: "owner", ...ACT, owner: "" },
    { type: "owner", ...ACT, owner: null },
    { type: "muted", ...ACT, member: `${ID}=` },
    { type: "bans", room: "garden", bans: [{ ...BAN, name: "" }], last: true },
    { type: "bans", room: "garden", bans: [{ ...BAN, name: "\u{1b}" }], last: true },
    { type: "bans", room: "garden", bans: [{ ...BAN, tag: "AAAA" }], last: true },
    { type: "rooms", rooms: [{ ...LISTED, room: "a\nb" }], last: true },
    { type: "rooms", rooms: LISTED, last: true },
  ];
  for (const message of hostile) assertWrong(message);
});

Deno.test("readRoom() takes a word of a later version for the nearest one it knows", () => {
  for (const word of ["sealed", "constructor", ""]) {
    const mode = { type: "mode", ...ACT } as const;
    assertEquals(readRoom({ ...mode, kind: word }), { ...mode, kind: "hidden" });
    const exited = { type: "exited", ...ACT } as const;
    assertEquals(readRoom({ ...exited, how: word }), { ...exited, how: "kicked" });
  }
});

Deno.test("readRoom() is null for a type that is not its own", () => {
  for (const type of ["", "text", "create", "kick", "hand_over", "__proto__", "toString"]) {
    assertEquals(readRoom({ type, ...ACT }), null);
  }
});
