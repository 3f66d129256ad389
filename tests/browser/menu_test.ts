import { assert, assertEquals } from "@std/assert";
import type { Locator, Page } from "playwright-core";
import { axeFaults } from "../support/browser.ts";
import { asked } from "../support/fake_client.ts";
import { inPage, runUntil } from "../support/in_page.ts";

function rowOf(page: Page, name: string): Locator {
  return page.locator(".conv", { hasText: name });
}

/** What is asked for besides what a page says by itself. */
const ACTS = ["quiet", "close", "export", "look"] as const;

async function menuOf(page: Page): Promise<readonly string[]> {
  await page.getByRole("menu").waitFor();
  return await page.evaluate(
    "[...document.querySelectorAll('[role=menuitem] span')].map((item) => item.firstChild.data)",
  );
}

/** What has the focus, by its text. */
async function focused(page: Page): Promise<string> {
  return await page.evaluate("document.activeElement.textContent");
}

inPage("line 33: a room is muted in its menu, and unmuted", "rooms", async (page, fake) => {
  await rowOf(page, "parts").click({ button: "right" });
  assertEquals(await menuOf(page), ["Mute", "Invite people", "Export", "Leave this room"]);
  await page.getByRole("menuitem", { name: /^Mute/ }).click();
  await page.locator(".conv.quiet", { hasText: "parts" }).waitFor();
  assertEquals(await page.getByRole("menu").count(), 0);
  await rowOf(page, "parts").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Unmute" }).click();
  await page.locator(".conv.quiet").waitFor({ state: "detached" });
  assertEquals(await asked(fake, 2, ...ACTS), [
    { type: "quiet", in: "c2", on: true },
    { type: "quiet", in: "c2", on: false },
  ]);
});

inPage("the menu of a row offers what can be done there", "rooms", async (page) => {
  const offered = [
    ["lobby", ["Mute", "Invite people", "Export"]],
    ["off-topic", ["Mute", "Export", "Close"]],
    ["ada", ["Mute", "Export", "Close"]],
  ] as const;
  for (const [name, items] of offered) {
    await rowOf(page, name).click({ button: "right" });
    assertEquals(await menuOf(page), items, name);
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
  }
});

inPage(
  "line 45: the menu opens by its keys, is gone through by the keyboard, and gives the focus back",
  "rooms",
  async (page) => {
    const row = rowOf(page, "parts");
    for (const key of ["Shift+F10", "ContextMenu"]) {
      await row.focus();
      await page.keyboard.press(key);
      await page.getByRole("menu", { name: "More about parts" }).waitFor();
      assert((await focused(page)).startsWith("Mute"), key);
      await page.keyboard.press("ArrowUp");
      assertEquals(await focused(page), "Leave this room");
      await page.keyboard.press("ArrowDown");
      assert((await focused(page)).startsWith("Mute"));
      await page.keyboard.press("e");
      assertEquals(await focused(page), "Export");
      await page.keyboard.press("End");
      await page.keyboard.press("Home");
      assert((await focused(page)).startsWith("Mute"));
      await page.keyboard.press("Escape");
      await page.getByRole("menu").waitFor({ state: "detached" });
      assert((await focused(page)).startsWith("parts"), key);
    }
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menu").waitFor();
    await page.keyboard.press("Tab");
    await page.getByRole("menu").waitFor({ state: "detached" });
    assertEquals(
      await page.evaluate("document.activeElement.getAttribute('aria-label')"),
      "More about parts",
    );
  },
);

