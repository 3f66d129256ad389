import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { behaviour } from "../support/behaviours.ts";
import { enter, isIn, sees } from "../support/crowd.ts";
import { until } from "../support/in_page.ts";
import { visit } from "../support/visitor.ts";

// How it is to come: with a phone, in another language, for the first time, with an invitation.

const WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 3,
  isMobile: true,
  hasTouch: true,
};

behaviour(
  49,
  "on a phone there is one pane at a time, and no keyboard that nobody asked for",
  async ({ ada, crowd, news }) => {
    await using guest = await visit(crowd, "guest", { window: PHONE });
    const { page } = guest;
    const panes = () =>
      page.evaluate(`["list", "chat", "side"].filter((name) => {
        const pane = document.querySelector("." + name);
        return pane !== null && pane.getClientRects().length > 0;
      })`);
    assertEquals(await panes(), ["chat"]);
    assert(await page.evaluate("document.activeElement.id !== 'compose'"));
    const said = news();
    await page.locator("#compose").tap();
    await page.keyboard.type(said);
    await page.getByRole("button", { name: "Send" }).tap();
    await sees(ada, said);
    await page.getByRole("button", { name: "Back to conversations" }).tap();
    assertEquals(await panes(), ["list"]);
    await page.locator(".list .conv").filter({ hasText: "lobby" }).tap();
    assertEquals(await panes(), ["chat"]);
    assert(await page.evaluate("document.activeElement.id !== 'compose'"), "nor on coming back");
    assertEquals(await page.evaluate(WIDER), 0);
    assertEquals(guest.faults, []);
  },
);

behaviour(
  49,
  "the field stays above the keyboard of a phone, whether the browser makes room or not",
  async ({ crowd }) => {
    await using guest = await visit(crowd, "guest", { window: PHONE });
    const { page } = guest;
    const bottom = "document.querySelector('.app').getBoundingClientRect().bottom";
    const meta = await page.locator("meta[name=viewport]").getAttribute("content");
    assertStringIncludes(meta ?? "", "interactive-widget=resizes-content");
    await page.setViewportSize({ width: 390, height: 500 });
    await until(page, `${bottom} === 500`);
    await page.setViewportSize(PHONE.viewport);
    await until(page, `${bottom} === 844`);
    // What Safari tells: the window is as high as before, and less of it is seen.
    const tell = (height: number) =>
      `Object.defineProperty(visualViewport, "height", { value: ${height}, configurable: true });
       visualViewport.dispatchEvent(new Event("resize"));`;
    await page.evaluate(tell(480));
    await until(page, `${bottom} === 480`);
    const field = await page.locator("#compose").boundingBox();
    assert(field !== null && field.y + field.height <= 480);
    await page.evaluate(tell(844));
    await until(page, `${bottom} === 844`);
    assertEquals(guest.faults, []);
  },
);

behaviour(
  50,
  "language, dates and plurals are the browser's, can be chosen, and no text is in a picture",
  async ({ ada, crowd, news }) => {
    await using guest = await visit(crowd, "guest", { window: { locale: "en-US" } });
    const { page } = guest;
    const said = news();
    await enter(guest, said);
    await sees(ada, said);
    const time = (of: typeof page) =>
      of.locator(".msg").filter({ hasText: said }).locator("time").innerText();
    assertMatch(await time(page), /^\d{1,2}:\d\d\s?[AP]M$/);
    assertMatch(await time(ada.page), /^\d\d:\d\d$/);
    const language = "document.documentElement.lang";
    assertEquals([await page.evaluate(language), await ada.page.evaluate(language)], [
      "en-US",
      "en-GB",
    ]);
    await page.getByRole("tab", { name: "Who can see this" }).click();
    await page.locator(".sight").getByText(/^[4-9] people$/).waitFor();
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("radio", { name: "Like the browser", checked: true }).waitFor();
    await page.getByRole("radio", { name: "English" }).click();
    await page.getByRole("radio", { name: "English", checked: true }).waitFor();
    assertEquals(await page.locator("svg text, img, canvas, object").count(), 0);
    assertEquals(guest.faults, []);
  },
);

behaviour(
  51,
  "the first start: one field, a bad invitation is explained, and a name is made up",
  async ({ ada, crowd, news }) => {
    await using guest = await visit(crowd, "nobody", { args: [] });
    const { page } = guest;
    await page.locator("#where:focus").waitFor();
    const [bad, worse] = [crowd.invitation.slice(0, -5), "pychat://"];
    await page.keyboard.insertText(bad);
    await page.getByText("5 letters short").waitFor();
    await page.locator("#where").fill(worse);
    await page.locator("#where[aria-invalid=true]").waitFor();
    await page.keyboard.press("Enter");
    assertEquals(await page.locator(".chat").count(), 0);
    await page.locator("#where").fill(`  ${crowd.invitation}\n`);
    await page.getByText("This invitation names its server").waitFor();
    await page.keyboard.press("Enter");
    await page.locator("#compose:focus").waitFor();
    const name = await page.locator(".me-name .nick").innerText();
    assertMatch(name, /^\S+$/);
    const said = news();
    await page.keyboard.insertText(said);
    await page.keyboard.press("Enter");
    await sees(ada, said);
    const from = ada.page.locator(".msg").filter({ hasText: said }).locator(".who .nick");
    assertEquals(await from.innerText(), name);
    assertEquals(guest.faults, []);
  },
);

behaviour(
  52,
  "an invitation is a link, a code and a text to copy, and its key stands in no address",
  async ({ ada, crowd }) => {
    await using host = await visit(crowd, "host", {
      window: { permissions: ["clipboard-read", "clipboard-write"] },
    });
    const { page } = host;
    await enter(host, "/create parlour hidden");
    await isIn(host, "parlour");
    await page.getByRole("button", { name: "Invite people" }).first().click();
    const dialog = page.getByRole("dialog", { name: /Invite people/ });
    await dialog.getByRole("img", { name: "The invitation as a QR code" }).waitFor();
    const shown = await dialog.locator(".url").innerText();
    await dialog.getByRole("button", { name: "Copy invitation" }).click();
    await dialog.getByText("Copied").waitFor();
    assertEquals(await page.evaluate("navigator.clipboard.readText()"), shown);
    const [place = "", key = ""] = shown.split("#");
    assertMatch(place, /^pychat:\/\/\S+\/parlour$/);
    assertMatch(key, /^[\w-]{43}$/);
    await using guest = await visit(crowd, "guest", { args: [shown, "-n", "guest"] });
    await isIn(guest, "parlour");
    await enter(guest, "Found it.");
    await sees(host, "Found it.");
    for (const one of [host, guest]) {
      const [, code = ""] = one.link.split("#");
      assert(code.length > 10 && one.asked.length > 3);
      for (const address of one.asked) {
        const { pathname, search } = new URL(address);
        for (const secret of [key, code, "parlour"]) {
          assert(!`${pathname}${search}`.includes(secret), address);
        }
      }
      assertEquals(new URL(one.page.url()).hash, "", "the code does not stay in the address");
      assertEquals(one.faults, []);
    }
    assertEquals(await ada.page.getByText("parlour").count(), 0);
  },
);
