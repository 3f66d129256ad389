/**
 * Messages as parcels: what is the same for many is encoded once, and waits as one.
 *
 * @module
 */
import { packMessage } from "../message/encode.ts";
import type { ErrorCode, Member, ServerMessage } from "../message/from_server.ts";
import type { Parcel } from "./line.ts";
import type { Refusal } from "./places.ts";

/** The parcels of one switchboard; lines of another one count theirs elsewhere. */
export class Parcels {
  readonly #errors = new Map<ErrorCode, Parcel>();
  readonly #kept = new WeakMap<ServerMessage, Parcel>();
  readonly #introductions = new WeakMap<Member, Parcel>();
  #stub: Parcel | null = null;

  /** Packs a message; one that stays the same for all who come after only once. */
  pack(message: ServerMessage): Parcel {
    if (!isSentAgain(message)) return packMessage(message);
    let parcel = this.#kept.get(message);
    if (parcel === undefined) this.#kept.set(message, parcel = packMessage(message));
    return parcel;
  }

  /** Packs who a member is; once, until that changes. */
  introduction(member: Member): Parcel {
    const parcel = this.#introductions.get(member) ??
      packMessage({ type: "people", people: [member] });
    this.#introductions.set(member, parcel);
    return parcel;
  }

  /** What stands in the place of something numbered that is withheld. */
  get stub(): Parcel {
    return this.#stub ??= packMessage({ type: "withheld" });
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

/** A list until it changes, and a text that is kept, as long as it is. */
function isSentAgain(message: ServerMessage): boolean {
  const { type } = message;
  return type === "members" || type === "rooms" || type === "text" && message.past === true;
}
