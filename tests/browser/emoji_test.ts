import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { axeFaults } from "../support/browser.ts";
import { asked } from "../support/fake_client.ts";
import { inPage, SETTLED, until } from "../support/in_page.ts";
import { LOBBY } from "../support/scenes.ts";

/** Waits until the field holds a text: what is done is drawn a little later. */
async function holds(page: Page, text: string): Promise<void> {
  await until(page, `document.querySelector("#compose").value === ${JSON.stringify(text)}`);
}

const FOCUSED = "document.activeElement.id";

/** Opens the picker; the parts of the page that are fetched later may have to come first. */
async function open(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Emoji", exact: true }).click();
  await page.getByRole("dialog", { name: "Pick an emoji" }).waitFor();
}

inPage(
  "emoji are completed by their codes, and codes that were typed by hand are sent as emoji (line 19)",
  "chat",
  async (page, fake) => {
    const field = page.getByRole("textbox", { name: "Write to" });
    await field.pressSequentially("So :) :t");
    await page.evaluate(SETTLED);
    assertEquals(await page.getByRole("listbox").count(), 0);
    await field.pressSequentially("ad");
    await page.getByRole("option", { name: ":tada:" }).waitFor();
    assertEquals(await page.locator(".pop .e").first().innerText(), "🎉");
    await field.press("Tab");
    await holds(page, "So :) 🎉 ");
    await field.pressSequentially("and :+1: but `:+1:` ");
    await field.press("Enter");
    await page.locator(".msg.mine .text", { hasText: "So :) 🎉 and 👍 but" }).waitFor();
    const said = await asked(fake, 1, "say");
    assertEquals(said.map((one) => one["text"]), ["So :) 🎉 and 👍 but `:+1:` "]);
    await holds(page, "");
  },
);

inPage(
  "an emoji is picked with the keyboard alone, and stands at the caret",
  "chat",
  async (page) => {
    const field = page.getByRole("textbox", { name: "Write to" });
    await field.fill("so good");
    await page.evaluate("document.querySelector('#compose').setSelectionRange(2, 2)");
    await field.press("ArrowLeft");
    await field.press("ArrowRight");
    await field.press("Tab");
    assertEquals(await page.evaluate("document.activeElement.ariaLabel"), "Emoji");
    await page.keyboard.press("Enter");
    const search = page.getByRole("textbox", { name: "Search emoji" });
    await search.waitFor();
    await until(page, "document.activeElement.placeholder === 'Search emoji'");
    assertEquals(await axeFaults(page), []);
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    await page.getByRole("tab", { name: "Hands and people", selected: true }).waitFor();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Tab");
    const label = "document.activeElement.ariaLabel";
    assertEquals(await page.evaluate(label), "grinning");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowUp");
    assertEquals(await page.evaluate(label), "smiley");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowUp");
    await until(page, "document.activeElement.placeholder === 'Search emoji'");
    await page.keyboard.type("party");
    await page.getByRole("gridcell", { name: "party" }).first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await until(page, "document.querySelector('.picker') === null");
    await holds(page, "so 🎉 good");
    assertEquals(await page.evaluate(FOCUSED), "compose");
  },
);

inPage("the emoji that are picked are offered again, in this page alone", "chat", async (page) => {
  const field = page.getByRole("textbox", { name: "Write to" });
  await open(page);
  await page.keyboard.type("thumbs");
  await page.keyboard.press("Enter");
  await until(page, "document.querySelector('#compose').value === '👍 '");
  await open(page);
  assertEquals(await page.getByRole("gridcell").allInnerTexts(), ["👍"]);
  await page.keyboard.press("Escape");
  await until(page, "document.activeElement.id === 'compose'");
  await page.reload();
  await field.waitFor();
  await open(page);
  assertEquals(
    await page.locator(".picker [aria-selected=true]").getAttribute("aria-label"),
    "Smileys",
  );
});

inPage(
  "the picker closes with Escape, with its button and with a press beside it, and nothing else does",
  "rooms",
  async (page) => {
    const picker = page.locator(".picker");
    await open(page);
    await page.keyboard.type("xyzzy");
    await page.getByText("No emoji is called xyzzy.").waitFor();
    await page.keyboard.press("Enter");
    assertEquals(await picker.count(), 1);
    await page.keyboard.press("Escape");
    assertEquals([await picker.count(), await page.evaluate(FOCUSED)], [0, "compose"]);
    await open(page);
    await page.getByRole("button", { name: "Emoji", exact: true }).click();
    await picker.waitFor({ state: "detached" });
    await open(page);
    await picker.getByRole("tab", { name: "Flags" }).click();
    assertEquals(await picker.count(), 1);
    await page.locator(".log").click({ position: { x: 5, y: 5 } });
    await picker.waitFor({ state: "detached" });
    await open(page);
    await page.getByRole("gridcell", { name: "smile", exact: true }).click();
    await picker.waitFor({ state: "detached" });
    await holds(page, "😄 ");
    await page.getByRole("button", { name: "keys-and-money locked" }).click();
    assert(await page.getByRole("button", { name: "Emoji", exact: true }).isDisabled());
  },
);

inPage("the picker stays within the window at 320 px, above the field", "chat", async (page) => {
  await page.setViewportSize({ width: 320, height: 480 });
  await page.evaluate(SETTLED);
  await open(page);
  const [box, field] = [
    await page.locator(".picker").boundingBox(),
    await page.locator(".box").boundingBox(),
  ];
  assert(box !== null && field !== null);
  assert(box.x >= 0 && box.x + box.width <= 320 && box.y >= 0, JSON.stringify(box));
  assert(box.y + box.height <= field.y);
  assertEquals(await page.evaluate("document.documentElement.scrollWidth"), 320);
});

inPage("a page without the emoji says what was typed", "chat", async (page, fake) => {
  await page.route(
    "**/all-*.js",
    (route) => route.fulfill({ contentType: "text/javascript", body: "throw null;" }),
  );
  await page.reload();
  const field = page.getByRole("textbox", { name: "Write to" });
  await field.pressSequentially("done :tada:");
  await field.press("Enter");
  await page.locator(".msg.mine .text", { hasText: "done :tada:" }).waitFor();
  assertEquals((await asked(fake, 1, "say")).map((one) => one["in"]), [LOBBY]);
  await page.getByRole("button", { name: "Emoji", exact: true }).click();
  await page.evaluate(SETTLED);
  assertEquals(await page.locator(".picker").count(), 0);
});
