import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import type { Effect } from "../../lib/hub/effect.ts";
import { type Entry, Hub } from "../../lib/hub/hub.ts";
import type { Refusal } from "../../lib/hub/places.ts";
import { TAG_REST_MS } from "../../lib/limits.ts";
import { encodeMessage } from "../../lib/message/encode.ts";
import type { ErrorCode, Member, ServerMessage } from "../../lib/message/from_server.ts";
import { readServerMessage } from "../../lib/message/read_server.ts";
import { drawFrom, fakeDigest } from "./draw.ts";
import { delivered, hearersOf, messagesOf } from "./scene.ts";

const ROOM = "lobby";

function newHub(): Hub {
  return new Hub({ draw: drawFrom(7), history: 0, digest: fakeDigest });
}

function enter(hub: Hub, name: string, now = 0): Exclude<Entry, { refused: Refusal }> {
  const entry = hub.enter({ type: "hello", name }, null, now);
  if ("refused" in entry) throw new Error(`${name}: ${entry.refused.code}`);
  return entry;
}

function say(hub: Hub, from: Member, text: string, now = 0, ref = 1): readonly Effect[] {
  return hub.handle(from.id, { type: "say", room: ROOM, ref, text }, now);
}

function rename(hub: Hub, member: Member, name: string, now = 0): readonly Effect[] {
  return hub.handle(member.id, { type: "rename", name }, now);
}

function error(member: Member, code: ErrorCode, more: object = {}): readonly Effect[] {
  return [{ type: "deliver", to: [member.id], message: { type: "error", code, ...more } }];
}

Deno.test("Hub.enter() welcomes, lists the members, and tells the others, in that order", () => {
  const hub = new Hub({ draw: drawFrom(1), history: 50, digest: fakeDigest });
  const first = enter(hub, " Alice ", 1000);
  const alice = first.member;
  assertEquals(alice.name, "Alice");
  assertMatch(alice.id, /^[\w-]{11}$/);
  assertMatch(alice.tag, /^[a-z2-7]{4}$/);
  const to = [alice.id];
  const welcome = {
    type: "welcome",
    you: alice,
    room: ROOM,
    history: 50,
    time: 1000,
    rooms: true,
  } as const;
  assertEquals(first.welcome, welcome);
  assertEquals(first.effects, [
    { type: "deliver", to, message: { type: "members", room: ROOM, members: [alice], last: true } },
  ]);

  const { member: bob, effects } = enter(hub, "Bob", 1001);
  assertEquals(hub.size, 2);
  assertEquals(effects, [
    {
      type: "deliver",
      to: [bob.id],
      message: { type: "members", room: ROOM, members: [alice, bob], last: true },
    },
    {
      type: "deliver",
      to: [alice.id, bob.id],
      but: bob.id,
      message: { type: "joined", room: ROOM, member: bob, time: 1001 },
    },
  ]);
});

Deno.test("Hub.enter() refuses names that are bad or taken, and changes nothing by it", () => {
  const hub = newHub();
  enter(hub, "Alice");
  for (const name of ["", "system", "аlice", "a".repeat(25)]) {
    assertEquals(hub.enter({ type: "hello", name }, null, 0), {
      refused: { code: "name_invalid" },
    });
  }
  for (const name of ["Alice", "ALICE", "ａｌｉｃｅ", " alice "]) {
    assertEquals(hub.enter({ type: "hello", name }, null, 0), { refused: { code: "name_taken" } });
  }
  assertEquals(hub.size, 1);
});

Deno.test("Hub.enter() takes names of object members as names", () => {
  const hub = newHub();
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) enter(hub, name);
  assertEquals(hub.enter({ type: "hello", name: "Constructor" }, null, 0), {
    refused: { code: "name_taken" },
  });
  assertEquals(hub.size, 4);
});

Deno.test("Hub.enter() draws another id where one is worn, and ends where it cannot", () => {
  let draws = 0;
  // Each id is drawn from 8 bytes: zeros for the first two members, then ones.
  const hub = new Hub({
    draw: (bytes) => new Uint8Array(bytes).fill(bytes === 8 && draws++ > 1 ? 1 : 0),
    history: 0,
    digest: fakeDigest,
  });
  assertEquals(enter(hub, "Alice").member.id, "AAAAAAAAAAA");
  assertEquals(enter(hub, "Bob").member.id, "AQEBAQEBAQE");
  assertThrows(() => enter(hub, "Carol"), RangeError);
  assertEquals(hub.size, 2);
});

