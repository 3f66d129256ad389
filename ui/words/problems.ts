/**
 * A sentence for every problem there can be: what is wrong, and what to do about it.
 *
 * @module
 */
import type { Pending, Problem } from "../../lib/api/view.ts";
import { words } from "../words.ts";

/** The sentence for a problem. */
export function problemSentence(problem: Problem): string {
  return words.sentences.problem(problem);
}

/**
 * Why the last try to get back in came to nothing, short enough to stand beside what helps: it is
 * said there that it goes on trying, and whoever was in has no typing error in the address.
 */
export function retrySentence(problem: Problem): string {
  return words.sentences.retry(problem);
}

/** Whether a problem is about the name and not about the way to the server. */
export function isAboutName(problem: Problem): boolean {
  return problem.code === "name" || problem.code === "name_taken" || problem.code === "too_often";
}

/** Whether a problem is about the invitation or address, as it was typed. */
export function isAboutPlace(problem: Problem): boolean {
  return problem.code === "invitation" || problem.code === "sealed_not_supported";
}

/** The sentence under a pending text that did not arrive or may not have; `null` for others. */
export function pendingSentence(pending: Pending): string | null {
  if (pending.state === "waiting" || pending.state === "sending") return null;
  if (pending.state === "unknown") return words.pending.unknown;
  return pending.why === null ? words.pending.lost : words.pending[pending.why];
}
