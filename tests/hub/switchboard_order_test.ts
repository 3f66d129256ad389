import { assert, assertEquals, assertThrows } from "@std/assert";
import { bytesOf, FakeArrival, NOW, people, say } from "./fake_line.ts";

Deno.test("Switchboard gives a text to all others when one line ends while it is sent", () => {
  const { board, lines: [ada, bern, cleo, dora] } = people("ada", "bern", "cleo", "dora");
  assert(ada && bern && cleo && dora);
  bern.onsend = () => board.leave(bern, "cut", NOW);
  say(board, ada, "who hears this?");
  for (const line of [ada, cleo, dora]) assertEquals(line.types().sort(), ["left", "text"]);
  say(board, ada, "and this?");
  for (const line of [ada, cleo, dora]) assertEquals(line.texts(), ["and this?"]);
  assertEquals([bern.types(), board.size], [["text"], 3]);
});

Deno.test("Switchboard gives nothing to a line that ends before it is its turn", () => {
  const { board, lines: [ada, bern, cleo, dora] } = people("ada", "bern", "cleo", "dora");
  assert(ada && bern && cleo && dora);
  bern.onsend = () => board.leave(cleo, "cut", NOW);
  say(board, ada, "who hears this?");
  assertEquals([cleo.types(), dora.types()], [[], ["text", "left"]]);
});

Deno.test("Switchboard gives what many hear also to who is just coming in", () => {
  const { board, lines: [ada, bern, cleo] } = people("ada", "bern", "cleo");
  assert(ada && bern && cleo);
  const arrival = new FakeArrival();
  // While nobody knows yet where it sits, others are told of something.
  arrival.settle = (numbered) => {
    say(board, ada, "who comes?");
    return FakeArrival.prototype.settle.call(arrival, numbered);
  };
  board.enter(arrival, bytesOf({ type: "hello", name: "dora", delivery: true }), NOW);
  say(board, ada, "hello dora");
  assertEquals(arrival.line?.texts(), ["hello dora"]);
  assertEquals(bern.texts(), ["who comes?", "hello dora"]);
});

Deno.test("Switchboard tells all others of a cut that a send leads to after what is being sent", () => {
  const { board, lines: [ada, bern, cleo] } = people("ada", "bern", "cleo");
  assert(ada && bern && cleo);
  bern.onsend = () => board.lose(bern, NOW);
  say(board, ada, "one");
  for (const line of [ada, cleo]) assertEquals(line.types(), ["text", "reconnecting"]);
  bern.onsend = () => {};
  const arrival = new FakeArrival();
  // Cut by its own welcome: it has joined for the others before it is away.
  arrival.settle = (numbered) => {
    const settled = FakeArrival.prototype.settle.call(arrival, numbered);
    settled.line.onsend = () => board.lose(settled.line, NOW);
    return settled;
  };
  board.enter(arrival, bytesOf({ type: "hello", name: "dora", delivery: true }), NOW);
  for (const line of [ada, cleo]) assertEquals(line.types(), ["joined", "reconnecting"]);
  assertEquals(arrival.line?.types(), ["welcome"]);
  assertEquals([board.size, board.away], [4, 2]);
});

Deno.test("Switchboard goes on after a bug in the midst of telling", () => {
  const { board, lines: [ada, bern] } = people("ada", "bern");
  assert(ada && bern);
  bern.onsend = () => {
    throw new TypeError("a bug");
  };
  assertThrows(() => say(board, ada, "one"), TypeError);
  bern.onsend = () => {};
  say(board, ada, "two");
  assertEquals(ada.texts(), ["one", "two"]);
});

Deno.test("Switchboard.close() tells everybody why and ends every line, also where one ends at once", () => {
  const { board, lines } = people("ada", "bern", "cleo");
  const [ada] = lines;
  assert(ada);
  ada.onsend = () => board.leave(ada, "cut", NOW);
  board.close("stopping");
  for (const line of lines) {
    const closing = line.heard().filter(({ type }) => type !== "left");
    assertEquals(closing, [{ type: "closing", reason: "stopping" }]);
    assertEquals(line.finished, 1);
  }
});

Deno.test("Switchboard.close() ends the lines of who is away, and tells nobody of what comes of it", () => {
  const { board, lines: [ada, bern, cleo] } = people("ada", "bern", "cleo");
  assert(ada && bern && cleo);
  board.lose(bern, NOW);
  board.lose(cleo, NOW);
  ada.heard();
  const finish = bern.finish.bind(bern);
  bern.finish = () => {
    finish();
    board.leave(bern, "cut", NOW);
  };
  board.close("stopping");
  board.close("stopping");
  board.leave(cleo, "cut", NOW);
  assertEquals(ada.types(), ["closing"]);
  assertEquals([bern.heard(), bern.finished, cleo.finished, ada.finished], [[], 1, 1, 1]);
});
