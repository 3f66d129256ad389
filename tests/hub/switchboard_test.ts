import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import {
  bytesOf,
  FakeArrival,
  FakeLine,
  join,
  NOW,
  openBoard,
  people,
  say,
  SECRET,
} from "./fake_line.ts";

Deno.test("Switchboard.enter() welcomes, lists, and tells the others, in that order", () => {
  const board = openBoard();
  const ada = join(board, "ada");
  assertEquals([ada.types(), board.size], [["welcome", "standing", "members"], 1]);
  const bern = join(board, "bern");
  const [welcome, standing, members, ...rest] = bern.heard();
  assert(welcome?.type === "welcome" && members?.type === "members");
  assertEquals([welcome.rooms, standing?.type], [true, "standing"]);
  assertEquals([welcome.you.name, welcome.time, rest], ["bern", NOW, []]);
  assertEquals(members.members.map(({ name }) => name), ["ada", "bern"]);
  const [joined, ...more] = ada.heard();
  assert(joined?.type === "joined");
  assertEquals([joined.member, more, board.size, board.away], [welcome.you, [], 2, 0]);
});

Deno.test("Switchboard.enter() tells a client that numbers its secret and the grace, others neither", () => {
  const bytes = { burst: 262144, perSecond: 65536 };
  const texts = { burst: 30, perSecond: 5 };
  const limits = { texts: { burst: 30, perMinute: 300 }, bytes };
  const cases = [
    [{ delivery: true }, texts, { delivery: { secret: SECRET, grace: 120 }, limits }],
    [{ delivery: false }, texts, { limits }],
    [{ delivery: undefined }, null, { limits: { bytes } }],
  ] as const;
  for (const [more, texts, told] of cases) {
    const arrival = new FakeArrival();
    const hello = bytesOf({ type: "hello", name: "ada", ...more });
    assertEquals(openBoard({ texts, grace: 120_999 }).enter(arrival, hello, NOW), {
      how: "joined",
    });
    const [welcome] = arrival.line?.heard() ?? [];
    assert(welcome?.type === "welcome");
    const { type: _, you: __, room: ___, history: ____, time: _____, rooms: ______, ...rest } =
      welcome;
    assertEquals<unknown>(rest, told);
    assertEquals([arrival.numbered, arrival.heard()], [more.delivery === true, []]);
  }
});

Deno.test("Switchboard.enter() tells who finds no place, and looks at nothing else of a hello", () => {
  for (const full of ["server_full", "address_full"] as const) {
    const { board, lines: [ada] } = people("ada");
    for (const name of ["ada", "", "bern"]) {
      const arrival = new FakeArrival();
      arrival.full = full;
      const hello = bytesOf({ type: "hello", name, delivery: true });
      assertEquals(board.enter(arrival, hello, NOW), { how: "refused", code: full });
      const closing = { type: "closing", reason: "refused" } as const;
      assertEquals(arrival.heard(), [{ type: "error", code: full }, closing]);
      assertEquals([arrival.finished, arrival.line, ada?.heard()], [1, null, []]);
    }
    const arrival = new FakeArrival();
    arrival.full = full;
    const code = "bad_message";
    assertEquals(board.enter(arrival, bytesOf("{"), NOW), { how: "refused", code });
  }
});

Deno.test("Switchboard.receive() gives everybody a text in the same order, and the ref to its sender", () => {
  const { board, lines: [ada, bern, cleo] } = people("ada", "bern", "cleo");
  assert(ada && bern && cleo);
  say(board, ada, "one", 7);
  say(board, bern, "two", 8);
  say(board, ada, "three", 9);
  const [one, two, three] = cleo.heard();
  assert(one?.type === "text" && two?.type === "text" && three?.type === "text");
  assertEquals([one.text, two.text, three.text], ["one", "two", "three"]);
  assertEquals([one.id, two.id, three.id], [1, 2, 3]);
  assertEquals([one.from === three.from, one.from === two.from], [true, false]);
  assertEquals(ada.heard(), [{ ...one, ref: 7 }, two, { ...three, ref: 9 }]);
  assertEquals(bern.heard(), [one, { ...two, ref: 8 }, three]);
});

