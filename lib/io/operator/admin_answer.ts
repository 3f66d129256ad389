/**
 * What a server answers who asks its console over the control socket.
 *
 * @module
 */
import type { Ask } from "./control.ts";
import { MAX_ANSWER_BYTES } from "./control_ask.ts";
import type { Told } from "./told.ts";

/** What does as an operator says. */
export interface Operator {
  /** Does what a line says. */
  run(line: string): Told & { readonly stop: boolean };
  /** The server is to stop. */
  stop(): void;
}

/** What the rest of an answer may have, in bytes: the invitation, names of fields. */
const REST_BYTES = 4_096;

/**
 * Does what is asked, and answers.
 *
 * @param operator Does it.
 * @param ask What somebody sent who may connect.
 */
export function answerAdmin(operator: Operator, { line }: Ask): unknown {
  if (typeof line !== "string") return { error: "bad_ask" };
  const { lines, done, invitation, stop } = operator.run(line);
  // The answer is on its way before anything ends.
  if (stop) operator.stop();
  return { lines: fitting(lines), done, invitation };
}

/** As many lines as fit an answer, and how many do not. */
function fitting(lines: readonly string[]): readonly string[] {
  const encoder = new TextEncoder();
  let room = MAX_ANSWER_BYTES - REST_BYTES;
  const tooMuch = lines.findIndex((line) => {
    room -= encoder.encode(`${JSON.stringify(line)},`).length;
    return room < 0;
  });
  if (tooMuch < 0) return lines;
  return [...lines.slice(0, tooMuch), `… and ${lines.length - tooMuch} more, too many to show.`];
}
