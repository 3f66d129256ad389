/**
 * A packet that is shared by everybody it goes to.
 *
 * @module
 */

/** One encoded packet, however many queues it waits in. */
export interface Parcel {
  /** The packet, with its kind and length. Nobody changes it. */
  readonly packet: Uint8Array;
  /** How many queues hold it. Only whoever counts what all of them hold changes it. */
  holders: number;
}

/** Makes a parcel of a packet; nobody holds it yet. */
export function parcelOf(packet: Uint8Array): Parcel {
  return { packet, holders: 0 };
}
