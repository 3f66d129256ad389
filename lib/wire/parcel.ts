/**
 * A packet that is shared by everybody it goes to.
 *
 * @module
 */

/** One encoded packet, however many queues it waits in. */
export interface Parcel {
  /** The packet, with its kind and length. Nobody changes it. */
  readonly packet: Uint8Array;
  /** What it is about, if it can be withheld from somebody with all else that is about the same. */
  readonly about: string | null;
  /** How many queues hold it. Only whoever counts what all of them hold changes it. */
  holders: number;
}

/**
 * Makes a parcel of a packet; nobody holds it yet.
 *
 * @param about What it is about.
 */
export function parcelOf(packet: Uint8Array, about: string | null = null): Parcel {
  return { packet, about, holders: 0 };
}
