import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import type { Switchboard } from "../../lib/hub/switchboard.ts";
import { COMMAND_RATE, MESSAGE_RATE } from "../../lib/limits.ts";
import type { ClientMessage } from "../../lib/message/from_client.ts";
import type { ServerMessage } from "../../lib/message/from_server.ts";
import { bytesOf, FakeArrival, type FakeLine, join, NOW, openBoard, SECRET } from "./fake_line.ts";

/** Hands in a message; gives the pause after it, in milliseconds. */
function ask(board: Switchboard, line: FakeLine, message: ClientMessage, now = NOW): number {
  return board.receive(line, bytesOf(message), now);
}

function say(board: Switchboard, line: FakeLine, room: string, text: string): number {
  return ask(board, line, { type: "say", room, ref: 9, text });
}

/** The id that a client learns of itself. */
function idOf(messages: readonly ServerMessage[]): string {
  const [welcome] = messages;
  assert(welcome?.type === "welcome");
  return welcome.you.id;
}

/** Ada's attic with bern in it, cleo in the lobby, and nobody has anything left to hear. */
function attic(options: Parameters<typeof openBoard>[0] = {}) {
  const board = openBoard(options);
  const [ada, bern, cleo] = [join(board, "ada"), join(board, "bern"), join(board, "cleo")];
  const ids = [ada, bern, cleo].map((line) => idOf(line.heard()));
  const [a = "", b = "", c = ""] = ids;
  ask(board, ada, { type: "create", room: "attic", ref: 1 });
  ask(board, bern, { type: "join", room: "attic", ref: 1 });
  for (const line of [ada, bern, cleo]) line.heard();
  return { board, ada, bern, cleo, ids: { ada: a, bern: b, cleo: c } };
}

/** Somebody comes back, or claims to. */
function claim(board: Switchboard, member: string, name: string, arrival = new FakeArrival()) {
  const resume = { member, secret: SECRET, received: 0 };
  return board.enter(arrival, bytesOf({ type: "hello", name, delivery: true, resume }), NOW);
}

Deno.test("Switchboard withholds what was queued of a room from who is kicked out of it, before it says so", () => {
  for (const away of [false, true]) {
    const { board, ada, bern, ids } = attic();
    if (away) board.lose(bern, NOW);
    say(board, ada, "attic", "a secret");
    say(board, ada, "lobby", "no secret");
    ask(board, ada, { type: "topic", room: "attic", ref: 2, topic: "another" });
    ask(board, ada, { type: "kick", room: "attic", ref: 3, member: ids.bern });
    say(board, ada, "attic", "he is gone");
    const exited = {
      type: "exited",
      room: "attic",
      how: "kicked",
      by: ids.ada,
      seconds: 60,
      time: NOW,
    };
    const heard = bern.heard();
    assertEquals(heard.map(({ type }) => type), ["withheld", "text", "withheld", "exited"]);
    assertEquals<unknown>(heard.at(-1), exited);
    assertEquals(bern.withheld, ["attic"]);
    assertEquals([ada.withheld, ada.finished, bern.finished], [[], 0, 0]);
    // It is on the server as before.
    if (away) assertEquals(claim(board, ids.bern, "bern"), { how: "resumed" });
    if (away) assertEquals(bern.types(), ["resumed", "standing", "members"]);
    say(board, ada, "lobby", "hello");
    assertEquals(bern.texts(), ["hello"]);
  }
});

