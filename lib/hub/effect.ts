/**
 * What a hub wants done. Effects are values: whoever called the hub carries them out, in order.
 *
 * @module
 */
import type { ServerMessage } from "../message/from_server.ts";

/** Send one message, which is encoded once, to these members; never to nobody. */
export interface Deliver {
  readonly type: "deliver";
  /**
   * Ids of members, each once. What goes to the same people goes to the same list, so that who
   * carries it out need look them up once only.
   */
  readonly to: readonly string[];
  /** The one of them who does not get it, so that this needs no list of its own. */
  readonly but?: string;
  readonly message: ServerMessage;
}

/** Take back what a member has not got yet of a room that it is put out of. */
export interface Withhold {
  readonly type: "withhold";
  /** Its id. */
  readonly member: string;
  /** The room's name, as its messages carry it. */
  readonly room: string;
}

/** Put somebody out of the server: the hub does not know it any more. */
export interface Expel {
  readonly type: "expel";
  /** Its id. */
  readonly member: string;
  readonly reason: "kicked" | "banned";
}

/** Everything a hub may want. */
export type Effect = Deliver | Withhold | Expel;

/**
 * Makes the effect, or none if there is nobody to send to.
 *
 * @param but One of them who does not get it.
 */
export function deliver(
  to: readonly string[],
  message: ServerMessage,
  but?: string,
): readonly Effect[] {
  if (but === undefined) return to.length === 0 ? [] : [{ type: "deliver", to, message }];
  return to.length <= 1 ? [] : [{ type: "deliver", to, but, message }];
}
