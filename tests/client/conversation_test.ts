import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Line, Pending } from "../../lib/api/view.ts";
import { Conversation } from "../../lib/client/conversation.ts";
import { MAX_CONVERSATION_UNITS, MAX_LINES, MAX_TEXT_UNITS, PAGE_LINES } from "../../lib/limits.ts";
import type { ResumedMessage, TextMessage } from "../../lib/message/from_server.ts";

const ME = { id: "me", name: "ada", tag: "aaaa" };
const BERN = { id: "b", name: "bern", tag: "bbbb" };

function begin(): Conversation {
  return new Conversation(ME, "lobby", 1);
}

function text(id: number, from: string, said: string, ref?: number): TextMessage {
  const message = { type: "text", room: "lobby", id, from, text: said, time: 1000 + id } as const;
  return ref === undefined ? message : { ...message, ref };
}

function lines(conversation: Conversation): readonly Line[] {
  return conversation.slice(0, conversation.length);
}

function said(conversation: Conversation): string[] {
  return lines(conversation).flatMap((line) => line.type === "text" ? [line.text] : []);
}

Deno.test("Conversation.take() shows texts, who wrote them, and what happened", () => {
  const conversation = begin();
  conversation.take({ type: "members", room: "lobby", members: [ME], last: true });
  conversation.take({ type: "joined", room: "lobby", member: BERN, time: 2 });
  conversation.take(text(1, "b", "hello"));
  conversation.take({ type: "renamed", member: "b", name: "bernd", time: 4 });
  conversation.take({ type: "renamed", member: "me", name: "ida", time: 5 });
  conversation.take(text(2, "me", "hi"));
  conversation.take({ type: "left", room: "lobby", member: "b", reason: "cut", time: 7 });
  const bernd = { ...BERN, name: "bernd" };
  assertEquals(lines(conversation), [
    { type: "connection", time: 1, what: "joined" },
    { type: "joined", time: 2, person: BERN },
    { type: "text", time: 1001, from: BERN, mine: false, text: "hello" },
    { type: "renamed", time: 4, person: BERN, name: "bernd", mine: false },
    { type: "renamed", time: 5, person: ME, name: "ida", mine: true },
    { type: "text", time: 1002, from: { ...ME, name: "ida" }, mine: true, text: "hi" },
    { type: "left", time: 7, person: bernd, reason: "cut" },
  ]);
});

Deno.test("Conversation.take() ignores other rooms, repeated texts, and news of nobody", () => {
  const conversation = begin();
  conversation.take(text(5, "me", "once"));
  conversation.take(text(5, "me", "again"));
  conversation.take(text(4, "me", "from before"));
  conversation.take({ ...text(6, "me", "elsewhere"), room: "Lobby" });
  conversation.take({ type: "joined", room: "other", member: BERN, time: 2 });
  conversation.take({ type: "joined", room: "lobby", member: ME, time: 2 });
  conversation.take({ type: "left", room: "lobby", member: "b", reason: "left", time: 2 });
  conversation.take({ type: "left", room: "lobby", member: "me", reason: "left", time: 2 });
  conversation.take({ type: "renamed", member: "b", name: "x", time: 2 });
  conversation.take({ type: "renamed", member: "me", name: "ada", time: 2 });
  assertEquals(lines(conversation).length, 2);
  assertEquals(said(conversation), ["once"]);
});

Deno.test("Conversation.take() shows the text of somebody the server never introduced", () => {
  const conversation = begin();
  conversation.take(text(1, "ghost", "boo", 1));
  const [, line] = lines(conversation);
  assertEquals(line?.type === "text" && [line.from, line.mine], [
    { id: "ghost", name: "?", tag: "????" },
    false,
  ]);
});

Deno.test("Conversation.say() sends a long text as several, in order", () => {
  const conversation = begin();
  const says = conversation.say(`${"a".repeat(MAX_TEXT_UNITS)}b\r\n`, 9, "sending");
  assertEquals(says, [
    { type: "say", room: "lobby", ref: 1, text: "a".repeat(MAX_TEXT_UNITS) },
    { type: "say", room: "lobby", ref: 2, text: "b" },
  ]);
  assertEquals(conversation.pending.all.map(({ ref, state }) => [ref, state]), [
    [1, "sending"],
    [2, "sending"],
  ]);
  assertEquals(conversation.say(" \n\t ", 9, "sending"), []);
});

Deno.test("Conversation.say() keeps what cannot be sent, and release() gives what waited", () => {
  const conversation = begin();
  assertEquals(conversation.say("late", 3, "failed"), []);
  assertEquals(conversation.say("one", 3, "waiting"), []);
  assertEquals(conversation.say("two", 4, "waiting"), []);
  assertEquals(conversation.pending.all.map(({ state }) => state), [
    "failed",
    "waiting",
    "waiting",
  ]);
  assertEquals(conversation.release(), [
    { type: "say", room: "lobby", ref: 2, text: "one" },
    { type: "say", room: "lobby", ref: 3, text: "two" },
  ]);
  assertEquals(conversation.release(), []);
});

