/**
 * People and rooms, as a UI may see them.
 *
 * @module
 */

/** A person as shown: never a name without its tag. */
export interface Person {
  /** Drawn by the server; the same person for as long as they stay. */
  readonly id: string;
  readonly name: string;
  /** Four letters of `a-z2-7`. */
  readonly tag: string;
}

/** Who comes into a room: everybody, who knows its name, or who knows its passphrase too. */
export type RoomKind = "public" | "hidden" | "locked";
