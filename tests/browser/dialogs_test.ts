import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { asked } from "../support/fake_client.ts";
import { inPage, SETTLED, until } from "../support/in_page.ts";
import { KEY, stateOf } from "../support/scenes.ts";

inPage(
  "an invitation is shown as text and as a code, and copied",
  "rooms",
  async (page) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.locator(".conv", { hasText: "keys-and-money" }).click();
    await page.getByRole("button", { name: "Invite people" }).first().click();
    const dialog = page.getByRole("dialog", { name: "Invite people to keys-and-money" });
    const invitation = `pychat://garden.local/keys-and-money#${KEY}`;
    assertEquals((await dialog.locator(".url").innerText()).replaceAll("\n", ""), invitation);
    await dialog.getByText("The passphrase of the room is not in it.").waitFor();
    const code = dialog.getByRole("img", { name: "The invitation as a QR code" });
    const size = await code.boundingBox();
    assert(size !== null && size.width > 150 && Math.abs(size.width - size.height) < 1);
    await dialog.getByRole("button", { name: "Copy invitation" }).click();
    await dialog.getByText("Copied").waitFor();
    assertEquals(await page.evaluate("navigator.clipboard.readText()"), invitation);
  },
);

inPage(
  "the code is black on white in every theme, with white around it",
  "rooms",
  async (page) => {
    await page.getByRole("button", { name: "Invite people" }).first().click();
    const box = await page.locator(".dialog .qr").boundingBox();
    assert(box !== null);
    const side = Number(
      await page.locator(".dialog .qr").evaluate((svg) =>
        svg.getAttribute("viewBox")?.split(" ")[2] ?? "0"
      ),
    );
    const fills = await page.evaluate(
      "[...document.querySelectorAll('.dialog .qr > *')].map((one) => getComputedStyle(one).fill)",
    );
    assertEquals(fills, ["rgb(255, 255, 255)", "rgb(16, 20, 24)"]);
    assert(box.width / side >= 4, `${box.width / side} pixels a module`);
  },
);

inPage(
  "an export is asked for with what and as what, and saved under its name",
  "rooms",
  async (page, fake) => {
    await page.locator(".conv", { hasText: "parts" }).click();
    await page.getByRole("button", { name: "Export this conversation" }).click();
    const dialog = page.getByRole("dialog", { name: "Export" });
    await dialog.getByText("This conversation: parts").waitFor();
    const download = page.waitForEvent("download");
    await dialog.getByLabel("Markdown").check();
    await dialog.getByRole("button", { name: "Save the file" }).click();
    assertEquals((await download).suggestedFilename(), "pychat-lobby.md");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Export this conversation" }).click();
    const all = page.waitForEvent("download");
    await dialog.getByLabel("All conversations").check();
    await dialog.getByLabel("JSON").check();
    await page.keyboard.press("Enter");
    assertEquals((await all).suggestedFilename(), "pychat-all.json");
    assertEquals(await asked(fake, 2, "export"), [
      { type: "export", in: "c2", format: "markdown" },
      { type: "export", in: null, format: "json" },
    ]);
  },
);

inPage(
  "a dialog holds the focus, closes with Escape and gives the focus back",
  "rooms",
  async (page) => {
    const button = page.getByRole("button", { name: "New room" });
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await until(page, "document.activeElement.id === 'room-name'");
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press("Tab");
      assertEquals(
        await page.evaluate(
          "document.activeElement === document.body || " +
            "document.querySelector('dialog').contains(document.activeElement)",
        ),
        true,
        `after ${i + 1} times`,
      );
    }
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await until(page, "document.activeElement.getAttribute('aria-label') === 'New room'");
  },
);

inPage(
  "what needs a connection says so without one, and can be asked for when it is back",
  "rooms",
  async (page, fake) => {
    const { stage } = stateOf("reconnecting");
    const state = stateOf("rooms");
    const lost = page.locator(".banner.trying");
    fake.tell({ type: "state", state: { ...state, stage } });
    await lost.waitFor();
    await page.getByRole("button", { name: "All rooms" }).click();
    await page.getByText("You are not connected just now, and this cannot wait.").waitFor();
    assertEquals(await asked(fake, 0, "rooms"), []);
    fake.tell({ type: "state", state });
    await page.getByText("Apples, pears, quinces").waitFor();
    assertEquals((await asked(fake, 1, "rooms")).length, 1);
    await page.keyboard.press("Escape");
    fake.tell({ type: "state", state: { ...state, stage } });
    await lost.waitFor();
    await page.getByRole("button", { name: "New room" }).click();
    const make = page.getByRole("button", { name: "Make the room" });
    assertEquals(await make.isDisabled(), true);
    await page.getByLabel("Name", { exact: true }).fill("cinema");
    await page.keyboard.press("Enter");
    await page.evaluate(SETTLED);
    assertEquals(await asked(fake, 0, "create"), []);
  },
);

inPage(
  "others see who is writing only if the person chose so",
  "chat",
  async (page, fake) => {
    await page.getByRole("button", { name: "Settings" }).click();
    const choice = page.getByRole("switch", { name: "Show that I am writing" });
    assertEquals(await choice.getAttribute("aria-checked"), "false");
    await choice.focus();
    await page.keyboard.press("Space");
    await until(
      page,
      "document.querySelector('[aria-labelledby=typing-title]').getAttribute('aria-checked') === 'true'",
    );
    assertEquals(await asked(fake, 1, "choose"), [{ type: "choose", choices: { typing: true } }]);
  },
);

inPage(
  "a notice is said above the field, and closed",
  "rooms",
  async (page, fake) => {
    fake.tell({ type: "notice", problem: { code: "not_owner", room: "lobby" } });
    const notice = page.getByRole("alert");
    await notice.waitFor();
    assertStringIncludes(await notice.innerText(), "Only whoever owns lobby can do that.");
    await notice.getByRole("button", { name: "Close" }).click();
    await notice.waitFor({ state: "detached" });
  },
);

inPage("after a dialog with a field the composer takes what is typed", "rooms", async (page) => {
  const typed = () => page.locator("#compose").inputValue();
  const closed = () => page.locator("dialog").waitFor({ state: "detached" });
  await page.locator("#compose").fill("so ");
  for (const close of ["Escape", "Enter"]) {
    await page.keyboard.press("Control+k");
    await page.locator(".switcher .on").first().waitFor();
    await page.keyboard.press(close);
    await closed();
    const before = await typed();
    await page.keyboard.type("on");
    assertEquals(await typed(), `${before}on`, close);
  }
  // The next picture comes late: what waits for it is not to stand between the dialog and the field.
  await page.evaluate("globalThis.requestAnimationFrame = () => 0");
  // As a browser on macOS does it, where a click on a button takes no focus.
  const make = page.getByRole("button", { name: "New room", exact: true }).first();
  await make.dispatchEvent("click");
  await page.locator("dialog[open] input[type=text]").first().fill("Sowing");
  await page.keyboard.press("Escape");
  await closed();
  const before = await typed();
  await page.keyboard.type("on");
  assertEquals(await typed(), `${before}on`);
});
