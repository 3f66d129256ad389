/**
 * Messages as parcels: what is the same for many is encoded once, and waits as one.
 *
 * @module
 */
import { packMessage } from "../message/encode.ts";
import type { ErrorCode, ServerMessage } from "../message/from_server.ts";
import type { Parcel } from "./line.ts";
import type { Refusal } from "./places.ts";

/** The parcels of one switchboard; lines of another one count theirs elsewhere. */
export class Parcels {
  readonly #errors = new Map<ErrorCode, Parcel>();
  readonly #lists = new WeakMap<ServerMessage, Parcel>();

  /** Packs a message; a list of members only once, as it stays the same until it changes. */
  pack(message: ServerMessage): Parcel {
    if (message.type !== "members") return packMessage(message);
    const parcel = this.#lists.get(message) ?? packMessage(message);
    this.#lists.set(message, parcel);
    return parcel;
  }

  /** Packs a refusal that answers nothing with a `ref`. */
  error(refusal: Refusal): Parcel {
    const { code, seconds } = refusal;
    if (seconds !== undefined) return packMessage({ type: "error", code, seconds });
    const parcel = this.#errors.get(code) ?? packMessage({ type: "error", code });
    this.#errors.set(code, parcel);
    return parcel;
  }
}
