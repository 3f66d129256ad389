import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { axeFaults, watchedPage } from "../support/browser.ts";
import { asked, type FakeClient, startFake } from "../support/fake_client.ts";
import { inPage, SETTLED, sharedBrowser, until } from "../support/in_page.ts";
import { needs } from "../support/needs.ts";

/** A second page of the same process. */
async function otherPage(page: Page, fake: FakeClient): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto(fake.url);
  await other.locator(".chat").waitFor();
  return other;
}

const openSettings = (page: Page) =>
  page.getByRole("button", { name: "Settings", exact: true }).click();

/** What was chosen, as the pages asked for it. */
const chosen = async (fake: FakeClient, count: number) =>
  (await asked(fake, count, "choose")).map((one) => one["choices"]);

inPage(
  "compact or comfortable: the choice applies at once, in all pages, and shows more lines",
  "chat",
  async (page, fake) => {
    const other = await otherPage(page, fake);
    const height = () => page.evaluate("document.querySelector('.log-inner').scrollHeight");
    await page.bringToFront();
    const comfortable = Number(await height());
    await openSettings(page);
    await page.getByRole("radio", { name: "Comfortable" }).focus();
    await page.keyboard.press("ArrowRight");
    for (const one of [page, other]) {
      await until(one, "document.documentElement.dataset.density === 'compact'");
    }
    await page.keyboard.press("Escape");
    await page.locator(".log-inner").waitFor();
    assert(comfortable > 1.25 * Number(await height()), "a quarter less at least");
    assertEquals(await chosen(fake, 1), [{ density: "compact" }]);
  },
);

inPage(
  "settings are chosen with the keyboard, and say what each does where it is heard",
  "chat",
  async (page, fake) => {
    await openSettings(page);
    const comings = page.getByRole("switch", { name: "Show who comes and goes" });
    await comings.focus();
    await page.keyboard.press("Space");
    await page.getByRole("switch", { name: "Show who comes and goes", checked: false }).waitFor();
    await page.getByRole("radio", { name: "Enter", exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("radio", { name: "Ctrl Enter", checked: true }).waitFor();
    assertEquals(await chosen(fake, 2), [{ comings: false }, { send: "ctrl_enter" }]);
    const group = page.getByRole("radiogroup", { name: "Send with" });
    const heard = await page.locator(`#${await group.getAttribute("aria-describedby")}`)
      .innerText();
    assertEquals(
      heard,
      "With Ctrl Enter, or ⌘ Enter, Enter alone begins a new line. Shift+Enter always does.",
    );
  },
);

inPage(
  "a section is gone to with the keyboard, and Escape leaves settings",
  "chat",
  async (page) => {
    await openSettings(page);
    const sections = page.getByRole("navigation", { name: "Settings" });
    await sections.getByRole("button", { name: "Leave and wipe" }).focus();
    await page.keyboard.press("Enter");
    await page.locator("#set-leave:focus").waitFor();
    assertEquals(await page.locator("[aria-current=true]").innerText(), "Leave and wipe");
    await page.evaluate("document.querySelector('.page').scrollTop = 0");
    await page.locator("[aria-current=true]", { hasText: "Appearance" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".log").waitFor();
    assertEquals(await sections.count(), 0);
  },
);

inPage("on a phone settings are one pane at a time, down to 320 px", "chat", async (page) => {
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 700 });
    await page.getByRole("button", { name: "Back to conversations" }).click();
    await openSettings(page);
    assertEquals(await page.getByRole("heading", { level: 1 }).allInnerTexts(), ["Settings"]);
    assertEquals(await axeFaults(page), []);
    await page.getByRole("button", { name: "Writing" }).click();
    await page.locator("#set-writing:focus").waitFor();
    assertEquals(await page.evaluate("document.documentElement.scrollWidth"), width);
    assertEquals(await axeFaults(page), []);
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Writing" }).waitFor();
    await page.keyboard.press("Escape");
  }
});

Deno.test({
  name: "language and dates are those of the browser, and the page says which they are",
  ...needs("chromium"),
  fn: async () => {
    const browser = await sharedBrowser();
    for (const [locale, lang] of [["en-US", "en-US"], ["it-IT", "en-GB"], ["en-AU", "en-AU"]]) {
      const fake = startFake("chat");
      const { page, faults } = await watchedPage(browser, fake.url, { locale: `${locale}` });
      await using _ = page.context();
      await page.locator(".chat").waitFor();
      assertEquals(await page.evaluate("document.documentElement.lang"), lang);
      await openSettings(page);
      await page.getByRole("radio", { name: "English" }).click();
      await page.getByRole("radio", { name: "English", checked: true }).waitFor();
      assertEquals(await page.evaluate("document.documentElement.lang"), lang);
      assertEquals(await chosen(fake, 1), [{ language: "en" }]);
      assertEquals(faults, []);
      await fake.close();
    }
  },
});

