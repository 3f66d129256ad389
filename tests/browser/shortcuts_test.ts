import { assert, assertEquals } from "@std/assert";
import { axeFaults } from "../support/browser.ts";
import { asked } from "../support/fake_client.ts";
import { inPage, SETTLED, until } from "../support/in_page.ts";
import { LINES, LOBBY, PARTS_LINES, text } from "../support/scenes.ts";

const FIELD = ".switcher input";

/** Whether the reader is away from the end. */
const FAR = "(() => { const l = document.querySelector('.log');" +
  " return l.scrollHeight - l.scrollTop - l.clientHeight > 300; })()";

inPage(
  "the quick switcher goes to rooms and people by a few letters, and leaves the draft alone",
  "rooms",
  async (page, fake) => {
    await page.locator("#compose").fill("half");
    await page.keyboard.press("Control+k");
    await page.locator(`${FIELD}:focus`).waitFor();
    assertEquals(await axeFaults(page), []);
    await page.keyboard.type("night");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "night-shift", level: 1 }).waitFor();
    await page.locator(".switcher").waitFor({ state: "detached" });
    await until(page, "document.activeElement.id === 'compose'");
    await page.keyboard.press("Alt+j");
    await page.keyboard.type("bern");
    await page.locator(".switcher li").first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "bern" }).waitFor();
    assertEquals((await asked(fake, 1, "write_to")).length, 1);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("lob");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "lobby", level: 1 }).waitFor();
    assertEquals(await page.locator("#compose").inputValue(), "half");
  },
);

inPage(
  "nobody who writes or comes in leads the quick switcher elsewhere than where it points",
  "rooms",
  async (page, fake) => {
    await page.keyboard.press("Control+k");
    const on = page.locator(".switcher [aria-selected=true] .n");
    const name = await on.innerText();
    const other = name === "parts" ? { id: "c3", from: 0 } : { id: "c2", from: PARTS_LINES.length };
    const line = text("ada", 0, "look here", { time: Date.now(), toMe: true });
    fake.tell({ type: "lines", in: other.id, from: other.from, lines: [line] });
    await until(page, "document.title.startsWith('(@')");
    await page.evaluate(SETTLED);
    assertEquals(await on.innerText(), name);
    await page.keyboard.press("Enter");
    await page.locator(".switcher").waitFor({ state: "detached" });
    assertEquals(await page.getByRole("heading", { level: 1 }).innerText(), name);
  },
);

inPage(
  "the quick switcher does commands, and says what is wrong with one without closing",
  "rooms",
  async (page, fake) => {
    await page.locator("#compose").fill("half");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("/theme");
    await page.keyboard.press("Enter");
    await page.locator(".switcher [role=status]").getByText("Which look?").waitFor();
    assertEquals(await page.locator(FIELD).inputValue(), "/theme ");
    await page.keyboard.type("dark");
    await page.keyboard.press("Enter");
    await page.locator(".switcher").waitFor({ state: "detached" });
    await until(page, "document.documentElement.dataset.theme === 'dark'");
    assertEquals(await asked(fake, 1, "theme"), [
      { type: "theme", theme: "dark" },
    ]);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("/hel");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Commands" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Escape");
    await page.locator(".switcher").waitFor({ state: "detached" });
    assertEquals(await page.locator("#compose").inputValue(), "half");
  },
);

inPage(
  "an Enter of an input method that composes chooses nothing, where something is looked for",
  "rooms",
  async (page, fake) => {
    /** The Enter that ends composing, as browsers of two kinds tell of it. */
    const enter = (field: string) =>
      page.evaluate(
        `for (const how of [{ isComposing: true }, { keyCode: 229 }]) {
          const init = { key: "Enter", bubbles: true, cancelable: true, ...how };
          document.querySelector("${field}").dispatchEvent(new KeyboardEvent("keydown", init));
        }`,
      );
    await page.keyboard.press("Control+k");
    await page.keyboard.type("night");
    await page.locator(".switcher").getByText("night-shift").waitFor();
    await enter(FIELD);
    await page.keyboard.press("Escape");
    await page.locator(".switcher").waitFor({ state: "detached" });
    await page.getByRole("heading", { name: "lobby", level: 1 }).waitFor();
    await page.getByRole("button", { name: "Emoji", exact: true }).click();
    await page.locator(".picker input").fill("thumbsup");
    await enter(".picker input");
    assertEquals(await page.locator("#compose").inputValue(), "");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Shift+F");
    await page.locator(".search input").fill("the");
    await page.locator(".search [aria-selected=true]").waitFor();
    await enter(".search input");
    assertEquals(await page.locator(".msg.lit").count(), 0);
    assertEquals(fake.heard.filter((one) => one["type"] === "older"), []);
  },
);

