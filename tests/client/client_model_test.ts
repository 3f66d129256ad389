import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Line, Pending, RoomView, Stage } from "../../lib/api/view.ts";
import { drawFrom } from "../hub/draw.ts";
import { type RoomName, ROOMS, type Wire, World } from "./model_world.ts";

/** Everything of one room that pages see. */
interface SeenRoom {
  readonly view: RoomView;
  readonly lines: readonly Line[];
  readonly pending: readonly Pending[];
}

/** Everything of a client that pages see. */
interface Seen {
  readonly stage: Stage;
  readonly lobby: SeenRoom | null;
  readonly kitchen: SeenRoom | null;
}

/** One evening: a client, and chance. */
class Evening {
  readonly world: World;
  readonly #random: (bytes: number) => Uint8Array;
  /** The person's texts, by their words, and the conversation that each was said in. */
  readonly #mine = new Map<string, string>();
  /** The rooms that the person wants to hear nothing of. */
  readonly #quiet = new Set<RoomName>();
  /** What the person did that is not to be seen in any line. */
  readonly did: string[] = [];
  #steps = 0;

  constructor(seed: number) {
    this.#random = drawFrom(~seed);
    this.world = new World(drawFrom(seed));
  }

  get seen(): Seen {
    const { state } = this.world.client.snapshot();
    return { stage: state.stage, lobby: this.#room("lobby"), kitchen: this.#room("kitchen") };
  }

  /** What came to pass, to see that the evening was not a dull one. */
  marks(): string[] {
    const { lobby, kitchen } = this.seen;
    const marked = (room: SeenRoom | null, prefix: string) =>
      room?.lines.map((line) => {
        if (line.type === "gap") return `${prefix}${line.missing === null ? "gap" : "counted gap"}`;
        if (line.type === "out") return `${prefix}${line.how}`;
        return line.type === "connection" ? line.what : `${prefix}${line.type}`;
      }) ?? [];
    return [...this.did, ...this.world.marks, ...marked(lobby, ""), ...marked(kitchen, "kitchen ")];
  }

  /** Texts of the person without a place. */
  get pending(): readonly Pending[] {
    const { lobby, kitchen } = this.seen;
    return [...lobby?.pending ?? [], ...kitchen?.pending ?? []];
  }

  /** Something happens. */
  step(): void {
    this.#steps++;
    const { world } = this;
    world.now += this.#below(50) - 20; // a clock that goes back and forth
    const wires = [...world.wires.values()].filter(({ isHeard, up }) => isHeard || up.length > 0);
    const wire = wires[this.#below(Math.max(1, wires.length))];
    const what = this.#below(100);
    if (what < 55) this.#deliver(wire, 1 + this.#below(4));
    else if (what < 65) this.#person();
    else if (what < 75) {
      world.otherSays(`other ${this.#steps}`, this.#below(2) === 0 ? "lobby" : "kitchen");
    } else if (what < 78) world.notice();
    else if (what < 82) this.#ring(world.timers.length - 1 - this.#below(3));
    else if (what < 84) this.#ring(this.#below(world.timers.length + 1)); // late, or again
    else if (what < 86) world.carryOut(world.client.networkChanged(world.now));
    else if (what < 88) this.#cut(wire);
    else if (what < 93) this.#flood();
    else if (what < 99) this.#decide();
    else this.#rarely();
  }

  /** What ends more than a connection. */
  #rarely(): void {
    const { world } = this;
    switch (this.#below(8)) {
      case 0:
      case 1:
        return world.endGrace();
      case 2:
      case 3:
        return world.kick();
      case 4:
        return world.toggleKitchen();
      case 5:
        return this.#person();
      default:
        return world.restart("AB".charAt(this.#below(5) === 0 ? 1 : 0));
    }
  }

  /** All that is under way comes to its end, with nothing in its way any more. */
  rest(): void {
    const { world } = this;
    for (let turn = 0; turn < 200; turn++) {
      world.notice();
      for (const wire of world.wires.values()) {
        this.#deliver(wire, 50);
      }
      const { stage } = this.seen;
      if (stage.at === "joined" && world.heard.length === 1 && turn > 5) break;
      this.#decide();
      if (stage.at === "reconnecting") this.#ring(world.timers.length - 1);
      world.endGrace();
    }
  }

  /** Compares what pages see with the plain lists of what was said. */
  check(): void {
    const { lobby, kitchen } = this.seen;
    if (lobby) this.#checkLobby(lobby.lines);
    if (kitchen) this.#checkKitchen(kitchen.lines);
    const ids = new Map([lobby, kitchen].map((room) => [room?.view.id, room]));
    const mine = [...this.#mine].flatMap(([words, id]) => ids.has(id) ? [words] : []);
    const places = [lobby, kitchen].flatMap((room) => [
      ...room?.lines.flatMap((line) => line.type === "text" ? [line.text] : []) ?? [],
      ...room?.pending.map(({ text }) => text) ?? [],
    ]).filter((words) => this.#mine.has(words));
    assertEquals(new Set(places).size, places.length, "no text is in two places");
    // What was on its way when its conversation was closed may reach the room after coming in again.
    const open = places.filter((words) => ids.has(this.#mine.get(words)));
    assertEquals(open.toSorted(), mine.toSorted(), "each text is in one place");
    assert(this.world.heard.length <= 2, "two links at most");
    for (const room of [lobby, kitchen]) {
      if (room === null) continue;
      const isQuiet = ROOMS.some((name) => name === room.view.name && this.#quiet.has(name));
      assertEquals(room.view.quiet, isQuiet);
      if (this.#steps % 40 === 0) this.#checkSearch(room);
    }
  }

  /** After a rest: everything has arrived. */
  checkRest(): void {
    const { stage, lobby, kitchen } = this.seen;
    assertEquals(stage.at, "joined");
    const open = this.pending.filter(({ state }) => state === "waiting" || state === "sending");
    assertEquals(open, []);
    const person = [...this.world.people.values()].at(-1);
    assertEquals(kitchen?.view.over === null, person?.isInKitchen === true);
    for (const name of ["lobby", "kitchen"] as const) this.world.otherSays("the last word", name);
    this.rest();
    for (const before of [lobby, kitchen]) {
      if (before === null) continue;
      const after = this.#room(before === lobby ? "lobby" : "kitchen")?.lines ?? [];
      const added = after.slice(before.lines.length);
      const words = added.map((line) => line.type === "text" && line.text);
      assertEquals(words, before.view.over === null ? ["the last word"] : []);
      for (const { ref } of before.pending) {
        this.world.do({ type: "discard", in: before.view.id, ref });
      }
    }
    assertEquals(this.pending, []);
  }

  /** What was said last is found by its words, where it stands, and before all that is older. */
  #checkSearch({ view, lines }: SeenRoom): void {
    const index = lines.findLastIndex(({ type }) => type === "text");
    const line = lines[index];
    if (line?.type !== "text") return;
    const text = line.text.toUpperCase();
    const { client, now } = this.world;
    const [found] = client.intent({ type: "search", in: view.id, text }, now).replies;
    assert(found?.type === "found");
    assertEquals(found.matches[0], { index, line });
  }

  /** A room with all that is kept of it. */
  #room(name: RoomName): SeenRoom | null {
    const { client, now } = this.world;
    const { state, conversations } = client.snapshot();
    const view = state.conversations.find((one) => one.type === "room" && one.name === name);
    const content = conversations.find((one) => one.in === view?.id);
    if (view?.type !== "room" || content === undefined) return null;
    let lines = content.lines;
    for (let { from } = content; from > 0;) {
      // Page by page, or all at once.
      const reach = this.#steps % 2 === 0 ? 0 : null;
      const [older] =
        client.intent({ type: "older", in: view.id, before: from, reach }, now).replies;
      assert(older?.type === "older" && (reach === null || older.from === 0));
      lines = [...older.lines, ...lines];
      from = older.from;
    }
    return { view, lines, pending: content.pending };
  }

  #checkLobby(lines: readonly Line[]): void {
    const { said: { lobby: said }, starts } = this.world;
    const begins = [...starts];
    let next = 0; // index of what must come
    let slack = 0; // how many may be missing before it
    for (const line of lines) {
      if (line.type === "gap" && line.missing !== null) slack += line.missing;
      if (line.type === "gap" && line.missing === null || isJoined(line)) {
        next = begins.shift() ?? said.length;
        slack = 0;
      }
      if (line.type !== "text") continue;
      const index = line.time - 1;
      assertEquals(said[index]?.words, line.text);
      assert(index >= next && index <= next + slack, `${index} where ${next} was due`);
      next = index + 1;
      slack = 0;
    }
    assertEquals(begins, [], "each welcome shows");
  }

  /** Where somebody comes in, what comes next is anything later; from there on, all there is. */
  #checkKitchen(lines: readonly Line[]): void {
    const { kitchen: said } = this.world.said;
    let [next, slack] = [0, Infinity];
    for (const line of lines) {
      if (line.type === "gap") slack += line.missing ?? Infinity;
      if (line.type === "rule" || line.type === "out") slack = Infinity;
      if (line.type !== "text") continue;
      const index = line.time - 1;
      assertEquals(said[index]?.words, line.text);
      assert(index >= next && index <= next + slack, `${index} where ${next} was due`);
      [next, slack] = [index + 1, 0];
    }
  }

  #deliver(wire: Wire | undefined, times: number): void {
    const { world } = this;
    for (let n = 0; wire !== undefined && n < times; n++) {
      const isIdle = wire.down.length + wire.up.length === 0;
      if (isIdle && wire.isHeard && wire.person === null) world.answer(wire, this.#below(4) > 0);
      else if (this.#below(2) === 0) world.deliverUp(wire);
      else world.deliverDown(wire);
    }
  }

  #person(): void {
    const { world } = this;
    const { lobby, kitchen } = this.seen;
    const room = kitchen !== null && this.#below(2) === 0 ? kitchen : lobby;
    if (room === null) return;
    const place = room.view.id;
    const chosen = room.pending[this.#below(Math.max(1, room.pending.length))];
    // What may still be answered, now or by a connection to come, is no business of a person who is
    // to be counted.
    const isIn = this.seen.stage.at === "joined";
    const isQuiet = isIn && world.heard.every(({ down }) => down.length === 0);
    const what = this.#below(13);
    if (what === 12) this.#hush(room);
    else if (what < 5) {
      const text = `${what === 0 ? "bad" : "mine"} ${this.#steps}`;
      this.#mine.set(text, place);
      world.do({ type: "say", in: place, text, action: false, reply: null, mentions: [] });
    } else if (chosen && isQuiet && what < 7) {
      world.do({ type: "retry", in: place, ref: chosen.ref });
    } else if (chosen && isQuiet && what < 8) {
      world.do({ type: "discard", in: place, ref: chosen.ref });
      if (!this.pending.some(({ ref }) => ref === chosen.ref)) this.#mine.delete(chosen.text);
    } else if (what < 9) {
      this.#amend(room);
      world.do({ type: "rename", name: "ada" });
    } else if (what < 11) {
      world.do({ type: "join_room", room: "kitchen", passphrase: null });
    } else if (kitchen !== null && this.#below(4) === 0) {
      world.do({ type: "close", in: kitchen.view.id });
    }
  }

  /** Other words for the first text that anybody might still give some; also for those that went. */
  #amend({ view, pending }: SeenRoom): void {
    const { world } = this;
    const chosen = pending.find(({ state }) => state === "waiting" || state === "failed") ??
      pending[0];
    if (chosen === undefined) return;
    const text = `other ${this.#steps} of mine`;
    const amend = { type: "amend", in: view.id, ref: chosen.ref, text, mentions: [] } as const;
    const { effects, replies } = world.client.intent(amend, world.now);
    const went = chosen.state === "sending" || chosen.state === "unknown";
    const problem = { type: "notice", problem: { code: "not_waiting" } } as const;
    assertEquals(replies, went ? [problem] : []);
    world.carryOut(effects);
    this.did.push(`amended ${chosen.state}`);
    if (went) return;
    this.#mine.delete(chosen.text);
    this.#mine.set(text, view.id);
  }

  #hush({ view }: SeenRoom): void {
    const name = ROOMS.find((one) => one === view.name);
    if (name === undefined) return;
    const on = !this.#quiet.has(name);
    if (on) this.#quiet.add(name);
    else this.#quiet.delete(name);
    this.world.do({ type: "quiet", in: view.id, on });
  }

  /** A person answers what they are asked, and now and then wants something. */
  #decide(): void {
    const { world } = this;
    const { stage } = this.seen;
    switch (stage.at) {
      case "start":
        return world.do({ type: "join", where: "garden", name: "ada" });
      case "new_key":
        return world.do({ type: "accept_new_key", compared: false });
      case "changed_key":
        if (this.#below(8) === 0) return world.do({ type: "cancel" });
        return world.do({ type: "accept_changed_key", word: stage.words[0] ?? "" });
      case "ended":
        return world.do({ type: "rejoin" });
      case "reconnecting":
        return world.do({ type: this.#below(12) === 0 ? "cancel" : "try_now" });
    }
  }

  /** So much is said that the server cannot keep it for who is away. */
  #flood(): void {
    for (let n = 0; n < 6; n++) {
      this.world.otherSays(`flood ${this.#steps} ${n}`, n % 2 === 0 ? "lobby" : "kitchen");
    }
    this.world.forget();
  }

  #ring(index: number): void {
    const timer = this.world.timers[index];
    if (timer === undefined) return;
    this.world.carryOut(this.world.client.waited(timer, this.world.now));
  }

  #cut(wire: Wire | undefined): void {
    if (wire?.isHeard) this.world.cut(wire);
  }

  #below(limit: number): number {
    const [high = 0, low = 0] = this.#random(2);
    return (high * 256 + low) % limit;
  }
}

function isJoined(line: Line): boolean {
  return line.type === "connection" && line.what === "joined";
}

/** What must come to pass in some evening, or the test has seen nothing. */
const INTERESTING = [
  "resumed",
  "swapped",
  "held",
  "lost",
  "back",
  "joined",
  "gave_up",
  "cut",
  "gap",
  "counted gap",
  "text",
  "waiting",
  "sending",
  "unknown",
  "failed",
  "kitchen text",
  "kitchen gap",
  "kitchen counted gap",
  "kitchen kicked",
  "kitchen gone",
  "amended waiting",
  "amended sending",
  "amended unknown",
  "amended failed",
];

Deno.test("Client shows what was said once and in order, or a gap, and loses nothing that was typed", () => {
  const seen = new Map<string, number>();
  const note = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const evening = new Evening(seed);
      for (let step = 0; step < 1_000; step++) {
        evening.step();
        if (step % 4 === 0) evening.check();
      }
      for (const { state } of evening.pending) note(state);
      evening.rest();
      evening.check();
      evening.checkRest();
      evening.marks().forEach(note);
    }),
    // A room is left and entered again while a text is on its way.
    { numRuns: 30, examples: [[-873227221]] },
  );
  const dull = INTERESTING.filter((what) => !seen.has(what));
  assertEquals(dull, [], "the evenings were not dull");
});