function resumed(missing: number, name = "ada"): ResumedMessage {
  return { type: "resumed", you: { ...ME, name }, received: 0, missing, time: 50 };
}

Deno.test("Conversation.begin() goes on with a new id and the server's numbers from anew", () => {
  const conversation = begin();
  conversation.take(text(100, "me", "before"));
  const [, before] = lines(conversation);
  conversation.say("lost", 1, "sending");
  conversation.begin({ ...ME, id: "me2" }, "lobby", 3);
  conversation.take(text(1, "me", "from a stranger with my old id", 1));
  conversation.take(text(2, "me2", "after"));
  assertEquals(lines(conversation)[1], before);
  const mine = lines(conversation).filter((line) => line.type === "text" && line.mine);
  assertEquals(mine.length, 2);
  assertEquals(conversation.pending.all.map(({ state }) => state), ["unknown"]);
});

Deno.test("Conversation.resume() goes on with the same id and numbers, and settles what was sent before", () => {
  const conversation = begin();
  conversation.take({ type: "members", room: "lobby", members: [BERN], last: false });
  conversation.take(text(100, "me", "before"));
  conversation.say("on its way", 1, "sending");
  conversation.resume(resumed(0, "ida"), 3);
  conversation.take({ type: "members", room: "lobby", members: [ME], last: true });
  conversation.take({ type: "people", people: [BERN] });
  conversation.take(text(100, "me", "before"));
  conversation.take(text(101, "b", "missed"));
  conversation.take(text(102, "me", "on its way", 1));
  assertEquals(conversation.members.all.map(({ name }) => name), ["ida"], "the old list is void");
  const [, , renamed, missed, mine] = lines(conversation);
  assertEquals(renamed, { type: "renamed", time: 50, person: ME, name: "ida", mine: true });
  assertEquals(missed?.type === "text" && missed.from, BERN);
  assertEquals(mine?.type === "text" && [mine.mine, mine.from.name], [true, "ida"]);
  assertEquals([conversation.length, conversation.pending.all], [5, []]);
});

/** What a conversation says of its connection, in short. */
function connection(conversation: Conversation): string[] {
  return lines(conversation).flatMap((line) => {
    if (line.type === "connection") return [`${line.what} ${line.time}`];
    return line.type === "gap" ? [`gap ${line.missing} ${line.time}`] : [];
  });
}

Deno.test("Conversation tells of its connection what a person has noticed, and shows every gap", () => {
  const resume = (missing: number) => (one: Conversation) => one.resume(resumed(missing), 30);
  const anew = (one: Conversation) => one.begin(ME, "lobby", 30);
  const lost = (one: Conversation) => one.lost(10);
  const end = (one: Conversation) => one.end("stopping", 10, 20);
  const cases: [((one: Conversation) => void)[], string[]][] = [
    [[resume(0)], []],
    [[resume(3)], ["gap 3 30"]],
    [[anew], ["gap null 30"]],
    [[lost, lost, resume(0)], ["lost 10", "back 30"]],
    [[lost, resume(3)], ["lost 10", "gap 3 30", "back 30"]],
    [[lost, anew], ["lost 10", "gap null 30", "back 30"]],
    [[end, end, lost], ["stopping 10"]],
    [[lost, end, end], ["lost 10", "gave_up 20"]],
    [[end, resume(0)], ["stopping 10", "back 30"]],
    [[lost, end, resume(2), lost], ["lost 10", "gave_up 20", "gap 2 30", "back 30", "lost 10"]],
    [[lost, end, anew], ["lost 10", "gave_up 20", "joined 30"]],
    [[end, anew], ["stopping 10", "joined 30"]],
    [[lost, resume(0), lost], ["lost 10", "back 30", "lost 10"]],
    [[end, anew, end], ["stopping 10", "joined 30", "stopping 10"]],
  ];
  for (const [steps, expected] of cases) {
    const conversation = begin();
    for (const step of steps) step(conversation);
    assertEquals(connection(conversation), ["joined 1", ...expected]);
  }
});

Deno.test("Conversation.take() shows who is away", () => {
  const conversation = begin();
  conversation.take({ type: "joined", room: "lobby", member: BERN, time: 2 });
  const away = () => conversation.members.all.map(({ reconnecting }) => reconnecting);
  conversation.take({ type: "reconnecting", member: "b", time: 3 });
  assertEquals(away(), [false, true]);
  conversation.take({ type: "reconnected", member: "b", time: 4 });
  assertEquals(away(), [false, false]);
  assertEquals(conversation.length, 2, "it comes and goes without a line");
});

Deno.test("Conversation keeps at most MAX_LINES lines, the newest, under their own index", () => {
  const conversation = begin();
  for (let id = 1; id <= MAX_LINES + 1000; id++) {
    conversation.take(text(id, "me", `${id}`));
    if (id % 10_007 === 0) assert(conversation.length - conversation.first <= MAX_LINES);
  }
  const { first, length } = conversation;
  assertEquals(length, MAX_LINES + 1001);
  assert(length - first <= MAX_LINES && length - first > MAX_LINES - 1000);
  const index = first + 17; // line 0 is the connection's, so a text's index is its id
  const [line] = conversation.slice(index, index + 1);
  assertEquals(line?.type === "text" && line.text, `${index}`);
  assertEquals(conversation.slice(0, first), []);
  assertEquals(conversation.slice(length, length + 5), []);
});

