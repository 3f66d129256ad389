/**
 * A walk through everything that can be on the screen, on one page of a fake client process.
 *
 * @module
 */
import type { Page } from "playwright-core";
import type { Theme } from "../../lib/api/view.ts";
import { openBrowser, watchedPage } from "./browser.ts";
import { startFake } from "./fake_client.ts";
import { SETTLED as DRAWN } from "./in_page.ts";
import { type Scene, SCENES, snapshotOf } from "./scenes.ts";

/** What is on the screen once a scene has come. */
const READY: { readonly [S in Scene]: string } = {
  trouble_memory: ".row .btn:nth-child(3)",
  trouble_port: ".row .btn:nth-child(2):last-child",
  start: "#where",
  start_problem: ".problem",
  start_taken: ".field-problem",
  connecting: ".working",
  new_key: ".key.new",
  changed_key: ".key.bad",
  passphrase: "#passphrase",
  first: ".welcome",
  reconnecting: ".trying .why",
  trying: ".ring.turning",
  back: ".sys.warm:last-child",
  ended: ".banner",
  chat: ".msg.failed",
  rooms: ".conv:has-text('night-shift')",
};

/** What can be opened in the chat, and how to get there and back. */
const OPENED: ReadonlyMap<string, (page: Page) => Promise<void>> = new Map([
  ["who can see this", async (page) => {
    await page.locator(".plain").click();
    await page.locator(".sight").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".plain").click();
  }],
  ["people", async (page) => {
    await page.getByRole("tab", { name: "People" }).click();
    await page.locator(".people").waitFor();
  }],
  ["an unknown command", async (page) => {
    await page.keyboard.press("Escape");
    // What Escape closes gives the focus back a frame later, and must not take it from the field.
    await page.evaluate(DRAWN);
    await page.getByRole("textbox").fill("/jion");
    await page.getByRole("textbox").press("Enter");
    await page.locator(".strip").waitFor();
  }],
  ["the list of commands", async (page) => {
    await page.getByRole("textbox").fill("/help");
    await page.getByRole("textbox").press("Enter");
    await page.getByRole("dialog").waitFor();
  }],
  ["the list", async (page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const back = page.getByRole("button", { name: "Back to conversations" });
    if (await back.isVisible()) await back.click();
  }],
  ["the name", async (page) => {
    await page.locator(".me-name").click();
    await page.getByRole("dialog").waitFor();
  }],
  ["settings", async (page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Settings" }).click();
    await page.locator(".themes").waitFor();
  }],
  ["the end", async (page) => {
    await page.getByRole("button", { name: "Quit pyChat…" }).click();
    await page.getByRole("dialog").waitFor();
  }],
]);

/** What can be opened where there are rooms: from the list, whatever its width. */
const IN_ROOMS: ReadonlyMap<string, (page: Page) => Promise<void>> = new Map([
  ...["parts", "keys-and-money", "night-shift", "off-topic", "ada", "marta"].map((name) =>
    [`conversation ${name}`, async (page: Page) => {
      await toList(page);
      await page.locator(".conv", { hasText: name }).click();
      await page.locator(".head h1", { hasText: name }).waitFor();
    }] as const
  ),
  ["the tools of a message", async (page) => {
    await toList(page);
    await page.locator(".conv", { hasText: "parts" }).click();
    await page.locator(".msg").last().hover();
    await page.locator(".tools").waitFor();
  }],
  ["what can be done with somebody", async (page) => {
    await people(page);
    await page.locator("button.person", { hasText: "jo" }).click();
    await page.locator(".acts-of").waitFor();
  }],
  ...["Mute…", "Ban…", "Hand over the room…"].map((name) =>
    [name, async (page: Page) => {
      await page.keyboard.press("Escape");
      await people(page);
      if (!await page.locator(".acts-of").isVisible()) {
        await page.locator("button.person", { hasText: "jo" }).click();
      }
      await page.getByRole("button", { name }).click();
      await page.getByRole("dialog").waitFor();
    }] as const
  ),
  ...["Topic…", "Lock…", "Bans…"].map((name) =>
    [name, async (page: Page) => {
      await page.keyboard.press("Escape");
      await people(page);
      await page.getByRole("button", { name, exact: true }).click();
      await page.getByRole("dialog").waitFor();
    }] as const
  ),
  ...["New room", "All rooms"].map((name) =>
    [name, async (page: Page) => {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await toList(page);
      await page.getByRole("button", { name, exact: true }).click();
      await page.getByRole("dialog").waitFor();
    }] as const
  ),
  ["Join by name", async (page) => {
    await page.getByRole("button", { name: "Join by name…" }).click();
    await page.getByRole("dialog", { name: "Join a room" }).waitFor();
  }],
  ["a room that lets nobody in", async (page) => {
    await page.getByLabel("Name of the room").fill("vault");
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await page.getByRole("button", { name: "Create it" }).waitFor();
  }],
  ["an invitation", async (page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await toList(page);
    await page.locator(".conv", { hasText: "parts" }).click();
    await page.getByRole("textbox").fill("/invite");
    await page.getByRole("textbox").press("Escape");
    await page.getByRole("textbox").press("Enter");
    await page.getByRole("dialog").waitFor();
  }],
  ["an export", async (page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await toList(page);
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await page.getByRole("dialog").waitFor();
  }],
]);

/** To the list, where that is a pane of its own. */
async function toList(page: Page): Promise<void> {
  const close = page.locator(".tabs .close");
  if (await close.isVisible()) await close.click();
  const back = page.getByRole("button", { name: "Back to conversations" });
  if (await back.isVisible()) await back.click();
}

/** To the people, where they are not beside the conversation. */
async function people(page: Page): Promise<void> {
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const open = page.locator(".icon-btn.only");
  const there = await page.locator(".people").isVisible();
  if (!there && await open.isVisible()) await open.click();
  await page.locator(".people").waitFor();
}

/** What moves has come to rest. */
const SETTLED = "Promise.all(document.getAnimations().map((a) => a.finished.catch(() => 0)))";

/**
 * Goes through all scenes and all that opens in the chat.
 *
 * @param theme The look.
 * @param width Of the window, in pixels.
 * @param look Is called with each screen and its name.
 * @returns Errors of scripts, of the console and of the policy.
 */
export async function tour(
  theme: Theme,
  width: number,
  look: (page: Page, name: string) => Promise<void>,
): Promise<readonly string[]> {
  await using browser = await openBrowser();
  const fake = startFake("start", theme);
  const { page, faults } = await watchedPage(browser, fake.url, {
    viewport: { width, height: 800 },
    reducedMotion: "reduce",
  });
  await page.locator("#where").waitFor();
  const show = async (name: string) => {
    await page.evaluate(SETTLED);
    await look(page, name);
  };
  const play = async (scene: Scene) => {
    const { state, ...rest } = snapshotOf(scene);
    fake.tell({ ...rest, state: { ...state, theme } });
    await page.locator(READY[scene]).waitFor({ state: "attached" });
    await show(scene);
  };
  const last = ["chat", "rooms"] as const;
  for (const scene of SCENES) if (!last.some((one) => one === scene)) await play(scene);
  await play("chat");
  for (const [name, open] of OPENED) {
    await open(page);
    await show(name);
  }
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await play("rooms");
  for (const [name, open] of theme === "nord" || width > 1000 ? IN_ROOMS : []) {
    await open(page);
    await show(name);
  }
  await fake.close();
  return faults;
}
