import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { behaviour } from "../support/behaviours.ts";
import { axeFaults } from "../support/browser.ts";
import { enter, isIn, rowOf, sees, turnTo } from "../support/crowd.ts";
import { until } from "../support/in_page.ts";
import { heardTree, saidAloud } from "../support/said_aloud.ts";
import { visit } from "../support/visitor.ts";

// How it is to chat with ears, with keys alone, in large letters, in the dark.

const THEME = "document.documentElement.dataset.theme";
const WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
const MOVING = `Math.max(...document.getAnimations().map((one) =>
  Number(one.effect.getComputedTiming().duration)), ...[...document.querySelectorAll("*")].map(
  (one) => Math.max(...getComputedStyle(one).transitionDuration.split(",").map(parseFloat))))`;
/** What has the focus: what it is, whether the eye finds it, and whether it is in the window. */
const FOCUSED = `(() => {
  const one = document.activeElement;
  const shown = [one, one.nextElementSibling, one.parentElement, one.closest(".box")].some((of) => {
    const style = of && getComputedStyle(of);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= (of.matches(".box") ? 1 : 2);
  });
  const { top, bottom, width } = one.getBoundingClientRect();
  return { what: one.outerHTML.slice(0, 90), key: one.id || one.getAttribute("aria-label") ||
    one.textContent, shown, seen: width > 0 && bottom > 0 && top < innerHeight };
})()`;

interface Focused {
  readonly what: string;
  readonly key: string;
  readonly shown: boolean;
  readonly seen: boolean;
}

behaviour(
  43,
  "each message is said aloud once when it comes, and what was there before is not",
  async ({ ada, bern, news }) => {
    const [old, fresh] = [news(), news()];
    await enter(bern, old);
    await sees(ada, old);
    await ada.page.reload();
    await sees(ada, old);
    const log = ada.page.getByRole("log", { name: "Messages" });
    assert(await log.getByRole("listitem").count() > 0);
    assertEquals(await saidAloud(ada.page), [], "history");
    await enter(bern, fresh);
    await sees(ada, fresh);
    await until(ada.page, "true");
    assertEquals(await saidAloud(ada.page), [`bern: ${fresh}`]);
    await turnTo(bern, "lobby");
    await enter(ada, "/msg bern Hello.");
    await isIn(ada, "bern");
    await turnTo(ada, "lobby");
    await sees(ada, fresh);
    assertEquals((await saidAloud(ada.page)).filter((one) => one.includes(fresh)).length, 1);
  },
);

behaviour(
  44,
  "no time, tag or sign is said with a message, and what is drawn beside it has no name",
  async ({ ada, bern, news }) => {
    const [one, two] = [news(), news()];
    await enter(bern, one);
    await sees(ada, one);
    await enter(bern, `/me likes ${two} & <3`);
    await sees(ada, two);
    await until(ada.page, "true");
    const said = (await saidAloud(ada.page)).slice(-2);
    assertEquals(said, [`bern: ${one}`, `bern likes ${two} & <3`]);
    const graphics = (await heardTree(ada.page)).filter(({ ignored, role }) =>
      !ignored && /image|graphics/i.test(role?.value ?? "")
    );
    const names = new Set(graphics.map(({ name }) => name?.value ?? ""));
    for (const name of names) {
      assertMatch(name, /^(The server has it|Open .*: the server can read)/);
    }
  },
);

behaviour(
  45,
  "everything is reached by the key Tab, and the eye finds what has the focus",
  async ({ ada, bern, news }) => {
    const said = news();
    await enter(bern, said);
    await sees(ada, said);
    const reached = new Map<string, Focused>();
    await ada.page.locator("#compose").focus();
    for (let i = 0; i < 60; i++) {
      await ada.page.keyboard.press("Tab");
      const focused: Focused = await ada.page.evaluate(FOCUSED);
      if (focused.what.startsWith("<body")) continue;
      if (reached.has(focused.key) && focused.key === "compose") break;
      assert(focused.shown, `nobody sees the focus on ${focused.what}`);
      assert(focused.seen, `the focus is outside of the window: ${focused.what}`);
      reached.set(focused.key, focused);
    }
    const all = [...reached.keys()].join("\n");
    const wanted = ["lobby", "New room", "All rooms", "Settings", "Search", "Invite people"];
    for (
      const name of [...wanted, "Export", "People", "compose", "Send", "emoji", "bern", "Reply"]
    ) {
      assertStringIncludes(all.toLowerCase(), name.toLowerCase());
    }
  },
);

