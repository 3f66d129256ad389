/**
 * The two kinds of error, told apart by who is to blame.
 *
 * A peer that breaks a rule causes a {@linkcode ProtocolError}; misuse by our own code is a
 * `RangeError` or `TypeError`. One catch then decides whether to drop the peer or to mend a bug.
 *
 * @module
 */

/** What a peer did wrong. Tests and callers match on this, never on the text. */
export type Fault =
  | "frame_length"
  | "handshake_message"
  | "handshake_hello"
  | "other_version"
  | "not_authentic"
  | "packet_length"
  | "padding"
  | "bye_body"
  | "control_body"
  | "ack_number"
  | "not_numbered"
  | "text_encoding"
  | "json"
  | "message_type"
  | "message_field";

/**
 * The peer sent bytes the protocol forbids.
 *
 * This is the only error a decoder throws because of its input, so whoever catches it knows that
 * our own code is not to blame. Detail is for our log and never goes to the peer: an attacker
 * learns from it.
 */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  /** The rule that was broken. */
  readonly fault: Fault;

  /**
   * @param fault The rule that was broken.
   * @param detail One clause for the log. Never contains key or message bytes.
   */
  constructor(fault: Fault, detail: string) {
    super(`${fault}: ${detail}`);
    this.fault = fault;
  }
}
