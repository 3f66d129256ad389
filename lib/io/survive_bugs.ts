/**
 * What happens to a mistake of ours that nothing else caught.
 *
 * @module
 */

/**
 * Keeps the process alive: a mistake in what one connection does must not cut all others.
 *
 * @param report Hears of each.
 */
export function surviveBugs(report: (error: unknown) => void): void {
  globalThis.addEventListener("error", (event) => {
    event.preventDefault();
    report(event.error);
  });
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    report(event.reason);
  });
}
