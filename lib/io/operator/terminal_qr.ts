/**
 * A text as a QR code (ISO/IEC 18004) on a terminal, for the camera of a telephone.
 *
 * A letter shows two squares, one above the other, which are then about square. Both colours are
 * said, as a code is dark on light: on a dark terminal it would else be read by few cameras.
 *
 * @module
 */
import { correction, generate } from "lean-qr";

/** Empty squares around it, so that it is found (section 5.3.8 of the standard). */
export const QUIET_SQUARES = 4;

/** Black letters on white, by numbers that no theme changes (xterm's 256 colours). */
const INK = "\x1b[38;5;16;48;5;231m";
const PLAIN = "\x1b[0m";

/** What a letter shows, by its upper square and twice its lower one. */
const LETTERS = [" ", "▀", "▄", "█"] as const;

/** The space there is, in letters. */
export interface Space {
  readonly columns: number;
  readonly rows: number;
  /** Whether it shows all letters. */
  readonly utf8: boolean;
}

/**
 * Draws a text.
 *
 * @param text Such as an invitation.
 * @param space Where it is to be seen whole.
 * @returns Lines with escape sequences; `null` if there is no room for it.
 */
export function terminalQr(text: string, space: Space): readonly string[] | null {
  if (!space.utf8) return null;
  const code = generate(text, { minCorrectionLevel: correction.L });
  const width = code.size + 2 * QUIET_SQUARES;
  const height = Math.ceil(width / 2);
  // One more for the line that the cursor is in.
  if (width > space.columns || height + 1 > space.rows) return null;
  return Array.from({ length: height }, (_, row) => {
    const letters = Array.from({ length: width }, (_, column) => {
      const [x, y] = [column - QUIET_SQUARES, 2 * row - QUIET_SQUARES];
      return LETTERS[Number(code.get(x, y)) + 2 * Number(code.get(x, y + 1))];
    });
    return `${INK}${letters.join("")}${PLAIN}`;
  });
}
