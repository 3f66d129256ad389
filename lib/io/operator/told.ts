/**
 * What an operator is told by a server's console, on the way to a terminal.
 *
 * @module
 */
import { printableLine } from "../printable.ts";
import { type Space, terminalQr } from "./terminal_qr.ts";

/** What comes of a line that an operator typed. */
export interface Told {
  /** What there is to read, with names as people chose them. */
  readonly lines: readonly string[];
  /** Whether it was done; if not, the line says why. */
  readonly done: boolean;
  /** An invitation to show as a code too. */
  readonly invitation: string | null;
}

const INVITATION = /^pychat:\/\/[\x21-\x7e]{1,1024}$/;

/**
 * Reads what somebody answered who may be anybody.
 *
 * @returns `null` if it is not what a server says.
 */
export function readTold(value: unknown): Told | null {
  if (typeof value !== "object" || value === null) return null;
  if (!("lines" in value && "done" in value && "invitation" in value)) return null;
  const { lines, done, invitation } = value;
  if (!Array.isArray(lines) || !lines.every((line) => typeof line === "string")) return null;
  if (typeof done !== "boolean") return null;
  const code = typeof invitation === "string" && INVITATION.test(invitation) ? invitation : null;
  if (code === null && invitation !== null) return null;
  return { lines, done, invitation: code };
}

/**
 * All of it as it is printed, in several lines or none.
 *
 * @param told What there is.
 * @param space Where it is printed; `null` is no terminal.
 */
export function formatTold({ lines, invitation }: Told, space: Space | null): readonly string[] {
  const code = invitation === null || space === null ? null : terminalQr(invitation, space);
  return [...lines.map(printableLine), ...(code === null ? [] : ["", ...code, ""])];
}
