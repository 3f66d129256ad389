import { assert, assertEquals } from "@std/assert";
import { GRACE_MS } from "../../lib/limits.ts";
import { bytesOf, FakeArrival, join, NOW, roomOfThree, say, SECRET } from "./fake_line.ts";

/** What a client says to come back; what is given replaces what would be right. */
function claim(member: string, hello: object = {}, resume: object = {}): Uint8Array {
  const right = { member, secret: SECRET, received: 3 };
  const whole = { type: "hello", name: "ada", delivery: true, resume: { ...right, ...resume } };
  return bytesOf({ ...whole, ...hello });
}

Deno.test("Switchboard.lose() tells the others, keeps the name and the place, and goes on sending what must arrive", () => {
  const { board, lines: [ada, bern, cleo], id } = roomOfThree();
  board.lose(ada, NOW + 5);
  board.lose(ada, NOW + 6);
  const reconnecting = { type: "reconnecting", member: id, time: NOW + 5 } as const;
  for (const line of [bern, cleo]) assertEquals(line.heard(), [reconnecting]);
  assertEquals([board.size, board.away], [3, 1]);

  say(board, bern, "are you there?");
  board.leave(cleo, "left", NOW + 7);
  join(board, "dora", NOW + 8);
  board.receive(bern, bytesOf({ type: "rename", name: "Bernd" }), NOW + 9);
  assertEquals(ada.types(), ["text"], "and nothing that only says how things are");
  assertEquals(ada.finished, 0);
});

Deno.test("Switchboard.enter() lets a member come back: resumed, who has left, the list, and then the rest", () => {
  const { board, lines: [ada, bern, cleo], id } = roomOfThree();
  board.lose(ada, NOW);
  say(board, cleo, "bye");
  board.leave(cleo, "left", NOW + 1);
  join(board, "dora", NOW + 2);
  board.receive(bern, bytesOf({ type: "rename", name: "Bernd" }), NOW + 3);
  for (const line of [ada, bern]) line.heard();

  const arrival = new FakeArrival();
  arrival.resumption = { received: 7, missing: 2 };
  assertEquals(board.enter(arrival, claim(id), NOW + 4), { how: "resumed" });
  const [resumed, standing, left, members, ...more] = ada.heard();
  assert(resumed?.type === "resumed" && left?.type === "people" && members?.type === "members");
  assert(standing?.type === "standing");
  assertEquals([standing.rooms.map(({ room }) => room), standing.last], [["lobby"], true]);
  const { you, ...rest } = resumed;
  assertEquals([you.id, you.name, you.reconnecting], [id, "ada", undefined]);
  assertEquals(rest, { type: "resumed", received: 7, missing: 2, time: NOW + 4 });
  assertEquals(left.people.map(({ name }) => name), ["cleo"]);
  assertEquals(members.members.map(({ name }) => name), ["ada", "Bernd", "dora"]);
  assertEquals(members.members.filter((member) => member.reconnecting), []);
  assertEquals([more, ada.replays, arrival.heard(), arrival.numbered], [[], [4], [], null]);
  assertEquals(bern.heard(), [{ type: "reconnected", member: id, time: NOW + 4 }]);
  assertEquals([board.size, board.away], [3, 0]);
  say(board, ada, "I am back");
  assertEquals(bern.texts(), ["I am back"]);
});

Deno.test("Switchboard.enter() leaves out a list of people who have left where there are none", () => {
  const { board, lines: [ada], id } = roomOfThree();
  board.lose(ada, NOW);
  board.enter(new FakeArrival(), claim(id), NOW + 1);
  assertEquals([ada.types(), ada.replays], [["resumed", "standing", "members"], [3]]);
});

Deno.test("Switchboard.enter() takes a claim over a connection that seems alive, and tells nobody else", () => {
  const { board, lines: [ada, bern], id } = roomOfThree();
  for (let again = 1; again <= 2; again++) {
    assertEquals(board.enter(new FakeArrival(), claim(id), NOW), { how: "resumed" });
    assertEquals(ada.types(), ["resumed", "standing", "members"]);
    assertEquals([ada.replays.length, bern.heard(), ada.finished], [again, [], 0]);
  }
  // Two at once after a cut: both get in, the others hear of it once.
  board.lose(ada, NOW);
  for (const _ of [1, 2]) board.enter(new FakeArrival(), claim(id), NOW);
  assertEquals(bern.types(), ["reconnecting", "reconnected"]);
  assertEquals([board.size, board.away], [3, 0]);
});

Deno.test("Switchboard.enter() takes who claims wrongly for a newcomer, who learns no more than another", () => {
  const wrong: readonly [string, object, object][] = [
    ["a wrong secret", {}, { secret: "t".repeat(43) }],
    ["nobody's id", {}, { member: "AAAAAAAAAAA" }],
    ["no numbers", { delivery: false }, {}],
  ];
  for (const [what, hello, resume] of wrong) {
    const { board, lines: [ada, bern], id } = roomOfThree();
    board.lose(ada, NOW);
    bern.heard();
    const taken = new FakeArrival();
    const refused = { how: "refused", code: "name_taken" } as const;
    assertEquals(board.enter(taken, claim(id, hello, resume), NOW), refused, what);
    const closing = { type: "closing", reason: "refused" } as const;
    assertEquals(taken.heard(), [{ type: "error", code: "name_taken", seconds: 120 }, closing]);
    const arrival = new FakeArrival();
    const other = claim(id, { ...hello, name: "dora" }, resume);
    assertEquals(board.enter(arrival, other, NOW), { how: "joined" }, what);
    const standing = what === "no numbers" ? [] : ["standing"];
    assertEquals(arrival.line?.types(), ["welcome", ...standing, "members"], what);
    assertEquals([bern.types(), ada.heard(), ada.replays], [["joined"], [], []], what);
    assertEquals([board.size, board.away], [4, 1], what);
  }
});

