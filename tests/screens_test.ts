import { assertEquals } from "@std/assert";
import { type Theme, THEMES } from "../lib/api/view.ts";
import { axeFaults } from "./support/browser.ts";
import { needs } from "./support/needs.ts";
import { tour } from "./support/tour.ts";

/** How far the page is wider than its window, in pixels: nobody should have to scroll sideways. */
const OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

async function faultsOf(theme: Theme, width: number): Promise<string[]> {
  const found: string[] = [];
  const faults = await tour(theme, width, async (page, name) => {
    const overflow = await page.evaluate(OVERFLOW) === 0 ? [] : ["is wider than its window"];
    found.push(...[...await axeFaults(page), ...overflow].map((fault) => `${name}: ${fault}`));
  });
  return [...found, ...faults];
}

/**
 * Colours do not depend on the width: the narrower windows are looked at in one theme. Like the
 * system has no colours of its own.
 */
const WIDTHS: { readonly [T in Theme]: readonly number[] } = {
  system: [],
  nord: [1440, 768, 390, 320],
  light: [1440],
  dark: [1440],
  contrast: [1440],
};

for (const theme of THEMES) {
  for (const width of WIDTHS[theme]) {
    Deno.test({
      name: `axe, the console and the policy find no fault in theme ${theme} at ${width} pixels`,
      ...needs("chromium"),
      fn: async () => assertEquals(await faultsOf(theme, width), []),
    });
  }
}
