/**
 * Why an entry failed, as pages are told.
 *
 * @module
 */
import type { Problem } from "../api/view.ts";
import type { ErrorMessage } from "../message/from_server.ts";
import type { Target } from "./admission.ts";
import type { ConnectFailure } from "./effect.ts";

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
      return { code: "name_taken", name, seconds: error.seconds ?? null };
    case "name_invalid": // our own check let it pass, so the server knows a rule we do not
      return { code: "name", rule: "reserved" };
    case "server_full":
    case "address_full":
      return { code: error.code, name: server };
    default:
      return { code: "refused", name: server };
  }
}

/**
 * Why there is no way in, where the server ended the connection before its welcome.
 *
 * @param reason Whether it turned the client away or went away itself.
 * @param server What it is called.
 */
export function endProblem(reason: "refused" | "stopping", server: string): Problem {
  return reason === "refused" ? { code: "refused", name: server } : { code: "not_kept" };
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
  "not_kept",
  "server_full",
  "address_full",
]);

/** Whether a client may try again by itself; a name that is held will be free. */
export function passes(problem: Problem): boolean {
  return PASSING.has(problem.code) || heldSeconds(problem) !== null;
}

/** In how many seconds the wanted name will be free, or null where it is not held. */
export function heldSeconds(problem: Problem): number | null {
  return problem.code === "name_taken" ? problem.seconds : null;
}
