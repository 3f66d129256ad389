/**
 * What can be opened on the screen, and how to get there from what was opened before.
 *
 * @module
 */
import type { Page } from "playwright-core";

/** Names of screens, and how to come to each from the one before. */
export type Steps = ReadonlyMap<string, (page: Page) => Promise<void>>;

/** What can be opened in the chat, and how to get there and back. */
export const OPENED: Steps = new Map([
  ["who can see this", async (page) => {
    await page.locator(".plain").click();
    await page.locator(".sight").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".plain").click();
  }],
  ["people", async (page) => {
    await page.getByRole("tab", { name: "People" }).click();
    await page.locator(".people").waitFor();
  }],
  ["an unknown command", async (page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("textbox").fill("/jion");
    await page.getByRole("textbox").press("Enter");
    await page.locator(".strip").waitFor();
  }],
  ["the list of commands", async (page) => {
    await page.getByRole("textbox").fill("/help");
    await page.getByRole("textbox").press("Enter");
    await page.getByRole("dialog").waitFor();
  }],
  ["the list", async (page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const back = page.getByRole("button", { name: "Back to conversations" });
    if (await back.isVisible()) await back.click();
  }],
  ["the name", async (page) => {
    await page.locator(".me-name").click();
    await page.getByRole("dialog").waitFor();
  }],
  ["settings", async (page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Settings" }).click();
    await page.locator(".set-nav").waitFor();
  }],
  ["what is asked of the browser", async (page) => {
    await section(page, "Attention");
  }],
  ["how it looks", async (page) => {
    await section(page, "Appearance");
  }],
  ["the end", async (page) => {
    await section(page, "Leave and wipe");
    await page.getByRole("button", { name: "Quit pyChat…" }).click();
    await page.getByRole("dialog").waitFor();
  }],
]);

/** What can be opened where there are rooms: from the list, whatever its width. */
export const IN_ROOMS: Steps = new Map([
  ...["parts", "keys-and-money", "night-shift", "off-topic", "ada", "marta"].map((name) =>
    [`conversation ${name}`, async (page: Page) => {
      await toList(page);
      await page.locator(".conv", { hasText: name }).click();
      await page.locator(".head h1", { hasText: name }).waitFor();
    }] as const
  ),
  ["the tools of a message", async (page) => {
    await toList(page);
    await page.locator(".conv", { hasText: "parts" }).click();
    await page.locator(".msg").last().hover();
    await page.locator(".tools").waitFor();
  }],
  ["what can be done with somebody", async (page) => {
    await people(page);
    await page.locator("button.person", { hasText: "jo" }).click();
    await page.locator(".acts-of").waitFor();
  }],
  ...["Mute…", "Ban…", "Hand over the room…"].map((name) =>
    [name, async (page: Page) => {
      await page.keyboard.press("Escape");
      await people(page);
      if (!await page.locator(".acts-of").isVisible()) {
        await page.locator("button.person", { hasText: "jo" }).click();
      }
      await page.getByRole("button", { name }).click();
      await page.getByRole("dialog").waitFor();
    }] as const
  ),
  ...["Topic…", "Lock…", "Bans…"].map((name) =>
    [name, async (page: Page) => {
      await page.keyboard.press("Escape");
      await people(page);
      await page.getByRole("button", { name, exact: true }).click();
      await page.getByRole("dialog").waitFor();
    }] as const
  ),
  ...["New room", "All rooms"].map((name) =>
    [name, async (page: Page) => {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await toList(page);
      await page.getByRole("button", { name, exact: true }).click();
      await page.getByRole("dialog").waitFor();
    }] as const
  ),
  ["Join by name", async (page) => {
    await page.getByRole("button", { name: "Join by name…" }).click();
    await page.getByRole("dialog", { name: "Join a room" }).waitFor();
  }],
  ["a room that lets nobody in", async (page) => {
    await page.getByLabel("Name of the room").fill("vault");
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await page.getByRole("button", { name: "Create it" }).waitFor();
  }],
  ["an invitation", async (page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await toList(page);
    await page.locator(".conv", { hasText: "parts" }).click();
    await page.getByRole("textbox").fill("/invite");
    await page.getByRole("textbox").press("Escape");
    await page.getByRole("textbox").press("Enter");
    await page.getByRole("dialog").waitFor();
  }],
  ["an export", async (page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await toList(page);
    await page.getByRole("button", { name: "Settings" }).click();
    await section(page, "Here");
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await page.getByRole("dialog").waitFor();
  }],
]);

