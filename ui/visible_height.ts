/**
 * How high the page is while a keyboard lies over it.
 *
 * Most browsers make the page smaller then, as index.html asks for (`interactive-widget`). Safari on
 * a phone does not: it shows a part of the page, and the field may be under the keyboard.
 *
 * @module
 */

/** What is to be known of the part of a page that is seen (CSSOM View, `VisualViewport`). */
export interface Seen {
  /** In CSS pixels. */
  readonly height: number;
  /** How much larger things are drawn. */
  readonly scale: number;
}

/**
 * How high the page should be for nothing to be hidden; null is as high as it is.
 *
 * @param seen The part that is seen.
 * @param whole How high the window is for the page, in CSS pixels.
 */
export function visibleHeight({ height, scale }: Seen, whole: number): number | null {
  // Who draws the page larger with two fingers sees less of it, and wants to.
  if (scale > 1.01 || height >= whole - 1) return null;
  return Math.round(height);
}

/** Keeps the page as high as what is seen of it. */
export function keepVisible(): void {
  const seen = visualViewport;
  if (seen === null) return;
  const root = document.documentElement;
  seen.addEventListener("resize", () => {
    const height = visibleHeight(seen, root.clientHeight);
    root.style.setProperty("--seen", height === null ? "" : `${height}px`);
    // The browser has moved the page to show the field, which is to be seen now without that.
    if (height !== null) scrollTo(0, 0);
  });
}
