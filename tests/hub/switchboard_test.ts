import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { Hub } from "../../lib/hub/hub.ts";
import { type Line, Switchboard } from "../../lib/hub/switchboard.ts";
import { readServerMessage, type ServerMessage } from "../../lib/message/from_server.ts";
import { decodePackets, KIND } from "../../lib/wire/packet.ts";
import { drawFrom } from "./draw.ts";

/** The way to nobody: keeps what is sent, in order. */
class FakeLine implements Line {
  readonly packets: Uint8Array[] = [];
  finished = 0;
  /** What a send leads to besides. */
  onsend: () => void = () => {};

  send(packet: Uint8Array): void {
    assertEquals(this.finished, 0, "nothing is sent after the goodbye");
    this.packets.push(packet);
    this.onsend();
  }

  finish(): void {
    this.finished++;
  }

  /** All that was sent since the last look, read as a client does. */
  heard(): ServerMessage[] {
    return this.packets.splice(0).map((bytes) => {
      const { packets: [packet, ...more] } = decodePackets(bytes);
      assert(packet?.kind === KIND.message && more.length === 0);
      const message = readServerMessage(packet.body);
      assert(message !== null);
      return message;
    });
  }

  types(): string[] {
    return this.heard().map(({ type }) => type);
  }
}

const NOW = 1_700_000_000_000;

function open(): Switchboard {
  return new Switchboard(new Hub({ draw: drawFrom(3), history: 0 }));
}

function bytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
}

function enter(board: Switchboard, name: string): FakeLine {
  const line = new FakeLine();
  assertEquals(board.enter(line, bytes({ type: "hello", name }), NOW), null);
  return line;
}

/** A switchboard with people in it who have heard all that led there. */
function people(...names: string[]): { board: Switchboard; lines: FakeLine[] } {
  const board = open();
  const lines = names.map((name) => enter(board, name));
  for (const line of lines) line.heard();
  return { board, lines };
}

function say(board: Switchboard, line: Line, text: string, ref = 1): void {
  board.receive(line, bytes({ type: "say", room: "lobby", ref, text }), NOW);
}

function texts(line: FakeLine): string[] {
  return line.heard().flatMap((message) => message.type === "text" ? [message.text] : []);
}

