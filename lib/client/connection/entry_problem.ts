/**
 * Why an entry failed, as pages are told.
 *
 * @module
 */
import type { Problem } from "../../api/view.ts";
import { GRACE_MS, MAX_SECONDS, SILENCE_MS } from "../../limits.ts";
import type { ClosingMessage, ErrorMessage } from "../../message/from_server.ts";
import type { ConnectFailure } from "../effect.ts";
import type { Target } from "./admission.ts";

/** The longest that a name is told to be held, in seconds: as long as anybody may be away. */
const MAX_HELD_SECONDS = GRACE_MS / 1000;
/** The longest that is told until a name may be changed again, in seconds. */
const MAX_TOO_OFTEN_SECONDS = 600;

/** What to tell of a link that could not be opened. */
export function linkProblem(why: ConnectFailure, { host, port }: Target): Problem {
  if (why === "unknown_host") return { code: why, host };
  if (typeof why === "string") return { code: why, host, port };
  const { ours, theirs } = why;
  return { code: theirs > ours ? "client_too_old" : "server_too_old", host, port, ours, theirs };
}

/**
 * What to tell of a server that does not let us in.
 *
 * @param error What it said.
 * @param name The name that was tried.
 * @param server What the server is called.
 */
export function refusalProblem(error: ErrorMessage, name: string, server: string): Problem {
  switch (error.code) {
    case "name_taken":
    case "name_invalid":
      return nameProblem(error.code, name, error.seconds);
    case "server_full":
    case "address_full":
      return { code: error.code, name: server };
    case "banned": {
      const seconds = error.seconds === undefined ? null : Math.min(error.seconds, MAX_SECONDS);
      return { code: "banned", room: null, seconds };
    }
    default:
      return { code: "refused", name: server };
  }
}

/**
 * What to tell of a name that the server does not give.
 *
 * @param name The name that was asked for.
 * @param seconds How long that is so, as the server says; a hostile one says anything.
 */
export function nameProblem(
  code: "name_taken" | "name_invalid" | "too_often",
  name: string,
  seconds: number | undefined,
): Problem {
  switch (code) {
    case "name_taken": {
      const held = seconds === undefined ? null : Math.min(seconds, MAX_HELD_SECONDS);
      return { code, name, seconds: held };
    }
    case "name_invalid": // our own check let it pass, so the server knows a rule we do not
      return { code: "name", rule: "reserved" };
    case "too_often":
      return { code, seconds: Math.min(seconds ?? 0, MAX_TOO_OFTEN_SECONDS) };
  }
}

/**
 * Why there is no way in, where the server ended the connection before its welcome.
 *
 * @param reason Whether it turned the client away or went away itself.
 * @param server What it is called.
 */
export function endProblem(reason: ClosingMessage["reason"], server: string): Problem {
  return reason === "stopping" ? { code: "not_kept" } : closingProblem(reason, server);
}

/**
 * Why a server sends somebody away.
 *
 * @param reason What it said.
 * @param server What it is called.
 */
export function closingProblem(
  reason: Exclude<ClosingMessage["reason"], "stopping">,
  server: string,
): Problem {
  return reason === "refused"
    ? { code: reason, name: server }
    : { code: reason, room: null, seconds: null };
}

/**
 * What may be otherwise in a while without anybody's doing. What is not here stays as it is until
 * somebody decides, and to ask again would only be a burden.
 */
const PASSING: ReadonlySet<Problem["code"]> = new Set([
  "nobody_answers",
  "unknown_host",
  "no_network",
  "too_slow",
  "not_pychat", // a portal of a hotel, or a server that is too busy to answer
  "said_nothing", // one that is too busy even to turn anybody away, or a cut at this moment
  "not_kept",
  "server_full",
  "address_full",
]);

/**
 * Whether a client may try again by itself; a name that is held will be free.
 *
 * One that is taken may be the person's own for a while: a welcome that was lost on the way leaves
 * somebody behind whom the server takes for there, until it has noticed the silence.
 *
 * @param away Since when the person is away, in milliseconds.
 */
export function passes(problem: Problem, away: number): boolean {
  const isPerhapsOwn = problem.code === "name_taken" && away < 2 * SILENCE_MS;
  return isPerhapsOwn || PASSING.has(problem.code) || heldSeconds(problem) !== null;
}

/** In how many seconds the wanted name will be free, or null where it is not held. */
export function heldSeconds(problem: Problem): number | null {
  return problem.code === "name_taken" ? problem.seconds : null;
}
