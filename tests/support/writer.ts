/**
 * What somebody writes, and what others see of it.
 *
 * @module
 */
import type { Locator } from "playwright-core";
import { type Crowd, enter, sees, type Someone } from "./crowd.ts";
import { until } from "./in_page.ts";
import { openValve, type Valve } from "./valve.ts";

/** Waits until the field holds a text: what is done is drawn a little later. */
export async function holds({ page }: Someone, text: string): Promise<void> {
  await until(page, `document.querySelector("#compose").value === ${JSON.stringify(text)}`);
}

/** The row of a text; of "news 1" it is not that of "news 10". */
export function row({ page }: Someone, text: string): Locator {
  const plain = text.replaceAll(/[()/.*+?`]/g, "\\$&");
  const words = page.locator(".text", { hasText: new RegExp(`${plain}(?!\\d)`) });
  return page.locator(".log .msg").filter({ has: words });
}

/** Waits until whatever was said before has come to somebody, by one more text. */
export async function settled(from: Someone, to: Someone, news: string): Promise<void> {
  await enter(from, news);
  await sees(to, news);
}

/** Somebody whose cable can be unplugged. */
export interface Cabled {
  readonly dora: Someone;
  readonly valve: Valve;
}

/** One more person, at the end of a cable. */
export async function byCable({ come, invitation }: Crowd): Promise<Cabled> {
  const valve = openValve(Number(/:(\d+)/.exec(invitation)?.[1]));
  return { valve, dora: await come("dora", invitation.replace(/:\d+/, `:${valve.port}`)) };
}

/** Unplugs the cable, and waits until the page says so. */
export async function unplug({ dora, valve }: Cabled): Promise<void> {
  valve.unplug();
  await dora.page.getByText("Reconnecting", { exact: true }).first().waitFor();
}

/** Plugs it in again, and waits until the page does not say so any more. */
export async function plug({ dora: { page }, valve }: Cabled): Promise<void> {
  valve.plug();
  await page.getByText("Reconnecting", { exact: true }).first().waitFor({ state: "hidden" });
}
