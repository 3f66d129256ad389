/**
 * A walk through everything that can be on the screen, on one page of a fake client process.
 *
 * @module
 */
import type { Page } from "playwright-core";
import { DEFAULT_CHOICES, DENSITIES, type Theme } from "../../lib/api/view.ts";
import { openBrowser, watchedPage } from "./browser.ts";
import { startFake } from "./fake_client.ts";
import { type Scene, SCENES, snapshotOf } from "./scenes.ts";
import { crowded } from "./tour_crowd.ts";
import {
  closeSettings,
  FOUND,
  IN_ROOMS,
  inLobby,
  OPENED,
  people,
  type Steps,
  toList,
  WIPING,
} from "./tour_steps.ts";

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
  const walk = async (steps: Steps) => {
    for (const [name, open] of steps) {
      await open(page);
      await show(name);
    }
  };
  const last = ["chat", "rooms"] as const;
  for (const scene of SCENES) if (!last.some((one) => one === scene)) await play(scene);
  await play("chat");
  await walk(OPENED);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await play("rooms");
  await walk(IN_ROOMS);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await closeSettings(page);
  await walk(FOUND);
  await page.keyboard.press("Escape");
  for (const density of DENSITIES) {
    fake.tell(crowded(theme, { ...DEFAULT_CHOICES, density, notify: "all" }));
    await toList(page);
    await page.locator(".conv", { hasText: "room-of-many-30" }).waitFor();
    await show(`a full list, ${density}`);
    await inLobby(page);
    await page.locator(".code").first().waitFor();
    await show(`texts of every kind, ${density}`);
  }
  await people(page);
  await show("many people");
  await walk(WIPING);
  await fake.close();
  return faults;
}
