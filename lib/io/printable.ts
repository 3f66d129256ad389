/**
 * The one way for an untrusted string to a terminal, a log or a text file.
 *
 * A terminal obeys what is written to it: escape sequences move the cursor, set the clipboard,
 * and with bidirectional controls a line reads otherwise than it is stored. So every control
 * character becomes visible text.
 *
 * @module
 */

/** C0, DEL and C1, bidirectional controls, line and paragraph separators. */
const CONTROL = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/**
 * Makes every control character but newline and tab visible, as `\u{…}`.
 *
 * @param text Whatever somebody else wrote.
 * @returns Text that a terminal shows and does not obey; it may have several lines.
 */
export function printable(text: string): string {
  return text.replace(
    CONTROL,
    (found) => found === "\n" || found === "\t" ? found : escaped(found),
  );
}

/**
 * Makes every control character visible, newline and tab too, so that the result is one line.
 *
 * @param text Whatever somebody else wrote.
 * @returns One line that a terminal shows and does not obey.
 */
export function printableLine(text: string): string {
  return text.replace(CONTROL, escaped);
}

function escaped(control: string): string {
  return `\\u{${control.charCodeAt(0).toString(16)}}`;
}
