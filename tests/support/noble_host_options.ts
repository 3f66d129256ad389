/**
 * How a server that is written from PROTOCOL.md may differ from the plainest one.
 *
 * @module
 */
import type { NoblePacket } from "./noble_wire.ts";

/** How a server may differ from the plainest one. */
export interface HostOptions {
  readonly name?: string;
  /** Whether it agrees to delivery; the first servers did not know it. */
  readonly delivery?: boolean;
  /** What becomes of each message before it is sent, its hello too. */
  readonly message?: (message: object) => object;
  /** What becomes of the packets of each record. */
  readonly record?: (packets: readonly NoblePacket[]) => readonly NoblePacket[];
  /** Its words for the reasons of `left` and `closing`. */
  readonly words?: { readonly left: string; readonly stopping: string; readonly refused: string };
  /** The code of the error with which it lets nobody in. */
  readonly refusal?: string;
  /** What goes with each text, before it. */
  readonly beside?: object;
  /** The code of the error that answers a text, if one does. */
  readonly judge?: (text: unknown) => string | null;
  /** A packet that goes before each `welcome`. */
  readonly early?: NoblePacket;
  /** Whether it knows rooms besides the lobby; the first servers did not. */
  readonly rooms?: boolean;
}

/** What a client says first. */
export interface NobleHello {
  readonly name: string;
  readonly delivery?: boolean;
  readonly resume?: {
    readonly member: string;
    readonly secret: string;
    readonly received: number;
  };
}
