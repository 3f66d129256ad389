/**
 * Readers of messages.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { readIntent } from "../../lib/api/intent.ts";
import { encodeMessage, type Message } from "../../lib/message/encode.ts";
import { readClientHello, readClientMessage } from "../../lib/message/from_client.ts";
import { ERROR_CODES } from "../../lib/message/from_server.ts";
import { decodeJson } from "../../lib/message/json.ts";
import { readServerHello, readServerMessage } from "../../lib/message/read_server.ts";
import { bytesOf, type Target, textOf, unlessFault } from "./target.ts";

const YOU = { id: "AAECAwQFBgc", name: "ada", tag: "k7qd" };
const OTHER = { id: "CAkKCwwNDg8", name: "Zoë", tag: "2fxm", reconnecting: true };
const SECRET = "A".repeat(43);
const TIME = 1_795_359_600_000;

const FROM_CLIENT: readonly Message[] = [
  { type: "say", room: "lobby", ref: 3, text: "see you at nine" },
  { type: "rename", name: "Ada Lovelace" },
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
  },
  { type: "resumed", you: YOU, received: 4, missing: 0, time: TIME },
  { type: "people", people: [OTHER] },
  { type: "members", room: "lobby", members: [YOU, OTHER], last: true },
  { type: "joined", room: "lobby", member: OTHER, time: TIME },
  { type: "left", room: "lobby", member: OTHER.id, reason: "cut", time: TIME },
  { type: "renamed", member: OTHER.id, name: "Zoé", time: TIME },
  { type: "reconnecting", member: OTHER.id, time: TIME },
  { type: "reconnected", member: OTHER.id, time: TIME },
  { type: "text", room: "lobby", id: 17, from: YOU.id, text: "a\nb", time: TIME, ref: 3 },
  { type: "error", code: ERROR_CODES[0], ref: 4, seconds: 5 },
  { type: "closing", reason: "stopping" },
];

const INTENTS = [
  { type: "join", where: "pychat://127.0.0.1/#x", name: "" },
  { type: "accept_new_key", compared: true },
  { type: "say", text: "hello" },
  { type: "retry", ref: 1 },
  { type: "older", before: 500 },
  { type: "theme", theme: "nord" },
  { type: "link", to: "here" },
  { type: "quit", sure: false },
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
