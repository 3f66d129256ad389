/**
 * Lists of people, in parts that each fit a packet.
 *
 * @module
 */
import { encodeMessage } from "../message/encode.ts";
import type { Member, MembersMessage, PeopleMessage } from "../message/from_server.ts";
import { inParts, listMessages, type Measured } from "./parts.ts";

/**
 * Cuts the list of a room's members into messages of at most `MAX_MESSAGE_BYTES` each.
 *
 * @param room The room's name.
 * @param entries All members; may be none.
 * @returns At least one message; the last one, and only that, says so.
 */
export function membersMessages(
  room: string,
  entries: Iterable<Measured<Member>>,
): readonly MembersMessage[] {
  return listMessages(entries, (members, last) => ({ type: "members", room, members, last }));
}

/**
 * Cuts a list of people who are not there any more into messages of at most `MAX_MESSAGE_BYTES`.
 *
 * @param entries If there are none, there is no message.
 */
export function peopleMessages(entries: Iterable<Measured<Member>>): readonly PeopleMessage[] {
  const empty = encodeMessage({ type: "people", people: [] }).length;
  return inParts(entries, empty).map((people) => ({ type: "people", people }));
}