Deno.test("Switchboard.enter() ends a member whose numbers cannot be, and lets its client in anew", () => {
  for (const away of [true, false]) {
    const { board, lines: [ada, bern], id } = roomOfThree();
    if (away) board.lose(ada, NOW);
    bern.heard();
    // Whoever ends a line may say so at once.
    const finish = ada.finish.bind(ada);
    ada.finish = () => {
      finish();
      assertEquals(board.leave(ada, "left", NOW + 1), false, "it has gone by then");
    };
    const arrival = new FakeArrival();
    arrival.resumption = "stale";
    assertEquals(board.enter(arrival, claim(id), NOW + 1), { how: "joined" });
    const [left, joined, ...more] = bern.heard();
    const reason = "cut";
    assertEquals(left, { type: "left", room: "lobby", member: id, reason, time: NOW + 1 });
    assert(joined?.type === "joined");
    assertEquals([joined.member.name, joined.member.id === id, more], ["ada", false, []]);
    assertEquals([ada.heard(), ada.finished, ada.replays, board.size], [[], 1, [], 3]);
  }
});

Deno.test("Switchboard.enter() lets a member come back where there is no place for anybody else", () => {
  const { board, lines: [ada], id } = roomOfThree();
  board.lose(ada, NOW);
  const arrival = new FakeArrival();
  arrival.full = "server_full";
  assertEquals(board.enter(arrival, claim(id), NOW), { how: "resumed" });
  const late = new FakeArrival();
  late.full = "server_full";
  late.resumption = "stale";
  assertEquals(board.enter(late, claim(id), NOW), { how: "refused", code: "server_full" });
  assertEquals([board.size, late.finished], [2, 1]);
});

Deno.test("Switchboard.enter() takes who comes right after the grace for a newcomer, right before it not", () => {
  for (const early of [true, false]) {
    const { board, lines: [ada, bern], id } = roomOfThree();
    board.lose(ada, NOW);
    const end = NOW + GRACE_MS;
    if (!early) assertEquals(board.leave(ada, "cut", end), true);
    const how = early ? "resumed" : "joined";
    const arrival = new FakeArrival();
    assertEquals(board.enter(arrival, claim(id), end), { how });
    assertEquals(arrival.claims, early ? 1 : 0);
    const then = early ? ["reconnected"] : ["left", "joined"];
    assertEquals(bern.types(), ["reconnecting", ...then]);
    assertEquals([board.size, board.away], [3, 0]);
  }
});

Deno.test("Switchboard.enter() does not let back who was turned away, whatever came of the goodbye", () => {
  const { board, lines: [ada, bern], id } = roomOfThree();
  for (let n = 0; n <= 20; n++) board.receive(ada, bytesOf("{"), NOW);
  assertEquals([ada.types().at(-1), ada.finished], ["closing", 1]);
  const arrival = new FakeArrival();
  const code = "name_taken";
  assertEquals(board.enter(arrival, claim(id), NOW), { how: "refused", code });
  assertEquals([arrival.claims, ada.replays, bern.heard()], [0, [], []]);
  board.lose(ada, NOW); // the goodbye was never taken
  assertEquals([bern.types(), board.size, board.away], [["left"], 2, 0]);
  assertEquals(board.enter(new FakeArrival(), claim(id), NOW), { how: "joined" });
});

Deno.test("Switchboard does not send again on a connection that ends while it is told how things are", () => {
  const { board, lines: [ada, bern], id } = roomOfThree();
  board.lose(ada, NOW);
  ada.onsend = () => board.lose(ada, NOW);
  assertEquals(board.enter(new FakeArrival(), claim(id), NOW), { how: "resumed" });
  assertEquals([ada.types(), ada.replays], [["resumed"], []]);
  assertEquals(bern.types(), ["reconnecting", "reconnected", "reconnecting"]);
  ada.onsend = () => {};
  assertEquals(board.enter(new FakeArrival(), claim(id), NOW), { how: "resumed" });
  assertEquals([ada.types(), ada.replays], [["resumed", "standing", "members"], [3]]);
});

Deno.test("Switchboard.receive() hears what had come from a member before it was cut", () => {
  const { board, lines: [ada, bern] } = roomOfThree();
  board.lose(ada, NOW);
  bern.heard();
  say(board, ada, "one more");
  assertEquals([bern.texts(), ada.texts()], [["one more"], ["one more"]]);
  board.receive(ada, bytesOf("{"), NOW);
  assertEquals(ada.heard(), [{ type: "error", code: "bad_message" }]);
  board.receive(ada, bytesOf({ type: "rename", name: "Ada L" }), NOW);
  assertEquals([bern.types(), ada.heard()], [["renamed"], []]);
});

Deno.test("Switchboard forgets that a list is out of date when its member is cut: the next one is whole", () => {
  const { board, lines: [ada], id } = roomOfThree();
  ada.busy = true;
  join(board, "dora");
  board.lose(ada, NOW);
  ada.busy = false;
  board.drained(ada);
  assertEquals(ada.heard(), []);
  board.enter(new FakeArrival(), claim(id), NOW);
  assertEquals(ada.types(), ["resumed", "standing", "members"]);
  board.drained(ada);
  assertEquals(ada.heard(), []);
});
