import { assert, assertEquals } from "@std/assert";
import type { ClientMessage } from "../../../lib/message/from_client.ts";
import type { Effect } from "../../../lib/client/effect.ts";
import type { RoomState } from "../../../lib/message/from_server.ts";
import { INVITATION, OTHER, WatchedClient } from "../watched_client.ts";

function entered(): WatchedClient {
  return new WatchedClient().enter({ numbered: true });
}

/** What is said to the server. */
function sent(effects: readonly Effect[]): ClientMessage[] {
  return effects.flatMap((effect) => effect.type === "send" ? [effect.message] : []);
}

function standing(watched: WatchedClient, ...rooms: readonly string[]): readonly Effect[] {
  const state = (room: string): RoomState => ({ room, kind: "public", topic: "", history: 0 });
  return watched.hears({ type: "standing", rooms: ["lobby", ...rooms].map(state), last: true });
}

/** Cut, and in again as somebody new. What it says then. */
function anew(watched: WatchedClient): ClientMessage[] {
  watched.cut();
  watched.rings();
  watched.server();
  return sent(watched.welcome({ id: "me2", numbered: true }));
}

function shown(watched: WatchedClient): string[] {
  return watched.client.takeUpdates().flatMap((one) => one.type === "show" ? [one.in] : []);
}

Deno.test("Comings.entered() opens the room that was asked for, says what is kept, and shows it", () => {
  const watched = entered();
  const id = watched.comesInto("Kitchen", { topic: "soup", owner: "b", history: 5, muted: 60 });
  assertEquals(shown(watched), [id]);
  const room = watched.room("Kitchen");
  assert(room !== undefined);
  assertEquals([room.topic, room.owner, room.history, room.kind], ["soup", "b", 5, "public"]);
  assertEquals(room.muted, { until: 60_100 });
  assertEquals(watched.content(id).lines, [{ type: "rule", time: 100, history: 5 }]);
  assertEquals(watched.do({ type: "join_room", room: "kitchen", passphrase: null }), []);
  assertEquals(shown(watched), [id], "who is in it already wants to look at it");
});

Deno.test("Comings.entered() believes no server that nobody asked", () => {
  const watched = entered();
  watched.say("one");
  for (const ref of [1, 99]) watched.entered(ref, "trap");
  assertEquals(watched.state.conversations.length, 1);
});

Deno.test("Comings.exited() forgets a room that the person left, and keeps one they were put out of", () => {
  const watched = entered();
  const [left, kept] = [watched.comesInto("left"), watched.comesInto("kept")];
  const [leave] = sent(watched.do({ type: "close", in: left }));
  assert(leave?.type === "leave" && leave.room === "left");
  assertEquals(watched.state.conversations.length, 3, "until the server says so");
  watched.hears({ type: "exited", room: "left", how: "left", time: 5, ref: leave.ref });
  watched.say("never read", kept);
  watched.hears({ type: "exited", room: "kept", how: "banned", by: "b", seconds: 60, time: 6 });
  assertEquals(watched.state.conversations.map(({ id }) => id), ["c1", kept]);
  assertEquals(watched.room("kept")?.over, "banned");
  const by = { id: "b", name: "?", tag: "????" };
  const out = { type: "out", time: 6, how: "banned", by, seconds: 60 } as const;
  assertEquals(watched.content(kept).lines.at(-1), out);
  const text = { type: "text", room: "kept", id: 9, from: "b", text: "secret", time: 7 } as const;
  watched.hears(text);
  assertEquals(watched.linesIn(kept), ["out banned"], "not one more message");
  watched.hears({ type: "error", code: "unknown_room", ref: 4 });
  assertEquals(watched.say("late", kept), []);
  const why = watched.content(kept).pending.map(({ state, why }) => `${state} ${why}`);
  assertEquals(why, ["failed gone", "failed gone"]);
  assertEquals(watched.do({ type: "close", in: kept }), []);
  assertEquals(watched.state.conversations.length, 1);
  assertEquals(watched.do({ type: "close", in: "c1" }), [], "the lobby stays");
});

