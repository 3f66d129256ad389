/**
 * What may happen next in a session. Everything that decides it stands in this table.
 *
 * @module
 */
import { TAG_BYTES } from "../crypto/aead.ts";
import { X25519_BYTES } from "../crypto/x25519.ts";
import { CLIENT_HELLO_BYTES, RECORD_BYTES, SERVER_HELLO_BYTES } from "../limits.ts";

/** Who opened the connection, and who was listening. */
export type Role = "client" | "server";

/** How far a session has come. */
export type Phase = "fresh" | "waiting" | "deciding" | "open" | "ended";

/** Body of message 1, `-> e`, in bytes: the key, and the tag of an empty payload. */
export const MESSAGE_1_BYTES = X25519_BYTES + TAG_BYTES;

/** Body of message 2, `<- e, ee, s, es`, in bytes. */
export const MESSAGE_2_BYTES = 2 * X25519_BYTES + TAG_BYTES + SERVER_HELLO_BYTES + TAG_BYTES;

/** Body of message 3, `-> s, se, psk`, in bytes. */
export const MESSAGE_3_BYTES = X25519_BYTES + TAG_BYTES + CLIENT_HELLO_BYTES + TAG_BYTES;

/** Body of the answer to a client of another major version, in bytes: `pychat/` and a digit. */
export const VERSION_BYTES = 8;

const RECORD_BODY_BYTES = RECORD_BYTES.map((bytes) => bytes + TAG_BYTES);

/** What a phase allows. */
export interface Rule {
  /** The lengths, in bytes, that the body of the next frame may have; none may come if empty. */
  readonly frames: readonly number[];
  /** What such a frame is. One of `VERSION_BYTES` is an answer instead, and ends the session. */
  readonly frame: "none" | "message_1" | "message_2" | "message_3" | "record";
  /** What our own side may do of itself. */
  readonly act: "none" | "start" | "proceed" | "seal";
  /** Where the session stands after the frame or the act, whichever this phase has. */
  readonly next: Phase;
}

const ENDED: Rule = { frames: [], frame: "none", act: "none", next: "ended" };
const OPEN: Rule = { frames: RECORD_BODY_BYTES, frame: "record", act: "seal", next: "open" };

/** The table: role, phase, and what it allows. */
export const RULES: Readonly<Record<Role, Readonly<Record<Phase, Rule>>>> = {
  client: {
    fresh: { frames: [], frame: "none", act: "start", next: "waiting" },
    waiting: {
      frames: [MESSAGE_2_BYTES, VERSION_BYTES],
      frame: "message_2",
      act: "none",
      next: "deciding",
    },
    // A person may look at the server's key here; whatever the server says meanwhile is a fault.
    deciding: { frames: [], frame: "none", act: "proceed", next: "open" },
    open: OPEN,
    ended: ENDED,
  },
  server: {
    fresh: { frames: [MESSAGE_1_BYTES], frame: "message_1", act: "none", next: "waiting" },
    waiting: { frames: [MESSAGE_3_BYTES], frame: "message_3", act: "none", next: "open" },
    deciding: ENDED,
    open: OPEN,
    ended: ENDED,
  },
};