Deno.test("Switchboard.operate() puts somebody out of the server: all is withheld, nothing is heard, nobody comes back", () => {
  for (const how of ["kick", "ban"] as const) {
    for (const away of [false, true]) {
      const { board, ada, bern, cleo, ids } = attic();
      say(board, ada, "attic", "a secret");
      ask(board, ada, { type: "tell", to: ids.bern, ref: 2, text: "another" });
      if (away) board.lose(bern, NOW);
      for (const line of [ada, cleo]) line.heard();
      const ban = { type: how, room: "lobby", ref: 1, member: ids.bern, sure: true } as const;
      board.operate((hub) => {
        const governed = hub.operate(ban, NOW);
        assert("effects" in governed);
        return governed.effects;
      });
      const reason = how === "kick" ? "kicked" : "banned";
      const closing = away ? [] : [{ type: "closing", reason }];
      const withheld = { type: "withheld" };
      assertEquals<unknown>(bern.heard(), [withheld, withheld, ...closing]);
      assertEquals([bern.finished, bern.withheld, board.size], [1, [null], 2]);
      const lobby = { type: "left", room: "lobby", member: ids.bern, reason, time: NOW };
      assertEquals<unknown>(ada.heard(), [{ ...lobby, room: "attic" }, lobby]);
      assertEquals<unknown>(cleo.heard(), [lobby]);

      // What is still on its way from it, and of it, is nobody's.
      assertEquals(say(board, bern, "lobby", "not fair"), 0);
      assertEquals(board.leave(bern, "left", NOW), false);
      board.drained(bern);
      board.lose(bern, NOW);
      const arrival = new FakeArrival();
      const code = how === "kick" ? { how: "joined" } : { how: "refused", code: "banned" };
      if (how === "ban") arrival.origin = "somewhere";
      claim(board, ids.bern, "dora", arrival);
      assertEquals([arrival.claims, bern.replays], [0, []], "it is nobody to come back as");
      for (const line of [ada, bern, cleo]) {
        assertEquals(line.heard().filter(({ type }) => type !== "joined"), [], code.how);
      }
    }
  }
});

Deno.test("Switchboard gives the hub the origin of each arrival, and another one after a resumption", () => {
  const { board, bern, ids } = attic();
  const bans = (origin: string | null) => {
    const arrival = new FakeArrival();
    arrival.origin = origin;
    const hello = bytesOf({ type: "hello", name: `x${origin}`, delivery: true });
    return board.enter(arrival, hello, NOW).how;
  };
  board.lose(bern, NOW);
  const back = new FakeArrival();
  back.origin = "new";
  assertEquals(claim(board, ids.bern, "bern", back), { how: "resumed" });
  const ban = { type: "ban", room: "lobby", ref: 1, member: ids.bern } as const;
  board.operate((hub) => {
    const governed = hub.operate(ban, NOW);
    assert("effects" in governed, "nobody else is there, and it is known");
    return governed.effects;
  });
  assertEquals([bans("new"), bans(null), bans("old")], ["refused", "joined", "joined"]);
  assertEquals([bern.types().at(-1), bern.finished], ["closing", 1]);
});

Deno.test("Switchboard.drained() sends the lists of all rooms of a member, and of no others", () => {
  const { board, ada, bern, cleo } = attic();
  for (const room of ["cellar", "garden"]) {
    ask(board, cleo, { type: "create", room, ref: 1 });
    ask(board, bern, { type: "join", room, ref: 1 });
  }
  ask(board, ada, { type: "create", room: "roof", ref: 1 });
  bern.heard();
  bern.busy = true;
  ask(board, ada, { type: "join", room: "cellar", ref: 1 });
  ask(board, cleo, { type: "leave", room: "garden", ref: 1 });
  assertEquals(bern.types(), ["owner"], "and no change of a list");
  // Not even of another room, once it has missed one.
  bern.busy = false;
  ask(board, ada, { type: "leave", room: "attic", ref: 1 });
  assertEquals(bern.types(), ["owner"]);
  board.drained(bern);
  const lists = bern.heard().map((message) =>
    message.type === "members" ? [message.room, message.members.map(({ name }) => name)] : []
  );
  assertEquals<unknown>(lists, [
    ["lobby", ["ada", "bern", "cleo"]],
    ["attic", ["bern"]],
    ["cellar", ["cleo", "bern", "ada"]],
    ["garden", ["bern"]],
  ]);
  board.drained(bern);
  assertEquals(bern.heard(), []);
});