inPage(
  "“Leave and wipe” asks once, clears everything, says plainly what stays, and comes back to nobody",
  "chat",
  async (page, fake) => {
    const sockets: string[] = [];
    page.on("websocket", (socket) => sockets.push(socket.url()));
    await page.locator("#compose").fill("half a thou");
    await openSettings(page);
    await page.getByRole("button", { name: "Leave and wipe…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(
      "This leaves every room and forgets messages, keys, drafts, known servers and settings on " +
        "this computer. What others have read stays with them.",
    ).waitFor();
    assertEquals(fake.heard.filter((one) => one["type"] === "wipe"), []);
    await dialog.getByRole("button", { name: "Leave and wipe" }).dblclick();
    await page.getByRole("heading", { name: "pyChat has left and wiped." }).waitFor();
    assertEquals(await asked(fake, 1, "wipe"), [{ type: "wipe" }]);
    await page.getByText("You can close this page.").waitFor();
    assertEquals(await axeFaults(page), []);
    assertEquals(await page.title(), "pyChat");
    assertEquals(await page.evaluate("sessionStorage.length + localStorage.length"), 0);
    assertEquals(await page.locator("link[rel=icon]").getAttribute("href"), "/icon.svg");
    const html = await page.content();
    for (const left of ["half a thou", "Garden Pi", "I can carry."]) assert(!html.includes(left));
    const heard = fake.heard.length;
    await page.clock.install();
    fake.drop();
    await page.clock.runFor(60_000);
    await page.evaluate(SETTLED);
    assertEquals([sockets, fake.heard.length], [[], heard]);
  },
);

inPage(
  "a wipe that another page asked for is heard by all, with what could not be removed",
  "rooms",
  async (page, fake) => {
    const other = await otherPage(page, fake);
    const failure = "/home/ada/.local/state/pychat/client could not be removed: permission denied.";
    const rest = { failures: [failure], others: false, installed: false };
    fake.tell({ type: "wiped", rest });
    for (const one of [page, other]) {
      await one.getByText("permission denied").waitFor();
      await one.getByText("but for what is still here").waitFor();
      assertEquals(await one.getByText("Garden Pi").count(), 0);
    }
  },
);

inPage(
  "a page whose connection was cut just before a wipe hears of it from the others, and stays away",
  "rooms",
  async (page, fake) => {
    fake.drop(1001);
    await page.getByText("pyChat has ended").first().waitFor();
    const other = await otherPage(page, fake);
    await other.locator(".chat").waitFor();
    const sockets: string[] = [];
    page.on("websocket", (socket) => sockets.push(socket.url()));
    assert(await page.getByText("Garden Pi").count() > 0);
    fake.tell({ type: "wiped", rest: { failures: [], others: false, installed: false } });
    for (const one of [other, page]) {
      await one.getByRole("heading", { name: "pyChat has left and wiped." }).waitFor();
      assertEquals(await one.getByText("Garden Pi").count(), 0);
      assertEquals(await one.evaluate("sessionStorage.length + localStorage.length"), 0);
    }
    assertEquals(sockets, []);
  },
);

inPage(
  "a page that tries to come back when everything is wiped gives it up",
  "rooms",
  async (page, fake) => {
    await page.clock.install();
    const other = await otherPage(page, fake);
    await other.locator(".chat").waitFor();
    const sockets: string[] = [];
    page.on("websocket", (socket) => sockets.push(socket.url()));
    fake.drop();
    await page.getByText("pyChat has ended").first().waitFor();
    await other.evaluate(
      `new BroadcastChannel("wiped").postMessage({
        type: "wiped", rest: { failures: [], others: false, installed: false } })`,
    );
    await page.getByRole("heading", { name: "pyChat has left and wiped." }).waitFor();
    await page.clock.runFor(10_000);
    await page.evaluate(SETTLED);
    assertEquals(sockets, []);
  },
);

inPage(
  "nothing is promised to be wiped where the process has ended",
  "chat",
  async (page, fake) => {
    await openSettings(page);
    fake.drop(1001);
    await page.getByRole("button", { name: "Leave and wipe…" }).click();
    await page.getByRole("dialog").getByText("has ended, so nothing can be removed").waitFor();
    assertEquals(await page.getByRole("dialog").getByRole("button").count(), 2);
  },
);

inPage(
  "what pyChat remembers can be wiped before anything is joined",
  "start",
  async (page, fake) => {
    await page.getByRole("button", { name: "Leave and wipe…" }).click();
    const dialog = page.getByRole("dialog");
    assertEquals(await dialog.getByRole("button", { name: "Export" }).count(), 0);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Leave and wipe…" }).click();
    await dialog.getByRole("button", { name: "Leave and wipe" }).click();
    await page.getByText("You can close this page.").waitFor();
    assertEquals(await asked(fake, 1, "wipe"), [{ type: "wipe" }]);
  },
);
