import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { axeFaults } from "../support/browser.ts";
import { asked } from "../support/fake_client.ts";
import { inPage, SETTLED, until } from "../support/in_page.ts";
import { workedFor } from "../support/page_meter.ts";

/** Waits until the field holds a text: what is done is drawn a little later. */
async function holds(page: Page, text: string): Promise<void> {
  await until(page, `document.querySelector("#compose").value === ${JSON.stringify(text)}`);
}

/** Pastes a text into the field, as the browser does it. */
async function paste(page: Page, text: string): Promise<void> {
  await page.locator("#compose").focus();
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press("ControlOrMeta+v");
}

async function allow(page: Page): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
}

const LOG = "the fuse is gone\n".repeat(84);

inPage(
  "a long text that is pasted is folded above the field, and sent with what is typed (line 23)",
  "chat",
  async (page, fake) => {
    await allow(page);
    const field = page.getByRole("textbox", { name: "Write to" });
    await field.pressSequentially("The log:");
    await paste(page, LOG);
    const block = page.locator(".pasted");
    await block.waitFor();
    assertStringIncludes(await block.innerText(), "84 lines, 1,428 letters pasted");
    await holds(page, "The log:");
    assertEquals(await axeFaults(page), []);
    await field.press("Enter");
    await block.waitFor({ state: "detached" });
    const said = await asked(fake, 1, "say");
    assertEquals(said.map((one) => one["text"]), [`The log:\n${LOG}`]);
    await holds(page, "");
  },
);

inPage("what is pasted is shown in the field or removed", "chat", async (page) => {
  await allow(page);
  const field = page.locator("#compose");
  await field.fill("The log:");
  await paste(page, LOG);
  await page.getByRole("button", { name: "Remove" }).click();
  await until(page, "document.querySelector('.pasted') === null");
  await holds(page, "The log:");
  await paste(page, LOG);
  await page.locator(".pasted").getByRole("button", { name: "Show" }).click();
  await until(page, "document.querySelector('.pasted') === null");
  await holds(page, `The log:\n${LOG}`);
  assertEquals(await page.evaluate("document.activeElement.id"), "compose");
});

inPage("a short text that is pasted goes into the field", "chat", async (page) => {
  await allow(page);
  await paste(page, "a\nb");
  await until(page, "document.querySelector('#compose').value === 'a\\nb'");
  assertEquals(await page.locator(".pasted").count(), 0);
});

inPage("what is pasted outlives a load of the page", "chat", async (page) => {
  await allow(page);
  const field = page.locator("#compose");
  await field.fill("The log:");
  await paste(page, LOG);
  await page.locator(".pasted").waitFor();
  await page.reload();
  await until(page, "document.querySelector('#compose')?.value.startsWith('The log:') === true");
  await holds(page, `The log:\n${LOG}`);
});

inPage(
  "two million letters are pasted at once, and it is said how many are too many",
  "chat",
  async (page, fake) => {
    await allow(page);
    const field = page.locator("#compose");
    await field.fill("Look:");
    const worked = await workedFor(page, async () => {
      await page.evaluate("navigator.clipboard.writeText('lorem ipsum :tada: '.repeat(105_264))");
      await page.keyboard.press("ControlOrMeta+v");
      await page.locator(".pasted").waitFor();
      await field.press("Enter");
      await page.getByRole("alert").waitFor();
    });
    // A page that puts all of it into the field works for a second and more.
    assert(worked < 500, `${Math.round(worked)} ms`);
    assertStringIncludes(
      await page.getByRole("alert").innerText(),
      "Not sent. It is 1,968,022 letters too long; your text is kept here.",
    );
    await field.pressSequentially("!");
    await page.evaluate(SETTLED);
    await holds(page, "Look:!");
    assertStringIncludes(await page.locator(".hint .left").innerText(), "-1,968,0");
    assertEquals(await page.locator(".pasted").count(), 1);
    assertEquals(fake.heard.filter((one) => one["type"] === "say"), []);
  },
);
