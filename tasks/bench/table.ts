/**
 * Plain tables.
 *
 * @module
 */

/** Spaces between two columns. */
const GAP = 2;

/**
 * Text in columns: the first is aligned to the left, all others to the right.
 *
 * @param rows The first is the heading.
 */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [n, cell] of row.entries()) widths[n] = Math.max(widths[n] ?? 0, cell.length);
  }
  const lines = rows.map((row) =>
    row.map((cell, n) => n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0))
      .join(" ".repeat(GAP)).trimEnd()
  );
  return lines.join("\n");
}

/** A number with as many digits as mean something; a dash for none. */
export function digits(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "-";
  const size = Math.abs(value);
  return size >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(size >= 10 ? 1 : 2);
}

/** A share as percent. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}

/** Bytes as megabytes of 2^20, as the system counts memory. */
export function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