Deno.test("Comings.exited() never forgets a room that nobody asked to leave", () => {
  const watched = entered();
  const id = watched.comesInto("kitchen");
  watched.hears({ type: "exited", room: "kitchen", how: "left", time: 5 });
  assertEquals([watched.room("kitchen")?.over, watched.linesIn(id)], ["gone", ["out gone"]]);
  watched.hears({ type: "exited", room: "lobby", how: "kicked", time: 5 });
  assertEquals(watched.room("lobby")?.over, null);
});

Deno.test("Comings.comeBack() joins again, in order and with what opens them, the rooms of before", () => {
  const watched = entered();
  watched.do({ type: "create", room: "cellar", hidden: false, passphrase: "swordfish" });
  const cellar = watched.entered(1, "cellar", { kind: "locked" });
  const [kitchen, gone] = [watched.comesInto("kitchen"), watched.comesInto("gone")];
  watched.hears({ type: "exited", room: "gone", how: "kicked", time: 5 });
  watched.client.takeUpdates();
  watched.cut();
  watched.say("waits", kitchen);
  watched.rings();
  watched.server();
  const joins = sent(watched.welcome({ id: "me2", numbered: true }));
  const refs = joins.map((message) => "ref" in message ? message.ref : 0);
  assertEquals(joins, [
    { type: "join", room: "cellar", ref: refs[0] ?? 0, passphrase: "swordfish" },
    { type: "join", room: "kitchen", ref: refs[1] ?? 0 },
  ]);
  assertEquals([cellar, kitchen, gone].map((id) => watched.linesIn(id)), [[], [], ["out kicked"]]);
  assertEquals(watched.pendingIn(kitchen), ["4 waits waiting"], "nobody would take it yet");
  watched.hears({ type: "error", code: "no_entry", ref: refs[0] ?? 0 });
  const state = { kind: "public", topic: "", history: 0 } as const;
  const here = { type: "entered", room: "kitchen", ref: refs[1] ?? 0, time: 9, ...state } as const;
  const [say] = sent(watched.hears(here));
  assert(say?.type === "say" && say.text === "waits" && say.room === "kitchen");
  assertEquals(watched.linesIn(cellar), ["out gone"]);
  assertEquals(watched.linesIn(kitchen), ["gap null"]);
  assertEquals([watched.room("cellar")?.over, watched.room("kitchen")?.over], ["gone", null]);
  assertEquals(shown(watched), [], "nobody asked to look at them");
  assertEquals(watched.notices, [], "the lines say it");
});

Deno.test("Comings.comeBack() shows who is banned meanwhile, and leaves what was to be left", () => {
  const watched = entered();
  const [one, other] = [watched.comesInto("one"), watched.comesInto("other")];
  watched.do({ type: "close", in: other });
  const [join, ...more] = anew(watched);
  assert(join?.type === "join" && join.room === "one");
  assertEquals([more, watched.room("other")], [[], undefined]);
  watched.hears({ type: "error", code: "banned", ref: join.ref, seconds: 30 });
  assertEquals(watched.linesIn(one), ["out banned"]);
  const line = watched.content(one).lines.at(-1);
  assertEquals(line?.type === "out" && line.seconds, 30);
});

Deno.test("Comings.comeBack() turns around where the person has closed the room meanwhile", () => {
  const watched = entered();
  const id = watched.comesInto("kitchen");
  const [join] = anew(watched);
  assert(join?.type === "join");
  assertEquals(watched.do({ type: "close", in: id }), []);
  const state = { room: "kitchen", kind: "public", topic: "", history: 0 } as const;
  const effects = watched.hears({ type: "entered", ref: join.ref, time: 9, ...state });
  assertEquals(sent(effects).map(({ type }) => type), ["leave"]);
  assertEquals(watched.state.conversations.length, 1);
});

