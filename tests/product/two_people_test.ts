import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Browser, Page } from "playwright-core";
import { axeFaults, openBrowser, watchedPage } from "../support/browser.ts";
import { needs } from "../support/needs.ts";
import { type Program, startClient, startServer } from "../support/programs.ts";
import { XSS_PAYLOADS } from "../support/xss.ts";

const WIDE = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A client of its own with a page in the browser. */
async function person(
  browser: Browser,
  args: readonly string[],
  size: typeof WIDE | typeof PHONE = WIDE,
): Promise<{ program: Program; page: Page; faults: string[] }> {
  const { program, link } = await startClient(args);
  return { program, ...await watchedPage(browser, link, size) };
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: /Write to lobby/ }).fill(text);
  await page.keyboard.press("Enter");
}

Deno.test({
  name:
    "the whole product: two people in two browser pages, one of them on a phone, talk and leave",
  ...needs("chromium"),
  fn: async () => {
    await using browser = await openBrowser();
    const server = await startServer(["--name", "Garden Pi"]);
    const ada = await person(browser, [server.invitation, "-n", "ada"]);
    await ada.page.getByText("You are the first one here.").waitFor();

    // Without arguments the page asks: the invitation is pasted.
    const bern = await person(browser, [], PHONE);
    await bern.page.getByLabel("Invitation or address").fill(server.invitation);
    await bern.page.getByText("This invitation names its server").waitFor();
    assertEquals(await axeFaults(bern.page), []);
    await bern.page.getByLabel("Your name here").fill("bern");
    await bern.page.getByRole("button", { name: "Join" }).click();

    await bern.page.getByRole("textbox", { name: /Write to lobby/ }).waitFor();
    await write(ada.page, "Is the kettle on?");
    await bern.page.getByText("Is the kettle on?").waitFor();
    await write(bern.page, "It is.");
    await ada.page.getByText("It is.").waitFor();
    for (const { page } of [ada, bern]) assertEquals(await axeFaults(page), []);

    // A reload loses nothing, not even what is half written.
    await bern.page.getByRole("textbox", { name: /Write to lobby/ }).fill("and the cak");
    await bern.page.reload();
    await bern.page.getByText("Is the kettle on?").waitFor();
    const composer = bern.page.getByRole("textbox", { name: /Write to lobby/ });
    assertEquals(await composer.inputValue(), "and the cak");
    assertMatch(bern.page.url(), /\/$/);

    const download = ada.page.waitForEvent("download");
    await write(ada.page, "[export_chat]");
    const file = await (await download).path();
    const text = await Deno.readTextFile(file);
    assertStringIncludes(text, ": Is the kettle on?");
    assertStringIncludes(text, ": It is.");

    await bern.program.end();
    await bern.page.getByText("pyChat on this computer has ended.").waitFor();
    await ada.page.getByText(/left/).first().waitFor();
    await server.program.end();
    await ada.page.getByText(/Not connected to Garden Pi/).waitFor();
    assertEquals(ada.faults, []);
    assertEquals(bern.faults.filter((fault) => !fault.includes("WebSocket")), []);
    await ada.program.end();
  },
});

Deno.test({
  name: "the whole product: 100 XSS payloads arrive as text in a page, and nothing happens",
  ...needs("chromium"),
  fn: async () => {
    assertEquals(XSS_PAYLOADS.length, 100);
    await using browser = await openBrowser();
    const server = await startServer(["--message-rate", "off"]);
    const mallory = await person(browser, [server.invitation, "-n", "mallory"]);
    const ada = await person(browser, [server.invitation, "-n", "ada"]);
    const requests: string[] = [];
    ada.page.on("request", (request) => requests.push(request.url()));
    ada.page.on("dialog", () => assert(false, "a script ran"));
    const before = await ada.page.evaluate("document.querySelectorAll('script').length");
    await mallory.page.getByRole("textbox", { name: /Write to lobby/ }).waitFor();
    for (const payload of XSS_PAYLOADS) await write(mallory.page, payload);
    await write(mallory.page, "that was all");
    await ada.page.getByText("that was all").waitFor();
    const shown = await ada.page.locator(".log").innerText();
    for (const payload of XSS_PAYLOADS) {
      assertStringIncludes(shown, payload.split("\n")[0] ?? "", "it is shown as it was written");
    }
    assertEquals(await ada.page.evaluate("document.querySelectorAll('script').length"), before);
    assertEquals(
      await ada.page.evaluate(
        "document.querySelectorAll('.log img, .log iframe, .log style, .log form').length",
      ),
      0,
    );
    assertEquals(await ada.page.evaluate("'pwned' in globalThis"), false);
    // What belongs to the page is fetched after the first look; nothing that anybody wrote is.
    const own = new URL(ada.page.url()).origin;
    const others = requests.filter((url) => {
      const { origin, pathname } = new URL(url);
      return origin !== own ||
        !/^\/(?:icon\w*\.svg|(?:later_parts|all|chunk)-\w+\.js)$/.test(pathname);
    });
    assertEquals(others, []);
    assertEquals(ada.faults, []);
    for (const { program } of [ada, mallory, server]) await program.end();
  },
});
