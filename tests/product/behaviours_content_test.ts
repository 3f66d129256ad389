import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Locator } from "playwright-core";
import type { Present } from "../../lib/api/view.ts";
import { behaviour } from "../support/behaviours.ts";
import { enter, sees, type Someone } from "../support/crowd.ts";
import { asked } from "../support/fake_client.ts";
import { inPage, SETTLED, until } from "../support/in_page.ts";
import { LINES, LOBBY, person, stateOf, text } from "../support/scenes.ts";

// What runs in the page.
declare function getComputedStyle(
  element: unknown,
): { readonly direction: string; readonly fontSize: string };

/** A text in the log; of "news 1" it is not "news 10". */
function textOf({ page }: Someone, word: string): Locator {
  return page.locator(".log .msg .text").filter({ hasText: new RegExp(`${word}(?!\\d)`) });
}

/** Lets others see that somebody writes, or not. */
async function show({ page }: Someone, on: boolean): Promise<void> {
  await page.getByRole("button", { name: "Settings" }).click();
  const flag = page.getByRole("switch", { name: "Show that I am writing" });
  await flag.click();
  await page.getByRole("switch", { name: "Show that I am writing", checked: on }).waitFor();
  await page.keyboard.press("Escape");
  await flag.waitFor({ state: "detached" });
}

behaviour(
  34,
  "nobody sees that somebody writes unless that person chose so, whatever they chose themselves",
  async ({ ada, bern, kip, news }) => {
    const word = news();
    const line = bern.page.locator(".typing");
    await bern.page.evaluate(
      "globalThis.typed = []; new MutationObserver(() => " +
        "typed.push(document.querySelector('.typing').textContent))" +
        ".observe(document.querySelector('.typing'), { childList: true, subtree: true })",
    );
    await ada.page.locator("#compose").pressSequentially("not to be seen");
    await enter(kip, word);
    await sees(bern, word);
    assertEquals(await bern.page.evaluate("typed"), []);
    await show(ada, true);
    await ada.page.locator("#compose").fill("");
    await ada.page.locator("#compose").pressSequentially(news());
    await line.getByText("is writing…").waitFor();
    assertMatch(await line.innerText(), /^ada·\w{4} is writing…$/);
    await ada.page.keyboard.press("Enter");
    await until(bern.page, "document.querySelector('.typing').textContent === ''");
    await show(ada, false);
  },
);

behaviour(
  34,
  "a sign of writing is gone after some seconds, and a text that is erased makes none",
  async ({ ada, kip }) => {
    await kip.page.clock.install();
    await show(ada, true);
    const field = ada.page.locator("#compose");
    const line = kip.page.locator(".typing");
    await field.pressSequentially("x");
    await line.getByText("is writing…").waitFor();
    await field.press("Backspace");
    await kip.page.clock.fastForward(5_000);
    assertEquals(await line.getByText("is writing…").count(), 1);
    await kip.page.clock.fastForward(1_500);
    await until(kip.page, "document.querySelector('.typing').textContent === ''");
    await show(ada, false);
  },
);

inPage(
  "line 34: among more than a hundred people nobody sees, or shows, that somebody writes",
  "chat",
  async (page, fake) => {
    const crowd = (count: number): Present[] =>
      Array.from({ length: count }, (_, i) => ({
        ...person("ada"),
        id: `m${i}`,
        name: `ada ${i}`,
        muted: false,
        reconnecting: false,
      }));
    const state = stateOf("chat");
    const choices = { ...state.choices, typing: true } as const;
    fake.tell({ type: "state", state: { ...state, choices } });
    fake.tell({ type: "members", in: LOBBY, members: crowd(101) });
    fake.tell({ type: "typing", in: LOBBY, person: person("bern") });
    // What is told last is the sign that all of it has come.
    const last = text("jo", 0, "What a crowd.");
    fake.tell({ type: "lines", in: LOBBY, from: LINES.length, lines: [last] });
    const field = page.locator("#compose");
    await page.getByText("What a crowd.").waitFor();
    await field.pressSequentially("x");
    await field.blur();
    await until(page, "document.querySelector('.typing').textContent === ''");
    assertEquals(await asked(fake, 0, "typing"), []);
    fake.tell({ type: "members", in: LOBBY, members: crowd(100) });
    await page.locator(".typing").getByText("is writing…").waitFor();
    await field.pressSequentially("y");
    assertEquals((await asked(fake, 1, "typing")).length, 1);
  },
);