behaviour(
  45,
  "the shortcuts go to rooms, people and what is unread, and a list of them is there",
  async ({ ada, bern, news }) => {
    const { page } = ada;
    // It comes before the room, and stands under it.
    await enter(ada, "/msg kip Hello.");
    await isIn(ada, "kip");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("/create keyboard");
    await page.keyboard.press("Enter");
    await isIn(ada, "keyboard");
    await page.keyboard.press("Alt+ArrowUp");
    await isIn(ada, "lobby");
    await page.keyboard.press("Alt+ArrowDown");
    await isIn(ada, "keyboard");
    const said = news();
    await enter(bern, said);
    await rowOf(ada, "lobby").getByText(/unread message/).waitFor({ state: "attached" });
    await page.keyboard.press("Alt+a");
    await isIn(ada, "lobby");
    await sees(ada, said);
    await page.keyboard.press("Alt+j");
    await page.keyboard.type("keyb");
    await page.keyboard.press("Enter");
    await isIn(ada, "keyboard");
    await page.locator(".log").focus();
    await page.keyboard.press("?");
    const keys = page.getByRole("dialog", { name: "Shortcuts" });
    for (const what of [/Go to a conversation/, /above or below/, /something unread/]) {
      await keys.getByText(what).waitFor();
    }
  },
);

behaviour(
  46,
  "the field has a label, each button a name, and axe finds no fault in light and dark",
  async ({ ada, bern, news }) => {
    const said = news();
    await enter(bern, said);
    await sees(ada, said);
    await ada.page.getByRole("textbox", { name: "Write to lobby" }).waitFor();
    await ada.page.locator(".msg").filter({ hasText: said }).hover();
    await ada.page.locator(".tools").waitFor();
    const tree = await heardTree(ada.page);
    const pressed = tree.filter(({ role }) => /^(button|link|tab|switch)$/.test(role?.value ?? ""));
    assert(pressed.length > 10, `${pressed.length} things to press`);
    assertEquals(pressed.filter(({ ignored, name }) => !ignored && !name?.value.trim()), []);
    for (const theme of ["light", "dark"]) {
      await enter(ada, `/theme ${theme}`);
      await until(ada.page, `${THEME} === "${theme}"`);
      assertEquals(await axeFaults(ada.page), [], theme);
    }
  },
);

behaviour(
  46,
  "at 200 % and at 400 % nothing is cut, and everything can still be done",
  async ({ ada, crowd, news }) => {
    // A window of 1280 × 800 pixels that is enlarged so far.
    const window = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 };
    await using guest = await visit(crowd, "guest", { window });
    for (const [width, height] of [[640, 400], [320, 400]] as const) {
      await guest.page.setViewportSize({ width, height });
      const said = news();
      await enter(guest, said);
      await sees(ada, said);
      await guest.page.locator(".log").getByText(said).waitFor();
      for (const box of ["#compose", ".send", ".head h1", ".stamp"]) {
        const { x = -1, y = -1, width: wide = 0, height: high = 0 } =
          await guest.page.locator(box).boundingBox() ?? {};
        assert(x >= 0 && y >= 0 && x + wide <= width && y + high <= height, `${box} at ${width}`);
      }
      const room = await guest.page.locator(".log").boundingBox();
      assert(room !== null && room.height >= 120, `${room?.height} pixels to read in`);
      await enter(guest, "/help");
      await guest.page.getByRole("dialog").waitFor();
      assertEquals(await guest.page.evaluate(WIDER), 0);
      await guest.page.keyboard.press("Escape");
    }
    assertEquals(guest.faults, []);
  },
);

behaviour(
  47,
  "the theme follows the system until one is chosen, which is there from the first byte",
  async ({ crowd }) => {
    await using guest = await visit(crowd, "guest", { window: { colorScheme: "light" } });
    const { page } = guest;
    const paper = () =>
      page.evaluate("getComputedStyle(document.querySelector('.chat')).backgroundColor");
    const light = await paper();
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await paper();
    assert(light !== dark, `${light}`);
    assertEquals(await page.evaluate(THEME), "system");
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("radio", { name: "Light" }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("radio", { name: "Compact" }).focus();
    await page.keyboard.press("Space");
    await until(page, `${THEME} === "light"`);
    await until(page, "document.documentElement.dataset.density === 'compact'");
    assertEquals(await axeFaults(page), []);
    const answer = await page.reload();
    const html = await answer?.text() ?? "";
    assertStringIncludes(html, 'data-theme="light"');
    assertStringIncludes(html, 'data-density="compact"');
    await page.locator(".chat").waitFor();
    assertEquals(await paper(), light, "light, though the system is dark");
    assertEquals(guest.faults, []);
  },
);

behaviour(
  48,
  "nothing moves by itself where people do not want it to",
  async ({ ada, crowd }) => {
    const look = async (page: Page): Promise<number[]> => {
      const seen = [];
      await page.locator(".plain").click();
      await page.locator(".sight").waitFor();
      seen.push(Number(await page.evaluate(MOVING)));
      await page.getByRole("button", { name: "New room" }).first().click();
      await page.getByRole("dialog").waitFor();
      seen.push(Number(await page.evaluate(MOVING)));
      await page.keyboard.press("Escape");
      const scroll = "getComputedStyle(document.querySelector('.log')).scrollBehavior";
      assertEquals(await page.evaluate(scroll), "auto");
      return seen;
    };
    assert(Math.max(...await look(ada.page)) > 0, "something moves for whoever likes it");
    await using guest = await visit(crowd, "guest", { window: { reducedMotion: "reduce" } });
    assertEquals(await look(guest.page), [0, 0]);
    assertEquals(guest.faults, []);
  },
);
