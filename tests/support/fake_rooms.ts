/**
 * What a chat that only plays answers about rooms and the people in them.
 *
 * @module
 */
import type { Intent } from "../../lib/api/intent.ts";
import type { RoomIntent } from "../../lib/api/room_intent.ts";
import type { Update } from "../../lib/api/update.ts";
import type { BanView, Problem, RoomView } from "../../lib/api/view.ts";
import type { FakeChat } from "./fake_chat.ts";
import { ME, person } from "./scene_people.ts";
import { membersOf, roomOf } from "./scene_rooms.ts";

/** Who is banned from every room of the fake, until somebody is let in again. */
const BANS: readonly BanView[] = [
  { id: 1, name: "sol", tag: "z4gi", seconds: null },
  { id: 2, name: "rue", tag: "q3ab", seconds: 7_200 },
];

/** Rooms that the person is not in: one stands in no list, one has a passphrase. */
const OTHERS = [
  { name: "orchard", people: 4, topic: "Apples, pears, quinces", passphrase: null, listed: true },
  { name: "repair café", people: 2, topic: "", passphrase: null, listed: true },
  { name: "cellar", people: 3, topic: "", passphrase: null, listed: false },
  { name: "vault", people: 2, topic: "", passphrase: "open sesame", listed: false },
] as const;

/**
 * Answers what is asked about a room.
 *
 * @returns Whether it was.
 */
export function answerRoom(
  chat: FakeChat,
  intent: Intent,
  say: (update: Update) => void,
): boolean {
  const refuse = (problem: Problem) => say({ type: "notice", problem });
  switch (intent.type) {
    case "create":
      create(chat, intent, refuse);
      return true;
    case "join_room":
      join(chat, intent, refuse);
      return true;
    case "rooms":
      say({ type: "rooms", rooms: listed(chat) });
      return true;
    case "write_to":
      writeTo(chat, intent.member);
      return true;
    case "close":
      chat.end(intent.in);
      return true;
    case "bans":
      say({ type: "bans", in: intent.in, bans: BANS });
      return true;
    case "unban":
      say({ type: "bans", in: intent.in, bans: BANS.filter(({ id }) => id !== intent.ban) });
      return true;
    case "topic":
    case "lock":
    case "keep":
    case "hand_over":
    case "mute":
    case "unmute":
    case "kick":
    case "ban":
      govern(chat, intent, refuse);
      return true;
    default:
      return false;
  }
}

type Refuse = (problem: Problem) => void;

function named(chat: FakeChat, name: string): RoomView | undefined {
  const same = name.toLowerCase();
  return chat.state.conversations.find((one): one is RoomView =>
    one.type === "room" && one.over === null && one.name.toLowerCase() === same
  );
}

function listed(chat: FakeChat) {
  const own = chat.state.conversations.flatMap((one) =>
    one.type === "room" && one.kind === "public" && one.over === null
      ? [{ name: one.name, people: one.people, topic: one.topic, joined: true }]
      : []
  );
  const others = OTHERS.filter((one) => one.listed && named(chat, one.name) === undefined)
    .map(({ name, people, topic }) => ({ name, people, topic, joined: false }));
  return [...own, ...others];
}

function create(
  chat: FakeChat,
  intent: Extract<RoomIntent, { type: "create" }>,
  refuse: Refuse,
): void {
  const { room, hidden, passphrase } = intent;
  const taken = OTHERS.some(({ name }) => name === room.toLowerCase());
  if (taken || named(chat, room) !== undefined) return refuse({ code: "room_taken", room });
  const kind = passphrase !== null ? "locked" : hidden ? "hidden" : "public";
  enter(chat, roomOf({ name: room, kind, owner: ME.id, people: 1 }));
}

