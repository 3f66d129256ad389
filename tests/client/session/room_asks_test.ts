import { assert, assertEquals } from "@std/assert";
import type { ChatIntent } from "../../../lib/api/intent.ts";
import { MAX_PRIVATE, MAX_ROOM_PASSPHRASE_UNITS, MAX_TOPIC_UNITS } from "../../../lib/limits.ts";
import type { ErrorCode } from "../../../lib/message/from_server.ts";
import { WatchedClient } from "../watched_client.ts";

const YOU = { id: "me", name: "ada", tag: "aaaa" };
const BERN = { id: "b", name: "bern", tag: "bbbb" };

/** The owner of a kitchen, with somebody else in it. */
function owner(): WatchedClient {
  const watched = new WatchedClient().enter({ numbered: true });
  watched.hears({ type: "members", room: "lobby", members: [YOU, BERN], last: true });
  watched.comesInto("kitchen", { owner: "me" });
  watched.hears({ type: "members", room: "kitchen", members: [YOU, BERN], last: true });
  watched.client.takeUpdates();
  return watched;
}

/** What is sent, without its number. */
function sent(watched: WatchedClient, intent: ChatIntent): unknown[] {
  return watched.do(intent).flatMap((effect) => {
    if (effect.type !== "send") return [];
    const { ref: _, ...message } = { ref: 0, ...effect.message };
    return [message];
  });
}

function problems(watched: WatchedClient, intent: ChatIntent): unknown[] {
  return watched.ask(intent).map((update) => update.type === "notice" && update.problem);
}

const ASKS: readonly [ChatIntent, unknown][] = [
  [{ type: "topic", in: "c2", topic: " soup\n today " }, { type: "topic", topic: "soup today" }],
  [{ type: "lock", in: "c2", passphrase: "swordfish" }, { type: "lock", passphrase: "swordfish" }],
  [{ type: "lock", in: "c2", passphrase: null }, { type: "lock" }],
  [{ type: "keep", in: "c2", keep: false }, { type: "keep", keep: false }],
  [{ type: "mute", in: "c2", member: "b", seconds: 60 }, {
    type: "mute",
    member: "b",
    seconds: 60,
  }],
  [{ type: "mute", in: "c2", member: "b", seconds: null }, { type: "mute", member: "b" }],
  [{ type: "unmute", in: "c2", member: "b" }, { type: "unmute", member: "b" }],
  [{ type: "kick", in: "c2", member: "b" }, { type: "kick", member: "b" }],
  [{ type: "ban", in: "c2", member: "b", seconds: 60, sure: false }, {
    type: "ban",
    member: "b",
    seconds: 60,
  }],
  [{ type: "ban", in: "c2", member: "b", seconds: null, sure: true }, {
    type: "ban",
    member: "b",
    sure: true,
  }],
  [{ type: "unban", in: "c2", ban: 4 }, { type: "unban", ban: 4 }],
  [{ type: "bans", in: "c2" }, { type: "bans" }],
  [{ type: "hand_over", in: "c2", member: "b" }, { type: "hand_over", member: "b" }],
];

Deno.test("RoomAsks say to the server what an owner wants, with its number", () => {
  const watched = owner();
  for (const [intent, message] of ASKS) {
    assert(typeof message === "object");
    assertEquals(sent(watched, intent), [{ room: "kitchen", ...message }], intent.type);
  }
  const create = { type: "create", room: " Hall ", hidden: true, passphrase: null } as const;
  assertEquals(sent(watched, create), [{ type: "create", room: "Hall", hidden: true }]);
  assertEquals(sent(watched, { ...create, hidden: false, passphrase: "swordfish" }), [
    { type: "create", room: "Hall", passphrase: "swordfish" },
  ]);
  assertEquals(sent(watched, { type: "join_room", room: "x", passphrase: "" }), [
    { type: "join", room: "x", passphrase: "" },
  ]);
  assertEquals(sent(watched, { type: "rooms" }), [{ type: "rooms" }]);
  assertEquals(sent(watched, { type: "close", in: "c2" }), [{ type: "leave", room: "kitchen" }]);
});

Deno.test("RoomAsks ask for nothing without a connection, nor where the server has one room", () => {
  const watched = owner();
  watched.cut();
  const old = new WatchedClient().enter({ numbered: true, rooms: false });
  const common: readonly ChatIntent[] = [
    { type: "create", room: "x", hidden: false, passphrase: null },
    { type: "join_room", room: "x", passphrase: null },
    { type: "rooms" },
  ];
  for (const intent of [...common, ...ASKS.map(([intent]) => intent)]) {
    assertEquals(problems(watched, intent), [{ code: "not_connected" }], intent.type);
    assertEquals(problems(old, intent), [{ code: "one_room" }], intent.type);
  }
  assertEquals(problems(watched, { type: "close", in: "c2" }), [{ code: "not_connected" }]);
  assertEquals(problems(old, { type: "write_to", member: "b" }), [{ code: "one_room" }]);
});

