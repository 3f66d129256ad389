import { assertEquals } from "@std/assert";
import { type Theme, THEMES } from "../lib/api/view.ts";
import { axeFaults } from "./support/browser.ts";
import { needs } from "./support/needs.ts";
import { tour } from "./support/tour.ts";

/** How far the page is wider than its window, in pixels: nobody should have to scroll sideways. */
const OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

/** Of a page that can be used, in pixels. */
const NARROWEST = 320;

async function faultsOf(theme: Theme, width: number): Promise<string[]> {
  const found: string[] = [];
  const faults = await tour(theme, width, async (page, name) => {
    const overflow = await page.evaluate(OVERFLOW) === 0 ? [] : ["is wider than its window"];
    // What stands on the narrowest page stands on the next one as well.
    const faults = width === NARROWEST ? overflow : [...await axeFaults(page), ...overflow];
    found.push(...faults.map((fault) => `${name}: ${fault}`));
  });
  return [...found, ...faults];
}

/**
 * Colours do not depend on the width: the narrower windows are looked at in one theme. Like the
 * system has no colours of its own.
 */
const WIDTHS: { readonly [T in Theme]: readonly number[] } = {
  system: [],
  nord: [1440, 768, 390, NARROWEST],
  light: [1440],
  dark: [1440],
  contrast: [1440],
};

for (const theme of THEMES) {
  for (const width of WIDTHS[theme]) {
    Deno.test({
      name: width === NARROWEST
        ? `nothing is wider than a window of ${width} pixels`
        : `axe, the console and the policy find no fault in theme ${theme} at ${width} pixels`,
      ...needs("chromium"),
      fn: async () => assertEquals(await faultsOf(theme, width), []),
    });
  }
}