behaviour(
  35,
  "addresses are links to open apart, without what ends a sentence, and nothing is fetched",
  async ({ ada, bern, news }) => {
    const word = news();
    const asked: string[] = [];
    bern.page.on("request", (request) => asked.push(request.url()));
    await enter(
      ada,
      `${word} (see http://a.example/x_(y)), https://b.example/?q=1. javascript:alert(1) ` +
        "ftp://c.example data:text/html,x www.d.example",
    );
    const links = textOf(bern, word).locator("a");
    await links.nth(1).waitFor();
    assertEquals(
      await links.evaluateAll((all) =>
        all.map((one) => ["href", "rel", "target"].map((name) => one.getAttribute(name)))
      ),
      ["http://a.example/x_(y)", "https://b.example/?q=1"].map((href) => [
        href,
        "noopener noreferrer",
        "_blank",
      ]),
    );
    await enter(ada, news());
    await bern.page.evaluate(SETTLED);
    assertEquals(asked, []);
    assertEquals(await bern.page.locator(".log :is(img, iframe, video, audio, object)").count(), 0);
  },
);

behaviour(
  36,
  "a few marks become what they mean, and markup stays the letters that it is",
  async ({ ada, bern, news }) => {
    const word = news();
    await enter(
      ada,
      `${word} **bold** _leant_ ~~gone~~ \`code\` <b>not</b> 2 * 3 * 4 snake_case_x`,
    );
    const text = textOf(bern, word);
    await text.locator("strong", { hasText: "bold" }).waitFor();
    const made = await text.evaluate((element) =>
      [...element.querySelectorAll("*")].map((one) => [one.localName, one.textContent])
    );
    assertEquals(made, [["strong", "bold"], ["em", "leant"], ["del", "gone"], ["code", "code"]]);
    assertEquals(
      await text.innerText(),
      `${word} bold leant gone code <b>not</b> 2 * 3 * 4 snake_case_x`,
    );
  },
);

behaviour(
  36,
  "a block of code is copied by its button, exactly as it was written",
  async ({ ada, bern, news }) => {
    const code = `const ${news().replace(" ", "_")} = "a  b";\n\tif (x < 1) *y* = **z**;`;
    await bern.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await enter(ada, `\`\`\`ts\n${code}\n\`\`\``);
    const block = bern.page.locator(".log .code").last();
    await block.getByText(code.slice(0, 12)).waitFor();
    await block.getByRole("button", { name: "Copy" }).click();
    await block.getByRole("button", { name: "Copied" }).waitFor();
    assertEquals(await bern.page.evaluate("navigator.clipboard.readText()"), code);
    assertEquals(await block.locator("strong, em").count(), 0);
  },
);

behaviour(
  36,
  "a text that is nothing but emoji is larger than others",
  async ({ ada, bern, news }) => {
    const word = news();
    await enter(ada, `${word} 🎉`);
    await enter(ada, "🎉 👍🏽");
    const size = async (text: Locator) =>
      Number.parseFloat(
        await text.evaluate((one) => getComputedStyle(one).fontSize),
      );
    const large = bern.page.locator(".log .text", { hasText: /^🎉 👍🏽$/ }).last();
    await large.waitFor();
    assert(await size(large) >= 1.5 * await size(textOf(bern, word)));
  },
);

behaviour(
  37,
  "each text and the composer run as their letters do, and a name apart from them",
  async ({ ada, bern, news }) => {
    const direction = (of: Locator) => of.evaluate((one) => getComputedStyle(one).direction);
    const field = ada.page.locator("#compose");
    const word = news();
    await field.fill(`שלום ${word}`);
    assertEquals(await direction(field), "rtl");
    await field.press("Enter");
    await textOf(bern, word).waitFor();
    assertEquals(await direction(textOf(bern, word)), "rtl");
    const other = news();
    await enter(ada, `${other} שלום`);
    await textOf(bern, other).waitFor();
    assertEquals([await direction(field), await direction(textOf(bern, other))], ["ltr", "ltr"]);
    const names = bern.page.locator(".log .nick, .list .nick, .people .name");
    const isolated = await names.evaluateAll((all) =>
      all.filter((one) => one.localName !== "bdi" && one.querySelector("bdi") === null)
        .map((one) => one.textContent)
    );
    assertEquals(isolated.filter((name) => name !== "you"), []);
  },
);

behaviour(
  37,
  "a name that turns the writing direction, or mixes two, is refused with a sentence",
  async ({ ada, kip, news }) => {
    for (const name of ["kip\u202egnp", "kip\u2067x", "kipא", "א kip"]) {
      await enter(kip, `/nick ${name}`);
      const refused = kip.page.getByRole("alert").getByText(/name/);
      await refused.waitFor();
      await kip.page.locator(".notice, [role=alert]").getByRole("button", { name: "Close" }).first()
        .click();
      await refused.waitFor({ state: "detached" });
      await kip.page.locator("#compose").fill("");
    }
    const word = news();
    await enter(kip, word);
    await sees(ada, word);
    assertEquals(await ada.page.locator(".log").getByText("is now").count(), 0);
  },
);