inPage(
  "the list of shortcuts opens with a question mark where none is written, and with Ctrl+/ anywhere",
  "chat",
  async (page) => {
    const list = page.getByRole("dialog", { name: "Shortcuts" });
    await page.locator("#compose").focus();
    await page.keyboard.type("?");
    assertEquals(await page.locator("#compose").inputValue(), "?");
    await page.keyboard.press("Control+/");
    await list.waitFor();
    assertEquals(await axeFaults(page), []);
    await page.keyboard.press("Escape");
    // Not only shut: until it is gone the same one does not open again.
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.locator(".log").focus();
    await page.keyboard.press("?");
    await list.waitFor();
    await page.setViewportSize({ width: 320, height: 500 });
    const wide =
      "document.querySelector('dialog').scrollWidth <= document.querySelector('dialog').clientWidth";
    assertEquals(await page.evaluate(wide), true);
  },
);

inPage(
  "Alt and A go to what is unread, first to what names the reader",
  "rooms",
  async (page, fake) => {
    const more = (id: string, from: number, toMe: boolean) => {
      const line = text("ada", 0, `news in ${id}`, { time: Date.now(), toMe });
      fake.tell({ type: "lines", in: id, from, lines: [line] });
    };
    more("c2", PARTS_LINES.length, false);
    await page.getByText("1 unread message").first().waitFor({ state: "attached" });
    await page.keyboard.press("Alt+a");
    await page.locator(".fresh").waitFor();
    await page.getByRole("heading", { name: "parts", level: 1 }).waitFor();
    await page.getByText("news in c2").waitFor();
    await page.keyboard.press("Alt+a");
    await page.getByRole("heading", { name: "parts", level: 1 }).waitFor();
  },
);

inPage(
  "Escape and End go to the newest message and take everything for read",
  "chat",
  async (page, fake) => {
    let next = LINES.length;
    const leaveAndMiss = async () => {
      await page.locator(".log").hover();
      await page.mouse.wheel(0, -400);
      await until(page, FAR);
      const lines = Array.from(
        { length: 700 },
        (_, i) => text("ada", 0, `news ${next + i}`, { time: Date.now() }),
      );
      fake.tell({ type: "lines", in: LOBBY, from: next, lines });
      next += lines.length;
      await page.locator(".pill").waitFor();
    };
    const isRead = async () => {
      await page.locator(".pill").waitFor({ state: "detached" });
      assert(await page.getByText(`news ${next - 1}`, { exact: true }).isVisible());
      assertEquals(await page.title(), "lobby · pyChat");
    };
    await leaveAndMiss();
    await page.locator(".log").press("End");
    await isRead();
    await page.locator("#compose").fill("written meanwhile");
    await page.locator("#compose").press("Escape");
    assertEquals(await page.locator("#compose").inputValue(), "written meanwhile");
  },
);

inPage("Escape in the field jumps to the newest message too", "chat", async (page, fake) => {
  await page.locator(".log").hover();
  await page.mouse.wheel(0, -400);
  await until(page, FAR);
  const line = text("ada", 0, "news", { time: Date.now() });
  fake.tell({ type: "lines", in: LOBBY, from: LINES.length, lines: [line] });
  await page.locator(".pill").waitFor();
  await page.locator("#compose").focus();
  await page.keyboard.press("Escape");
  await page.locator(".pill").waitFor({ state: "detached" });
  assert(await page.getByText("news", { exact: true }).isVisible());
});

inPage(
  "the menu of a message opens with the keyboard, and gives the focus back",
  "chat",
  async (page, fake) => {
    const focused = (code: string) => page.evaluate(`document.activeElement.${code}`);
    const row = page.locator(".msg").filter({ hasText: "She is on the train until three." });
    await row.focus();
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menu").waitFor();
    assertEquals(await focused("textContent"), "Copy text");
    assertEquals(await axeFaults(page), []);
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    assertEquals(await focused("closest('.msg') !== null"), true);
    const more = page.locator(".tools").getByRole("button", { name: "More" });
    await more.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    assertEquals(await focused("getAttribute('aria-label')"), "More");
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: /^Ignore ada·/ }).click();
    await page.getByText("message of somebody you ignore.").first().waitFor();
    assertEquals((await asked(fake, 1, "ignore")).length, 1);
  },
);

inPage(
  "everything about a message stands in its details, and leads to what it answers",
  "chat",
  async (page) => {
    await page.getByText("Toaster person here.").hover();
    await page.locator(".tools").getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Details…" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Details" });
    const facts = await dialog.innerText();
    assert(/\d{4} at \d\d:\d\d:\d\d \S+/.test(facts), facts);
    assert(/Its words were changed/.test(facts) && /the server had it/.test(facts), facts);
    assertEquals(await axeFaults(page), []);
    await dialog.getByRole("button", { name: /^ada/ }).click();
    await page.locator(".msg.lit").filter({ hasText: "the first hour?" }).waitFor();
  },
);
