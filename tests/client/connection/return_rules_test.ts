import { assertEquals } from "@std/assert";
import {
  type Happening,
  type Rule,
  RULES,
  type State,
} from "../../../lib/client/connection/return_rules.ts";

/** Every cell of the table. */
const CELLS: readonly (readonly [string, string, Rule])[] = Object.entries(RULES)
  .flatMap(([state, row]) =>
    Object.entries(row).map(([what, rule]): [string, string, Rule] => [state, what, rule])
  );

function cellsThat(is: (state: string, what: string, rule: Rule) => boolean): string[] {
  return CELLS.filter(([state, what, rule]) => is(state, what, rule))
    .map(([state, what]) => `${state} ${what}`);
}

Deno.test("RULES know what becomes of a way back in, however it ends, in every state that has one", () => {
  const ends: readonly Happening[] = ["in", "asks", "failed", "held", "refused"];
  const under: readonly State[] = ["renewing", "swapping", "dialling", "rejoining"];
  const missing = under.flatMap((state) =>
    ends.filter((end) => RULES[state][end] === undefined).map((end) => `${state} ${end}`)
  );
  // A renewal is not in before it has proceeded, and at a rejoining the question is what is shown.
  assertEquals(missing, ["renewing in", "rejoining asks"]);
});

Deno.test("RULES let a person stop whatever is not a connection", () => {
  const stops = cellsThat((_, what, [, next]) => what === "cancel" && next === "over");
  const away = ["pausing", "dialling", "asking", "rejoining"].map((state) => `${state} cancel`);
  assertEquals(stops, away);
  assertEquals(cellsThat((_, what) => what === "cancel"), away, "and nothing else by that");
});

Deno.test("RULES dial by themselves only while pausing, and to renew; else a person wants it", () => {
  const dials = new Set(["dial", "hurry", "redial", "renew", "rejoin"]);
  assertEquals(cellsThat((_, __, [act]) => dials.has(act)), [
    "connected renewal_due",
    "pausing retry_due",
    "pausing network",
    "pausing try_now",
    "dialling network",
    "over rejoin",
  ]);
});

Deno.test("RULES lead nowhere from the end but by a person, and to the end from everywhere", () => {
  assertEquals(Object.keys(RULES.over), ["rejoin"]);
  const reached = new Set<string>(["over"]);
  for (let turn = 0; turn < CELLS.length; turn++) {
    for (const [state, , [, next]] of CELLS) if (reached.has(next)) reached.add(state);
  }
  assertEquals(reached.size, Object.keys(RULES).length);
});
