/**
 * Measures how what something costs grows with what there is of everything else, in one process
 * without sockets: for each a straight line is wanted, so it is divided by what it is for, and
 * compared with the smallest.
 *
 * @module
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { print } from "../../lib/io/terminal.ts";
import { type Figure, FIGURES } from "./growth_figures.ts";
import { middleOf } from "./middle.ts";

/** One figure at one size. */
export interface GrowthRow {
  readonly figure: string;
  /** What there are so many of. */
  readonly of: string;
  readonly size: number;
  /** Microseconds for what is done once. */
  readonly micros: number;
  /** Microseconds for each of what it must cost something for; the same where that is one. */
  readonly each: number;
  /**
   * How much more each costs than at the smallest size: 1 is a straight line; less is one that does
   * not begin at nothing.
   */
  readonly times: number;
  /**
   * Microseconds for each that there is more than at the size before, `null` for the smallest: on a
   * straight line it is the same for all.
   */
  readonly slope: number | null;
}

/** How often each is done at least and at most; the middle one counts. */
const LEAST_RUNS = 5;
const MOST_RUNS = 101;

/** Longest that one figure is measured once it was done often enough, in milliseconds. */
const MOST_MS = 1_000;

/** Measures everything at four sizes, prints it, and gives it back. */
export function benchGrowth(): readonly GrowthRow[] {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  return FIGURES.flatMap((figure) => {
    const rows = measure(figure, collect);
    for (const row of rows) print(lineOf(row));
    return rows;
  });
}

/** One size after the other, again and again, so that what disturbs the machine disturbs all. */
function measure(figure: Figure, collect: () => void): readonly GrowthRow[] {
  const { name, of, sizes, unitsOf } = figure;
  const scenes = sizes.map((size) => ({ size, act: figure.prepare(size), took: [] as number[] }));
  // The first times are those of the compiler.
  for (const { act } of scenes) act();
  collect();
  const start = performance.now();
  for (let run = 0; run < MOST_RUNS; run++) {
    if (run >= LEAST_RUNS && performance.now() - start > MOST_MS) break;
    for (const { act, took } of scenes) took.push(act());
  }
  const middles = scenes.map(({ size, took }) => {
    const micros = middleOf(took);
    return { size, micros, each: micros / unitsOf(size) };
  });
  const least = middles[0]?.each ?? NaN;
  return middles.map((middle, at) => {
    const before = middles[at - 1];
    const more = before && unitsOf(middle.size) - unitsOf(before.size);
    const slope = before && more ? (middle.micros - before.micros) / more : null;
    return { figure: name, of, ...middle, times: middle.each / least, slope };
  });
}

function lineOf({ figure, of, size, micros, each, times, slope }: GrowthRow): string {
  const count = size.toLocaleString("en");
  const share = micros === each ? "" : `, for each ${each.toPrecision(3)} µs`;
  const more = slope === null ? "" : `, for each one more ${slope.toPrecision(3)} µs`;
  return `growth, ${figure}, ${count} ${of}: ${micros.toFixed(1)} µs${share}${more}, ` +
    `${times.toFixed(2)} of the smallest`;
}
