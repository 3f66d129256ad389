import type { Page } from "playwright-core";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { asked } from "../support/fake_client.ts";
import { inPage, until } from "../support/in_page.ts";
import { person } from "../support/scenes.ts";

/** Waits until the field holds a text: what is done is drawn a little later. */
async function holds(page: Page, text: string): Promise<void> {
  await until(page, `document.querySelector("#compose").value === ${JSON.stringify(text)}`);
}

inPage(
  "what completes a text opens above the field, and the keyboard stays there",
  "rooms",
  async (page, fake) => {
    const field = page.getByRole("textbox");
    const list = page.getByRole("listbox");
    await field.pressSequentially("Ask @");
    await list.waitFor();
    assertEquals(await list.getByRole("option").count(), 8);
    const [box, above] = [await field.boundingBox(), await list.boundingBox()];
    assert(box !== null && above !== null && above.y + above.height <= box.y);
    await field.pressSequentially("b");
    assertEquals(await list.getByRole("option").count(), 1);
    const active = await field.getAttribute("aria-activedescendant");
    assertEquals(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
    await field.press("Tab");
    await holds(page, "Ask @bern ");
    assertEquals(await list.count(), 0);
    await field.pressSequentially("now");
    await field.press("Enter");
    await page.locator(".msg.mine .text", { hasText: "Ask @bern now" }).waitFor();
    const said = await asked(fake, 1, "say");
    assertEquals(said.map((one) => one["mentions"]), [[person("bern").id]]);
  },
);

inPage("arrows choose among all that completes a text, eight at a time", "rooms", async (page) => {
  const field = page.getByRole("textbox");
  const chosen = page.locator(".pop [aria-selected=true]");
  await field.pressSequentially("/");
  assertStringIncludes(await chosen.innerText(), "/help");
  await field.press("ArrowUp");
  assertStringIncludes(await chosen.innerText(), "/quit");
  assertEquals(await page.getByRole("option").count(), 8);
  assertEquals(
    await chosen.getAttribute("aria-posinset"),
    await chosen.getAttribute("aria-setsize"),
  );
  await field.press("ArrowDown");
  await field.press("ArrowDown");
  await field.press("Enter");
  await holds(page, "/create ");
  assertEquals(await page.evaluate("document.activeElement.selectionStart"), 8);
});

inPage(
  "Escape closes the list, then the answer, and nothing else with them",
  "rooms",
  async (page) => {
    const field = page.getByRole("textbox");
    await page.locator(".conv", { hasText: "parts" }).click();
    const row = page.locator(".msg", { hasText: "They are in the green one now." });
    await row.hover();
    await row.getByRole("button", { name: "Reply" }).click();
    await page.locator(".on-top").waitFor();
    await field.pressSequentially("/he");
    await page.getByRole("listbox").waitFor();
    await field.press("Escape");
    assertEquals(await page.getByRole("listbox").count(), 0);
    assertEquals(await page.locator(".on-top").count(), 1);
    await field.press("Escape");
    assertEquals(await page.locator(".on-top").count(), 0);
    await holds(page, "/he");
  },
);

inPage(
  "a row that is clicked is put into the field, which keeps the focus",
  "rooms",
  async (page) => {
    const field = page.getByRole("textbox");
    await field.pressSequentially("/msg ");
    await page.getByRole("option", { name: "Nino" }).click();
    await holds(page, "/msg Nino·w3pe ");
    assertEquals(await page.evaluate("document.activeElement.id"), "compose");
  },
);