function join(
  chat: FakeChat,
  { room, passphrase }: Extract<RoomIntent, { type: "join_room" }>,
  refuse: Refuse,
): void {
  const own = named(chat, room);
  if (own !== undefined) return chat.tell({ type: "show", in: own.id });
  const other = OTHERS.find(({ name }) => name === room.toLowerCase());
  if (other === undefined || other.passphrase !== null && other.passphrase !== passphrase) {
    return refuse({ code: "no_entry", room, passphrase: passphrase !== null });
  }
  const kind = other.passphrase !== null ? "locked" : other.listed ? "public" : "hidden";
  const { name, topic } = other;
  enter(chat, roomOf({ name, topic, kind, owner: person("bern").id, people: 3 }));
}

function enter(chat: FakeChat, room: RoomView): void {
  const { history } = room;
  const people = room.owner === ME.id ? [ME] : [person("bern"), person("kip"), ME];
  chat.begin({ ...room, id: `c${chat.next()}` }, {
    lines: [{ type: "rule", time: Date.now(), history }],
    members: membersOf(people),
  });
}

function writeTo(chat: FakeChat, member: string): void {
  const there = chat.state.conversations.find((one) =>
    one.type === "private" && one.partner.id === member
  );
  if (there !== undefined) return chat.tell({ type: "show", in: there.id });
  const partner = chat.person(member);
  chat.begin({ type: "private", id: `c${chat.next()}`, partner, over: null, quiet: false }, {});
}

type OwnersIntent = Extract<
  RoomIntent,
  { type: "topic" | "lock" | "keep" | "hand_over" | "mute" | "unmute" | "kick" | "ban" }
>;

function govern(chat: FakeChat, intent: OwnersIntent, refuse: Refuse): void {
  const { in: id } = intent;
  const room = chat.view(id);
  if (room?.type !== "room") return;
  if (room.owner !== ME.id) return refuse({ code: "not_owner", room: room.name });
  if ("member" in intent) return withMember(chat, intent, refuse);
  if (intent.type === "topic") {
    chat.room(id, { topic: intent.topic });
    chat.act(id, { what: "topic", topic: intent.topic });
  } else if (intent.type === "lock") {
    const kind = intent.passphrase === null ? "public" : "locked";
    chat.room(id, { kind });
    chat.act(id, { what: "kind", kind });
  } else {
    const history = intent.keep ? 50 : 0;
    chat.room(id, { history });
    chat.act(id, { what: "history", history });
  }
}

function withMember(
  chat: FakeChat,
  intent: Extract<OwnersIntent, { member: string }>,
  refuse: Refuse,
): void {
  const { in: id, member } = intent;
  const { members } = chat.content(id);
  const one = members.find((present) => present.id === member);
  if (one === undefined) return refuse({ code: "no_member", person: null });
  const who = chat.person(member);
  const muted = (muted: boolean) =>
    chat.tell({
      type: "members",
      in: id,
      members: members.map((present) => present === one ? { ...one, muted } : present),
    });
  if (intent.type === "hand_over") {
    chat.room(id, { owner: member });
    chat.act(id, { what: "owner", owner: who, left: false });
  } else if (intent.type === "mute") {
    muted(true);
    chat.act(id, { what: "muted", person: who, seconds: intent.seconds });
  } else if (intent.type === "unmute") {
    muted(false);
    chat.act(id, { what: "unmuted", person: who });
  } else if (intent.type === "ban" && !intent.sure && UNSURE[who.name] !== undefined) {
    const code = UNSURE[who.name] ?? "ban_shared";
    refuse({ code, in: id, person: who, seconds: intent.seconds });
  } else {
    const reason = intent.type === "kick" ? "kicked" : "banned";
    const others = members.filter((present) => present !== one);
    chat.tell({ type: "members", in: id, members: others });
    chat.room(id, { people: others.length });
    chat.line(id, { type: "left", time: Date.now(), person: who, reason, by: ME });
  }
}

/** Whose ban has to be asked for twice. */
const UNSURE: Readonly<Record<string, "ban_shared" | "ban_no_address">> = {
  jo: "ban_shared",
  kip: "ban_no_address",
};
