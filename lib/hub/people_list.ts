/**
 * Lists of people who are not there any more, in parts that each fit a packet.
 *
 * @module
 */
import { encodeMessage } from "../message/encode.ts";
import type { Member, PeopleMessage } from "../message/from_server.ts";
import { inParts, type Measured } from "./parts.ts";

/**
 * Cuts a list of people who are not there any more into messages of at most `MAX_MESSAGE_BYTES`.
 *
 * @param entries If there are none, there is no message.
 */
export function peopleMessages(entries: Iterable<Measured<Member>>): readonly PeopleMessage[] {
  const empty = encodeMessage({ type: "people", people: [] }).length;
  return inParts(entries, empty).map((people) => ({ type: "people", people }));
}