Deno.test("Comings.comeBack() goes into no room that is open where the one of that name was locked", () => {
  const watched = entered();
  const [join] = sent(watched.do({ type: "join_room", room: "vault", passphrase: "open sesame" }));
  assert(join?.type === "join");
  watched.entered(join.ref, "vault", { kind: "locked" });
  const id = watched.room("vault")?.id ?? "";
  watched.cut();
  watched.say("for those who know the passphrase", id);
  watched.rings();
  watched.server();
  const back = sent(watched.welcome({ id: "me2", numbered: true }));
  const [again] = back.filter((message) => message.type === "join");
  assert(again?.type === "join");
  const stranger = { room: "vault", kind: "public", topic: "", history: 0 } as const;
  const after = sent(watched.hears({ type: "entered", ref: again.ref, time: 9, ...stranger }));
  assertEquals(after.map(({ type }) => type), ["leave"], "nothing is said there");
  assertEquals(watched.room("vault")?.over, "gone");
  assertEquals(watched.content(id).pending.map(({ text }) => text), [
    "for those who know the passphrase",
  ]);
});

Deno.test("Comings.comeBack() says that rooms are gone where the server does not know any more", () => {
  const watched = entered();
  const id = watched.comesInto("kitchen");
  watched.cut();
  watched.rings();
  watched.server();
  assertEquals(sent(watched.welcome({ id: "me2", numbered: true, rooms: false })), []);
  assertEquals(watched.linesIn(id), ["out gone"]);
});

Deno.test("Comings.stand() puts the rooms right after a resumption", () => {
  const watched = entered();
  const [gone, kept] = [watched.comesInto("gone"), watched.comesInto("kept")];
  watched.do({ type: "join_room", room: "asked", passphrase: null });
  watched.cut();
  watched.rings();
  watched.server();
  watched.resumed();
  const [first, last] = [{ room: "kept" }, { room: "asked" }].map((one): RoomState => {
    return { ...one, kind: "hidden", topic: "new", history: 3 };
  });
  assert(first !== undefined && last !== undefined);
  watched.hears({ type: "standing", rooms: [first], last: false });
  assertEquals(watched.room("gone")?.over, null, "the list is not whole");
  watched.hears({ type: "standing", rooms: [last], last: true });
  assertEquals([watched.room("gone")?.over, watched.linesIn(gone)], ["gone", ["out gone"]]);
  assertEquals([watched.room("kept")?.topic, watched.linesIn(kept)], ["new", []]);
  const asked = watched.room("asked");
  assertEquals(asked?.over, null);
  watched.client.takeUpdates();
  // What was missed says now why it is gone, and what was asked for comes.
  watched.hears({ type: "exited", room: "gone", how: "kicked", time: 7 });
  watched.entered(3, "asked");
  assertEquals([watched.room("gone")?.over, watched.linesIn(gone)], ["kicked", ["out kicked"]]);
  assertEquals([shown(watched), watched.linesIn(asked?.id)], [[asked?.id], []]);
});

Deno.test("Comings.stand() forgets the parts of a list of the link before, and bounds a hostile one", () => {
  const watched = entered();
  watched.hears({
    type: "standing",
    rooms: [{ room: "trap", kind: "public", topic: "", history: 0 }],
    last: false,
  });
  watched.cut();
  watched.rings();
  watched.server();
  watched.resumed();
  standing(watched);
  assertEquals(watched.room("trap"), undefined);
  for (let n = 0; n < 20; n++) {
    standing(watched, ...Array.from({ length: 100 }, (_, index) => `room ${n} ${index}`));
  }
  assertEquals(watched.state.conversations.length, 101);
});

