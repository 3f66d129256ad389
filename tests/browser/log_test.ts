import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import type { Line } from "../../lib/api/view.ts";
import { asked, type FakeClient } from "../support/fake_client.ts";
import { inPage, SETTLED, until } from "../support/in_page.ts";
import { workedFor } from "../support/page_meter.ts";
import {
  LINES,
  LOBBY,
  membersOf,
  PARTS_LINES,
  PEOPLE,
  snapshotOf,
  text,
} from "../support/scenes.ts";

let next = LINES.length;

/** Texts of somebody else that come after all others. */
function say(fake: FakeClient, count: number, from = PEOPLE[0]): void {
  if (from === undefined) return;
  const lines = Array.from({ length: count }, (_, i): Line => {
    return text(from.name, 0, `news ${next + i}`, { time: Date.now() });
  });
  fake.tell({ type: "lines", in: LOBBY, from: next, lines });
  next += count;
}

const FROM_END = "(() => { const l = document.querySelector('.log');" +
  " return Math.round(l.scrollHeight - l.scrollTop - l.clientHeight); })()";

/** Where on the screen the first row with this text is, in pixels from the top. */
async function topOf(page: Page, text: string): Promise<number> {
  const box = await page.getByText(text, { exact: true }).first().boundingBox();
  assert(box !== null, `${text} is not drawn`);
  return Math.round(box.y);
}

async function scrollUp(page: Page, by: number): Promise<void> {
  await page.locator(".log").hover();
  await page.mouse.wheel(0, -by);
  await until(page, `${FROM_END} >= ${by}`);
  await page.evaluate(SETTLED);
}

inPage("the log stays at the end for a reader who is there", "chat", async (page, fake) => {
  next = LINES.length;
  assertEquals(await page.evaluate(FROM_END), 0);
  say(fake, 3);
  await page.getByText(`news ${next - 1}`).waitFor();
  await page.evaluate(SETTLED);
  assertEquals(await page.evaluate(FROM_END), 0);
  assertEquals(await page.locator(".pill").count(), 0);
});

inPage(
  "the log never moves a reader who scrolled up, and leads to the first unread",
  "chat",
  async (page, fake) => {
    next = LINES.length;
    await scrollUp(page, 400);
    const before = await topOf(page, "Then lamps.");
    const first = next;
    say(fake, 60);
    await page.getByRole("button", { name: "60 new messages" }).waitFor();
    assertEquals(await topOf(page, "Then lamps."), before);
    await page.locator(".pill").click();
    await page.locator(".fresh").waitFor();
    const top = await topOf(page, `news ${first}`);
    assert(top > 50 && top < 500, `the first unread text is at ${top}`);
    await page.locator(".log").press("End");
    await page.locator(".pill").waitFor({ state: "detached" });
    assertEquals(await page.locator(".fresh").count(), 1);
  },
);

inPage(
  "what came while nobody looked can be gone to, once, from the end that stayed in view",
  "chat",
  async (page, fake) => {
    next = LINES.length;
    const up = page.getByRole("button", { name: "Jump to first unread" });
    const comeWhileHidden = async (count: number): Promise<number> => {
      await page.evaluate(
        "Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })",
      );
      const first = next;
      say(fake, count);
      await until(page, `document.title.startsWith('(${count > 99 ? "99+" : count})')`);
      await page.evaluate(
        "delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))",
      );
      await until(page, "document.title === 'lobby · pyChat'");
      return first;
    };
    const first = await comeWhileHidden(60);
    await up.click();
    await page.evaluate(SETTLED);
    const top = await topOf(page, `news ${first}`);
    assert(top > 50 && top < 500, `the first unread text is at ${top}`);
    await up.waitFor({ state: "detached" });
    await page.locator(".log").press("End");
    await until(page, `(${FROM_END}) < 2`);
    assertEquals(await up.count(), 0, "it was seen");

    await comeWhileHidden(60);
    await page.getByRole("button", { name: "Do not go to what is unread" }).click();
    await up.waitFor({ state: "detached" });
    await until(page, `(${FROM_END}) < 2`);

    await comeWhileHidden(600);
    await up.waitFor();
    await page.locator("#compose").fill("Here I am");
    await page.keyboard.press("Enter");
    await page.getByText("Here I am").waitFor();
    await up.waitFor({ state: "detached" });
    await page.locator(".msg.mine .tick").last().waitFor();
    next += 1;

    await comeWhileHidden(2);
    await page.evaluate(SETTLED);
    assertEquals(await up.count(), 0, "the line is on the screen");
  },
);

