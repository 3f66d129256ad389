/**
 * Lists of people, in parts that each fit a packet.
 *
 * @module
 */
import { encodeMessage } from "../message/encode.ts";
import type { Member, MembersMessage, PeopleMessage } from "../message/from_server.ts";
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
 * Cuts the list of a room's members into messages of at most `MAX_MESSAGE_BYTES` each.
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
  const parts = inParts(entries, empty);
  const last = parts.pop() ?? [];
  return [
    ...parts.map((members): MembersMessage => ({ type: "members", room, members, last: false })),
    { type: "members", room, members: last, last: true },
  ];
}

/**
 * Cuts a list of people who are not there any more into messages of at most `MAX_MESSAGE_BYTES`.
 *
 * @param entries If there are none, there is no message.
 */
export function peopleMessages(entries: Iterable<Listed>): readonly PeopleMessage[] {
  const empty = encodeMessage({ type: "people", people: [] }).length;
  return inParts(entries, empty).map((people) => ({ type: "people", people }));
}

/** @param empty Bytes of a message without anybody. */
function inParts(entries: Iterable<Listed>, empty: number): Member[][] {
  const parts: Member[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const more = entry.bytes + 1; // with a comma
    const part = parts.at(-1);
    if (part === undefined || bytes + more > MAX_MESSAGE_BYTES) {
      parts.push([entry.member]);
      bytes = empty + entry.bytes;
    } else {
      part.push(entry.member);
      bytes += more;
    }
  }
  return parts;
}
