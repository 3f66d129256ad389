import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Update } from "../../../../lib/api/update.ts";
import { MAX_HELD_LINES } from "../../../../lib/api/limits.ts";
import { Actions } from "../../../../ui/model/actions.ts";
import { end, type Held } from "../../../../ui/model/model.ts";
import {
  drawn,
  MAX_DRAWN,
  MAX_FOLLOWED,
  MAX_READ_LINES,
  STEP,
} from "../../../../ui/model/log/span.ts";
import { Store } from "../../../../ui/model/store.ts";
import { LINES, LOBBY, snapshotOf } from "../../../support/scenes.ts";

/** What can happen to a page that is open for long; counts of lines, and where the reader goes. */
type Step =
  | { readonly do: "come"; readonly lines: number }
  | { readonly do: "older" | "newer" | "end" };

const STEP_OF: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("come" as const), lines: fc.integer({ min: 1, max: 9_000 }) }),
  fc.record({ do: fc.constantFrom("older" as const, "newer" as const, "end" as const) }),
);

const [, LINE] = LINES;

/** A process that knows everything that was said, and a page of it. */
class World {
  readonly store = new Store();
  readonly #actions = new Actions(this.store, (intent) => {
    if (intent.type !== "older") return;
    this.asked++;
    const from = Math.max(0, intent.before - 500);
    this.#tell({ type: "older", in: LOBBY, from, lines: this.#lines(intent.before - from) });
  });
  /** How often it was asked for older lines. */
  asked = 0;
  #said = LINES.length;

  constructor() {
    this.store.take([snapshotOf("chat")], false);
  }

  get held(): Held {
    return this.store.held.value;
  }

  do(step: Step): void {
    if (step.do === "older") this.#actions.older();
    else if (step.do === "newer") this.#actions.newer();
    else if (step.do === "end") this.#actions.toEnd();
    else if (step.do === "come") {
      const from = this.#said;
      this.#said += step.lines;
      this.#tell({ type: "lines", in: LOBBY, from, lines: this.#lines(step.lines) });
    }
  }

  #tell(update: Update): void {
    this.store.take([update], false);
  }

  #lines(count: number) {
    assert(LINE !== undefined);
    return Array(count).fill(LINE);
  }
}

Deno.test("Store holds no more lines than it may, and draws no more, whatever comes and wherever one reads", () => {
  fc.assert(
    fc.property(fc.array(STEP_OF, { minLength: 1, maxLength: 40 }), (steps) => {
      const world = new World();
      for (const step of steps) {
        world.do(step);
        const { held } = world;
        const span = world.store.span.value;
        // Who was reading back lets go of what is too much with the next line that comes.
        const most = span.follow && step.do === "come" ? MAX_HELD_LINES : MAX_READ_LINES;
        assert(held.lines.length <= most);
        const { first, last } = drawn(span, held.from, end(held));
        assert(last - first <= (span.follow ? MAX_FOLLOWED + STEP : MAX_DRAWN));
        assert(first >= held.from && last <= end(held) && first <= last);
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("Store holds exactly what it may after a flood", () => {
  const world = new World();
  for (let n = 0; n < 8; n++) world.do({ do: "come", lines: 9_000 });
  assertEquals(world.held.lines.length, MAX_HELD_LINES);
  assertEquals(end(world.held), LINES.length + 72_000);
  world.do({ do: "older" });
  for (let n = 0; n < 8; n++) world.do({ do: "come", lines: 9_000 });
  assertEquals(world.held.lines.length, 2 * MAX_HELD_LINES);
  world.do({ do: "end" });
  world.do({ do: "come", lines: 1 });
  assertEquals(world.held.lines.length, MAX_HELD_LINES);
});

Deno.test("Store holds no more of what is asked for, and Reading.older() says so", () => {
  const world = new World();
  for (let n = 0; n < 8; n++) world.do({ do: "come", lines: 9_000 });
  for (let n = 0; n < 200; n++) world.do({ do: "older" });
  assertEquals(world.held.lines.length, MAX_READ_LINES);
  assertEquals(world.asked, (MAX_READ_LINES - MAX_HELD_LINES) / 500);
  assertEquals(world.held.complete, false);
  const sentence =
    "A page shows the last 40,000 lines. Export the conversation to read further up.";
  assertEquals(world.store.remark.value, sentence);
});
