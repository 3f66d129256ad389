/**
 * Drawing many rows over several frames.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Drawn } from "../model/log/span.ts";

/** Rows that come into one frame: as many as a small computer draws before the next is due. */
const ROWS = 50;

/**
 * The lines to draw now. Older ones, of which many come at once over those on the screen, come in
 * frame by frame, so that whoever scrolls or types meanwhile is not held up.
 *
 * @param wanted The lines to draw in the end.
 * @param isAtOnce Whether somebody waits for one of them.
 */
export function useGrowth(wanted: Drawn, isAtOnce: boolean): Drawn {
  const shown = useRef(wanted);
  const turn = useSignal(0);
  void turn.value; // to be drawn again
  const { first } = shown.current;
  const grows = !isAtOnce && wanted.first < first - ROWS && wanted.last > first;
  shown.current = grows ? { first: first - ROWS, last: wanted.last } : wanted;
  useEffect(() => {
    if (!grows) return;
    const frame = requestAnimationFrame(() => turn.value++);
    return () => cancelAnimationFrame(frame);
  });
  return shown.current;
}
