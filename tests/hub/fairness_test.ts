import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { Fairness, limitsToTell } from "../../lib/hub/fairness.ts";
import type { Switchboard } from "../../lib/hub/switchboard.ts";
import {
  BAD_MESSAGES_MS,
  COMMAND_RATE,
  MAX_BAD_MESSAGES,
  MESSAGE_RATE,
  RENAME_RATE,
} from "../../lib/limits.ts";
import type { ClientMessage } from "../../lib/message/from_client.ts";
import type { Rate } from "../../lib/token_bucket.ts";
import { bytesOf, type FakeLine, join, NOW, openBoard } from "./fake_line.ts";

/** A room of two with the usual limits. */
function room(texts: Rate | null = MESSAGE_RATE): {
  board: Switchboard;
  ada: FakeLine;
  bern: FakeLine;
} {
  const board = openBoard({ texts });
  const [ada, bern] = [join(board, "ada"), join(board, "bern")];
  for (const line of [ada, bern]) line.heard();
  return { board, ada, bern };
}

/**
 * Hands in messages as fast as the pauses allow, by a clock that nobody waits for.
 *
 * @returns When each was handed in, in milliseconds from the first on.
 */
function flood(
  board: Switchboard,
  line: FakeLine,
  messages: Iterable<unknown>,
  until = Infinity,
): number[] {
  const times: number[] = [];
  let now = NOW;
  for (const message of messages) {
    if (now - NOW > until || line.finished > 0) break;
    times.push(now - NOW);
    now += board.receive(line, bytesOf(message), now);
  }
  return times;
}

/** The times of a bucket that is emptied at once and then paid token by token. */
function allowed({ burst, perSecond }: Rate, count: number): number[] {
  return Array.from({ length: count }, (_, n) => Math.max(0, n - burst + 1) * 1000 / perSecond);
}

function* many(count: number, make: (n: number) => unknown): Generator<unknown, void> {
  for (let n = 0; n < count; n++) yield make(n);
}

const say = (n: number) => ({ type: "say", room: "lobby", ref: n + 1, text: `text ${n}` });
const rename = (n: number) => ({ type: "rename", name: `ada ${n}` });

Deno.test("Switchboard takes 10,000 texts at exactly the rate of texts, and none is lost", () => {
  const { board, ada, bern } = room();
  const times = flood(board, ada, many(10_000, say));
  assertEquals(times, allowed(MESSAGE_RATE, 10_000));
  assertEquals(times.at(-1), (10_000 - 30) * 200);
  assertEquals(bern.texts(), [...many(10_000, (n) => `text ${n}`)]);
  assertEquals([ada.finished, ada.texts().length], [0, 10_000]);
});

Deno.test("Switchboard lets a member save no more than a burst by being quiet", () => {
  const { board, ada } = room();
  flood(board, ada, many(100, say));
  let now = NOW + 3_600_000;
  let burst = 0;
  while (board.receive(ada, bytesOf(say(burst)), now) === 0) burst++;
  assertEquals(burst, MESSAGE_RATE.burst - 1); // the last of them empties it
  now += 1000;
  for (let n = 0; n < 4; n++) assertEquals(board.receive(ada, bytesOf(say(n)), now), 0);
  assertEquals(board.receive(ada, bytesOf(say(0)), now), 200);
});

Deno.test("Switchboard takes texts as they come where they are not limited, but no other messages", () => {
  const { board, ada, bern } = room(null);
  assertEquals(new Set(flood(board, ada, many(10_000, say))), new Set([0]));
  assertEquals(bern.texts().length, 10_000);
  assertEquals(flood(board, ada, many(20, rename)), allowed(COMMAND_RATE, 20));
});

Deno.test("Switchboard takes texts that cannot be said at the rate of commands, also where texts are not limited", () => {
  const wrong: readonly (readonly [string, object])[] = [
    ["text_empty", { text: "" }],
    ["text_empty", { text: " \n\u200b" }],
    ["text_too_long", { text: "x".repeat(4001) }],
    ["unknown_room", { room: "attic" }],
  ];
  for (const texts of [MESSAGE_RATE, null]) {
    for (const [code, what] of wrong) {
      const { board, ada, bern } = room(texts);
      const times = flood(board, ada, many(10_000, (n) => ({ ...say(n), ...what })), 60_000);
      assertEquals(times, allowed(COMMAND_RATE, 6 + 60));
      const answers = ada.heard().map((answer) => answer.type === "error" && answer.code);
      assertEquals(new Set<unknown>(answers), new Set([code]));
      assertEquals([answers.length, bern.heard(), ada.finished], [66, [], 0]);
    }
  }
});