Deno.test("RoomAsks say what is wrong before anything is sent", () => {
  const watched = owner();
  const passphrase = { code: "room_passphrase", least: 6, most: MAX_ROOM_PASSPHRASE_UNITS };
  const create = { type: "create", room: "x", hidden: false, passphrase: null } as const;
  const wrong: readonly [ChatIntent, unknown][] = [
    [{ ...create, room: " " }, { code: "room_name", rule: "empty" }],
    [{ type: "join_room", room: "\u202e", passphrase: null }, {
      code: "room_name",
      rule: "characters",
    }],
    [{ ...create, passphrase: "short" }, passphrase],
    [{ type: "lock", in: "c2", passphrase: "x".repeat(MAX_ROOM_PASSPHRASE_UNITS + 1) }, passphrase],
    [{ type: "lock", in: "c1", passphrase: null }, { code: "lobby" }],
    [{ type: "close", in: "c1" }, { code: "lobby" }],
    [{ type: "topic", in: "c2", topic: "x".repeat(MAX_TOPIC_UNITS + 1) }, {
      code: "topic_too_long",
      most: MAX_TOPIC_UNITS,
    }],
    [{ type: "kick", in: "c2", member: "x" }, { code: "no_member", person: null }],
    [{ type: "write_to", member: "x" }, { code: "no_member", person: null }],
  ];
  for (const [intent, problem] of wrong) {
    assertEquals(problems(watched, intent), [problem], JSON.stringify(intent));
  }
  for (const intent of [{ type: "write_to", member: "me" }, { type: "bans", in: "c9" }] as const) {
    assertEquals(watched.ask(intent), []);
  }
});

Deno.test("RoomAsks tell by its number what was refused, and of whom", () => {
  const intent = { type: "ban", in: "c2", member: "b", seconds: 60, sure: false } as const;
  const cases: readonly [ErrorCode, unknown][] = [
    ["not_owner", { code: "not_owner", room: "kitchen" }],
    ["no_member", { code: "no_member", person: BERN }],
    ["ban_shared", { code: "ban_shared", in: "c2", person: BERN, seconds: 60 }],
    ["ban_no_address", { code: "ban_no_address", in: "c2", person: BERN, seconds: 60 }],
    ["bans_full", { code: "bans_full" }],
    ["unknown_room", { code: "not_in_room", room: "kitchen" }],
  ];
  for (const [code, problem] of cases) {
    const watched = owner();
    const [send] = watched.do(intent);
    assert(send?.type === "send" && send.message.type === "ban");
    const { ref } = send.message;
    watched.hears({ type: "error", code, ref });
    watched.hears({ type: "error", code: "lobby", ref });
    assertEquals(watched.notices, [problem], "and once");
  }
});

Deno.test("RoomAsks open a conversation with somebody who is there, show it, and forget it when closed", () => {
  const watched = owner();
  assertEquals(watched.do({ type: "write_to", member: "b" }), []);
  const updates = watched.client.takeUpdates();
  assertEquals(updates.map((one) => "in" in one ? `${one.type} ${one.in}` : one.type), [
    "state",
    "lines c3",
    "pending c3",
    "members c3",
    "show c3",
  ]);
  watched.hears({ type: "left", room: "lobby", member: "b", reason: "left", time: 5 });
  watched.do({ type: "write_to", member: "b" });
  assertEquals(watched.state.conversations.length, 3, "what was said is there to be read");
  watched.do({ type: "close", in: "c3" });
  assertEquals(watched.state.conversations.length, 2);
  assertEquals(problems(watched, { type: "write_to", member: "b" }), [
    { code: "no_member", person: null },
  ]);
});

Deno.test("RoomAsks open no more conversations than can be kept", () => {
  const watched = owner();
  const members = Array.from({ length: MAX_PRIVATE + 1 }, (_, n) => ({ ...BERN, id: `b${n}` }));
  watched.hears({ type: "members", room: "lobby", members: [YOU, ...members], last: true });
  const answers = members.flatMap(({ id }) => problems(watched, { type: "write_to", member: id }));
  assertEquals(answers, [{ code: "too_many_private" }]);
});

Deno.test("RoomAsks do not ask the server about a room that is over", () => {
  const watched = owner();
  watched.hears({ type: "exited", room: "kitchen", how: "kicked", time: 5 });
  assertEquals(problems(watched, { type: "topic", in: "c2", topic: "x" }), [
    { code: "not_in_room", room: "kitchen" },
  ]);
});

Deno.test("RoomAsks keep a conversation quiet through cuts, and when the person comes into it again", () => {
  const watched = owner();
  const kitchen = watched.room("kitchen")?.id ?? "";
  for (const place of [watched.lobby, kitchen]) watched.do({ type: "quiet", in: place, on: true });
  const quiet = () => [watched.room("lobby")?.quiet, watched.room("kitchen")?.quiet];
  assertEquals(quiet(), [true, true]);
  watched.cut();
  watched.rings();
  watched.server();
  watched.welcome({ id: "me2" });
  assertEquals(quiet(), [true, true], "as another member");
  const back = watched.client.snapshot().state.conversations.length;
  assertEquals(back, 2);
  watched.do({ type: "quiet", in: watched.lobby, on: false });
  watched.do({ type: "close", in: kitchen });
  watched.cut();
  watched.rings();
  watched.server();
  watched.welcome({ id: "me3" });
  assertEquals([watched.room("kitchen"), watched.room("lobby")?.quiet], [undefined, false]);
  assertEquals(watched.comesInto("Kitchen") === kitchen, false);
  assertEquals(watched.room("Kitchen")?.quiet, true);
  watched.do({ type: "leave" });
  watched.enter();
  assertEquals([watched.comesInto("kitchen"), watched.room("kitchen")?.quiet], ["c5", false]);
});