Deno.test("Switchboard.receive() encodes a text once for all who hear it", () => {
  const { board, lines: [ada, ...others] } = people("ada", "bern", "cleo", "dora");
  assert(ada);
  say(board, ada, "the same for everybody");
  const [first] = others[0]?.parcels ?? [];
  assert(first !== undefined);
  for (const line of others) {
    assertEquals(line.parcels.length, 1);
    assertStrictEquals(line.parcels[0], first);
  }
});

Deno.test("Switchboard.enter() tells who is refused why, says goodbye, and tells nobody else", () => {
  const { board, lines: [ada] } = people("ada");
  assert(ada);
  const cases = [
    [{ type: "hello", name: "ADA" }, "name_taken"],
    [{ type: "hello", name: "" }, "name_invalid"],
    [{ type: "hello", name: "server" }, "name_invalid"],
    [{ type: "hello", name: "a\u001b[2J" }, "name_invalid"],
    [{ type: "hello" }, "bad_message"],
    [{ type: "hello", name: 7 }, "bad_message"],
    [{ type: "hello", name: "bern", delivery: 1 }, "bad_message"],
    [{ type: "hello", name: "bern", delivery: true, resume: null }, "bad_message"],
    [{ type: "say", room: "lobby", ref: 1, text: "a" }, "bad_message"],
    [{ type: "unheard of" }, "bad_message"],
    [[], "bad_message"],
    ["", "bad_message"],
    ["{", "bad_message"],
    [new Uint8Array([0xff, 0xfe]), "bad_message"],
  ] as const;
  for (const [hello, code] of cases) {
    const arrival = new FakeArrival();
    assertEquals(board.enter(arrival, bytesOf(hello), NOW), { how: "refused", code });
    const closing = { type: "closing", reason: "refused" } as const;
    assertEquals(arrival.heard(), [{ type: "error", code }, closing]);
    assertEquals([arrival.finished, arrival.line], [1, null]);
    assertEquals([ada.heard(), board.size], [[], 1]);
  }
});

const BROKEN: readonly unknown[] = [
  "",
  "hello",
  "null",
  "[]",
  '"say"',
  "{}",
  { type: 7 },
  { type: "say" },
  { type: "say", room: "lobby", ref: 1 },
  { type: "say", room: "lobby", ref: 0, text: "a" },
  { type: "say", room: "lobby", ref: "1", text: "a" },
  { type: "say", room: "lobby", ref: 1.5, text: "a" },
  { type: "say", room: 7, ref: 1, text: "a" },
  { type: "say", room: "lobby", ref: 1, text: ["a"] },
  '{"type":"say","room":"lobby","ref":1,"text":"\\ud800"}',
  '{"type":"say","room":"lobby","ref":1e999,"text":"a"}',
  '{"__proto__":{"type":"say","room":"lobby","ref":1,"text":"a"}}',
  { type: "rename" },
  { type: "rename", name: null },
  `{"type":"say","room":"lobby","ref":1,"text":"a","deep":${"[".repeat(9)}${"]".repeat(9)}}`,
];

Deno.test("Switchboard.receive() answers a broken message to its sender, and nothing changes", () => {
  const { board, lines: [ada, bern] } = people("ada", "bern");
  assert(ada && bern);
  for (const broken of BROKEN) {
    board.receive(ada, bytesOf(broken), NOW);
    assertEquals(ada.heard(), [{ type: "error", code: "bad_message" }], JSON.stringify(broken));
    assertEquals([bern.heard(), ada.finished], [[], 0]);
  }
  say(board, ada, "still here", 5);
  const [text] = bern.heard();
  assert(text?.type === "text");
  assertEquals([text.text, text.id], ["still here", 1], "no number was used up");
});

