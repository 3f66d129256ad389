/**
 * Asking once more for what a dialog shows.
 *
 * @module
 */
import { useEffect, useRef } from "preact/hooks";

/**
 * What was not asked for when the dialog opened, since there was no connection, is asked for when
 * there is one.
 *
 * @param connected Whether the server would hear it.
 * @param ask Asks.
 */
export function useAskedAgain(connected: boolean, ask: () => void): void {
  const before = useRef(connected);
  useEffect(() => {
    if (connected && !before.current) ask();
    before.current = connected;
  }, [connected]);
}
