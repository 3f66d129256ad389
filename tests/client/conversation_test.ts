import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Line, Pending } from "../../lib/api/view.ts";
import { Conversation } from "../../lib/client/conversation.ts";
import { MAX_CONVERSATION_UNITS, MAX_LINES, MAX_TEXT_UNITS, PAGE_LINES } from "../../lib/limits.ts";
import type { TextMessage } from "../../lib/message/from_server.ts";

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
  const says = conversation.say(`${"a".repeat(MAX_TEXT_UNITS)}b\r\n`, 9, true);
  assertEquals(says, [
    { type: "say", room: "lobby", ref: 1, text: "a".repeat(MAX_TEXT_UNITS) },
    { type: "say", room: "lobby", ref: 2, text: "b" },
  ]);
  assertEquals(conversation.pending.all.map(({ ref, state }) => [ref, state]), [
    [1, "sending"],
    [2, "sending"],
  ]);
  assertEquals(conversation.say(" \n\t ", 9, true), []);
});

Deno.test("Conversation.say() keeps as not sent what is written without a connection", () => {
  const conversation = begin();
  conversation.end("cut", 2);
  assertEquals(conversation.say("late", 3, false), []);
  assertEquals(conversation.pending.all, [
    { ref: 1, text: "late", time: 3, state: "failed", why: null },
  ]);
});

Deno.test("Conversation.resume() goes on with a new id and the server's numbers from anew", () => {
  const conversation = begin();
  conversation.take(text(100, "me", "before"));
  const [, before] = lines(conversation);
  conversation.say("lost", 1, true);
  conversation.end("cut", 2);
  conversation.resume({ ...ME, id: "me2" }, "lobby", 3);
  conversation.take(text(1, "me", "from a stranger with my old id", 1));
  conversation.take(text(2, "me2", "after"));
  assertEquals(lines(conversation)[1], before);
  const mine = lines(conversation).filter((line) => line.type === "text" && line.mine);
  assertEquals(mine.length, 2);
  assertEquals(conversation.pending.all.map(({ state }) => state), ["unknown"]);
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
  connected: boolean;
  lastRef: number;
  lastId: number;
}

const step = fc.oneof(
  fc.record({ do: fc.constant("say" as const), at: fc.nat(9) }),
  fc.record({ do: fc.constant("echo" as const), at: fc.nat(9) }),
  fc.record({ do: fc.constant("refuse" as const), at: fc.nat(9) }),
  fc.record({ do: fc.constant("other" as const), at: fc.nat(9) }),
  fc.record({ do: fc.constant("repeat" as const), at: fc.nat(9) }),
  fc.record({ do: fc.constant("cut" as const), at: fc.nat(9) }),
  fc.record({ do: fc.constant("resume" as const), at: fc.nat(9) }),
  fc.record({ do: fc.constant("retry" as const), at: fc.nat(9) }),
  fc.record({ do: fc.constant("discard" as const), at: fc.nat(9) }),
);

Deno.test("Conversation agrees with two plain lists whatever happens", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const real = begin();
      const model: Model = { lines: [], pending: [], connected: true, lastRef: 0, lastId: 0 };
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

type Step = "say" | "echo" | "refuse" | "other" | "repeat" | "cut" | "resume" | "retry" | "discard";

function play(real: Conversation, model: Model, what: Step, at: number): void {
  const chosen = model.pending[at % Math.max(1, model.pending.length)];
  const drop = () => model.pending = model.pending.filter((one) => one !== chosen);
  const say = (words: string) => {
    real.say(words, 0, model.connected);
    const state = model.connected ? "sending" : "failed";
    model.pending.push({ ref: ++model.lastRef, text: words, state });
  };
  switch (what) {
    case "say":
      return say(`mine ${at}`);
    case "other":
      if (!model.connected) return;
      real.take(text(++model.lastId, "b", `theirs ${at}`, at));
      model.lines.push(`theirs ${at}`);
      return;
    case "echo":
      if (!model.connected || !chosen) return;
      real.take(text(++model.lastId, "me", chosen.text, chosen.ref));
      model.lines.push(chosen.text);
      if (chosen.state === "sending") drop();
      return;
    case "repeat":
      if (model.connected && model.lastId > 0) real.take(text(model.lastId, "me", "again", at));
      return;
    case "refuse":
      if (!chosen) return;
      real.pending.fail(chosen.ref, "refused");
      if (chosen.state === "sending") chosen.state = "failed";
      return;
    case "cut":
      real.end("cut", 0);
      model.connected = false;
      for (const one of model.pending) if (one.state === "sending") one.state = "unknown";
      return;
    case "resume":
      real.resume(ME, "lobby", 0);
      model.connected = true;
      model.lastId = 0;
      return;
    case "retry": {
      const words = chosen ? real.pending.take(chosen.ref) : null;
      assertEquals(words, chosen && chosen.state !== "sending" ? chosen.text : null);
      if (words === null) return;
      drop();
      return say(words);
    }
    case "discard": {
      if (chosen) real.pending.take(chosen.ref);
      if (chosen?.state !== "sending") drop();
      return;
    }
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
