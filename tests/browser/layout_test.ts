import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { watchedPage } from "../support/browser.ts";
import { startFake } from "../support/fake_client.ts";
import { inPage, SETTLED, sharedBrowser, until } from "../support/in_page.ts";
import { needs } from "../support/needs.ts";
import { LOBBY, person } from "../support/scenes.ts";
import { FOUND, inLobby, people, toList } from "../support/tour_steps.ts";

/** Notes from now on what moves. */
const WATCH = `{
  globalThis.moved = [];
  globalThis.watch = new PerformanceObserver((list) => moved.push(...list.getEntries()));
  watch.observe({ type: "layout-shift" });
}`;
/** What moved since, and by how much; what a key or a click has asked for is not among it. */
const MOVED = `(() => {
  moved.push(...watch.takeRecords());
  return moved.splice(0).filter(({ hadRecentInput }) => !hadRecentInput).flatMap(({ sources }) =>
    sources.map(({ node, previousRect: from, currentRect: to }) =>
      (node?.className ?? node?.nodeName) + " by " + (to.x - from.x) + ", " + (to.y - from.y)));
})()`;

/** What moved since it was asked last, when everything is drawn. */
async function moved(page: Page): Promise<string[]> {
  await page.evaluate(SETTLED);
  return await page.evaluate<string[]>(MOVED);
}

inPage(
  "the layout keeps every line in its place while others write and while tools come and go",
  "chat",
  async (page, fake) => {
    await page.mouse.move(640, 10);
    await page.evaluate(SETTLED);
    await page.evaluate(WATCH);
    for (const said of ["I can carry.", "She is on the train", "First hour: toasters"]) {
      await page.locator(".msg", { hasText: said }).hover();
      await page.locator(".tools").waitFor();
    }
    assertEquals(await moved(page), [], "tools");
    for (const name of ["ada", "Wolfeschlegelsteinhausen", "jo"]) {
      fake.tell({ type: "typing", in: LOBBY, person: person(name) });
    }
    await until(page, `document.querySelector(".typing").textContent !== ""`);
    assertEquals(await moved(page), [], "who is writing");
  },
);

/**
 * Whatever can be pressed and is not met 20 pixels from its middle in some direction: of 44 pixels
 * a border takes two. What the end of a list cuts is left out.
 */
const SMALL = `(() => {
const isCut = (one, { top, bottom }) => {
  const list = one.closest("[role=listbox], .grid, .log, .convs, .panel-body, .page");
  if (list === null) return false;
  const around = list.getBoundingClientRect();
  return top < around.top || bottom > around.bottom;
};
return [...document.querySelectorAll(
  "button, input, textarea, [role=option], [role=menuitem]"
)].flatMap((one) => {
  const target = one.labels?.[0] ?? one;
  const exempt = ".whose, .quote, .link, .text a, .fold, .all-keys, .topic, .plain, .row-more, .vh, [role=tab], [disabled]";
  const covered = one.closest(".msg") && document.querySelector(".picker, .pop");
  if (covered || one.closest(exempt) || !one.checkVisibility({ opacityProperty: true })) return [];
  const box = target.getBoundingClientRect();
  const x = box.x + box.width / 2, y = box.y + box.height / 2;
  const met = (dx, dy) => {
    const there = document.elementFromPoint(x + dx, y + dy);
    return there === null || target.contains(there);
  };
  // What is scrolled away or lies under something else is not pressed there.
  if (!met(0, 0) || !met(0, -10) || !met(0, 10) || isCut(target, box)) return [];
  return [[0, -20], [0, 20], [-20, 0], [20, 0]].every(([dx, dy]) => met(dx, dy))
    ? []
    : [one.tagName + "." + one.className + " " + (one.ariaLabel ?? one.textContent).slice(0, 24)];
});
})()`;

for (const width of [390, 820]) {
  Deno.test({
    name: `a finger meets 44 pixels of whatever can be pressed, ${width} pixels wide`,
    ...needs("chromium"),
    fn: async () => {
      const browser = await sharedBrowser();
      const fake = startFake("rooms");
      const { page } = await watchedPage(browser, fake.url, {
        viewport: { width, height: 800 },
        hasTouch: true,
        isMobile: true,
        reducedMotion: "reduce",
      });
      await using _ = page.context();
      const small: string[] = [];
      const look = async (name: string) => {
        await page.evaluate(SETTLED);
        small.push(...(await page.evaluate<string[]>(SMALL)).map((one) => `${name}: ${one}`));
      };
      await page.locator(".msg.failed").waitFor({ state: "attached" });
      await inLobby(page);
      await look("the lobby");
      await people(page);
      await look("people");
      await toList(page);
      await look("the list");
      for (const [name, open] of FOUND) {
        await open(page);
        await look(name);
      }
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Settings" }).click();
      await page.locator(".set-nav").getByRole("button", { name: "Attention" }).click();
      await page.locator(".page").waitFor();
      await look("settings");
      await fake.close();
      assertEquals([...new Set(small)], []);
    },
  });
}

inPage(
  "a section of the settings that is gone to begins at the top of the page",
  "chat",
  async (page) => {
    await page.getByRole("button", { name: "Settings" }).click();
    await page.locator(".set-nav").getByRole("button", { name: "Attention" }).click();
    const top = `document.querySelector("#set-attention").getBoundingClientRect().top`;
    await until(page, `${top} < 100`);
    assertEquals(await page.evaluate("document.activeElement.id"), "set-attention");
  },
);
