import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import type { Update } from "../../../lib/api/update.ts";
import type { Line } from "../../../lib/api/view.ts";
import { EMPTY, end, joinLines, type Model, reduce, shortened } from "../../../ui/model/model.ts";
import { LINES, PENDING, snapshotOf, stateWith } from "../../support/scenes.ts";

const CHAT = reduce(EMPTY, snapshotOf("chat"));

function line(time: number): Line {
  return { type: "connection", time, what: "joined" };
}

function lines(from: number, count: number): Extract<Update, { type: "lines" }> {
  return { type: "lines", from, lines: Array.from({ length: count }, (_, i) => line(from + i)) };
}

Deno.test("reduce() takes everything from a snapshot", () => {
  assertEquals(CHAT.lines, LINES);
  assertEquals(CHAT.pending, PENDING);
  assertEquals(CHAT.state?.stage.at, "joined");
  assert(CHAT.complete);
});

Deno.test("reduce() appends lines that follow, and takes overlapping ones once", () => {
  const model = reduce(reduce(EMPTY, lines(0, 3)), lines(2, 4));
  assertEquals(model.lines.map((one) => one.time), [0, 1, 2, 3, 4, 5]);
});

Deno.test("reduce() forgets the conversation before when a new one begins", () => {
  const model = reduce(CHAT, lines(0, 1));
  assertEquals([model.from, model.lines.length, model.complete], [0, 1, true]);
});

Deno.test("reduce() keeps only the newer side of a gap and knows that older lines exist", () => {
  const model = reduce(reduce(EMPTY, lines(0, 3)), lines(10, 2));
  assertEquals([model.from, end(model), model.complete], [10, 12, false]);
});

Deno.test("reduce() puts older lines before the others and knows the first one", () => {
  const late: Model = {
    ...EMPTY,
    from: 5,
    lines: lines(5, 2).lines,
    complete: false,
    asking: true,
  };
  const more = reduce(late, { ...lines(2, 3), type: "older" });
  assertEquals([more.from, more.lines.length, more.complete, more.asking], [2, 5, false, false]);
  const all = reduce(more, { ...lines(0, 2), type: "older" });
  assertEquals([all.from, all.complete], [0, true]);
});

Deno.test("reduce() takes no older lines that do not touch its own, and stops asking after none", () => {
  const late: Model = {
    ...EMPTY,
    from: 5,
    lines: lines(5, 2).lines,
    complete: false,
    asking: true,
  };
  const apart = reduce(late, { ...lines(0, 2), type: "older" });
  assertEquals([apart.from, apart.lines.length, apart.asking], [5, 2, false]);
  const none = reduce(late, { type: "older", from: 5, lines: [] });
  assertEquals([none.complete, none.asking], [true, false]);
});

Deno.test("reduce() replaces state and pending texts and leaves the rest as it was", () => {
  const state = stateWith({ at: "connecting", host: "a", port: 1 });
  assertStrictEquals(reduce(CHAT, { type: "state", state }).lines, CHAT.lines);
  assertEquals(reduce(CHAT, { type: "pending", pending: [] }).pending, []);
  assertStrictEquals(reduce(CHAT, { type: "link", url: "x" }), CHAT);
});

Deno.test("joinLines() changes how many updates there are and not what they lead to", () => {
  const update = fc.oneof(
    fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 4 }))
      .map(([from, count]): Update => lines(from, count)),
    fc.constant<Update>({ type: "pending", pending: PENDING }),
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
  assertStrictEquals(shortened(model, 5), model);
  const short = shortened(model, 3);
  assertEquals(short.lines, model.lines.slice(2));
  assertEquals([short.from, end(short), short.complete], [2, 5, false]);
  assertEquals(reduce(short, { ...lines(0, 2), type: "older" }).lines, model.lines);
});