inPage("older lines come without moving the reader", "chat", async (page, fake) => {
  const lines = LINES.slice(10);
  const { state } = snapshotOf("chat");
  const members = membersOf(PEOPLE);
  fake.tell({
    type: "snapshot",
    state,
    conversations: [{ in: LOBBY, from: 40, lines, pending: [], members, draft: "" }],
    show: null,
  });
  await page.getByRole("button", { name: "Show older lines" }).waitFor();
  await page.locator(".log").press("Home");
  await until(page, "document.querySelector('.log').scrollTop === 0");
  await page.evaluate(SETTLED);
  await page.getByRole("button", { name: "Show older lines" }).click();
  const heard = await asked(fake, 1, "older");
  assert(heard.some((one) => one["before"] === 40));
  const sink = "The server sits on the Pi under the sink now.";
  const before = await topOf(page, sink);
  const from = PEOPLE[0];
  assert(from !== undefined);
  const older = Array.from({ length: 40 }, (_, i): Line => {
    return text(from.name, 0, `old ${i}`, { time: i });
  });
  fake.tell({ type: "older", in: LOBBY, from: 0, lines: older });
  await page.getByText("old 39", { exact: true }).waitFor();
  await page.evaluate(SETTLED);
  assert(Math.abs(await topOf(page, sink) - before) <= 1);
});

inPage("five thousand lines in one update freeze nothing", "chat", async (page, fake) => {
  next = LINES.length;
  const worked = await workedFor(page, async () => {
    say(fake, 5000);
    await page.getByText(`news ${next - 1}`, { exact: true }).waitFor();
    await page.getByRole("textbox").fill("still here");
  });
  assert(worked < 1_000, `${Math.round(worked)} ms`);
  const drawn = await page.locator(".msg").count();
  assert(drawn <= 1003, `${drawn} rows`);
});

inPage(
  "settings and the list give the reader back the place they left",
  "chat",
  async (page, fake) => {
    next = LINES.length;
    await page.setViewportSize({ width: 500, height: 600 });
    await scrollUp(page, 300);
    const before = await topOf(page, "She is on the train until three.");
    await page.getByRole("button", { name: "Back to conversations" }).click();
    say(fake, 4);
    await page.getByText("4 unread messages").waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Settings" }).click();
    await page.keyboard.press("Escape");
    await page.locator(".pill").waitFor();
    await page.evaluate(SETTLED);
    assertEquals(await topOf(page, "She is on the train until three."), before);
  },
);

inPage("the title counts what comes while the page is hidden", "chat", async (page, fake) => {
  next = LINES.length;
  assertEquals(await page.title(), "lobby · pyChat");
  await page.evaluate(
    "Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })",
  );
  say(fake, 3);
  await until(page, "document.title === '(3) lobby · pyChat'");
  await page.evaluate(
    "delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))",
  );
  await until(page, "document.title === 'lobby · pyChat'");
  assertEquals(await page.locator(".fresh").count(), 1);
});

inPage(
  "a conversation that was left where it was read is there again, and an unread one at its line",
  "rooms",
  async (page, fake) => {
    await scrollUp(page, 400);
    const before = await topOf(page, "Then lamps.");
    await page.getByRole("button", { name: /^parts/ }).click();
    await page.getByText("Who has the 3 mm screws?").first().waitFor();
    const from = PARTS_LINES.length;
    const lines = Array.from(
      { length: 40 },
      (_, i) => text("ada", 0, `late ${i}`, { time: Date.now() }),
    );
    await page.getByRole("button", { name: "lobby", exact: true }).click();
    await page.evaluate(SETTLED);
    assertEquals(await topOf(page, "Then lamps."), before);
    fake.tell({ type: "lines", in: "c2", from, lines });
    await page.getByText("40 unread messages").waitFor({ state: "attached" });
    await page.getByRole("button", { name: /^parts/ }).click();
    await page.locator(".fresh").waitFor();
    await page.evaluate(SETTLED);
    const top = await topOf(page, "late 0");
    assert(top > 50 && top < 400, `the first unread text is at ${top}`);
  },
);
