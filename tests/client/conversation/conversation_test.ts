import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Pending } from "../../../lib/api/view.ts";
import type { Fate } from "../../../lib/client/conversation/pending.ts";
import { Room } from "../../../lib/client/conversation/room.ts";
import { MAX_QUOTE_UNITS, MAX_TEXT_UNITS } from "../../../lib/limits.ts";
import type { RoomState } from "../../../lib/message/from_server.ts";
import { BERN, companyOf, linesOf, ME, textOf } from "../company.ts";

const STATE: RoomState = { room: "kitchen", kind: "public", topic: "", history: 0 };

function begin(): Room {
  const parts = { id: "c1", company: companyOf(), you: ME, state: STATE, isLobby: true };
  return new Room({ ...parts, invite: () => "" }, 1);
}

function plain(text: string) {
  return { text, action: false, reply: null, mentions: [] };
}

function said(conversation: Room): string[] {
  return linesOf(conversation).flatMap((line) => line.type === "text" ? [line.text] : []);
}

function lastText(conversation: Room) {
  const line = linesOf(conversation).findLast(({ type }) => type === "text");
  assert(line?.type === "text");
  return line;
}

Deno.test("Conversation.say() sends a long text as several, in order", () => {
  const room = begin();
  const says = room.say(plain(`${"a".repeat(MAX_TEXT_UNITS)}b\r\n`), 9, "sending");
  assertEquals(says, [
    { type: "say", room: "kitchen", ref: 1, text: "a".repeat(MAX_TEXT_UNITS) },
    { type: "say", room: "kitchen", ref: 2, text: "b" },
  ]);
  assertEquals(room.pending.all.map(({ ref, state }) => [ref, state]), [
    [1, "sending"],
    [2, "sending"],
  ]);
  assertEquals(room.say(plain(" \n\t "), 9, "sending"), []);
});

Deno.test("Conversation.say() keeps what cannot be sent, and release() gives what waited", () => {
  const room = begin();
  const fates: readonly Fate[] = ["no_connection", "waiting", "waiting", "gone"];
  for (const fate of fates) assertEquals(room.say(plain(fate), 3, fate), []);
  assertEquals(room.release().map(({ ref }) => ref), [2, 3]);
  assertEquals(room.release(), []);
});

Deno.test("Conversation quotes the first line of what a text answers, as it was then", () => {
  const room = begin();
  const long = `${"x".repeat(MAX_QUOTE_UNITS - 1)}\u{1f600} and more`;
  room.take(textOf(1, "b", "\n  first line\nsecond line"), 1);
  room.take(textOf(2, "b", long), 1);
  room.take(textOf(3, "me", "one", { reply: 1 }), 1);
  assertEquals(lastText(room).reply, { id: 1, at: 0, from: BERN, text: "first line" });
  room.take(textOf(4, "me", "two", { reply: 2 }), 1);
  assertEquals(
    lastText(room).reply?.text,
    "x".repeat(MAX_QUOTE_UNITS - 1),
    "no half of a character",
  );
  room.take(textOf(5, "me", "three", { reply: 99 }), 1);
  assertEquals(lastText(room).reply, { id: 99, at: null, from: null, text: "" });
  assertEquals(lastText(room).toMe, false);
});

Deno.test("Conversation tells what is to the person: who is named, and whose text is answered", () => {
  const room = begin();
  room.take(textOf(1, "me", "mine"), 1);
  const isToMe = (id: number, from: string, more: object) => {
    room.take(textOf(id, from, "x", more), 1);
    return lastText(room).toMe;
  };
  assertEquals([
    isToMe(2, "b", { mentions: ["b", "me"] }),
    isToMe(3, "b", { reply: 1 }),
    isToMe(4, "b", { mentions: ["b"], reply: 2 }),
    isToMe(5, "me", { mentions: ["me"], reply: 1 }),
  ], [true, true, false, false]);
  assertEquals(lastText(room).mentions, [ME]);
});

/** Something happens in a room: to the server's texts, which are kept there or not, and to who sees them. */
type Turn = {
  readonly do: "say" | "miss" | "delete" | "return" | "restart" | "shed";
  readonly at: number;
};

/** A text as the server has it; its words are no other's. */
interface Told {
  readonly id: number;
  readonly words: string;
  readonly time: number;
  readonly reply: number | null;
}

/** A room as the server has it, and what the words are that each text answers. */
class Place {
  readonly room = begin();
  readonly answers = new Map<string, string | null>();
  /** What was taken back where the person has it. */
  readonly taken = new Set<string>();
  /** Where this membership begins. */
  start = 0;
  #texts: Told[] = [];
  #id = 0;
  #time = 0;

  play({ do: what, at }: Turn): void {
    switch (what) {
      case "say":
        return this.#give(this.#say(at), false);
      case "miss":
        this.#say(at);
        return this.#return(at);
      case "return":
        return this.#return(at);
      case "restart":
        [this.#texts, this.#id] = [[], 0];
        return this.#return(0);
      case "shed":
        return this.room.log.shed();
      case "delete": {
        const told = this.#texts[at % Math.max(1, this.#texts.length)];
        if (told === undefined) return;
        this.#texts = this.#texts.filter((one) => one !== told);
        // Of one that was given anew after two memberships, nobody knows that it is the same.
        const isThereOnce = said(this.room).filter((words) => words === told.words).length === 1;
        if (isThereOnce && this.room.log.find(told.id) !== null) this.taken.add(told.words);
        return this.room.take(
          { type: "deleted", room: "kitchen", id: told.id, from: "b", time: 1 },
          1,
        );
      }
    }
  }

  #say(at: number): Told {
    const reply = at % 3 === 0 || this.#id === 0 ? null : 1 + at % this.#id;
    const told = { id: ++this.#id, words: `text ${++this.#time}`, time: this.#time, reply };
    this.answers.set(told.words, this.#texts.find(({ id }) => id === reply)?.words ?? null);
    this.#texts.push(told);
    return told;
  }

  #give({ id, words, time, reply }: Told, past: boolean): void {
    const more = { time, ...(reply !== null && { reply }), ...(past && { past }) };
    this.room.take(textOf(id, "b", words, more), 1);
  }

  /** The person is another member, who is given what is kept. */
  #return(kept: number): void {
    this.start = this.room.log.length;
    this.room.begin(ME, STATE, 0);
    for (const told of this.#texts.slice(Math.max(0, this.#texts.length - kept))) {
      this.#give(told, true);
    }
  }
}

