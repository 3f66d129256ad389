/**
 * Passphrases of rooms, in the form in which they are compared.
 *
 * @module
 */
import { MAX_ROOM_PASSPHRASE_UNITS } from "../limits.ts";

/**
 * Units that are looked at: four can become one. Normalisation takes long for a long row of marks,
 * and what is longer than this is no passphrase.
 */
const MAX_RAW_UNITS = 4 * MAX_ROOM_PASSPHRASE_UNITS;

/**
 * A passphrase, the same however it was composed: keyboards differ in that (UAX #15, NFC).
 *
 * @param raw As it was typed; may be anything.
 */
export function normalisePassphrase(raw: string): string {
  return raw.slice(0, MAX_RAW_UNITS).normalize("NFC");
}
