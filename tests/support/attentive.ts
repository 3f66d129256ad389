/**
 * A page whose notifications and sounds are noted, and what somebody does who looks elsewhere.
 *
 * @module
 */
import { assert } from "@std/assert";
import type { Page } from "playwright-core";
import type { Choices, Line } from "../../lib/api/view.ts";
import type { FakeClient } from "./fake_client.ts";
import { SETTLED, until } from "./in_page.ts";
import { CONVERSATIONS } from "./scene_rooms.ts";
import { snapshotOf, text } from "./scenes.ts";

/** Notes from now on what the browser is asked to show and to play; it shows and plays it as well. */
export const WATCH = `{
  if (globalThis.shown === undefined) {
    globalThis.Notification = class extends Notification {
      constructor(title, options) {
        super(title, options);
        const noted = { title, ...options, it: this, open: true };
        shown.push(noted);
        this.addEventListener("show", () => noted.there = true);
        this.addEventListener("close", () => noted.open = false);
        if (globalThis.made) queueMicrotask(made);
      }
      // As where a browser still fetches something for it.
      close() {
        if (shown.some(({ it, there }) => it === this && there)) super.close();
      }
    };
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...when) {
      tones.push(this.frequency.value);
      return start.apply(this, when);
    };
  }
  globalThis.shown = [];
  globalThis.tones = [];
}`;

const PARTS = CONVERSATIONS.find(({ view }) => view.id === "c2")?.lines.length ?? 0;
/** A text that names nobody. */
export const HELLO = text("ada", 55, "hello everybody, the kettle is on");

/** A watched page with these choices, whose browser allows notifications. */
export async function attentive(
  page: Page,
  fake: FakeClient,
  choices: Partial<Choices>,
): Promise<void> {
  await page.context().grantPermissions(["notifications"]);
  await page.evaluate(WATCH);
  await choose(page, fake, choices);
}

/** The person has chosen this, in some window. */
export async function choose(
  page: Page,
  fake: FakeClient,
  choices: Partial<Choices>,
): Promise<void> {
  const { state } = snapshotOf("rooms");
  fake.tell({ type: "state", state: { ...state, choices: { ...state.choices, ...choices } } });
  await page.evaluate(SETTLED);
}

/** The person turns to another window. */
export async function away(page: Page): Promise<void> {
  await page.evaluate("dispatchEvent(new Event('blur'))");
}

/** The person turns to this window. */
export async function back(page: Page): Promise<void> {
  await page.evaluate("dispatchEvent(new Event('focus'))");
}

/** Lines of a conversation; `after` is how many have come since the scene began. */
export function say(fake: FakeClient, lines: readonly Line[], after = 0): void {
  fake.tell({ type: "lines", in: "c2", from: PARTS + after, lines });
}

/** What the notifications on the screen say, once there are as many. */
export async function shown(page: Page, count: number): Promise<readonly (readonly string[])[]> {
  await until(page, `shown.filter(({ open }) => open).length === ${count}`);
  return await page.evaluate("shown.filter(({ open }) => open).map((o) => [o.title, o.body])");
}

/** Waits until whatever was said has been looked at, by a text that is certainly heard of. */
export async function quiet(page: Page): Promise<void> {
  await page.evaluate(SETTLED);
  await page.evaluate("new Promise((done) => setTimeout(done, 300))");
}

/** Presses one of several choices, and waits until the process says that it is chosen. */
export async function pick(page: Page, name: string): Promise<void> {
  const radio = page.getByRole("radio", { name, exact: true });
  await radio.click({ force: true });
  const late = performance.now() + 10_000;
  while (!await radio.isChecked()) {
    assert(performance.now() < late, `${name} was never chosen`);
    await page.evaluate(SETTLED);
  }
}