Deno.test("Hub.handle() gives a text to the sender with its ref, to all others in one effect", () => {
  const hub = newHub();
  const [alice, bob, carol] = ["Alice", "Bob", "Carol"].map((name) => enter(hub, name).member);
  assert(alice && bob && carol);
  const text = { type: "text", room: ROOM, id: 1, from: bob.id, text: "hi", time: 5 } as const;
  assertEquals(say(hub, bob, "hi", 5, 77), [
    { type: "deliver", to: [bob.id], message: { ...text, ref: 77 } },
    { type: "deliver", to: [alice.id, bob.id, carol.id], but: bob.id, message: text },
  ]);
});

Deno.test("Hub.handle() gives a text to its sender alone where nobody else is", () => {
  const hub = newHub();
  const alice = enter(hub, "Alice").member;
  assertEquals(say(hub, alice, "hi").length, 1);
});

Deno.test("Hub.handle() numbers texts upwards and never goes back in time", () => {
  const hub = newHub();
  const alice = enter(hub, "Alice", 100).member;
  const seen = [100, 50, 200, 199].map((now) => {
    const [message] = messagesOf(say(hub, alice, "x", now));
    return message?.type === "text" ? [message.id, message.time] : [];
  });
  assertEquals(seen, [[1, 100], [2, 100], [3, 200], [4, 200]]);
});

Deno.test("Hub.handle() normalises a text, or refuses it with its ref", () => {
  const hub = newHub();
  const alice = enter(hub, "Alice").member;
  const [message] = messagesOf(say(hub, alice, "a\u{0}b\r\ne\u{301}\n\n"));
  assertEquals(message?.type === "text" && message.text, "ab\né");
  assertEquals(say(hub, alice, " \u{0}\n", 0, 8), error(alice, "text_empty", { ref: 8 }));
  assertEquals(say(hub, alice, "x".repeat(4001), 0, 9), error(alice, "text_too_long", { ref: 9 }));
  assertEquals(say(hub, alice, "\u{0}" + "x".repeat(4000)).length, 1);
  const elsewhere = { type: "say", room: "__proto__", ref: 3, text: "x" } as const;
  assertEquals(hub.handle(alice.id, elsewhere, 0), error(alice, "unknown_room", { ref: 3 }));
  const [next] = messagesOf(say(hub, alice, "x"));
  assertEquals(next?.type === "text" && next.id, 3); // what was refused took no number
});

Deno.test("Hub.handle() tells everybody of a new name, and frees the old one", () => {
  const hub = newHub();
  const alice = enter(hub, "Alice").member;
  const bob = enter(hub, "Bob").member;
  const renamed = { type: "renamed", member: alice.id, name: "Eve", time: 9 } as const;
  assertEquals(rename(hub, alice, " Eve ", 9), [
    { type: "deliver", to: [alice.id, bob.id], message: renamed },
  ]);
  assertEquals(rename(hub, bob, "eve"), error(bob, "name_taken"));
  const { member, effects } = enter(hub, "ALICE");
  const [list] = messagesOf(effects);
  assertEquals(list?.type === "members" && list.members, [{ ...alice, name: "Eve" }, bob, member]);
});

Deno.test("Hub.handle() lets one write one's own name in another way", () => {
  const hub = newHub();
  const alice = enter(hub, "alice").member;
  const [message] = messagesOf(rename(hub, alice, "ALICE"));
  assertEquals(message?.type === "renamed" && message.name, "ALICE");
  assertEquals(rename(hub, alice, "ALICE"), []);
  assertEquals(rename(hub, alice, " ＡＬＩＣＥ "), []); // the same once it is folded to be shown
  assertEquals(rename(hub, alice, "you"), error(alice, "name_invalid"));
  assertEquals(hub.enter({ type: "hello", name: "alice" }, null, 0), {
    refused: { code: "name_taken" },
  });
});

Deno.test("Hub.handle() refuses an id that nobody has, as that is our own mistake", () => {
  const hub = newHub();
  const alice = enter(hub, "Alice").member;
  hub.leave(alice.id, "left", 0);
  assertThrows(() => say(hub, alice, "x"), RangeError);
});

