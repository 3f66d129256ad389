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
 * Waits to be told to stop. A second signal ends the process at once, for who cannot wait.
 *
 * To be called early: out of descriptors, the system refuses what listening for signals needs.
 */
export function stopSignal(): Promise<void> {
  let asked = false;
  return new Promise((resolve) => {
    for (const signal of SIGNALS) {
      Deno.addSignalListener(signal, () => {
        if (asked) Deno.exit(1);
        asked = true;
        resolve();
      });
    }
  });
}
