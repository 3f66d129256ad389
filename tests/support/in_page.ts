/**
 * One browser test on one page of a fake client process.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import type { Browser, Page } from "playwright-core";
import { openBrowser, watchedPage } from "./browser.ts";
import { type FakeClient, startFake } from "./fake_client.ts";
import { needs } from "./needs.ts";
import type { Scene } from "./scenes.ts";

/** An expression that is fulfilled when everything that was asked for is drawn. */
export const SETTLED =
  "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";

let shared: Promise<Browser> | null = null;

Deno.test.afterAll(async () => await (await shared)?.close());

/** The browser of all tests of a file, which ends after the last; a context is one test's own. */
export async function sharedBrowser(): Promise<Browser> {
  if (shared === null || !(await shared).isConnected()) shared = openBrowser();
  return await shared;
}

/** Runs one test with a fake and a page, and fails it for any error in the page. */
export function inPage(
  name: string,
  scene: Scene,
  fn: (page: Page, fake: FakeClient) => Promise<void>,
): void {
  Deno.test({
    name,
    ...needs("chromium"),
    fn: async () => {
      const browser = await sharedBrowser();
      const fake = startFake(scene);
      const { page, faults } = await watchedPage(browser, fake.url, {
        viewport: { width: 1280, height: 700 },
        reducedMotion: "reduce",
      });
      await using _ = page.context();
      await page.locator(scene === "start" ? "#where" : ".chat").waitFor();
      await untilWhole(page);
      await fn(page, fake);
      await fake.close();
      assertEquals(faults.filter((fault) => !fault.includes("WebSocket")), []);
    },
  });
}

/**
 * Waits until a page draws what it does without at first: that it was fetched does not say that it
 * was run.
 */
export async function untilWhole(page: Page): Promise<void> {
  await until(page, "document.querySelector('.side, #where') !== null");
}

/** Waits until an expression is true in the page; the policy forbids to poll inside it. */
export async function until(page: Page, expression: string): Promise<void> {
  const late = performance.now() + 10_000;
  while (await page.evaluate(expression) !== true) {
    assert(performance.now() < late, `never came true: ${expression}`);
    await page.evaluate(SETTLED);
  }
}

/**
 * Lets a paused clock run, in small steps, until something is drawn: an update that arrives while
 * the clock stands is drawn only when it goes on.
 *
 * @returns By how much it ran, in milliseconds.
 */
export async function runUntil(page: Page, isDrawn: () => Promise<boolean>): Promise<number> {
  const late = performance.now() + 10_000;
  let ran = 0;
  while (!await isDrawn()) {
    assert(performance.now() < late, "it was never drawn");
    await page.clock.runFor(4);
    ran += 4;
  }
  return ran;
}
