/**
 * What must arrive, for who does not count it.
 *
 * @module
 */
import { KIND } from "../../wire/packet.ts";
import { type Parcel, parcelOf } from "../../wire/parcel.ts";

/** Many may need the same copy. */
const copies = new WeakMap<Parcel, Parcel>();

/**
 * The parcel as a message that is not numbered.
 *
 * @returns The parcel itself, or a copy of which there is one only.
 */
export function unnumbered(parcel: Parcel): Parcel {
  if (parcel.packet[0] !== KIND.numbered) return parcel;
  let copy = copies.get(parcel);
  if (copy === undefined) {
    const packet = parcel.packet.slice();
    packet[0] = KIND.message;
    copy = parcelOf(packet, parcel.about);
    copies.set(parcel, copy);
  }
  return copy;
}
