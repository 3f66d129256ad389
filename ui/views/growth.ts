/**
 * Drawing many rows over several frames.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Drawn, grown } from "../model/log/span.ts";

/**
 * The lines to draw now; those that are wanted besides come with the next frames.
 *
 * @param wanted The lines to draw in the end.
 * @param how Whether the end is kept in view, and whether somebody waits for one of the others.
 */
export function useGrowth(
  wanted: Drawn,
  how: { readonly follow: boolean; readonly isAtOnce: boolean },
): Drawn {
  const shown = useRef<Drawn | null>(null);
  const turn = useSignal(0);
  void turn.value; // to be drawn again
  const now = how.isAtOnce ? wanted : grown(shown.current, wanted, how.follow);
  shown.current = now;
  useEffect(() => {
    if (now.first <= wanted.first) return;
    const frame = requestAnimationFrame(() => turn.value++);
    return () => cancelAnimationFrame(frame);
  });
  return now;
}
