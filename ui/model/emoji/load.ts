/**
 * Fetching the emoji, which weigh half as much as the page and are not needed at first.
 *
 * @module
 */
import type { Signals } from "../signals.ts";

/** Fetches them, once the page is drawn. A page without them is one without emoji by their codes. */
export async function loadEmoji({ emoji }: Pick<Signals, "emoji">): Promise<void> {
  const { EMOJI } = await import("./all.ts");
  emoji.value = EMOJI;
}
