/**
 * Which key a server must have, and whether the one it has will do.
 *
 * These are the rules that keep a man in the middle out; nothing is sent before they say so.
 *
 * @module
 */
import type { KeyStanding } from "../../api/view.ts";
import { formatAddress } from "../../message/host.ts";
import type { KnownServer } from "../keep/known_servers.ts";
import type { Target } from "./admission.ts";

/** The key a server must have, and why. */
export interface ExpectedKey {
  /** 43 characters of base64url; null where nothing is known and nobody vouches. */
  readonly key: string | null;
  readonly standing: KeyStanding;
  /** When it was first seen, in milliseconds since 1970 (UTC). */
  readonly since: number;
  readonly compared: boolean;
}

/**
 * Whether an invitation and memory name different keys: then a person has to decide before
 * anything is connected to.
 *
 * @param invited The key in the invitation.
 * @param known What is remembered of the address.
 */
export function conflicts(invited: string, known: KnownServer | null): boolean {
  return known !== null && known.key !== invited;
}

/**
 * The key to expect at an address. What is remembered goes before what is invited.
 *
 * @param invited The key in the invitation, if there is one.
 * @param known What is remembered of the address.
 * @param now Milliseconds since 1970 (UTC).
 */
export function expectKey(
  invited: string | null,
  known: KnownServer | null,
  now: number,
): ExpectedKey {
  if (known !== null) {
    const { key, since, compared } = known;
    return { key, standing: "known", since, compared };
  }
  const standing = invited === null ? "new" : "invited";
  return { key: invited, standing, since: now, compared: false };
}

/**
 * Judges the key a server showed.
 *
 * @param shown The key of handshake message 2.
 * @param expected What it must be.
 * @param invited The key in the invitation, if there is one.
 * @returns `expected` to go on; otherwise the link must end: the key is `new` or is not the one
 * known (`changed`), and a person decides; or it is not the one in the invitation, which is all
 * there is to go by.
 */
export function judgeKey(
  shown: string,
  expected: ExpectedKey,
  invited: string | null,
): "expected" | "new" | "changed" | "not_invited" {
  if (expected.key === null) return "new";
  if (shown === expected.key) return "expected";
  if (expected.standing === "known") return "changed";
  return expected.key === invited ? "not_invited" : "changed";
}

/**
 * Where to find a server again, once a key was accepted there: an invitation with another key would
 * ask about it for ever.
 *
 * @param target What was joined.
 * @param key The key that was accepted.
 */
export function settledTarget(target: Target, key: string): Target {
  if (target.key === null || target.key === key) return target;
  return { ...target, key: null, where: formatAddress(target.host, target.port) };
}
