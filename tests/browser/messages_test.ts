import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { asked } from "../support/fake_client.ts";
import { inPage, until } from "../support/in_page.ts";
import { LINES, LOBBY, PEOPLE, text } from "../support/scenes.ts";

/** Where on the screen the first row with this text is, in pixels from the top. */
async function topOf(page: Page, words: string): Promise<number> {
  const box = await page.getByText(words, { exact: true }).first().boundingBox();
  assert(box !== null, `${words} is not drawn`);
  return Math.round(box.y);
}

inPage(
  "an answer leads to what it answers, lights it for a second, and says so to the keyboard",
  "chat",
  async (page) => {
    // The clock stands, so that the light is not out before it was looked at.
    await page.clock.install();
    await page.clock.pauseAt(await page.evaluate<number>("Date.now()") + 60_000);
    await page.locator("button.quote").last().click();
    await page.locator(".msg.lit").waitFor();
    assertStringIncludes(await page.locator(".msg.lit").innerText(), "the first hour?");
    assertEquals(
      await page.evaluate("document.activeElement.classList.contains('lit')"),
      true,
    );
    await page.clock.runFor(1000);
    await page.locator(".msg.lit").waitFor({ state: "detached" });
  },
);

inPage(
  "an answer to a text that is not held says where it stands",
  "chat",
  async (page, fake) => {
    const ada = PEOPLE[0] ?? null;
    const line = text("jo", 50, "That one.", {
      reply: { id: 1, at: 0, from: ada, text: "Long ago" },
    });
    // What stands between was lost, so that nothing before it is held.
    fake.tell({ type: "lines", in: LOBBY, from: LINES.length + 40, lines: [line] });
    await page.getByText("Long ago").click();
    await until(page, "document.querySelector('.bring button').disabled");
    assertEquals(await asked(fake, 1, "older"), [
      { type: "older", in: LOBBY, before: LINES.length + 40, reach: 0 },
    ]);
    const far = Array.from({ length: 10 }, (_, i) => text("jo", 0, `between ${i}`, { time: i }));
    fake.tell({ type: "older", in: LOBBY, from: LINES.length + 30, lines: far });
    await page.getByText("That message stands further up.").waitFor();
    await page.getByText("Long ago").click();
    await until(page, "document.querySelector('.bring button').disabled");
    fake.tell({ type: "older", in: LOBBY, from: LINES.length + 30, lines: [] });
    await page.getByText("pyChat does not keep that message any more.").waitFor();
    assertEquals((await asked(fake, 2, "older")).at(-1)?.["before"], LINES.length + 30);
    await page.getByRole("button", { name: "Show older lines" }).waitFor();
  },
);

inPage(
  "the tools of a message come with the pointer and with the focus, and move nothing",
  "chat",
  async (page, fake) => {
    const text = "She is on the train until three.";
    const before = await topOf(page, text);
    await page.getByText(text).hover();
    const tools = page.locator(".tools");
    await tools.waitFor();
    assertEquals(await tools.count(), 1);
    assertEquals(await topOf(page, text), before);
    await tools.getByRole("button", { name: "Reply" }).click();
    await page.getByText("Answer to").waitFor();
    await page.mouse.move(5, 5);
    await page.getByRole("textbox").press("Escape");
    await page.getByText("Answer to").waitFor({ state: "detached" });
    assertEquals(await topOf(page, text), before);
    assertEquals(fake.heard.filter((one) => one["type"] === "say"), []);
  },
);

inPage(
  "the keyboard goes from message to message, into their tools and back to the field",
  "chat",
  async (page, fake) => {
    const focused = (code: string) => page.evaluate(`document.activeElement.${code}`);
    await page.locator(".log").focus();
    for (let i = 0; i < 8 && await focused("matches('.msg')") !== true; i++) {
      await page.keyboard.press("Tab");
    }
    assertStringIncludes(String(await focused("innerText")), "I can carry.");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assertStringIncludes(String(await focused("innerText")), "the long board");
    await page.keyboard.press("Tab");
    assertEquals(await focused("getAttribute('aria-label')"), "Reply");
    await page.keyboard.press("Enter");
    await page.getByText("Answer to").waitFor();
    await until(page, "document.activeElement.id === 'compose'");
    await page.keyboard.type("And I the short one.");
    await page.keyboard.press("Enter");
    await page.getByText("And I the short one.").waitFor();
    const [said] = await asked(fake, 1, "say");
    const board = LINES.find((line) => line.type === "text" && line.text.includes("long board"));
    assert(board?.type === "text");
    assertEquals(said?.["reply"], board.id);
  },
);

inPage(
  "an own text is changed and taken back for all to see, and others' texts are not",
  "chat",
  async (page, fake) => {
    const own = () => page.getByText("Then lamps.");
    await page.getByText("I can carry.").hover();
    await page.locator(".tools").waitFor();
    assertEquals(await page.locator(".tools").getByRole("button", { name: "Edit" }).count(), 0);
    fake.tell({
      type: "lines",
      in: LOBBY,
      from: LINES.length,
      lines: [text("mossy-heron", 0, "A slip of the pen", { time: Date.now() })],
    });
    await page.getByText("A slip of the pen").hover();
    await page.locator(".tools").getByRole("button", { name: "Edit" }).click();
    await page.getByRole("textbox").fill("No slip of the pen");
    await page.keyboard.press("Enter");
    await page.getByText("No slip of the pen (edited)").waitFor();
    await page.getByText("No slip of the pen").hover();
    await page.locator(".tools").getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Delete…" }).click();
    await page.getByText("all see that you deleted a message").waitFor();
    assertEquals(fake.heard.filter((one) => one["type"] === "delete"), []);
    await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByText("You deleted a message.").waitFor();
    assertEquals(await page.getByText("No slip of the pen").count(), 0);
    assert(await own().isVisible());
  },
);

inPage(
  "texts of somebody who is ignored are a line, until they are wanted",
  "chat",
  async (page, fake) => {
    await page.getByRole("button", { name: /^kip/ }).last().click();
    await page.getByRole("button", { name: "Ignore", exact: true }).click();
    await page.getByText("1 message of somebody you ignore.").last().waitFor();
    assertEquals(await page.getByText("I can carry.").count(), 0);
    await page.getByRole("log").getByRole("button", { name: "Show" }).last().click();
    await page.getByText("I can carry.").waitFor();
    assertEquals(await asked(fake, 1, "ignore"), [
      { type: "ignore", member: "member-0003", on: true },
    ]);
  },
);
