/**
 * What a step on the way back in means for a connection that is to last.
 *
 * @module
 */
import type { Entry } from "./entry.ts";
import { heldSeconds, passes } from "./entry_problem.ts";
import type { Happening } from "./return_rules.ts";

/**
 * What has happened.
 *
 * @param entry The way back in, after a step of it.
 * @param away Since when the person is away, in milliseconds.
 */
export function happeningOf(
  { outcome, stage, hasProceeded }: Pick<Entry, "outcome" | "stage" | "hasProceeded">,
  away: number,
): Happening {
  switch (outcome?.type) {
    case "admitted":
    case "resumed":
      return "in";
    case "failed":
      if (heldSeconds(outcome.problem) !== null) return "held";
      return passes(outcome.problem, away) ? "failed" : "refused";
    case undefined:
      if (stage.at !== "connecting") return "asks";
      return hasProceeded ? "proceeds" : "dials";
  }
}