Deno.test("Comings say why a room cannot be entered, and let a person in again who was put out", () => {
  const watched = entered();
  const ask = (passphrase: string | null) =>
    sent(watched.do({ type: "join_room", room: "Kitchen", passphrase }));
  const problems: unknown[] = [];
  for (const passphrase of [null, "wrong one"]) {
    const [join] = ask(passphrase);
    assert(join?.type === "join");
    watched.hears({ type: "error", code: "no_entry", ref: join.ref });
    problems.push(...watched.notices);
  }
  assertEquals(problems, [
    { code: "no_entry", room: "Kitchen", passphrase: false },
    { code: "no_entry", room: "Kitchen", passphrase: true },
  ]);
  const id = watched.comesInto("Kitchen");
  watched.hears({ type: "text", room: "Kitchen", id: 7, from: "b", text: "one", time: 5 });
  watched.hears({ type: "exited", room: "Kitchen", how: "kicked", time: 6 });
  assertEquals(watched.comesInto("Kitchen"), id, "it is the same conversation");
  // It was gone meanwhile, so its numbers begin anew.
  watched.hears({ type: "text", room: "Kitchen", id: 1, from: "b", text: "two", time: 7 });
  assertEquals(watched.linesIn(id), ["one", "out kicked", "gap null", "two"]);
  assertEquals(watched.room("Kitchen")?.over, null);
});

Deno.test("Comings keep the passphrase of a room that the person locks anew", () => {
  const watched = entered();
  const id = watched.comesInto("kitchen");
  const lock = (passphrase: string | null) => {
    const [message] = sent(watched.do({ type: "lock", in: id, passphrase }));
    assert(message?.type === "lock");
    const kind = passphrase === null ? "public" : "locked";
    const ref = message.ref;
    watched.hears({ type: "mode", room: "kitchen", by: "me", kind, time: 5, ref });
  };
  lock("swordfish");
  watched.cut();
  const shownAt = (welcome: () => readonly Effect[]) => {
    watched.rings();
    watched.server();
    const [join] = sent(welcome());
    assert(join?.type === "join");
    const kind = join.passphrase === undefined ? "public" : "locked";
    watched.entered(join.ref, "kitchen", { kind });
    return join.passphrase;
  };
  assertEquals(shownAt(() => watched.welcome({ id: "me2", numbered: true })), "swordfish");
  lock(null);
  watched.cut();
  assertEquals(shownAt(() => watched.welcome({ id: "me3", numbered: true })), undefined);
});

Deno.test("Comings bring the person into the room of the invitation, once, and nowhere from the lobby's", () => {
  const invited = (room: string) => {
    const watched = new WatchedClient();
    watched.join(INVITATION.replace("#", `/${room}#`));
    watched.server();
    return [watched, sent(watched.welcome({ numbered: true }))] as const;
  };
  const [watched, [join, ...more]] = invited("kitchen");
  assert(join?.type === "join" && join.room === "kitchen");
  assertEquals(more, []);
  const id = watched.entered(join.ref, "kitchen");
  assertEquals(shown(watched), [id]);
  const again = anew(watched);
  assertEquals(again.map((message) => message.type === "join" && message.room), ["kitchen"]);
  const [, none] = invited("Lobby");
  assertEquals(none, []);
  const old = new WatchedClient();
  old.join(INVITATION.replace("#", "/kitchen#"));
  old.server();
  assertEquals(sent(old.welcome({ rooms: false })), []);
  assertEquals(old.notices, [{ code: "one_room" }]);
});

Deno.test("Comings say that the person was put out before they heard that they were in", () => {
  const watched = entered();
  watched.do({ type: "join_room", room: "Kitchen", passphrase: null });
  const out = { type: "exited", room: "kitchen", how: "banned", time: 5, seconds: 60 } as const;
  watched.hears({ type: "withheld" });
  watched.hears(out);
  watched.hears(out);
  assertEquals(watched.notices, [{ code: "banned", room: "kitchen", seconds: 60 }]);
  assertEquals(watched.state.conversations.length, 1);
});