Deno.test("Hub.leave() tells the others and frees the name", () => {
  const hub = newHub();
  const alice = enter(hub, "Alice", 10).member;
  const bob = enter(hub, "Bob", 10).member;
  const left = { type: "left", room: ROOM, member: bob.id, reason: "cut", time: 12 } as const;
  assertEquals(hub.leave(bob.id, "cut", 12), [{ type: "deliver", to: [alice.id], message: left }]);
  assertEquals(hub.leave(bob.id, "left", 13), []);
  assertEquals(hub.leave(alice.id, "left", 13), []);
  assertEquals(hub.size, 0);
  assert(enter(hub, "bob", 14).member.id !== bob.id);
});

Deno.test("Hub.leave() lets the tag rest for 24 hours, and no longer", () => {
  const random = drawFrom(5);
  const draw = (bytes: number) => bytes === 8 ? random(8) : new Uint8Array(bytes);
  const hub = new Hub({ draw, history: 0, digest: fakeDigest });
  const alice = enter(hub, "Alice").member;
  hub.leave(alice.id, "left", 0);
  assertEquals([alice.tag, enter(hub, "Alice", TAG_REST_MS - 1).member.tag], ["aaaa", "aaab"]);
  assertEquals(enter(hub, "Bob", TAG_REST_MS).member.tag, "aaaa");
});

Deno.test("Hub lists 1,000 members in parts that a client reads", () => {
  const hub = newHub();
  const names = Array.from({ length: 1000 }, (_, index) => `${index} 田中田中田中田中田中田中`);
  const effects = names.map((name) => enter(hub, name).effects).at(-1) ?? [];
  const lists = messagesOf(effects).flatMap((message) =>
    message.type === "members" ? [message] : []
  );
  assert(lists.length > 1);
  assertEquals(lists.flatMap((list) => list.members.map((member) => member.name)), names);
  for (const list of lists) assertEquals(readServerMessage(encodeMessage(list)), list);
  const joined = delivered(effects).at(-1);
  assertEquals(joined && hearersOf(joined).length, 999);
});

Deno.test("Hub puts no more into a message than the message may hold", () => {
  const hub = newHub();
  const alice = enter(hub, "Alice").member;
  const hello = { type: "hello", name: "Bob", address: "192.0.2.1", time: 5 } as const;
  const entry = hub.enter(hello, null, 1);
  assert("effects" in entry);
  const message = { type: "say", room: ROOM, ref: 1, text: "x", from: alice.id, clock: 5 } as const;
  const { id } = entry.member;
  const effects = [
    ...entry.effects,
    ...hub.handle(id, message, 1),
    ...rename(hub, entry.member, "Bobby", 1),
    ...hub.lose(alice.id, 1, 9),
    ...hub.leave(id, "left", 1),
    ...hub.regain(alice.id, null, 1).effects,
  ];
  const all: ServerMessage[] = [entry.welcome, ...messagesOf(effects)];
  for (const message of all) {
    assertEquals<unknown>(readServerMessage(encodeMessage(message)), message);
  }
});

Deno.test("Hub.announce() tells everybody, and takes nothing that could not be sent", () => {
  const hub = newHub();
  const ids = ["Alice", "Bob"].map((name) => enter(hub, name).member.id);
  assertEquals(hub.announce("Tea is ready", 9), [
    {
      type: "deliver",
      to: ids,
      message: { type: "announcement", text: "Tea is ready", time: 9 },
    },
  ]);
  for (const text of ["", " ", "x".repeat(4001), "a\r\nb", "a\u{0}", "x\n\n", "e\u{301}"]) {
    assertThrows(() => hub.announce(text, 9), RangeError);
  }
  assertEquals(newHub().announce("nobody hears it", 9), []);
});

Deno.test("Hub.rooms counts the lobby and what was made", () => {
  const hub = newHub();
  const { id } = enter(hub, "Alice").member;
  assertEquals(hub.rooms, 1);
  hub.handle(id, { type: "create", room: "Garden", ref: 1 }, 0);
  assertEquals(hub.rooms, 2);
  hub.leave(id, "left", 0);
  assertEquals(hub.rooms, 1);
});