Deno.test("Switchboard introduces somebody new to a busy member once, whatever it does first", () => {
  const { board, ada, bern, ids } = attic();
  const acts: readonly (readonly [ServerMessage["type"], (line: FakeLine) => ClientMessage])[] = [
    ["text", () => ({ type: "say", room: "attic", ref: 1, text: "hello" })],
    ["told", () => ({ type: "tell", to: ids.bern, ref: 1, text: "hello" })],
    ["topic", () => ({ type: "topic", room: "attic", ref: 1, topic: "tea" })],
  ];
  for (const [n, [type, act]] of acts.entries()) {
    bern.busy = true;
    const dora = join(board, `dora ${n}`);
    const id = idOf(dora.heard());
    ask(board, dora, { type: "join", room: "attic", ref: 1 });
    // The room becomes hers so that she may do anything; nobody else speaks for her.
    board.operate((hub) => {
      const asked = { type: "hand_over", room: "attic", ref: 1, member: id } as const;
      const governed = hub.operate(asked, NOW);
      return type === "topic" && "effects" in governed ? governed.effects : [];
    });
    ask(board, dora, act(dora));
    const heard = bern.heard();
    const [who, ...what] = heard;
    assert(who?.type === "people");
    assertEquals(who.people.map((member) => member.id), [id]);
    assertEquals(what.at(-1)?.type, type);
    ask(board, dora, act(dora));
    assertEquals(bern.types(), [type], "nobody is introduced twice");
    bern.busy = false;
    board.drained(bern);
    bern.heard();
    ada.heard();
  }
});

Deno.test("Switchboard passes typing on to who is not busy, and takes nothing for it", () => {
  const { board, ada, bern, cleo, ids } = attic({ texts: MESSAGE_RATE });
  const typing = { type: "typing", room: "attic" } as const;
  assertEquals(ask(board, ada, typing), 0);
  assertEquals<unknown>(bern.heard(), [{ type: "typing", member: ids.ada, room: "attic" }]);
  bern.busy = true;
  for (let n = 0; n < 100; n++) assertEquals(ask(board, ada, typing, NOW + n * 60_000), 0);
  assertEquals([bern.heard(), cleo.heard(), ada.heard()], [[], [], []]);
});

Deno.test("Switchboard takes a text for a tell and an edit, and a command for what was refused", () => {
  const { board, ada, ids } = attic({ texts: MESSAGE_RATE });
  const tell = (to: string) => ask(board, ada, { type: "tell", to, ref: 1, text: "a" });
  for (let n = 1; n < MESSAGE_RATE.burst; n++) assertEquals(tell(ids.bern), 0);
  assertEquals(tell(ids.bern), 200);
  const [told] = ada.heard();
  assert(told?.type === "told");
  const edit = { type: "edit", to: ids.bern, id: told.id, ref: 1, text: "b" } as const;
  assertEquals(ask(board, ada, edit), 400);
  // One of the six went for making the attic.
  for (let n = 2; n < COMMAND_RATE.burst; n++) assertEquals(tell("nobody"), 0);
  assertEquals(tell("nobody"), 1_000);
});

Deno.test("Switchboard packs what is kept of a room once for all who come in", () => {
  const { board, ada, bern, cleo } = attic({ history: 10 });
  for (const text of ["one", "two"]) say(board, ada, "attic", text);
  bern.heard();
  ask(board, bern, { type: "leave", room: "attic", ref: 1 });
  for (const line of [bern, cleo]) {
    line.heard();
    ask(board, line, { type: "join", room: "attic", ref: 2 });
  }
  const past = [bern, cleo].map(({ parcels }) => parcels.slice(2, 4));
  assertEquals(past.map(({ length }) => length), [2, 2]);
  for (const [n, parcel] of past[0]?.entries() ?? []) assertStrictEquals(parcel, past[1]?.[n]);
  const types = ["entered", "members", "text", "text"];
  assertEquals(cleo.types(), types);
  assertEquals(bern.types().slice(0, 4), types);
});

Deno.test("Switchboard serves a client that knows nothing of rooms as the first version did", () => {
  const { board, ada } = attic({ history: 10 });
  const arrival = new FakeArrival();
  board.enter(arrival, bytesOf({ type: "hello", name: "old" }), NOW);
  const old = arrival.line;
  assert(old !== null);
  assertEquals(old.types(), ["welcome", "members"]);
  ada.heard();
  say(board, ada, "attic", "not for you");
  say(board, ada, "lobby", "for everybody");
  ask(board, ada, { type: "topic", room: "attic", ref: 1, topic: "tea" });
  assertEquals(old.texts(), ["for everybody"]);
  say(board, old, "lobby", "hello");
  assertEquals(old.texts(), ["hello"]);
});
