/**
 * Handshake patterns as data, in the notation of the Noise Protocol Framework, revision 34,
 * sections 7 and 9.
 *
 * @module
 */

/** What a message may carry. */
export type Token = "e" | "s" | "ee" | "es" | "se" | "ss" | "psk";

/** A handshake pattern: who knows what before, and what each message carries. */
export interface HandshakePattern {
  /** The name with modifiers, such as `XXpsk3`. */
  readonly name: string;
  /** Public keys known before the first message: the initiator's, then the responder's. */
  readonly before: readonly [initiator: readonly "s"[], responder: readonly "s"[]];
  /** The messages; the initiator sends the first, then they take turns. */
  readonly messages: readonly (readonly Token[])[];
}

/**
 * The one pattern of pyChat; with nothing to negotiate there is nothing to downgrade.
 *
 * The passphrase enters in message 3, from the client, after it has checked the server's key. A
 * server that used it earlier (`NXpsk2`, say) would hand every stranger an offline test of guesses.
 */
export const XX_PSK3: HandshakePattern = {
  name: "XXpsk3",
  before: [[], []],
  messages: [["e"], ["e", "ee", "s", "es"], ["s", "se", "psk"]],
};
