/**
 * The list of a room's members, in parts that each fit a packet.
 *
 * @module
 */
import { encodeMessage } from "../message/encode.ts";
import type { Member, MembersMessage } from "../message/from_server.ts";
import { encodeJson, MAX_MESSAGE_BYTES } from "../message/json.ts";

/** A member with what it takes in a list, so that it is encoded once and not for every list. */
export interface Listed {
  readonly member: Member;
  /** Bytes of its JSON. */
  readonly bytes: number;
}

/** Measures a member. */
export function listed(member: Member): Listed {
  return { member, bytes: encodeJson(member).length };
}

/**
 * Cuts a list into messages of at most `MAX_MESSAGE_BYTES` each.
 *
 * @param room The room's name.
 * @param entries All members; may be none.
 * @returns At least one message; the last one, and only that, says so.
 */
export function membersMessages(
  room: string,
  entries: Iterable<Listed>,
): readonly MembersMessage[] {
  // Measured with `false`, which is longer than `true`: the last part may leave a byte unused.
  const empty = encodeMessage({ type: "members", room, members: [], last: false }).length;
  const done: Member[][] = [];
  let part: Member[] = [];
  let bytes = empty;
  for (const entry of entries) {
    const more = entry.bytes + (part.length > 0 ? 1 : 0); // and its comma
    if (part.length > 0 && bytes + more > MAX_MESSAGE_BYTES) {
      done.push(part);
      part = [entry.member];
      bytes = empty + entry.bytes;
    } else {
      part.push(entry.member);
      bytes += more;
    }
  }
  return [
    ...done.map((members): MembersMessage => ({ type: "members", room, members, last: false })),
    { type: "members", room, members: part, last: true },
  ];
}
