/**
 * Sealed rooms, which this version does not know: their invitations are refused before anything
 * is sent, or their texts would go where a server can read them.
 *
 * @module
 */
import type { SealedProblem } from "../../api/view.ts";
import type { WhereResult } from "../../message/invitation.ts";

/** What to say of such an invitation. */
export const SEALED: SealedProblem = { code: "sealed_not_supported" };

/** Whether an invitation is for a sealed room. */
export function isSealed(place: Extract<WhereResult, { ok: true }>): boolean {
  return place.invitation !== null && place.invitation.secret !== null;
}
