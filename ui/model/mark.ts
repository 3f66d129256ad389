/**
 * The mark of a person: their tag, drawn. One tile for each of the four letters.
 *
 * @module
 */

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

/** One tile: which of four shapes, turned how often by 90 degrees, strong or weak. */
export interface Tile {
  readonly shape: number;
  readonly turns: number;
  readonly weak: boolean;
}

/** The 32 letters of a tag are the 32 tiles there are: two bits of turn, two of shape, one of strength. */
export function tilesOf(tag: string): Tile[] {
  return [...tag].map((letter) => {
    const value = Math.max(0, LETTERS.indexOf(letter));
    return { turns: value & 3, shape: (value >> 2) & 3, weak: value > 15 };
  });
}

/** Which of the ten colours a tag wears: its value in base 32, modulo 10. */
export function colourOf(tag: string): number {
  let value = 0;
  for (const letter of tag) value = value * 32 + Math.max(0, LETTERS.indexOf(letter));
  return value % 10;
}
