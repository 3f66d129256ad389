/**
 * A browser for the tests, and pages that notice what should never happen in them.
 *
 * @module
 */
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { chromiumPath } from "./needs.ts";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the browser of this machine. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === null) {
    throw new Error("no Chromium found: install one, or set CHROMIUM to its path");
  }
  return await chromium.launch({ executablePath, args: ARGS });
}

/** A page and what went wrong in it. */
export interface Watched {
  readonly page: Page;
  /** Errors of scripts, of the console and of the content security policy. */
  readonly faults: string[];
}

/**
 * Opens a page that notes every error.
 *
 * @param browser Where.
 * @param url What to show.
 * @param options Size and preferences.
 */
export async function watchedPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
): Promise<Watched> {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
  });
  await page.goto(url);
  return { page, faults };
}

/** What axe holds against a page, one line for each element. */
export async function axeFaults(page: Page): Promise<string[]> {
  // Its script is half a megabyte, and stays in a page until that is loaded anew.
  const isThere = await page.evaluate("'axe' in window");
  const builder = new AxeBuilder(isThere ? { page, axeSource: ";" } : { page });
  const { violations } = await builder.setLegacyMode(true)
    .options({ resultTypes: ["violations"] })
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`)
  );
}