Deno.test("Switchboard takes unknown, empty and broken messages at the rate of commands, and turns away at the 21st", () => {
  for (const message of [{ type: "dance" }, "", "{}", { type: "say" }]) {
    const { board, ada, bern } = room();
    const times = flood(board, ada, many(10_000, () => message));
    assertEquals(times, allowed(COMMAND_RATE, MAX_BAD_MESSAGES + 1));
    assertEquals([ada.finished, bern.heard()], [1, []]);
    assertEquals(ada.types().length, 22);
  }
});

Deno.test("Switchboard gives new names at exactly their rate, and says when the next may be", () => {
  const { board, ada, bern } = room();
  const minutes = 10;
  const times = flood(board, ada, many(10_000, rename), minutes * 60_000);
  assertEquals(times, allowed(COMMAND_RATE, 6 + minutes * 60));
  const names = bern.heard().map((message) => message.type === "renamed" ? message.time - NOW : 0);
  // Three at once; of the rest, one at each second there is a message and twenty have gone by.
  const expected = [0, 0, 0, ...Array.from({ length: minutes * 3 }, (_, n) => (n + 1) * 20_000)];
  assertEquals(names, expected);
  const waits = ada.heard().filter((message) => message.type === "error");
  assertEquals(waits.length, times.length - names.length);
  assertEquals(
    waits.slice(0, 5),
    [20, 20, 20, 19, 18].map((seconds) => ({
      type: "error",
      code: "too_often",
      seconds,
    })),
  );
  assert(waits.every(({ seconds }) => seconds !== undefined && seconds >= 1 && seconds <= 20));
});

Deno.test("Switchboard.receive() changes nothing for whoever wants another name too often", () => {
  const { board, ada, bern } = room();
  for (let n = 0; n < RENAME_RATE.burst; n++) board.receive(ada, bytesOf(rename(n)), NOW);
  for (const line of [ada, bern]) line.heard();
  for (const name of ["ada 9", "bern", "", "ada 2"]) {
    board.receive(ada, bytesOf({ type: "rename", name }), NOW + 1);
    assertEquals(ada.heard(), [{ type: "error", code: "too_often", seconds: 20 }]);
  }
  assertEquals(bern.heard(), []);
  board.receive(bern, bytesOf({ type: "rename", name: "ada 9" }), NOW + 1);
  assertEquals(bern.types(), ["renamed"], "nobody has that name");
});

Deno.test("Switchboard.receive() takes no new name for used that was refused or is the old one", () => {
  const { board, ada } = room();
  for (const name of ["bern", "", "server", "ada", " ada ", "bern"]) {
    board.receive(ada, bytesOf({ type: "rename", name }), NOW);
  }
  const codes = ada.heard().map((message) => message.type === "error" && message.code);
  const [taken, invalid] = ["name_taken", "name_invalid"];
  assertEquals<unknown>(codes, [taken, invalid, invalid, taken]);
  for (let n = 0; n < RENAME_RATE.burst; n++) board.receive(ada, bytesOf(rename(n)), NOW);
  assertEquals(ada.types(), ["renamed", "renamed", "renamed"]);
});

Deno.test("Switchboard pays each message from its own purse, and nobody pays for another", () => {
  const { board, ada, bern } = room();
  for (let n = 1; n < MESSAGE_RATE.burst; n++) {
    assertEquals(board.receive(ada, bytesOf(say(n)), NOW), 0);
  }
  assertEquals(board.receive(ada, bytesOf(rename(0)), NOW), 0);
  assertEquals(board.receive(ada, bytesOf(say(0)), NOW), 200);
  assertEquals(board.receive(ada, bytesOf(rename(1)), NOW + 200), 0);
  assertEquals(board.receive(bern, bytesOf(say(0)), NOW), 0);
});

Deno.test("Switchboard keeps a member's debts through a cut", () => {
  const { board, ada } = room();
  const times = flood(board, ada, many(40, say));
  const now = NOW + (times.at(-1) ?? 0);
  board.lose(ada, now);
  assertEquals(board.receive(ada, bytesOf(say(0)), now), 400);
});

