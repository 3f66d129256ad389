/**
 * Finding what somebody meant who made a typing error.
 *
 * @module
 */

/** The word at most two typing errors away from `name`, if there is one. */
export function nearest<Word extends string>(name: string, known: readonly Word[]): Word | null {
  let best: Word | null = null;
  let least = 3;
  for (const word of known) {
    const away = word.startsWith(name) && name !== "" ? 1 : distance(name.slice(0, 16), word);
    // Of a short word two errors leave nothing: /ab is no /me.
    if (away < least && away < word.length) {
      least = away;
      best = word;
    }
  }
  return best;
}

/** Letters to insert, drop, replace or swap (optimal string alignment distance). */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  const cell = (i: number, j: number): number => table[i]?.[j] ?? j;
  for (let i = 0; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const least = i === 0 ? j : Math.min(
        cell(i - 1, j) + 1,
        cell(i, j - 1) + 1,
        cell(i - 1, j - 1) + same,
        swapped ? cell(i - 2, j - 2) + 1 : Infinity,
      );
      table[i]?.push(least);
    }
  }
  return cell(a.length, b.length);
}
