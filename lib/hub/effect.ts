/**
 * What a hub wants done. Effects are values: whoever called the hub carries them out, in order.
 *
 * @module
 */
import type { ServerMessage } from "../message/from_server.ts";

/** Send one message, which is encoded once, to these members. */
export interface Deliver {
  readonly type: "deliver";
  /** Ids of members, each once; never empty. */
  readonly to: readonly string[];
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

/** Makes the effect, or none if there is nobody to send to. */
export function deliver(to: readonly string[], message: ServerMessage): readonly Effect[] {
  return to.length === 0 ? [] : [{ type: "deliver", to, message }];
}
