import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import type { Update } from "../../../lib/api/update.ts";
import type { Line } from "../../../lib/api/view.ts";
import {
  EMPTY,
  end,
  heldOf,
  indexOfText,
  joinLines,
  type Model,
  NOTHING,
  put,
  reduce,
  shortened,
} from "../../../ui/model/model.ts";
import {
  LINES,
  LOBBY,
  membersOf,
  PENDING,
  PEOPLE,
  SERVER,
  snapshotOf,
  stateOf,
  stateWith,
  text,
} from "../../support/scenes.ts";

const CHAT = reduce(EMPTY, snapshotOf("chat"));

function line(time: number): Line {
  return { type: "connection", time, what: "joined" };
}

function held(model: Model) {
  return heldOf(model, LOBBY);
}

function lines(from: number, count: number): Extract<Update, { type: "lines" }> {
  return {
    type: "lines",
    in: LOBBY,
    from,
    lines: Array.from({ length: count }, (_, i) => line(from + i)),
  };
}

Deno.test("reduce() takes everything from a snapshot", () => {
  assertEquals(held(CHAT).lines, LINES);
  assertEquals(held(CHAT).pending, PENDING);
  assertEquals(held(CHAT).members, membersOf(PEOPLE));
  assertEquals(CHAT.state?.stage.at, "joined");
  assert(held(CHAT).complete);
});

Deno.test("reduce() holds every conversation of a snapshot apart", () => {
  const model = reduce(EMPTY, snapshotOf("rooms"));
  assertEquals([...model.held.keys()], model.state?.conversations.map(({ id }) => id));
  const more = reduce(model, { ...lines(held(model).lines.length, 2), in: "c1" });
  assertEquals(end(held(more)), LINES.length + 2);
  for (const id of ["c2", "c6"]) assertStrictEquals(heldOf(more, id), heldOf(model, id));
});

Deno.test("reduce() forgets a conversation that the state does not name any more", () => {
  const model = reduce(EMPTY, snapshotOf("rooms"));
  const state = stateOf("rooms");
  const conversations = state.conversations.filter(({ id }) => id !== "c2");
  const less = reduce(model, { type: "state", state: { ...state, conversations } });
  assertEquals(heldOf(less, "c2"), NOTHING);
  assertStrictEquals(heldOf(less, "c3"), heldOf(model, "c3"));
});

Deno.test("reduce() holds what comes for a conversation before the state names it", () => {
  const model = reduce(CHAT, { ...lines(0, 2), in: "c9" });
  assertEquals(heldOf(model, "c9").lines.length, 2);
});

Deno.test("reduce() appends lines that follow, and takes overlapping ones once", () => {
  const model = reduce(reduce(EMPTY, lines(0, 3)), lines(2, 4));
  assertEquals(held(model).lines.map((one) => one.time), [0, 1, 2, 3, 4, 5]);
});

Deno.test("reduce() forgets the lines before when a conversation begins anew", () => {
  const { from, lines: now, complete } = held(reduce(CHAT, lines(0, 1)));
  assertEquals([from, now.length, complete], [0, 1, true]);
});

Deno.test("reduce() keeps only the newer side of a gap and knows that older lines exist", () => {
  const model = held(reduce(reduce(EMPTY, lines(0, 3)), lines(10, 2)));
  assertEquals([model.from, end(model), model.complete], [10, 12, false]);
});

Deno.test("reduce() puts a line that is another one now in the place of the one before", () => {
  const model = put(EMPTY, LOBBY, { from: 5, lines: lines(5, 3).lines, complete: false });
  const other = reduce(model, { type: "line", in: LOBBY, index: 6, line: line(99) });
  assertEquals(held(other).lines.map((one) => one.time), [5, 99, 7]);
  for (const index of [4, 8]) {
    assertStrictEquals(reduce(model, { type: "line", in: LOBBY, index, line: line(99) }), model);
  }
});

const LATE = put(EMPTY, LOBBY, {
  from: 5,
  lines: lines(5, 2).lines,
  complete: false,
  asking: true,
});

Deno.test("reduce() puts older lines before the others and knows the first one", () => {
  const first = reduce(LATE, { ...lines(2, 3), type: "older" });
  const more = held(first);
  assertEquals([more.from, more.lines.length, more.complete, more.asking], [2, 5, false, false]);
  const all = held(reduce(first, { ...lines(0, 2), type: "older" }));
  assertEquals([all.from, all.complete], [0, true]);
});

