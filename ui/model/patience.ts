/**
 * How long a stage is kept off the screen: what is over in a moment would only be a flicker.
 *
 * @module
 */
import type { Stage } from "../../lib/api/view.ts";

/** How long a join may take before the page says that it is being tried, in milliseconds. */
export const CONNECTING_MS = 300;

/** How long a connection may be away before it is said, in milliseconds: most cuts are mended. */
export const BLIP_MS = 1000;

/**
 * In how many milliseconds a stage is to be shown, if it lasts; 0 is at once.
 *
 * A server that was stopped, and a try that came to nothing, are no flicker.
 *
 * @param stage What the process said.
 * @param now Milliseconds since 1970 (UTC).
 */
export function patience(stage: Stage | null, now: number): number {
  if (stage?.at === "connecting") return CONNECTING_MS;
  if (stage?.at !== "reconnecting" || stage.how === "stopping" || stage.problem !== null) return 0;
  return Math.min(Math.max(stage.since + BLIP_MS - now, 0), BLIP_MS);
}
