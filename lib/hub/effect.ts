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

/** Everything a hub may want. */
export type Effect = Deliver;

/** Makes the effect, or none if there is nobody to send to. */
export function deliver(to: readonly string[], message: ServerMessage): readonly Effect[] {
  return to.length === 0 ? [] : [{ type: "deliver", to, message }];
}