Deno.test("reduce() takes of older lines that were asked for twice only what it has not", () => {
  const twice = held(reduce(LATE, { ...lines(2, 8), type: "older" }));
  assertEquals([twice.from, twice.lines.length], [
    2,
    held(LATE).lines.length + held(LATE).from - 2,
  ]);
  assertEquals(twice.lines.slice(held(LATE).from - 2), held(LATE).lines);
  const again = reduce(reduce(LATE, { ...lines(2, 5), type: "older" }), {
    ...lines(3, 5),
    type: "older",
  });
  assertEquals(held(again).from, 2);
});

Deno.test("reduce() takes no older lines that do not touch its own, and stops asking after none", () => {
  const apart = held(reduce(LATE, { ...lines(0, 2), type: "older" }));
  assertEquals([apart.from, apart.lines.length, apart.asking], [5, 2, false]);
  const none = held(reduce(LATE, { type: "older", in: LOBBY, from: 5, lines: [] }));
  assertEquals([none.complete, none.asking], [true, false]);
});

Deno.test("reduce() replaces state, pending texts and members and leaves the rest as it was", () => {
  const state = { ...stateWith({ at: "joined", server: SERVER }), name: "ida" };
  assertStrictEquals(held(reduce(CHAT, { type: "state", state })).lines, held(CHAT).lines);
  const none = reduce(CHAT, { type: "pending", in: LOBBY, pending: [] });
  assertEquals(held(none).pending, []);
  const alone = reduce(CHAT, { type: "members", in: LOBBY, members: [] });
  assertEquals([held(alone).members, held(alone).pending], [[], PENDING]);
  assertStrictEquals(reduce(CHAT, { type: "link", url: "x" }), CHAT);
});

Deno.test("reduce() keeps the lists that were asked for last", () => {
  const rooms = [{ name: "parts", people: 2, topic: "", joined: false }];
  assertEquals(reduce(CHAT, { type: "rooms", rooms }).rooms, rooms);
  const bans = [{ id: 1, name: "sol", tag: "z4gi", seconds: null }];
  assertEquals(reduce(CHAT, { type: "bans", in: "c2", bans }).bans, { in: "c2", bans });
});

Deno.test("joinLines() changes how many updates there are and not what they lead to", () => {
  const update = fc.oneof(
    fc.tuple(
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 4 }),
      fc.constantFrom(LOBBY, "c2"),
    ).map(([from, count, id]): Update => ({ ...lines(from, count), in: id })),
    fc.constant<Update>({ type: "pending", in: LOBBY, pending: PENDING }),
  );
  fc.assert(fc.property(fc.array(update, { maxLength: 12 }), (updates) => {
    const one = updates.reduce(reduce, EMPTY);
    const joined = joinLines(updates);
    assertEquals(joined.reduce(reduce, EMPTY), one);
    assert(joined.length <= updates.length);
  }));
});

Deno.test("joinLines() makes one update of a burst", () => {
  const burst = Array.from({ length: 5000 }, (_, i) => lines(i + 1, 1));
  const joined = joinLines(burst);
  assertEquals(joined.length, 1);
  assertEquals(joined[0]?.type === "lines" ? joined[0].lines.length : 0, 5000);
});

Deno.test("shortened() drops the oldest lines, which can be asked for again", () => {
  const model = reduce(EMPTY, lines(0, 5));
  assertStrictEquals(shortened(model, LOBBY, 5), model);
  const short = shortened(model, LOBBY, 3);
  assertEquals(held(short).lines, held(model).lines.slice(2));
  assertEquals([held(short).from, end(held(short)), held(short).complete], [2, 5, false]);
  const again = reduce(short, { ...lines(0, 2), type: "older" });
  assertEquals(held(again).lines, held(model).lines);
});

Deno.test("indexOfText() finds a text by its id, in the conversation and not in what is held", () => {
  const one = text("ada", 0, "x");
  const model = put(EMPTY, LOBBY, { from: 7, lines: [line(0), one], complete: false });
  assertEquals(indexOfText(held(model), one.id), 8);
  assertEquals(indexOfText(held(model), one.id + 1), null);
});
