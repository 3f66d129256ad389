/**
 * Why an entry failed, as pages are told.
 *
 * @module
 */
import type { Problem } from "../api/view.ts";
import type { ErrorCode } from "../message/from_server.ts";
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
 * @param code What it said.
 * @param name The name that was tried.
 * @param server What the server is called.
 */
export function refusalProblem(code: ErrorCode, name: string, server: string): Problem {
  switch (code) {
    case "name_taken":
      return { code, name };
    case "name_invalid": // our own check let it pass, so the server knows a rule we do not
      return { code: "name", rule: "reserved" };
    case "server_full":
      return { code, name: server };
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
