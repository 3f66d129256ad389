import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Page } from "playwright-core";
import { away, back, pick, quiet, shown, WATCH } from "../support/attentive.ts";
import { behaviour } from "../support/behaviours.ts";
import { enter, sees } from "../support/crowd.ts";
import { until } from "../support/in_page.ts";

/** Chooses something in the settings of a page, and leaves them again. */
async function choose(page: Page, what: string): Promise<void> {
  await page.getByRole("button", { name: "Settings" }).click();
  await pick(page, what);
  await page.keyboard.press("Escape");
  await page.getByRole("radio").first().waitFor({ state: "detached" });
}

/** A watched page whose browser allows notifications. */
async function watch(page: Page): Promise<void> {
  await page.context().grantPermissions(["notifications"]);
  await page.evaluate(WATCH);
  await back(page);
}

behaviour(
  30,
  "a notification comes only while nobody looks, without the text, and a click opens what it is of",
  async ({ ada, bern, kip, news }) => {
    const { page } = kip;
    await watch(page);
    await choose(page, "Mentions");
    const [first, second, third] = [news(), news(), news()];
    await enter(ada, `@kip ${first}`);
    await sees(kip, first);
    await quiet(page);
    assertEquals(await page.evaluate("shown.length"), 0, "it was looked at");
    await away(page);
    await enter(ada, second);
    await sees(kip, second);
    await quiet(page);
    assertEquals(await page.evaluate("shown.length"), 0, "nobody was named");
    await enter(ada, `@kip ${third}`);
    const [[title = "", body] = []] = await shown(page, 1);
    assertMatch(title, /^\u2068ada·\w{4}\u2069 wrote to you in \u2068lobby\u2069\.$/);
    assertEquals(body, "");
    await back(page);
    await shown(page, 0);
    await away(page);
    await enter(bern, `/msg kip ${news()}`);
    const [[other = ""] = []] = await shown(page, 1);
    assertMatch(other, /^\u2068bern·\w{4}\u2069 wrote to you privately\.$/);
    await page.evaluate("shown.at(-1).it.dispatchEvent(new Event('click'))");
    await page.locator(".head h1", { hasText: "bern" }).waitFor();
    await shown(page, 0);
    assert(!(await page.evaluate<string>("JSON.stringify(shown)")).includes("news"));
    await choose(page, "Never");
    await bern.page.locator(".conv", { hasText: "lobby" }).click();
  },
);

behaviour(
  31,
  "a sound is chosen, is heard for what nobody looks at, and None is silent",
  async ({ ada, kip, news }) => {
    const { page } = kip;
    await watch(page);
    await choose(page, "Bell");
    const [seen, heard, silent] = [news(), news(), news()];
    await enter(ada, seen);
    await sees(kip, seen);
    await quiet(page);
    assertEquals(await page.evaluate("tones"), []);
    await away(page);
    await enter(ada, heard);
    await until(page, "tones.length === 2");
    await choose(page, "None");
    await page.evaluate("new Promise((done) => setTimeout(done, 1000))");
    await away(page);
    await enter(ada, silent);
    await sees(kip, silent);
    await quiet(page);
    assertEquals(await page.evaluate("tones"), [880, 2390]);
    await back(page);
  },
);

behaviour(
  32,
  "the title counts what was not seen and says whether somebody is meant, and the icon too",
  async ({ ada, kip, news }) => {
    const { page } = kip;
    const tab = async (title: string, icon: string) => {
      await until(page, `document.title === ${JSON.stringify(title)}`);
      assertEquals(await page.locator("link[rel=icon]").getAttribute("href"), icon);
    };
    await tab("lobby · pyChat", "/icon.svg");
    await page.getByRole("button", { name: "Settings" }).click();
    await enter(ada, news());
    await tab("(1) lobby · pyChat", "/icon_unread.svg");
    await enter(ada, news());
    await tab("(2) lobby · pyChat", "/icon_unread.svg");
    await enter(ada, `@kip ${news()}`);
    await tab("(@1) lobby · pyChat", "/icon_mention.svg");
    await page.keyboard.press("Escape");
    await tab("lobby · pyChat", "/icon.svg");
  },
);

behaviour(
  33,
  "a muted room is dimmed and counts nothing but mentions, also after a reload",
  async ({ ada, kip, news }) => {
    const { page } = kip;
    const lobby = page.locator(".conv", { hasText: "lobby" });
    await lobby.click({ button: "right" });
    await page.getByRole("menuitem", { name: /^Mute/ }).click();
    await page.locator(".conv.quiet", { hasText: "lobby" }).waitFor();
    await page.reload();
    await page.locator(".conv.quiet", { hasText: "lobby" }).waitFor();
    await watch(page);
    await choose(page, "All");
    await choose(page, "Tap");
    await away(page);
    const [plain, named] = [news(), news()];
    await enter(ada, plain);
    await sees(kip, plain);
    await quiet(page);
    assertEquals(await page.evaluate("[shown.length, tones.length]"), [0, 0]);
    await enter(ada, `@kip ${named}`);
    await shown(page, 1);
    await until(page, "tones.length === 2");
    await back(page);
    await choose(page, "Never");
    await choose(page, "None");
    await lobby.click({ button: "right" });
    await page.getByRole("menuitem", { name: "Unmute" }).click();
    await page.locator(".conv.quiet").waitFor({ state: "detached" });
  },
);
