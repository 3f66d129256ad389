/**
 * Somebody who reads a conversation in a page: what they see, and where they look.
 *
 * @module
 */
import { assert } from "@std/assert";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { watchedPage } from "./browser.ts";
import { type Crowd, enter, type Someone } from "./crowd.ts";
import { SETTLED, until } from "./in_page.ts";
import { type Program, startClient } from "./programs.ts";

/** How far from the end of the conversation the window ends, in pixels. */
export const FROM_END = "(() => { const l = document.querySelector('.log');" +
  " return Math.round(l.scrollHeight - l.scrollTop - l.clientHeight); })()";

/** The button that leads to what came below the screen. */
export const PILL = ".pill:not(.up)";

/** Somebody whose program the test can halt and end. */
export interface Newcomer extends Someone {
  readonly program: Program;
  readonly faults: readonly string[];
}

/**
 * One more client, in a page with these preferences; the test has to end it.
 *
 * @param invitation Where it goes; without one it asks.
 */
export async function newcomer(
  { people }: Crowd,
  name: string,
  invitation: string | null,
  options: BrowserContextOptions = {},
): Promise<Newcomer> {
  const browser = people[0]?.page.context().browser();
  assert(browser);
  const { program, link } = await startClient([...invitation ? [invitation] : [], "-n", name]);
  return { name, program, ...await watchedPage(browser, link, options) };
}

/** A text of many lines, of which two fill a screen; it begins with `words`. */
export function tall(words: string): string {
  return words + "\n" + Array.from({ length: 14 }, (_, i) => `line ${i}`).join("\n");
}

/** Says several tall texts, and waits until each of those who look at the conversation has them. */
export async function fill(
  by: Someone,
  news: () => string,
  ...readers: readonly Someone[]
): Promise<readonly string[]> {
  const said = [news(), news(), news(), news()];
  for (const one of said) await enter(by, tall(one));
  for (const reader of [by, ...readers]) await arrives(reader, said.at(-1) ?? "");
  return said;
}

/** The row of a text, by how it begins. */
export function row({ page }: Pick<Someone, "page">, words: string): Locator {
  const text = page.locator(".text", { hasText: new RegExp(`^${words}(?!\\d)`) });
  return page.locator(".log .msg").filter({ has: text });
}

/** Waits until a text has its place in the conversation, seen or not. */
export async function arrives(one: Pick<Someone, "page">, words: string): Promise<void> {
  await row(one, words).filter({ has: one.page.locator("time") }).first().waitFor({
    state: "attached",
  });
  await one.page.evaluate(SETTLED);
}

/** Where in the window the row of a text begins, in pixels from the top of the log. */
export async function topOf(one: Pick<Someone, "page">, words: string): Promise<number> {
  const box = await row(one, words).first().boundingBox();
  const log = await one.page.locator(".log").boundingBox();
  assert(box !== null && log !== null, `${words} is not drawn`);
  return box.y - log.y;
}

/** Whether a row is in the window, at least its beginning. */
export async function isInView(one: Pick<Someone, "page">, words: string): Promise<boolean> {
  const top = await topOf(one, words);
  const log = await one.page.locator(".log").boundingBox();
  return top >= -1 && top < (log?.height ?? 0);
}

/** Turns the wheel until the end is so many pixels further down. */
export async function scrollUp(page: Page, by: number): Promise<void> {
  await page.locator(".log").hover();
  await page.mouse.wheel(0, -by);
  await until(page, `${FROM_END} >= ${by}`);
  await page.evaluate(SETTLED);
}

/** Waits until the end is in view. */
export async function isAtEnd(page: Page): Promise<void> {
  await until(page, `${FROM_END} < 2`);
}

/** Puts another tab over the page. */
export async function hide(page: Page): Promise<void> {
  await page.evaluate(
    "Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });" +
      "document.dispatchEvent(new Event('visibilitychange'))",
  );
}

/** Turns back to the page. */
export async function reveal(page: Page): Promise<void> {
  await page.evaluate(
    "delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))",
  );
  await page.evaluate(SETTLED);
}

/** Waits until the title of the page counts so many texts that were not read; 0 is none. */
export async function counts(page: Page, unread: number): Promise<void> {
  await until(page, `document.title.startsWith('${unread === 0 ? "lobby" : `(${unread}) lobby`}')`);
}

/** The beginning of the text that the unread line stands before; empty where there is no line. */
export async function afterUnreadLine(page: Page): Promise<string> {
  return await page.evaluate(
    "document.querySelector('.fresh + .msg .text')?.innerText.split('\\n')[0].trim() ?? ''",
  );
}
