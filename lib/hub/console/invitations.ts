/**
 * The invitations of a server.
 *
 * @module
 */
import { formatInvitation } from "../../message/invitation.ts";

/** How a server is reached. */
export interface Reach {
  /** Addresses and names, the best one first; IPv6 without brackets. */
  readonly hosts: readonly string[];
  readonly port: number;
}

/**
 * One invitation for each way to it.
 *
 * @param publicKey The server's, 32 bytes.
 * @param reach Where it is reached.
 * @param room Where who has one comes in besides the lobby; `null` is nowhere.
 */
export function invitationsTo(
  publicKey: Uint8Array,
  { hosts, port }: Reach,
  room: string | null,
): readonly string[] {
  const key = publicKey.toBase64({ alphabet: "base64url", omitPadding: true });
  return hosts.map((host) => formatInvitation({ host, port, room, key, secret: null }));
}