Deno.test("Comings show a gap in a room whose beginning may be lost", () => {
  for (const missing of [0, 3]) {
    const watched = entered();
    watched.do({ type: "join_room", room: "kitchen", passphrase: null });
    watched.cut();
    watched.rings();
    watched.server();
    watched.resumed(missing);
    standing(watched, "kitchen");
    assertEquals(watched.linesIn("c2"), missing === 0 ? [] : ["gap null"]);
  }
});

Deno.test("Comings put nobody out by what happened before they came in again", () => {
  const watched = entered();
  const id = watched.comesInto("kitchen");
  watched.cut();
  watched.rings();
  watched.server();
  watched.tell({ type: "opened" });
  const you = { id: "me", name: "ada", tag: "aaaa" };
  watched.hears({ type: "resumed", you, received: 0, missing: 0, time: 50 });
  standing(watched, "kitchen");
  const exited = { type: "exited", room: "kitchen", how: "kicked" } as const;
  watched.hears({ ...exited, time: 49 });
  assertEquals(watched.linesIn(id), ["gap null"]);
  watched.hears({ ...exited, time: 50 });
  assertEquals(watched.linesIn(id), ["gap null", "out kicked"]);
});

Deno.test("Comings ask once more to come back where the answer may be lost, and only there", () => {
  for (const missing of [0, 3]) {
    const watched = entered();
    watched.comesInto("kitchen");
    anew(watched);
    watched.cut();
    watched.rings();
    watched.server();
    watched.resumed(missing, "ada", "me2");
    const joins = sent(standing(watched)).map(({ type }) => type);
    assertEquals(joins, missing === 0 ? [] : ["join"]);
  }
});

Deno.test("Comings take what comes late for no answer to what was asked since", () => {
  const watched = entered();
  const id = watched.comesInto("kitchen");
  watched.cut();
  watched.rings();
  watched.server();
  watched.tell({ type: "opened" });
  const you = { id: "me", name: "ada", tag: "aaaa" };
  watched.hears({ type: "resumed", you, received: 0, missing: 0, time: 50 });
  standing(watched);
  watched.do({ type: "close", in: id });
  const [join] = sent(watched.do({ type: "join_room", room: "kitchen", passphrase: null }));
  assert(join?.type === "join");
  watched.hears({ type: "exited", room: "kitchen", how: "kicked", time: 49 });
  assertEquals(watched.notices, []);
  watched.entered(join.ref, "kitchen");
  assertEquals(watched.room("kitchen")?.over, null);
});

Deno.test("Comings.again() asks later where the server wants that, and takes no room for gone", () => {
  const watched = entered();
  const [one, other] = [watched.comesInto("one"), watched.comesInto("other")];
  const joins = anew(watched).flatMap((message) => message.type === "join" ? [message] : []);
  watched.say("waits", one);
  for (const { ref } of joins) {
    watched.hears({ type: "error", code: "too_often", ref, seconds: 20 });
  }
  assertEquals([watched.notices, watched.linesIn(one), watched.linesIn(other)], [[], [], []]);
  assertEquals([watched.room("one")?.over, watched.pendingIn(one)], [null, ["5 waits waiting"]]);
  watched.do({ type: "close", in: other });
  const [again, ...more] = sent(watched.rings());
  assert(again?.type === "join" && again.room === "one");
  assertEquals([more, watched.room("other")], [[], undefined]);
  watched.hears({ type: "error", code: "no_entry", ref: again.ref });
  assertEquals([watched.room("one")?.over, watched.linesIn(one)], ["gone", ["out gone"]]);
});

Deno.test("Comings.again() waits for a connection, and for no room that the person is in meanwhile", () => {
  const watched = entered();
  const id = watched.comesInto("kitchen");
  const [join] = anew(watched);
  assert(join?.type === "join");
  const { timer } = watched;
  watched.hears({ type: "error", code: "too_often", ref: join.ref });
  const pause = watched.timer;
  assert(pause !== timer);
  watched.cut();
  assertEquals(watched.rings(pause), []);
  watched.rings();
  watched.server();
  watched.resumed(0, "ada", "me2");
  standing(watched);
  const [again] = sent(watched.rings());
  assert(again?.type === "join" && again.room === "kitchen");
  watched.hears({ type: "error", code: "too_often", ref: again.ref });
  assertEquals(watched.comesInto("kitchen"), id, "the person asks, and is let in");
  assertEquals(watched.rings(), []);
});

