/**
 * Times as an operator types and reads them.
 *
 * @module
 */

const UNITS = [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]] as const;

/** A number of at most nine digits, and the first letter of its unit. */
const TIME = /^(\d{1,9})([smhd])$/;

/**
 * Reads a time such as `30s`, `10m`, `2h` or `3d`.
 *
 * @returns Seconds, which may be 0 or far too many; `null` if it is not a time.
 */
export function readDuration(text: string): number | null {
  const [, number, letter] = TIME.exec(text) ?? [];
  const unit = UNITS.find(([name]) => name[0] === letter);
  return unit === undefined ? null : Number(number) * unit[1];
}

/**
 * A time as a person reads it, to its two largest units.
 *
 * @param seconds 1 or more.
 */
export function formatDuration(seconds: number): string {
  let rest = Math.ceil(seconds);
  const parts: string[] = [];
  for (const [name, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? "" : "s"}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(" ");
}
