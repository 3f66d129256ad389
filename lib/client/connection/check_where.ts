/**
 * What an invitation or address would mean, while it is still being typed.
 *
 * @module
 */
import type { Checked } from "../../api/update.ts";
import { parseWhere } from "../../message/invitation.ts";
import { findServer, type KnownServer } from "../keep/known_servers.ts";
import { isSealed, SEALED } from "./sealed.ts";
import { conflicts, expectKey } from "./server_key.ts";

/**
 * Says what joining there would mean for the server's key. Nothing is connected to.
 *
 * @param where What was typed.
 * @param known What is known of servers.
 * @param words The words of a key.
 */
export function checkWhere(
  where: string,
  known: readonly KnownServer[],
  words: (key: string) => readonly string[],
): Checked {
  const place = parseWhere(where);
  if (!place.ok) return place;
  if (isSealed(place)) return { ok: false, problem: SEALED };
  const { host, port } = place;
  const invited = place.invitation?.key ?? null;
  const remembered = findServer(known, host, port);
  const changed = invited !== null && conflicts(invited, remembered);
  const { key, standing } = expectKey(invited, changed ? null : remembered, 0);
  return {
    ok: true,
    host,
    port,
    standing: changed ? "changed" : standing,
    words: key === null ? [] : words(key),
  };
}
