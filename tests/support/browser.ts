/**
 * A browser for the tests, and pages that notice what should never happen in them.
 *
 * @module
 */
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { chromiumPath } from "./needs.ts";

/**
 * What the browser does without. For each window, which is for each test, it prepares pages of its
 * own for what its address bar might show, at more cost than most of the tests have themselves.
 * Only the last such list counts for it, so the rest is what Playwright turns off.
 */
const WITHOUT = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "TcpPortRandomizationWin",
  "ThirdPartyStoragePartitioning",
];

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--disable-features=${WITHOUT.join(",")}`,
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

/**
 * What axe holds against a page, one line for each element.
 *
 * @param page Which.
 * @param rules The rules that it is held against; all of axe's if none is named.
 */
export async function axeFaults(page: Page, ...rules: readonly string[]): Promise<string[]> {
  if (await page.evaluate("'axe' in window") !== true) {
    // Its script is half a megabyte, and stays in a page until that is loaded anew. Only the builder
    // has it; one small rule brings it there, and whatever it says is said again below.
    await new AxeBuilder({ page }).setLegacyMode(true).withRules("document-title").analyze();
  }
  // Asked directly, axe sends the faults alone, and builds no selectors for what is right.
  const options = {
    resultTypes: ["violations"],
    selectors: false,
    ...rules.length === 0 ? {} : { runOnly: rules },
  };
  return await page.evaluate<string[]>(`axe.run(document, ${JSON.stringify(options)}).then(
    ({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => id + ": " + html.slice(0, 160))
    )
  )`);
}
