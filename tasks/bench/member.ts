/**
 * A member of a room, as all servers that are measured have it.
 *
 * @module
 */

/** Who hears of what members do. All are called synchronously. */
export interface Ear {
  /**
   * A member hears a text.
   *
   * @param member Its number in this process.
   * @param bytes What it has read.
   * @param at Where the text begins.
   * @param now Microseconds since 1970.
   */
  hear(member: number, bytes: Uint8Array, at: number, now: number): void;
  /** All that was read at once has been heard. */
  read(): void;
  /** Its connection has ended though nobody ended it, or something else went wrong. */
  failed(member: number, error: unknown): void;
}

/** How a member is to be. */
export interface MemberOptions {
  readonly port: number;
  /** Its number in this process. */
  readonly member: number;
  /** The number it has among those of all processes; it is part of its name. */
  readonly index: number;
  readonly ear: Ear;
}

/** One that is in the room. */
export interface Member {
  /** How many it knows to be in the room, itself among them. */
  readonly people: number;
  /** Says texts, in this order. Neither waits nor throws. */
  say(texts: readonly string[]): void;
  /** What is to be done now and then; all members are asked about four times a second. */
  tick(): void;
  /** Ends the connection without a word. */
  cut(): void;
  /** Connects again, and is who it was; it may be tried again. Only where a server has that. */
  comeBack?(): Promise<void>;
}

/** What is spoken with one kind of server. */
export interface Dialect {
  /**
   * Connects, and is in the room when it has answered.
   *
   * @throws {Error} If there is no connection, or it ends before; that may be tried again.
   */
  join(options: MemberOptions): Promise<Member>;
  /**
   * Goes through the handshake with a server and no further, until that has answered to something
   * that only who is through can say.
   *
   * @param port Of the loopback.
   * @throws {Error} If it does not come to that.
   */
  shake?(port: number): Promise<void>;
}