/** A conversation as two plain lists, and what the server has taken but not echoed yet. */
interface Model {
  readonly lines: string[];
  pending: { ref: number; text: string; state: Pending["state"] }[];
  says: "sending" | "waiting" | "failed";
  lastRef: number;
  lastId: number;
}

const STEPS = [
  "say",
  "echo",
  "refuse",
  "other",
  "repeat",
  "cut",
  "resume",
  "begin",
  "end",
  "retry",
  "discard",
] as const;
type Step = typeof STEPS[number];

Deno.test("Conversation agrees with two plain lists whatever happens", () => {
  const step = fc.record({ do: fc.constantFrom(...STEPS), at: fc.nat(9) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const real = begin();
      const model: Model = { lines: [], pending: [], says: "sending", lastRef: 0, lastId: 0 };
      for (const { do: what, at } of steps) {
        play(real, model, what, at);
        assertEquals(said(real), model.lines);
        const pending = real.pending.all.map(({ ref, text, state }) => ({ ref, text, state }));
        assertEquals(pending, model.pending);
      }
    }),
    { numRuns: 300 },
  );
});

function play(real: Conversation, model: Model, what: Step, at: number): void {
  const chosen = model.pending[at % Math.max(1, model.pending.length)];
  const connected = model.says === "sending";
  const drop = () => model.pending = model.pending.filter((one) => one !== chosen);
  const turn = (from: Pending["state"], to: Pending["state"]) => {
    for (const one of model.pending) if (one.state === from) one.state = to;
  };
  const say = (words: string) => {
    real.say(words, 0, model.says);
    model.pending.push({ ref: ++model.lastRef, text: words, state: model.says });
  };
  const release = () => {
    const waiting = model.pending.filter(({ state }) => state === "waiting");
    assertEquals(real.release().map(({ ref }) => ref), waiting.map(({ ref }) => ref));
    turn("waiting", "sending");
    model.says = "sending";
  };
  switch (what) {
    case "say":
      return say(`mine ${at}`);
    case "other":
      if (!connected) return;
      real.take(text(++model.lastId, "b", `theirs ${at}`, at));
      model.lines.push(`theirs ${at}`);
      return;
    case "echo":
      if (!connected || !chosen) return;
      real.take(text(++model.lastId, "me", chosen.text, chosen.ref));
      model.lines.push(chosen.text);
      if (chosen.state === "sending" || chosen.state === "unknown") drop();
      return;
    case "repeat":
      if (connected && model.lastId > 0) real.take(text(model.lastId, "me", "again", at));
      return;
    case "refuse":
      if (!chosen) return;
      real.pending.fail(chosen.ref, "refused");
      if (chosen.state === "sending" || chosen.state === "unknown") chosen.state = "failed";
      return;
    case "cut":
      if (connected) model.says = "waiting";
      return;
    case "resume":
      if (model.says === "sending") return;
      real.resume(resumed(at), 0);
      return release();
    case "begin":
      real.begin(ME, "lobby", 0);
      turn("sending", "unknown");
      model.lastId = 0;
      return release();
    case "end":
      real.end("cut", 0, 0);
      model.says = "failed";
      turn("sending", "unknown");
      return turn("waiting", "failed");
    case "retry": {
      const words = chosen ? real.pending.take(chosen.ref) : null;
      const may = chosen?.state === "unknown" || chosen?.state === "failed";
      assertEquals(words, chosen && may ? chosen.text : null);
      if (words === null) return;
      drop();
      return say(words);
    }
    case "discard":
      if (chosen) real.pending.discard(chosen.ref);
      if (chosen?.state !== "sending") drop();
      return;
  }
}

Deno.test("Conversation keeps texts up to MAX_CONVERSATION_UNITS, and of more the newest", () => {
  const conversation = begin();
  const long = "\u202e".repeat(MAX_TEXT_UNITS);
  const fitting = Math.floor(MAX_CONVERSATION_UNITS / MAX_TEXT_UNITS);
  for (let id = 1; id <= fitting; id++) conversation.take(text(id, "me", long));
  assertEquals([conversation.first, conversation.length], [0, fitting + 1]);
  for (let id = fitting + 1; id <= 18_000; id++) conversation.take(text(id, "me", long));
  const kept = said(conversation);
  const units = kept.reduce((sum, one) => sum + one.length, 0);
  assert(units <= MAX_CONVERSATION_UNITS, `${units} units`);
  assert(units > MAX_CONVERSATION_UNITS - (PAGE_LINES + 1) * MAX_TEXT_UNITS);
  assertEquals([conversation.length, kept.length], [18_001, 18_001 - conversation.first]);
});