Deno.test("Switchboard.enter() welcomes, lists, and tells the others, in that order", () => {
  const board = open();
  const ada = enter(board, "ada");
  assertEquals([ada.types(), board.size], [["welcome", "members"], 1]);
  const bern = enter(board, "bern");
  const [welcome, members, ...rest] = bern.heard();
  assert(welcome?.type === "welcome" && members?.type === "members");
  assertEquals([welcome.you.name, welcome.time, rest], ["bern", NOW, []]);
  assertEquals(members.members.map(({ name }) => name), ["ada", "bern"]);
  const [joined, ...more] = ada.heard();
  assert(joined?.type === "joined");
  assertEquals([joined.member, more, board.size], [welcome.you, [], 2]);
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
  const [first] = others[0]?.packets ?? [];
  assert(first !== undefined);
  for (const line of others) {
    assertEquals(line.packets.length, 1);
    assertStrictEquals(line.packets[0], first);
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
    [{ type: "say", room: "lobby", ref: 1, text: "a" }, "bad_message"],
    [{ type: "unheard of" }, "bad_message"],
    [[], "bad_message"],
    ["", "bad_message"],
    ["{", "bad_message"],
    [new Uint8Array([0xff, 0xfe]), "bad_message"],
  ] as const;
  for (const [hello, code] of cases) {
    const line = new FakeLine();
    assertEquals(board.enter(line, bytes(hello), NOW), code);
    const closing = { type: "closing", reason: "refused" } as const;
    assertEquals(line.heard(), [{ type: "error", code }, closing]);
    assertEquals(line.finished, 1);
    say(board, line, "I am not in");
    board.leave(line, "cut", NOW);
    assertEquals([line.heard(), ada.heard(), board.size], [[], [], 1]);
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
    board.receive(ada, bytes(broken), NOW);
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
  for (const type of ["kick", "", "text", "welcome", "hello", "toString", "__proto__"]) {
    board.receive(ada, bytes({ type, text: "x", from: "server" }), NOW);
    assertEquals(ada.heard(), [{ type: "error", code: "unknown_type" }], type);
    assertEquals(bern.heard(), []);
  }
});

Deno.test("Switchboard.receive() passes on no field that it does not know", () => {
  const { board, lines: [ada, bern] } = people("ada", "bern");
  assert(ada && bern);
  const more = { from: "server", id: 99, time: 1, admin: true, constructor: 1 };
  board.receive(ada, bytes({ type: "say", room: "lobby", ref: 1, text: "a", ...more }), NOW);
  const [text] = bern.heard();
  assert(text?.type === "text");
  assertEquals([text.id, text.time, text.from === "server"], [1, NOW, false]);
  assertEquals(Object.keys(text).sort(), ["from", "id", "room", "text", "time", "type"]);
});

Deno.test("Switchboard.receive() does not hear a line that is not in, nor one that has left", () => {
  const { board, lines: [ada, bern] } = people("ada", "bern");
  assert(ada && bern);
  const stranger = new FakeLine();
  say(board, stranger, "let me in");
  board.receive(stranger, bytes("{"), NOW);
  board.leave(bern, "left", NOW);
  say(board, bern, "one more thing");
  assertEquals([stranger.heard(), bern.heard(), ada.types()], [[], [], ["left"]]);
});

Deno.test("Switchboard.leave() tells the others once, with the reason, and frees the name", () => {
  const { board, lines: [ada, bern] } = people("ada", "bern");
  assert(ada && bern);
  board.leave(bern, "cut", NOW + 5);
  board.leave(bern, "left", NOW + 6);
  const [left, ...more] = ada.heard();
  assert(left?.type === "left");
  assertEquals([left.reason, left.time, more, bern.heard()], ["cut", NOW + 5, [], []]);
  assertEquals([board.size, bern.finished], [1, 0]);
  enter(board, "bern");
  assertEquals([ada.types(), board.size], [["joined"], 2]);
});

Deno.test("Switchboard gives a text to all others when one line ends while it is sent", () => {
  const { board, lines: [ada, bern, cleo, dora] } = people("ada", "bern", "cleo", "dora");
  assert(ada && bern && cleo && dora);
  bern.onsend = () => board.leave(bern, "cut", NOW);
  say(board, ada, "who hears this?");
  for (const line of [ada, cleo, dora]) assertEquals(line.types().sort(), ["left", "text"]);
  say(board, ada, "and this?");
  for (const line of [ada, cleo, dora]) assertEquals(texts(line), ["and this?"]);
  assertEquals([bern.types(), board.size], [["text"], 3]);
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

Deno.test("Switchboard.receive() bears 20 broken messages a minute, and turns away who sends one more", () => {
  const { board, lines: [ada, bern] } = people("ada", "bern");
  assert(ada && bern);
  for (let minute = 0; minute < 3; minute++) {
    for (let n = 0; n < 20; n++) {
      const bad = n % 2 === 0 ? "{" : { type: "dance" };
      board.receive(ada, bytes(bad), NOW + minute * 60_000);
    }
    assertEquals([ada.heard().length, ada.finished], [20, 0], `minute ${minute}`);
  }
  board.receive(ada, bytes("{"), NOW + 2 * 60_000 + 59_999);
  assertEquals([ada.types(), ada.finished], [["error", "closing"], 1]);
  board.receive(ada, bytes("{"), NOW + 3 * 60_000);
  say(board, ada, "I am back");
  assertEquals([ada.finished, bern.heard()], [1, []]);
});

Deno.test("Switchboard.receive() answers a thousand broken messages with the same bytes", () => {
  const { board, lines } = people("ada", "bern");
  for (const line of lines) board.receive(line, bytes("{"), NOW);
  const [one, other] = lines.map((line) => line.packets[0]);
  assert(one !== undefined);
  assertStrictEquals(one, other);
});