Deno.test("Conversation knows where a quoted text stands, and never says that it is another one", () => {
  const turn = fc.record({
    do: fc.constantFrom<Turn["do"][]>(
      ...["say", "say", "say", "say", "miss", "delete", "return", "restart", "shed"] as const,
    ),
    at: fc.nat(11),
  });
  let [known, before] = [0, 0];
  fc.assert(
    fc.property(fc.array(turn, { minLength: 20, maxLength: 60 }), (turns) => {
      const place = new Place();
      for (const turn of turns) {
        place.play(turn);
        const { log } = place.room;
        for (const [index, line] of linesOf(place.room).entries()) {
          if (line.type !== "text" || line.reply === null) continue;
          const { at, from, text } = line.reply;
          assertEquals(from === null, at === null);
          if (at === null) {
            assertEquals(text, "");
            continue;
          }
          known++;
          if (at < place.start && log.first + index >= place.start) before++;
          const words = place.answers.get(line.text);
          if (text !== "") assertEquals(text, words);
          assert(!place.taken.has(text), "what is taken back is quoted nowhere");
          const [quoted] = log.slice(at, at + 1);
          assert(at < log.first || quoted?.type === "deleted" || quoted?.type === "text");
          if (quoted?.type === "text") assertEquals(quoted.text, words);
        }
      }
    }),
    { numRuns: 300 },
  );
  assert(known > 1_000 && before > 100, `${known} quotes, ${before} of the membership before`);
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
] as const;
const MORE_STEPS = ["retry", "discard", "edit", "delete"] as const;
type Step = typeof STEPS[number] | typeof MORE_STEPS[number];

Deno.test("Conversation agrees with two plain lists whatever happens", () => {
  const step = fc.record({ do: fc.constantFrom(...STEPS, ...MORE_STEPS), at: fc.nat(9) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const real = begin();
      const model: Model = { lines: [], pending: [], says: "sending", lastRef: 0, lastId: 0 };
      for (const { do: what, at } of steps) {
        play(real, model, what, at);
        assertEquals(said(real), model.lines.filter((line) => line !== ""));
        const pending = real.pending.all.map(({ ref, text, state }) => ({ ref, text, state }));
        assertEquals(pending, model.pending);
      }
    }),
    { numRuns: 300 },
  );
});

/** Index in the model's lines of the text with this id: all of one membership, from its start. */
function placeOf(model: Model, id: number): number {
  return model.lines.length - model.lastId + id - 1;
}

function play(real: Room, model: Model, what: Step, at: number): void {
  const chosen = model.pending[at % Math.max(1, model.pending.length)];
  const connected = model.says === "sending";
  const drop = () => model.pending = model.pending.filter((one) => one !== chosen);
  const turn = (from: Pending["state"], to: Pending["state"]) => {
    for (const one of model.pending) if (one.state === from) one.state = to;
  };
  const say = (words: string) => {
    real.say(plain(words), 0, model.says === "failed" ? "no_connection" : model.says);
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
      real.take(textOf(++model.lastId, "b", `theirs ${at}`, { ref: at }), 1);
      model.lines.push(`theirs ${at}`);
      return;
    case "echo":
      if (!connected || !chosen) return;
      real.take(textOf(++model.lastId, "me", chosen.text, { ref: chosen.ref }), 1);
      model.lines.push(chosen.text);
      if (chosen.state === "sending" || chosen.state === "unknown") drop();
      return;
    case "repeat":
      if (connected && model.lastId > 0) real.take(textOf(model.lastId, "me", "again"), 1);
      return;
    case "edit":
    case "delete": {
      if (!connected || model.lastId === 0) return;
      const id = 1 + at % model.lastId;
      const from = real.log.find(id)?.from.id ?? "b";
      const about = { room: "kitchen", from, id, time: 1 } as const;
      const place = placeOf(model, id);
      if (what === "delete") real.take({ type: "deleted", ...about }, 1);
      else real.take({ type: "edited", ...about, text: `edited ${at}` }, 1);
      if (model.lines[place] !== "") model.lines[place] = what === "delete" ? "" : `edited ${at}`;
      return;
    }
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
      real.resume({ type: "resumed", you: ME, received: 0, missing: at, time: 50 }, 0);
      return release();
    case "begin":
      real.begin(ME, STATE, 0);
      turn("sending", "unknown");
      model.lastId = 0;
      return release();
    case "end":
      real.pending.end();
      model.says = "failed";
      turn("sending", "unknown");
      return turn("waiting", "failed");
    case "retry": {
      const written = chosen ? real.pending.take(chosen.ref) : null;
      const may = chosen?.state === "unknown" || chosen?.state === "failed";
      assertEquals(written?.text ?? null, chosen && may ? chosen.text : null);
      if (written === null) return;
      drop();
      return say(written.text);
    }
    case "discard":
      if (chosen) real.pending.discard(chosen.ref);
      if (chosen?.state !== "sending") drop();
      return;
  }
}
