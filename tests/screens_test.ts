import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { THEMES } from "../lib/api/view.ts";
import { axeFaults } from "./support/browser.ts";
import { SETTLED } from "./support/in_page.ts";
import { needs } from "./support/needs.ts";
import { tour } from "./support/tour.ts";

/** How far the page is wider than its window, in pixels: nobody should have to scroll sideways. */
const OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

/**
 * Of the windows in which everything is opened, in pixels: each of another layout, and the last the
 * narrowest of a page that can be used. Where nothing is too wide for that, nothing is for a phone.
 */
const WIDTHS = [1440, 768, 320];

/** Colours do not depend on the width: in this one each screen is seen in all themes. */
const THEMED = 1440;

/** The theme of the walk. Like the system has no colours of its own. */
const FIRST = "nord";
const OTHERS = THEMES.filter((theme) => theme !== FIRST && theme !== "system");

/** What axe finds by colours, which are all that a theme changes. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

async function overflow(page: Page): Promise<string[]> {
  return await page.evaluate(OVERFLOW) === 0 ? [] : ["is wider than its window"];
}

/** Shows a screen in another theme, as it stands: to open it anew takes longer than to look. */
async function inTheme(page: Page, theme: string): Promise<string[]> {
  const root = "document.documentElement.dataset";
  await page.evaluate(`${root}.theme = "${theme}"`);
  await page.evaluate(SETTLED);
  const faults = [...await axeFaults(page, ...OF_COLOURS), ...await overflow(page)];
  const shown = await page.evaluate(`${root}.theme`);
  if (shown !== theme) faults.push(`went to theme ${shown} meanwhile`);
  await page.evaluate(`${root}.theme = "${FIRST}"`);
  return faults.map((fault) => `theme ${theme}: ${fault}`);
}

async function faultsOf(width: number): Promise<string[]> {
  const found: string[] = [];
  const faults = await tour(FIRST, width, async (page, name) => {
    const seen = [...await axeFaults(page), ...await overflow(page)];
    if (width === THEMED) { for (const theme of OTHERS) seen.push(...await inTheme(page, theme)); }
    found.push(...seen.map((fault) => `${name}: ${fault}`));
  });
  return [...found, ...faults];
}

for (const width of WIDTHS) {
  const themes = width === THEMED ? "in any theme" : `in theme ${FIRST}`;
  Deno.test({
    name: `axe, the console and the policy find no fault ${themes} at ${width} pixels`,
    ...needs("chromium"),
    fn: async () => assertEquals(await faultsOf(width), []),
  });
}
