/**
 * Whom a message names, so that nobody is told of somebody it has never heard of.
 *
 * @module
 */
import type { ServerMessage } from "../message/from_server.ts";

/**
 * Ids of members that a message gives without saying what they are called.
 *
 * Whoever has the list of members knows them. One who reads slowly is told of changes of that list
 * later, but of these things at once.
 */
export function namedIn(message: ServerMessage): readonly string[] {
  switch (message.type) {
    case "text":
    case "told":
    case "edited":
    case "deleted":
      return [message.from];
    case "topic":
    case "mode":
    case "keeping":
    case "exited":
      return some(message.by);
    case "owner":
      return some(message.owner, message.by);
    case "muted":
    case "unmuted":
      return some(message.member, message.by);
    default:
      return [];
  }
}

function some(...ids: readonly (string | undefined)[]): readonly string[] {
  return ids.filter((id) => id !== undefined);
}
