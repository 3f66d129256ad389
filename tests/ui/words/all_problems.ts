/**
 * One of every problem there can be; one that is missing does not compile.
 *
 * @module
 */
import type { InvitationProblem, NameRule, Problem } from "../../../lib/api/view.ts";

const PARTS: { readonly [P in InvitationProblem["part"]]: true } = {
  scheme: true,
  host: true,
  port: true,
  room: true,
  key: true,
  secret: true,
};
const FAULTS: { readonly [F in InvitationProblem["fault"]]: true } = {
  missing: true,
  characters: true,
  range: true,
  short: true,
  long: true,
  case: true,
  zone: true,
};
const RULES: { readonly [R in NameRule]: true } = {
  empty: true,
  too_long: true,
  characters: true,
  marks: true,
  mixed_scripts: true,
  script: true,
  no_letter: true,
  reserved: true,
};
/** Where a server was looked for. */
export const AT = { host: "garden.local", port: 7420 };
/** Somebody. */
export const ADA = { id: "m0", name: "ada", tag: "k7qd" };
/** By their codes; the others have one for each rule. */
export const OTHERS: { readonly [C in Exclude<Problem["code"], "invitation" | "name">]: Problem } =
  {
    name_taken: { code: "name_taken", name: "ada", seconds: null },
    nobody_answers: { code: "nobody_answers", ...AT },
    unknown_host: { code: "unknown_host", host: "garden.local" },
    no_network: { code: "no_network", ...AT },
    too_slow: { code: "too_slow", ...AT },
    not_pychat: { code: "not_pychat", ...AT },
    said_nothing: { code: "said_nothing", ...AT },
    client_too_old: { code: "client_too_old", ...AT, ours: 1, theirs: 2 },
    server_too_old: { code: "server_too_old", ...AT, ours: 2, theirs: 1 },
    not_invited_server: { code: "not_invited_server", ...AT },
    server_full: { code: "server_full", name: "Garden Pi" },
    address_full: { code: "address_full", name: "Garden Pi" },
    too_often: { code: "too_often", seconds: 40 },
    refused: { code: "refused", name: "Garden Pi" },
    not_kept: { code: "not_kept" },
    in_conversation: { code: "in_conversation" },
    not_remembered: {
      code: "not_remembered",
      sentence: "Nothing could be kept: the disk is full.",
    },
    not_done: { code: "not_done" },
    sealed_not_supported: { code: "sealed_not_supported" },
    kicked: { code: "kicked", room: "parts", seconds: 60 },
    banned: { code: "banned", room: "parts", seconds: null },
    no_entry: { code: "no_entry", room: "parts", passphrase: false },
    room_taken: { code: "room_taken", room: "parts" },
    room_name: { code: "room_name", rule: "too_long" },
    room_passphrase: { code: "room_passphrase", least: 6, most: 128 },
    topic_too_long: { code: "topic_too_long", most: 200 },
    too_many_rooms: { code: "too_many_rooms" },
    rooms_full: { code: "rooms_full" },
    lobby: { code: "lobby" },
    not_owner: { code: "not_owner", room: "parts" },
    no_member: { code: "no_member", person: null },
    no_ban: { code: "no_ban" },
    bans_full: { code: "bans_full" },
    ban_shared: { code: "ban_shared", in: "c2", person: ADA, seconds: null },
    ban_no_address: { code: "ban_no_address", in: "c2", person: ADA, seconds: 60 },
    too_late: { code: "too_late" },
    no_text: { code: "no_text" },
    not_waiting: { code: "not_waiting" },
    not_connected: { code: "not_connected" },
    one_room: { code: "one_room" },
    too_many_private: { code: "too_many_private" },
    not_in_room: { code: "not_in_room", room: "parts" },
    muted: { code: "muted", room: "parts", seconds: 60 },
    text_empty: { code: "text_empty" },
    text_too_long: { code: "text_too_long", most: 4_000, lines: 200 },
  };

/** The keys of a record that the compiler holds to a union, as members of that union. */
function keysOf<K extends string>(record: { readonly [P in K]: unknown }): K[] {
  const keys: K[] = [];
  for (const key in record) keys.push(key);
  return keys;
}

/** All of them, with every rule that can be broken. */
export function* allProblems(): Generator<Problem> {
  yield* Object.values(OTHERS);
  for (const rule of keysOf(RULES)) {
    yield { code: "name", rule };
    yield { code: "room_name", rule };
  }
  for (const part of keysOf(PARTS)) {
    for (const fault of keysOf(FAULTS)) yield { code: "invitation", part, fault, by: 2 };
  }
}