Deno.test("Switchboard.receive() answers a type that it does not know", () => {
  const { board, lines: [ada, bern] } = people("ada", "bern");
  assert(ada && bern);
  for (const type of ["expel", "", "text", "welcome", "hello", "toString", "__proto__"]) {
    board.receive(ada, bytesOf({ type, text: "x", from: "server" }), NOW);
    assertEquals(ada.heard(), [{ type: "error", code: "unknown_type" }], type);
    assertEquals(bern.heard(), []);
  }
});

Deno.test("Switchboard.receive() passes on no field that it does not know", () => {
  const { board, lines: [ada, bern] } = people("ada", "bern");
  assert(ada && bern);
  const more = { from: "server", id: 99, time: 1, admin: true, constructor: 1 };
  board.receive(ada, bytesOf({ type: "say", room: "lobby", ref: 1, text: "a", ...more }), NOW);
  const [text] = bern.heard();
  assert(text?.type === "text");
  assertEquals([text.id, text.time, text.from === "server"], [1, NOW, false]);
  assertEquals(Object.keys(text).sort(), ["from", "id", "room", "text", "time", "type"]);
});

Deno.test("Switchboard.receive() does not hear a line that is not in, nor one that has left", () => {
  const { board, lines: [ada, bern] } = people("ada", "bern");
  assert(ada && bern);
  const stranger = new FakeLine();
  assertEquals(say(board, stranger, "let me in"), 0);
  assertEquals(board.receive(stranger, bytesOf("{"), NOW), 0);
  board.drained(stranger);
  board.lose(stranger, NOW);
  assertEquals(board.leave(stranger, "left", NOW), false);
  board.leave(bern, "left", NOW);
  say(board, bern, "one more thing");
  assertEquals([stranger.heard(), bern.heard(), ada.types()], [[], [], ["left"]]);
});

Deno.test("Switchboard.leave() tells the others once, with the reason, and frees the name", () => {
  const { board, lines: [ada, bern] } = people("ada", "bern");
  assert(ada && bern);
  assertEquals(board.leave(bern, "cut", NOW + 5), true);
  assertEquals(board.leave(bern, "left", NOW + 6), false);
  const [left, ...more] = ada.heard();
  assert(left?.type === "left");
  assertEquals([left.reason, left.time, more, bern.heard()], ["cut", NOW + 5, [], []]);
  assertEquals([board.size, bern.finished], [1, 0]);
  join(board, "bern");
  assertEquals([ada.types(), board.size], [["joined"], 2]);
});

Deno.test("Switchboard.receive() bears 20 broken messages a minute, and turns away who sends one more", () => {
  const { board, lines: [ada, bern] } = people("ada", "bern");
  assert(ada && bern);
  for (let minute = 0; minute < 3; minute++) {
    for (let n = 0; n < 20; n++) {
      const bad = n % 2 === 0 ? "{" : { type: "dance" };
      board.receive(ada, bytesOf(bad), NOW + minute * 60_000);
    }
    assertEquals([ada.heard().length, ada.finished], [20, 0], `minute ${minute}`);
  }
  board.receive(ada, bytesOf("{"), NOW + 2 * 60_000 + 59_999);
  assertEquals([ada.types(), ada.finished], [["error", "closing"], 1]);
  board.receive(ada, bytesOf("{"), NOW + 3 * 60_000);
  say(board, ada, "I am back");
  say(board, bern, "you are not");
  assertEquals([ada.finished, ada.heard(), bern.texts()], [1, [], ["you are not"]]);
});

Deno.test("Switchboard.receive() answers a thousand broken messages with the same bytes", () => {
  const { board, lines } = people("ada", "bern");
  for (const line of lines) board.receive(line, bytesOf("{"), NOW);
  const [one, other] = lines.map((line) => line.parcels[0]);
  assert(one !== undefined);
  assertStrictEquals(one, other);
});
