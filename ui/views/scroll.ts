/**
 * Measuring and restoring a place in the log.
 *
 * @module
 */

/** A place: a row and where it was on the screen, and the distance to the end as second best. */
export interface Hold {
  readonly key: string | null;
  /**
   * From the top of the window to the row, in pixels: a strip that comes or goes above the box
   * moves the box, and is not to move what is read.
   */
  readonly offset: number;
  /** Where in the window the row would be if nothing were scrolled, in pixels. */
  readonly at: number;
  /** From the top of the box to the end of its content, in pixels. */
  readonly below: number;
}

/** Nearer to the end than this counts as being there, in pixels. */
const NEAR = 32;

/** Whether the end is in view. */
export function isAtEnd(box: HTMLElement): boolean {
  return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
}

/** The element of a row, by its key. */
export function rowElement(box: HTMLElement, key: string): HTMLElement | null {
  return box.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
}

/** The row of the line with this index: its own, or the one that it is folded into. */
export function rowOf(box: HTMLElement, index: number): HTMLElement | null {
  const own = rowElement(box, String(index));
  if (own !== null) return own;
  const all = [...box.querySelectorAll<HTMLElement>("[data-key]")];
  return all.findLast((row) => Number(row.dataset["key"]) <= index) ?? null;
}

/**
 * Where the reader is: the first text that is wholly or partly on the screen. Only texts are held
 * by, since day lines and folded notices become others when lines come before them.
 */
export function holdOf(box: HTMLElement): Hold {
  const rows = box.querySelectorAll<HTMLElement>(".msg[data-key]");
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row !== undefined && row.offsetTop + row.offsetHeight <= box.scrollTop) low = middle + 1;
    else high = middle;
  }
  const row = rows[low];
  const at = (row?.offsetTop ?? 0) + topOf(box);
  return {
    key: row?.dataset["key"] ?? null,
    offset: at - box.scrollTop,
    at,
    below: box.scrollHeight - box.scrollTop,
  };
}

/** Puts the held row back to where it was; a row that is gone leaves the distance to the end. */
export function restore(box: HTMLElement, hold: Hold): void {
  const row = hold.key === null ? null : rowElement(box, hold.key);
  const at = (row?.offsetTop ?? 0) + topOf(box);
  // Where nothing has moved, somebody may be scrolling just now, and is not to be stopped.
  if (row !== null && Math.abs(at - hold.at) < 1 && box.scrollTop > 0) return;
  const top = row === null ? box.scrollHeight - hold.below : at - hold.offset;
  if (Math.abs(top - box.scrollTop) >= 1) box.scrollTop = top;
}

/** Where in the window the box begins, in pixels. */
function topOf(box: HTMLElement): number {
  return box.getBoundingClientRect().top;
}
