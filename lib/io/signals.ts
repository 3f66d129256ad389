/**
 * Being told to stop.
 *
 * @module
 */

/** What asks a program to end, where there is such a thing; Windows has no SIGTERM. */
const SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT", "SIGBREAK"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Signals within this time are one wish, in milliseconds: at Ctrl+C a terminal tells every program
 * of a group, and one that started another passes it on.
 */
const ONE_WISH_MS = 1_000;

/**
 * Waits to be told to stop. Being told again later ends the process at once, for who cannot wait.
 *
 * To be called early: out of descriptors, the system refuses what listening for signals needs.
 *
 * @param oneWishMs Signals within this time are one, in milliseconds.
 */
export function stopSignal(oneWishMs: number = ONE_WISH_MS): Promise<void> {
  let asked = Infinity;
  return new Promise((resolve) => {
    for (const signal of SIGNALS) {
      Deno.addSignalListener(signal, () => {
        const now = performance.now();
        if (now - asked > oneWishMs) Deno.exit(1);
        asked = Math.min(asked, now);
        resolve();
      });
    }
  });
}
