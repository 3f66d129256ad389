/**
 * A view that counts seconds.
 *
 * @module
 */
import { useLayoutEffect, useReducer } from "preact/hooks";
import { secondsLeft, untilTick } from "../model/countdown.ts";

/**
 * The seconds left; the view that asks is drawn again whenever they are others.
 *
 * @param next When it happens, in milliseconds since 1970 (UTC); `null` where it happens now.
 */
export function useSecondsLeft(next: number | null): number {
  const [, draw] = useReducer((ticks: number, _: void) => ticks + 1, 0);
  // At once: a second that passed between the drawing and the waiting would stand for two.
  useLayoutEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      draw();
      wait();
    };
    const wait = () => {
      const ms = untilTick(next, Date.now());
      if (ms !== null) timer = setTimeout(tick, ms);
    };
    wait();
    return () => clearTimeout(timer);
  }, [next]);
  return secondsLeft(next, Date.now());
}