Deno.test("Switchboard is right about who is there after 10,000 joins and leaves", () => {
  const { board, ada, bern } = room();
  const there: FakeLine[] = [];
  const started = performance.now();
  for (let step = 0; step < 10_000; step++) {
    const line = step % 2 === 0 || there.length < 2 ? undefined : there.shift();
    if (line !== undefined) board.leave(line, step % 3 === 0 ? "left" : "cut", NOW + step);
    else if (there.length < 16) there.push(join(board, `name ${step}`, NOW + step));
  }
  const spent = performance.now() - started;
  const known = new Set<string>();
  for (const message of bern.heard()) {
    if (message.type === "joined") known.add(message.member.id);
    if (message.type === "left") known.delete(message.member);
  }
  assertEquals(known.size, there.length);
  assertEquals([board.size, ada.finished], [there.length + 2, 0]);
  assert(spent < 20_000, `${spent} ms`);
});

Deno.test("Fairness.pay() takes a text for what is said, nothing for a sign of typing, and a command for all else", () => {
  const said: readonly ClientMessage["type"][] = ["say", "tell", "edit"];
  const asked: readonly ClientMessage["type"][] = [
    "delete",
    "create",
    "join",
    "leave",
    "rooms",
    "topic",
    "lock",
    "mute",
    "unmute",
    "kick",
    "ban",
    "unban",
    "bans",
    "hand_over",
    "keep",
    "rename",
  ];
  const count = (type: ClientMessage["type"], done: boolean) => {
    const fairness = new Fairness(MESSAGE_RATE, NOW);
    let times = 1;
    while (fairness.pay(type, done, NOW) === 0 && times < 100) times++;
    return times;
  };
  for (const type of said) {
    assertEquals([count(type, true), count(type, false)], [MESSAGE_RATE.burst, COMMAND_RATE.burst]);
  }
  for (const type of asked) {
    assertEquals([count(type, true), count(type, false)], [COMMAND_RATE.burst, COMMAND_RATE.burst]);
  }
  for (const done of [true, false]) assertEquals(count("typing", done), 100);
});

Deno.test("Fairness.pay() counts a new name that was given, and none that was not", () => {
  const fairness = new Fairness(null, NOW);
  for (let n = 0; n < 9; n++) fairness.pay("rename", false, NOW);
  assertEquals(fairness.nameWait(NOW), 0);
  for (let n = 0; n < RENAME_RATE.burst; n++) fairness.pay("rename", true, NOW);
  assertEquals(fairness.nameWait(NOW), 20_000);
});

Deno.test("Fairness.isTooBad() counts 20 in each minute, which begins with the first one after the last", () => {
  const fairness = new Fairness(null, NOW);
  const later = NOW + 5 * BAD_MESSAGES_MS;
  for (const start of [NOW, NOW + BAD_MESSAGES_MS, later]) {
    for (let n = 0; n < MAX_BAD_MESSAGES; n++) assertEquals(fairness.isTooBad(start), false);
  }
  assertEquals(fairness.isTooBad(later + BAD_MESSAGES_MS - 1), true);
});

Deno.test("Fairness does not stop for a clock that was set back", () => {
  const fairness = new Fairness(MESSAGE_RATE, NOW);
  for (let n = 0; n < MESSAGE_RATE.burst; n++) fairness.pay("say", true, NOW);
  const back = NOW - 86_400_000;
  assertEquals(fairness.pay("say", true, back), 400);
  assertEquals(fairness.pay("tell", true, back + 400), 200);
});

Deno.test("limitsToTell() rounds down, so that who keeps to it keeps to the limits", () => {
  const bytes = { burst: 256 * 1024, perSecond: 64 * 1024 };
  assertEquals(limitsToTell(null), { bytes });
  const cases = [
    [MESSAGE_RATE, { burst: 30, perMinute: 300 }],
    [{ burst: 3.9, perSecond: 0.999 }, { burst: 3, perMinute: 59 }],
    [{ burst: 1, perSecond: 1 / 3600 }, { burst: 1, perMinute: 1 }],
  ] as const;
  for (const [rate, texts] of cases) assertEquals(limitsToTell(rate), { texts, bytes });
  assertStrictEquals(Object.hasOwn(limitsToTell(null), "texts"), false);
});
