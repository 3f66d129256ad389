/**
 * What is said in a bench: texts of one length, which tell who says them, which of its texts each
 * is, and when it was said.
 *
 * @module
 */

/** Bytes of every text. */
export const TEXT_BYTES = 100;

/** Most members that say something: those have a number of four digits. */
export const MAX_SENDERS = 64;

const SENDER_DIGITS = 4;
const NUMBER_DIGITS = 10;
const TIME_DIGITS = 16;
const FILLER = "a line of chat has about as many letters as this one ".repeat(2);

/** Asking for it costs as much as the clock itself. */
const ORIGIN = performance.timeOrigin;

/** Half of the digits of a time: so many fit a small integer, which is what makes it cheap. */
const HALF = TIME_DIGITS / 2;
const HALF_VALUE = 10 ** HALF;

/**
 * A text.
 *
 * @param sender From 0.
 * @param number From 0 for each sender.
 * @param time When it is said, in microseconds since 1970.
 */
export function writeText(sender: number, number: number, time: number): string {
  const digits = `${sender}`.padStart(SENDER_DIGITS, "0") +
    `${number}`.padStart(NUMBER_DIGITS, "0") + `${time}`.padStart(TIME_DIGITS, "0");
  return (digits + FILLER).slice(0, TEXT_BYTES);
}

/** Who says the text that begins there. */
export function senderOf(bytes: Uint8Array, at: number): number {
  return readDigits(bytes, at, SENDER_DIGITS);
}

/** Which of its sender's texts it is. */
export function numberOf(bytes: Uint8Array, at: number): number {
  return readDigits(bytes, at + SENDER_DIGITS, NUMBER_DIGITS);
}

/** When it was said, in microseconds since 1970. */
export function timeOf(bytes: Uint8Array, at: number): number {
  const start = at + SENDER_DIGITS + NUMBER_DIGITS;
  return readDigits(bytes, start, HALF) * HALF_VALUE + readDigits(bytes, start + HALF, HALF);
}

/**
 * Microseconds since 1970, as finely as the clock has them.
 *
 * @param now What `performance.now()` says, or said.
 */
export function microseconds(now: number = performance.now()): number {
  return Math.round((ORIGIN + now) * 1_000);
}

/** Whether other bytes stand there; where there are none, they do not. */
export function isAt(bytes: Uint8Array, at: number, what: Uint8Array): boolean {
  for (let n = 0; n < what.length; n++) if (bytes[at + n] !== what[n]) return false;
  return true;
}

/** A number; `NaN` if there is anything but digits. */
function readDigits(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let n = at; n < at + count; n++) {
    const digit = (bytes[n] ?? 0) - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}