inPage(
  "line 45: the button for the menu is seen when its row is, opens it and closes it",
  "rooms",
  async (page) => {
    const more = page.getByRole("button", { name: "More about parts" });
    const button = "document.querySelector('[aria-label=\"More about parts\"]')";
    const seen = () => page.evaluate(`Number(getComputedStyle(${button}).opacity)`);
    assertEquals(await seen(), 0);
    await rowOf(page, "parts").hover();
    assertEquals(await seen(), 1);
    await page.mouse.move(700, 300);
    await rowOf(page, "parts").focus();
    await page.keyboard.press("Tab");
    assertEquals(await seen(), 1);
    assert(await page.evaluate(`${button} === document.activeElement`));
    await page.keyboard.press("Enter");
    await page.getByRole("menu").waitFor();
    assertEquals(await more.getAttribute("aria-expanded"), "true");
    assertEquals(await axeFaults(page), []);
    await page.keyboard.press("Escape");
    assertEquals(await more.getAttribute("aria-expanded"), "false");
    await more.click();
    await page.getByRole("menu").waitFor();
    await more.click();
    await page.getByRole("menu").waitFor({ state: "detached" });
    await more.click();
    await page.getByRole("menu").waitFor();
    await page.locator(".log").click();
    await page.getByRole("menu").waitFor({ state: "detached" });
  },
);

inPage(
  "a finger that rests on a row opens its menu, and opens nothing else",
  "rooms",
  async (page, fake) => {
    const touch = async (type: string, clientX = 60) =>
      await rowOf(page, "parts")
        .dispatchEvent(type, { pointerType: "touch", clientX, clientY: 200 });
    const tap = async () => await rowOf(page, "parts").dispatchEvent("click");
    await page.clock.install();
    await page.clock.pauseAt(await page.evaluate<number>("Date.now()") + 60_000);
    await touch("pointerdown");
    await touch("pointermove", 90);
    await page.clock.runFor(1000);
    assertEquals(await page.getByRole("menu").count(), 0, "it was a scroll");
    await touch("pointerdown");
    await page.clock.runFor(400);
    await touch("pointerup");
    await page.clock.runFor(1000);
    assertEquals(await page.getByRole("menu").count(), 0, "it was a tap");
    await touch("pointerdown");
    await page.clock.runFor(600);
    await page.getByRole("menu").waitFor();
    await touch("pointerup");
    await tap();
    await page.clock.runFor(100);
    assertEquals(
      await asked(fake, 0, ...ACTS),
      [],
      "the finger that is lifted opens no conversation",
    );
    assertEquals(await page.getByRole("menu").count(), 1);
    await page.keyboard.press("Escape");
    await tap();
    await runUntil(page, async () => (await asked(fake, 0, ...ACTS)).length === 1);
  },
);

inPage(
  "what is asked about in the menu is asked of the conversation it belongs to",
  "rooms",
  async (page, fake) => {
    const choose = async (name: string, item: string) => {
      await rowOf(page, name).click({ button: "right" });
      await page.getByRole("menuitem", { name: item }).click();
    };
    await choose("parts", "Export");
    await page.getByRole("dialog").getByText("This conversation: parts").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await choose("night-shift", "Invite people");
    await page.getByRole("dialog", { name: /night-shift/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await choose("keys-and-money", "Leave this room");
    await page.getByRole("dialog", { name: /keys-and-money/ }).waitFor();
    assertEquals(await asked(fake, 0, "close"), []);
    await page.keyboard.press("Escape");
    const looks = await asked(fake, 3, "look");
    assertEquals(looks.map((one) => one["in"]), ["c2", "c4", "c3"]);
  },
);

for (const width of [320, 390, 768, 1440]) {
  inPage(`the menu stays inside a window ${width} px wide`, "rooms", async (page) => {
    await page.setViewportSize({ width, height: 500 });
    if (width < 600) {
      await page.getByRole("button", { name: "Back to conversations" }).click();
    }
    for (const name of ["lobby", "marta"]) {
      const row = rowOf(page, name);
      await row.scrollIntoViewIfNeeded();
      const box = await row.boundingBox();
      assert(box !== null);
      await row.click({ button: "right", position: { x: box.width - 4, y: box.height - 4 } });
      const menu = await page.getByRole("menu").boundingBox();
      assert(menu !== null && menu.x >= 0 && menu.y >= 0, JSON.stringify(menu));
      assert(menu.x + menu.width <= width && menu.y + menu.height <= 500, JSON.stringify(menu));
      await page.keyboard.press("Escape");
      await page.getByRole("menu").waitFor({ state: "detached" });
    }
    assertEquals(await page.evaluate("document.documentElement.scrollWidth > innerWidth"), false);
  });
}
