/**
 * Plans of what goes wrong, drawn by chance that can be had again.
 *
 * @module
 */
import type { Harm, Mishap, Plan } from "./faults.ts";
import type { Random } from "./random.ts";

/** Bytes of a handshake and of what follows it at once: every second harm is done in there. */
const EARLY_BYTES = 2_000;

/** How connections end badly. */
type Ending = "cut" | "reset" | "half" | "freeze";

/** What a plan is drawn from. */
export interface Odds {
  readonly random: Random;
  /** Ways to end, drawn evenly. With `freeze` nobody is told, and both sides have to notice. */
  readonly endings?: readonly Ending[];
  /** The share of connections that are left alone. */
  readonly spared?: number;
  /** Last byte at which one can end. */
  readonly most?: number;
  /** The share of those that are hindered before they end. */
  readonly hindered?: number;
}

/**
 * Draws what happens to one connection.
 *
 * Half of the ends fall into a handshake or just behind it, where most of the rules are; the others
 * are spread so that a thousandth of `most` is as likely as all of it.
 */
export function drawPlan(odds: Odds): Plan {
  const { random, endings = ["cut", "reset", "half"], spared = 0, hindered = 0.3 } = odds;
  if (random.part() < spared) return {};
  const how = random.pick(endings);
  const at = drawByte(random, odds.most ?? 100_000);
  const mishaps: Mishap[] = [{ how, at }];
  if (random.part() < hindered) {
    mishaps.unshift({ ...drawHindrance(random), at: random.below(at + 1) });
  }
  return random.part() < 0.5 ? { up: mishaps } : { down: mishaps };
}

function drawByte(random: Random, most: number): number {
  if (random.part() < 0.5) return random.below(Math.min(EARLY_BYTES, most));
  return Math.floor(most * 1000 ** (random.part() - 1));
}

function drawHindrance(random: Random): Harm {
  if (random.part() < 0.5) return { how: "stall", ms: random.below(200) };
  return { how: "trickle", bytes: 20 + random.below(400), ms: 1 };
}