/** What finds, picks and asks more, in the lobby of the rooms. */
export const FOUND: Steps = new Map([
  ["a search", async (page) => {
    await inLobby(page);
    await page.getByRole("button", { name: "Search this conversation" }).click();
    await page.getByRole("combobox").fill("the");
    await page.locator(".hit-text").first().waitFor();
  }],
  ["a search that finds nothing", async (page) => {
    await page.getByRole("combobox").fill("a fuse of 20 amperes");
    await page.locator(".search").getByText("No message here contains").waitFor();
  }],
  ["the switcher", async (page) => {
    await page.keyboard.press("Escape");
    await page.locator(".search").waitFor({ state: "detached" });
    await page.keyboard.press("Control+k");
    await page.locator(".switcher li.on").waitFor();
  }],
  ["commands of the switcher", async (page) => {
    await page.getByRole("combobox").fill("/");
    await page.locator(".switcher li", { hasText: "/help" }).waitFor();
  }],
  ["all keys", async (page) => {
    await page.keyboard.press("Escape");
    await page.locator(".switcher").waitFor({ state: "detached" });
    await page.keyboard.press("Control+/");
    await page.locator(".shortcuts").waitFor();
  }],
  ["emoji", async (page) => {
    await page.keyboard.press("Escape");
    await page.locator(".shortcuts").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Emoji", exact: true }).click();
    await page.locator(".picker [role=gridcell]").first().waitFor();
  }],
  ["what the field could hold", async (page) => {
    await page.keyboard.press("Escape");
    await page.locator(".picker").waitFor({ state: "detached" });
    await page.locator("#compose").fill("/");
    await page.locator(".pop").waitFor();
  }],
  ["emoji by their codes", async (page) => {
    await page.locator("#compose").fill("Bring a :br");
    await page.locator(".pop .e").first().waitFor();
  }],
  ["an answer", async (page) => {
    await page.keyboard.press("Escape");
    await page.locator("#compose").fill("");
    await message(page, "I can carry.");
    await page.getByRole("button", { name: "Reply", exact: true }).click();
    await page.locator(".on-top").waitFor();
  }],
  ["a text that was pasted", async (page) => {
    await page.keyboard.press("Escape");
    await page.locator(".on-top").waitFor({ state: "detached" });
    await page.evaluate(`{
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "the fuse is gone\\n".repeat(84));
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      document.querySelector("#compose").dispatchEvent(event);
    }`);
    await page.locator(".pasted").waitFor();
  }],
  ["the menu of a message", async (page) => {
    await page.locator(".pasted").getByRole("button", { name: "Remove" }).click();
    await page.locator(".pasted").waitFor({ state: "detached" });
    await message(page, "I can carry.");
    await page.locator(".tools").getByRole("button", { name: "More" }).click();
    await page.getByRole("menu").waitFor();
  }],
  ["the details of a message", async (page) => {
    await page.getByRole("menuitem", { name: "Details…" }).click();
    await page.locator(".details").waitFor();
  }],
  ["the menu of a conversation", async (page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await toList(page);
    await page.locator(".conv", { hasText: "parts" }).click({ button: "right" });
    await page.getByRole("menu").waitFor();
  }],
]);

/** The last screens of all. */
export const WIPING: Steps = new Map([
  ["what a wipe takes", async (page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await toList(page);
    if (!await page.locator(".set-nav, .page").first().isVisible()) {
      await page.getByRole("button", { name: "Settings" }).click();
    }
    await section(page, "Leave and wipe");
    await page.getByRole("button", { name: "Leave and wipe…" }).click();
    await page.getByRole("dialog").waitFor();
  }],
  ["what is left after it", async (page) => {
    await page.getByRole("dialog").getByRole("button", { name: "Leave and wipe" }).click();
    await page.locator(".wiped").waitFor();
  }],
]);

/** To the lobby, whatever is open. */
export async function inLobby(page: Page): Promise<void> {
  await toList(page);
  await page.locator(".conv", { hasText: "lobby" }).click();
  await page.locator(".head h1", { hasText: "lobby" }).waitFor();
}

/** To a message, with its tools. */
async function message(page: Page, text: string): Promise<void> {
  await page.locator(".msg", { hasText: text }).last().hover();
  await page.locator(".tools").waitFor();
}

/** Out of the settings, whatever of them is seen. */
export async function closeSettings(page: Page): Promise<void> {
  const close = page.locator(".page .bar").getByRole("button", { name: "Close" });
  if (await close.isVisible()) await close.click();
  await page.locator(".page").waitFor({ state: "detached" });
}

/** To a section of the settings, which are open; where there is one pane, their list comes first. */
async function section(page: Page, name: string): Promise<void> {
  const back = page.locator(".page .back");
  if (await back.isVisible()) await back.click();
  await page.locator(".set-nav").getByRole("button", { name, exact: true }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
}

/** To the list, where that is a pane of its own. */
export async function toList(page: Page): Promise<void> {
  const close = page.locator(".tabs .close");
  if (await close.isVisible()) await close.click();
  const back = page.getByRole("button", { name: "Back to conversations" });
  if (await back.isVisible()) await back.click();
}

/** To the people, where they are not beside the conversation. */
export async function people(page: Page): Promise<void> {
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const open = page.locator(".icon-btn.only");
  const there = await page.locator(".people").isVisible();
  if (!there && await open.isVisible()) await open.click();
  await page.locator(".people").waitFor();
}
