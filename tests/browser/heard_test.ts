import { assert, assertEquals } from "@std/assert";
import { inPage, SETTLED, until } from "../support/in_page.ts";
import { saidAloud } from "../support/said_aloud.ts";
import { LINES, LOBBY, text } from "../support/scenes.ts";

inPage(
  "each message is said aloud once, without its time, and nothing that was there before",
  "chat",
  async (page, fake) => {
    assertEquals(await saidAloud(page), [], "history");
    let next = LINES.length;
    const say = (...texts: string[]) => {
      const lines = texts.map((one) => text("ada", 0, one, { time: Date.now() }));
      fake.tell({ type: "lines", in: LOBBY, from: next, lines });
      next += lines.length;
    };
    say("Hello there");
    await page.getByText("Hello there").waitFor();
    await page.evaluate(SETTLED);
    assertEquals(await saidAloud(page), ["ada: Hello there"]);
    say("One", "Two");
    await page.getByText("Two", { exact: true }).waitFor();
    await page.evaluate(SETTLED);
    assertEquals(await saidAloud(page), ["ada: Hello there", "ada: One", "ada: Two"]);
    say(...Array.from({ length: 40 }, (_, i) => `many ${i}`));
    await page.getByText("many 39").waitFor();
    await page.evaluate(SETTLED);
    assertEquals((await saidAloud(page)).at(-1), "40 new messages");
  },
);

inPage(
  "neither older lines, nor tools, nor another conversation are said aloud",
  "rooms",
  async (page, fake) => {
    await page.getByText("She is on the train until three.").hover();
    await page.locator(".tools").waitFor();
    await page.getByRole("button", { name: "parts", exact: true }).click();
    await page.getByRole("heading", { name: "parts", level: 1 }).waitFor();
    const line = text("ada", 0, "Elsewhere", { time: Date.now() });
    fake.tell({ type: "lines", in: LOBBY, from: LINES.length, lines: [line] });
    await page.getByText("1 unread message").first().waitFor({ state: "attached" });
    await page.getByRole("button", { name: /^lobby/ }).click();
    await page.getByText("Elsewhere").waitFor();
    await page.evaluate(SETTLED);
    assertEquals(await saidAloud(page), []);
  },
);

inPage("the log has a name and a role, and rows that are a list", "chat", async (page) => {
  const log = page.getByRole("log", { name: "Messages" });
  await until(page, "document.querySelectorAll('.log ol.rows > li').length > 20");
  assertEquals(await log.getAttribute("aria-live"), "off");
  assert(await log.getByRole("listitem").count() > 20);
});