Deno.test("Comings.comeBack() shows the passphrase of a room to no server with another key", () => {
  const watched = entered();
  watched.do({ type: "create", room: "cellar", hidden: false, passphrase: "swordfish" });
  watched.entered(1, "cellar", { kind: "locked" });
  watched.cut();
  watched.rings();
  watched.server(OTHER);
  watched.do({ type: "accept_changed_key", word: "o" });
  watched.server(OTHER);
  const joins = sent(watched.welcome({ id: "me2", numbered: true }));
  assertEquals(joins.map((message) => message.type), ["join"]);
  assert(!JSON.stringify(joins).includes("swordfish"));
});

Deno.test("Comings.entered() lets a room go that is over where there are too many, and says if none is", () => {
  const watched = entered();
  const names = Array.from({ length: 99 }, (_, index) => `room ${index}`);
  standing(watched, ...names, "over");
  watched.hears({ type: "exited", room: "over", how: "kicked", time: 5 });
  assertEquals(watched.state.conversations.length, 101);
  standing(watched, ...names, "unasked");
  assertEquals([watched.room("unasked"), watched.room("over")?.over], [undefined, "kicked"]);
  const id = watched.comesInto("kitchen");
  assertEquals([watched.room("over"), shown(watched)], [undefined, [id]]);
  const [join] = sent(watched.do({ type: "join_room", room: "cellar", passphrase: null }));
  assert(join?.type === "join");
  const state = { room: "cellar", kind: "public", topic: "", history: 0 } as const;
  const effects = watched.hears({ type: "entered", ref: join.ref, time: 9, ...state });
  assertEquals(sent(effects).map(({ type }) => type), ["leave"]);
  assertEquals(watched.notices, [{ code: "too_many_rooms" }]);
});

Deno.test("Comings.exited() leaves own texts to be sent anew whose place the person may not see any more", () => {
  const watched = entered();
  const id = watched.comesInto("kitchen");
  watched.say("heard by others", id);
  watched.hears({ type: "withheld" });
  watched.hears({ type: "exited", room: "kitchen", how: "kicked", time: 5 });
  const states = () => watched.content(id).pending.map(({ text, state }) => `${text} ${state}`);
  assertEquals(states(), ["heard by others unknown"]);
  assertEquals(watched.retry(2, id), [], "nobody would take it");
  watched.comesInto("kitchen");
  const [again] = sent(watched.retry(2, id));
  assert(again?.type === "say" && again.text === "heard by others");
});

Deno.test("Comings.entered() shows an own text once whose place was withheld, where the server kept it", () => {
  const watched = entered();
  const id = watched.comesInto("kitchen", { history: 5 });
  const text = { type: "text", room: "kitchen", from: "me", text: "yes", time: 5 } as const;
  watched.say("yes", id);
  watched.hears({ ...text, id: 1, ref: 2 });
  for (const _ of [1, 2]) watched.say("yes", id);
  watched.hears({ type: "exited", room: "kitchen", how: "kicked", time: 7 });
  const seen = () => [watched.linesIn(id), watched.pendingIn(id)];
  assertEquals(seen(), [["yes", "out kicked"], ["3 yes unknown", "4 yes unknown"]]);
  watched.comesInto("kitchen", { history: 5 });
  watched.hears({ ...text, id: 1, past: true });
  watched.hears({ ...text, id: 2, past: true, time: 6 });
  assertEquals(seen(), [["yes", "out kicked", "gap null", "yes"], ["4 yes unknown"]]);
});
