import { assert, assertEquals } from "@std/assert";
import type { Line } from "../../lib/api/view.ts";
import { axeFaults } from "../support/browser.ts";
import { asked } from "../support/fake_client.ts";
import { inPage, until } from "../support/in_page.ts";
import { LINES, LOBBY, text } from "../support/scenes.ts";

const FIELD = ".search input";

inPage(
  "what was said here is found, and gone to with the arrows and Enter, while the field has the focus",
  "rooms",
  async (page, fake) => {
    await page.locator("#compose").fill("half a sentence");
    await page.keyboard.press("Control+Shift+F");
    await page.locator(`${FIELD}:focus`).waitFor();
    await page.getByText("pyChat searches what you have received").waitFor();
    await page.keyboard.type("the ");
    await page.getByText(/^\d+ messages, the newest first$/).waitFor();
    const sought = await asked(fake, 1, "search");
    assertEquals(sought.at(-1), { type: "search", in: LOBBY, text: "the" });
    assert(await page.locator(".search mark").count() > 5);
    await page.keyboard.press("ArrowDown");
    const chosen = page.locator(".search [aria-selected=true]");
    const wanted = (await chosen.locator(".hit-text").innerText()).trim();
    assertEquals(
      await page.locator(FIELD).getAttribute("aria-activedescendant"),
      await chosen.getAttribute("id"),
    );
    await page.keyboard.press("Enter");
    await page.locator(".msg.lit").filter({ hasText: wanted }).waitFor();
    assertEquals(await page.evaluate("document.activeElement.getAttribute('role')"), "combobox");
    assertEquals(await axeFaults(page), []);
    await page.keyboard.press("Escape");
    await page.locator(".search").waitFor({ state: "detached" });
    await until(page, "document.activeElement.id === 'compose'");
    assertEquals(await page.locator("#compose").inputValue(), "half a sentence");
  },
);

inPage(
  "a search that finds nothing says what it looks through, and one that finds too much says so",
  "chat",
  async (page, fake) => {
    await page.getByRole("button", { name: "Search this conversation" }).click();
    await page.locator(FIELD).fill("fuse");
    await page.getByText(
      "No message here contains “fuse”. pyChat searches what you have received since you joined.",
    ).waitFor();
    await page.locator(FIELD).fill("zz");
    await page.getByText("No message here contains “zz”.").waitFor();
    const matches = Array.from({ length: 100 }, (_, i) => ({
      index: i,
      line: text("ada", 0, `x <img src=x onerror=alert(1)> ${i}`),
    }));
    fake.tell({ type: "found", in: LOBBY, text: "zz", matches, more: true });
    await page.getByText("Only the newest 100 are shown.").waitFor();
    assertEquals(await page.locator(".search li").count(), 100);
    assertEquals(await page.locator(".search img").count(), 0);
    fake.tell({ type: "found", in: "c99", text: "zz", matches: [], more: false });
    // Another conversation is no answer.
    await page.getByText("Looking…").waitFor();
  },
);

inPage("a text that is far away is fetched and gone to", "chat", async (page, fake) => {
  const from = 2000;
  const line = (i: number): Line => text("ada", 0, `line ${i}`, { time: i });
  const lines = Array.from({ length: 50 }, (_, i) => line(from + i));
  fake.tell({ type: "lines", in: LOBBY, from: LINES.length + from, lines });
  await page.getByText("line 2049", { exact: true }).waitFor();
  await page.keyboard.press("Control+Shift+F");
  await page.locator(FIELD).fill("line 700");
  await page.getByText("No message here contains").waitFor();
  const index = LINES.length + 700;
  fake.tell({
    type: "found",
    in: LOBBY,
    text: "line 700",
    matches: [{ index, line: { ...text("ada", 0, "line 700"), time: 700 } }],
    more: false,
  });
  await page.locator(".search li").click();
  await until(page, "document.querySelector('.bring button').disabled");
  assertEquals(await asked(fake, 1, "older"), [
    { type: "older", in: LOBBY, before: LINES.length + from, reach: index },
  ]);
  const far = Array.from({ length: 1500 }, (_, i) => line(500 + i));
  fake.tell({ type: "older", in: LOBBY, from: LINES.length + 500, lines: far });
  await page.locator(".msg.lit").filter({ hasText: "line 700" }).waitFor();
  const drawn = await page.locator(".msg").count();
  assert(drawn <= 1000, `${drawn} rows`);
});

inPage(
  "on a phone the search makes room for what was found once that is chosen",
  "rooms",
  async (page) => {
    await page.setViewportSize({ width: 360, height: 640 });
    await page.getByRole("button", { name: "Search this conversation" }).click();
    await page.locator(FIELD).fill("long board");
    await page.locator(".search li").click();
    await page.locator(".search").waitFor({ state: "detached" });
    await page.locator(".msg.lit").filter({ hasText: "long board" }).waitFor();
    const wide = "document.documentElement.scrollWidth <= innerWidth";
    assertEquals(await page.evaluate(wide), true);
  },
);

inPage("the log stays at its end while the search comes and goes", "chat", async (page) => {
  const atEnd =
    "(() => { const l = document.querySelector('.log'); return l.scrollHeight - l.scrollTop - l.clientHeight < 2; })()";
  await until(page, atEnd);
  await page.keyboard.press("Control+Shift+F");
  await page.locator(FIELD).fill("the");
  await page.locator(".search li").first().waitFor();
  await until(page, atEnd);
  await page.locator(".log").click({ position: { x: 5, y: 5 } });
  await page.keyboard.press("Escape");
  await page.locator(".search").waitFor({ state: "detached" });
  await until(page, atEnd);
});
