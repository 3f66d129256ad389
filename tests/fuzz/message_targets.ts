/**
 * Readers of messages.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { readIntent } from "../../lib/api/intent.ts";
import { encodeMessage, type Message } from "../../lib/message/encode.ts";
import { readClientHello, readClientMessage } from "../../lib/message/read_client.ts";
import { ERROR_CODES } from "../../lib/message/from_server.ts";
import { decodeJson } from "../../lib/message/json.ts";
import { readServerHello, readServerMessage } from "../../lib/message/read_server.ts";
import { bytesOf, type Target, textOf, unlessFault } from "./target.ts";

const YOU = { id: "AAECAwQFBgc", name: "ada", tag: "k7qd" };
const OTHER = { id: "CAkKCwwNDg8", name: "Zoë", tag: "2fxm", reconnecting: true };
const SECRET = "A".repeat(43);
const TIME = 1_795_359_600_000;

const AT = { room: "garden", ref: 3 } as const;
const STATE = {
  room: "garden",
  kind: "locked",
  topic: "tomatoes",
  owner: YOU.id,
  history: 50,
  muted: 60,
} as const;
const ACT = { room: "garden", by: YOU.id, time: TIME, ref: 3 } as const;

const FROM_CLIENT: readonly Message[] = [
  {
    type: "say",
    room: "lobby",
    ref: 3,
    text: "see you at nine",
    action: true,
    reply: 16,
    mentions: [YOU.id, OTHER.id],
  },
  { type: "tell", to: OTHER.id, ref: 3, text: "see you", reply: 16 },
  { type: "edit", ...AT, id: 17, text: "see you at ten", mentions: [OTHER.id] },
  { type: "edit", to: OTHER.id, ref: 3, id: 17, text: "see you at ten" },
  { type: "delete", ...AT, id: 17 },
  { type: "typing", to: OTHER.id },
  { type: "rename", name: "Ada Lovelace" },
  { type: "create", ...AT, hidden: true, passphrase: "blue door" },
  { type: "join", ...AT, passphrase: "blue door" },
  { type: "leave", ...AT },
  { type: "rooms" },
  { type: "topic", ...AT, topic: "tomatoes" },
  { type: "lock", ...AT, passphrase: "blue door" },
  { type: "mute", ...AT, member: OTHER.id, seconds: 60 },
  { type: "unmute", ...AT, member: OTHER.id },
  { type: "kick", ...AT, member: OTHER.id },
  { type: "ban", ...AT, member: OTHER.id, seconds: 3600, sure: true },
  { type: "unban", ...AT, ban: 1 },
  { type: "bans", room: "garden" },
  { type: "hand_over", ...AT, member: OTHER.id },
  { type: "keep", ...AT, keep: false },
];

const HELLOS: readonly Message[] = [
  { type: "hello", name: "ada" },
  { type: "hello", name: "ada", delivery: true },
  {
    type: "hello",
    name: "ada",
    delivery: true,
    resume: { member: YOU.id, secret: SECRET, received: 17 },
  },
];

const FROM_SERVER: readonly Message[] = [
  {
    type: "welcome",
    you: YOU,
    room: "lobby",
    history: 0,
    time: TIME,
    delivery: { secret: SECRET, grace: 120 },
    limits: { texts: { burst: 30, perMinute: 300 }, bytes: { burst: 1, perSecond: 1 } },
    rooms: true,
  },
  { type: "resumed", you: YOU, received: 4, missing: 0, time: TIME },
  { type: "people", people: [OTHER] },
  { type: "members", room: "lobby", members: [YOU, OTHER], last: true },
  { type: "joined", room: "lobby", member: OTHER, time: TIME },
  { type: "left", room: "lobby", member: OTHER.id, reason: "kicked", by: YOU.id, time: TIME },
  { type: "renamed", member: OTHER.id, name: "Zoé", time: TIME },
  { type: "reconnecting", member: OTHER.id, time: TIME },
  { type: "reconnected", member: OTHER.id, time: TIME },
  { type: "text", room: "lobby", id: 17, from: YOU.id, text: "a\nb", time: TIME, ref: 3 },
  {
    type: "text",
    room: "lobby",
    id: 18,
    from: YOU.id,
    text: "waves",
    time: TIME,
    action: true,
    reply: 17,
    mentions: [OTHER.id],
    past: true,
    edited: true,
  },
  { type: "told", id: 17, from: YOU.id, to: OTHER.id, text: "hi", time: TIME, ref: 3 },
  { type: "edited", room: "lobby", id: 17, from: YOU.id, text: "a", time: TIME, ref: 3 },
  { type: "deleted", to: OTHER.id, id: 17, from: YOU.id, time: TIME, ref: 3 },
  { type: "typing", member: YOU.id, room: "lobby" },
  { type: "announcement", text: "back at nine", time: TIME },
  { type: "standing", rooms: [STATE], last: true },
  { type: "entered", ...STATE, ref: 3, time: TIME },
  { type: "exited", ...ACT, how: "banned", seconds: 60 },
  { type: "rooms", rooms: [{ room: "garden", people: 2, topic: "tomatoes" }], last: true },
  { type: "topic", ...ACT, topic: "tomatoes" },
  { type: "owner", ...ACT, owner: OTHER.id },
  { type: "mode", ...ACT, kind: "locked" },
  { type: "muted", ...ACT, member: OTHER.id, seconds: 60 },
  { type: "unmuted", ...ACT, member: OTHER.id },
  { type: "keeping", ...ACT, history: 50 },
  {
    type: "bans",
    room: "garden",
    bans: [{ id: 1, name: "Zoë", tag: "2fxm", seconds: 60 }],
    last: true,
  },
  { type: "unbanned", ...ACT, ban: 1 },
  { type: "withheld" },
  { type: "error", code: ERROR_CODES[0], ref: 4, seconds: 5 },
  { type: "closing", reason: "stopping" },
];

const INTENTS = [
  { type: "join", where: "pychat://127.0.0.1/#x", name: "" },
  { type: "accept_new_key", compared: true },
  { type: "say", in: "c1", text: "hello", action: false, reply: null, mentions: [YOU.id] },
  { type: "edit", in: "c1", id: 17, text: "hello", mentions: [] },
  { type: "delete", in: "c1", id: 17 },
  { type: "retry", in: "c1", ref: 1 },
  { type: "amend", in: "c1", ref: 1, text: "hello", mentions: [OTHER.id] },
  { type: "older", in: "c1", before: 500, reach: null },
  { type: "older", in: "c1", before: 500, reach: 20 },
  { type: "search", in: "c1", text: "tomatoes" },
  { type: "quiet", in: "c1", on: true },
  { type: "create", room: "garden", hidden: false, passphrase: null },
  { type: "join_room", room: "garden", passphrase: "blue door" },
  { type: "ban", in: "c1", member: OTHER.id, seconds: null, sure: false },
  { type: "keep", in: "c1", keep: true },
  { type: "choose", choices: { typing: true } },
  { type: "choose", choices: { density: "compact", send: "ctrl_enter", sound: "tap" } },
  { type: "export", in: null, format: "json" },
  { type: "theme", theme: "nord" },
  { type: "link", to: "here" },
  { type: "quit", sure: false },
  { type: "wipe" },
];

/** A reader whose result, written and read again, is the same: nothing unknown is passed on. */
function message(
  name: string,
  seeds: readonly Message[],
  read: (bytes: Uint8Array) => Message | null,
): Target {
  return {
    name,
    seeds: seeds.map((seed) => encodeMessage(seed)),
    read(bytes) {
      const found = unlessFault(() => read(bytes));
      if (found === null) return;
      assertEquals(Object.getPrototypeOf(found), Object.prototype);
      assertEquals(read(encodeMessage(found)), found);
      assertEquals(Object.hasOwn({}, "polluted"), false);
    },
  };
}

/** Every reader of messages, on the wire and of pages. */
export const MESSAGE_TARGETS: readonly Target[] = [
  message("client's hello", HELLOS, readClientHello),
  message("client's message", FROM_CLIENT, readClientMessage),
  message("server's hello", [{ type: "server", name: "House", passphrase: true }], readServerHello),
  message("server's message", FROM_SERVER, readServerMessage),
  {
    name: "JSON",
    seeds: FROM_SERVER.map((seed) => encodeMessage(seed)),
    read(bytes) {
      const object = unlessFault(() => decodeJson(bytes));
      if (object !== null) assert(typeof object === "object" && !Array.isArray(object));
    },
  },
  {
    name: "intent of a page",
    seeds: INTENTS.map((intent) => bytesOf(JSON.stringify(intent))),
    read(bytes) {
      const intent = readIntent(textOf(bytes));
      if (intent !== null) assertEquals(readIntent(JSON.stringify(intent)), intent);
    },
  },
];
