/**
 * Which of the windows of one client asked for what comes now.
 *
 * The process tells all of them that something is there, or did not work. Only the one where it was
 * asked for turns to it: in another one somebody may be in the middle of writing.
 *
 * @module
 */

import type { Intent } from "../../lib/api/intent.ts";

/** How long an answer is waited for, in milliseconds. */
export const ANSWER_MS = 30_000;

/** What comes of these is told in the conversation, and nowhere else. */
const TOLD_THERE: ReadonlySet<Intent["type"]> = new Set<Intent["type"]>([
  "say",
  "retry",
  "discard",
]);

/** What is known of this page's own questions. */
export class Asker {
  /** When it asked for something last, in milliseconds; null is never. */
  #asked: number | null = null;
  #touched = false;

  /** It asks for something; `now` is milliseconds since 1970 (UTC). */
  ask({ type }: Intent, now: number): void {
    this.#touched = true;
    if (!TOLD_THERE.has(type)) this.#asked = now;
  }

  /** Somebody does something in it. */
  touch(): void {
    this.#touched = true;
  }

  /** Whether what comes at `now` is for it; a page that nobody has touched yet shows whatever comes. */
  isMine(now: number): boolean {
    return !this.#touched || this.#asked !== null && now - this.#asked < ANSWER_MS;
  }
}
