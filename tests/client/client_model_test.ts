import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Line, Pending, Stage } from "../../lib/api/view.ts";
import { drawFrom } from "../hub/draw.ts";
import { type Wire, World } from "./model_world.ts";

/** Everything of a client that pages see. */
interface Seen {
  readonly stage: Stage;
  readonly lines: readonly Line[];
  readonly pending: readonly Pending[];
}

/** One evening: a client, and chance. */
class Evening {
  readonly world: World;
  readonly #random: (bytes: number) => Uint8Array;
  /** The person's texts, by their words. */
  readonly #mine = new Set<string>();
  #steps = 0;

  constructor(seed: number) {
    this.#random = drawFrom(~seed);
    this.world = new World(drawFrom(seed));
  }

  get seen(): Seen {
    const snapshot = this.world.client.snapshot();
    assert(snapshot.type === "snapshot");
    assertEquals(snapshot.from, 0, "the test looks at all lines");
    return { stage: snapshot.state.stage, lines: snapshot.lines, pending: snapshot.pending };
  }

  /** What came to pass, to see that the evening was not a dull one. */
  marks(): string[] {
    return [
      ...this.world.marks,
      ...this.seen.lines.map((line) => {
        if (line.type === "gap") return line.missing === null ? "gap" : "counted gap";
        return line.type === "connection" ? line.what : line.type;
      }),
    ];
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
    else if (what < 75) world.otherSays(`other ${this.#steps}`);
    else if (what < 78) world.notice();
    else if (what < 82) this.#ring(world.timers.length - 1 - this.#below(3));
    else if (what < 84) this.#ring(this.#below(world.timers.length + 1)); // late, or again
    else if (what < 86) world.carryOut(world.client.networkChanged(world.now));
    else if (what < 88) this.#cut(wire);
    else if (what < 93) this.#flood();
    else if (what < 99) this.#decide();
    else if (this.#below(3) === 0) world.endGrace();
    else if (this.#below(2) === 0) this.#person();
    else world.restart("AB".charAt(this.#below(5) === 0 ? 1 : 0));
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

  /** Compares what pages see with the plain list of what was said. */
  check(): void {
    const { lines, pending } = this.seen;
    this.#checkLines(lines);
    const places = [
      ...lines.flatMap((line) => line.type === "text" ? [line.text] : []),
      ...pending.map(({ text }) => text),
    ].filter((words) => this.#mine.has(words));
    assertEquals(places.toSorted(), [...this.#mine].toSorted(), "each text is in one place");
    assert(this.world.heard.length <= 2, "two links at most");
  }

  /** After a rest: everything has arrived. */
  checkRest(): void {
    const { stage, lines, pending } = this.seen;
    assertEquals(stage.at, "joined");
    assertEquals(pending.filter(({ state }) => state === "waiting" || state === "sending"), []);
    this.world.otherSays("the last word");
    this.rest();
    const after = this.seen.lines.slice(lines.length);
    assertEquals(after.map((line) => line.type === "text" && line.text), ["the last word"]);
    for (const { ref } of pending) this.world.do({ type: "discard", ref });
    assertEquals(this.seen.pending, []);
  }

  #checkLines(lines: readonly Line[]): void {
    const { said, starts } = this.world;
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
    const { pending } = this.seen;
    const chosen = pending[this.#below(Math.max(1, pending.length))];
    // What may still be answered is no business of a person who is to be counted.
    const isQuiet = world.heard.every(({ down }) => down.length === 0);
    const what = this.#below(10);
    if (what < 5) {
      const words = `${what === 0 ? "bad" : "mine"} ${this.#steps}`;
      if (this.seen.stage.at === "start" || this.seen.lines.length === 0) return;
      this.#mine.add(words);
      world.do({ type: "say", text: words });
    } else if (chosen && isQuiet && what < 7) {
      world.do({ type: "retry", ref: chosen.ref });
    } else if (chosen && isQuiet && what < 8) {
      world.do({ type: "discard", ref: chosen.ref });
      if (!this.seen.pending.some(({ ref }) => ref === chosen.ref)) this.#mine.delete(chosen.text);
    } else if (what < 9) {
      world.do({ type: "rename", name: "ada" });
    }
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
    for (let n = 0; n < 3; n++) this.world.otherSays(`flood ${this.#steps} ${n}`);
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
      for (const { state } of evening.seen.pending) note(state);
      evening.rest();
      evening.check();
      evening.checkRest();
      evening.marks().forEach(note);
    }),
    { numRuns: 30 },
  );
  const dull = INTERESTING.filter((what) => !seen.has(what));
  assertEquals(dull, [], "the evenings were not dull");
});
