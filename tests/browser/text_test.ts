import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { axeFaults } from "../support/browser.ts";
import type { FakeClient } from "../support/fake_client.ts";
import { inPage, SETTLED, until } from "../support/in_page.ts";
import { LINES, LOBBY, text } from "../support/scenes.ts";

/** Lets somebody say something at the end of the lobby. */
function say(fake: FakeClient, words: readonly string[]): void {
  const lines = words.map((one, n) => text("bern", 60 + n, one));
  fake.tell({ type: "lines", in: LOBBY, from: LINES.length, lines });
}

function linesOf(count: number): string {
  return Array.from({ length: count }, (_, n) => `line ${n + 1}.`).join("\n");
}

/** Where on the screen something begins, in pixels from the top. */
async function topOf(page: Page, selector: string): Promise<number> {
  const box = await page.locator(selector).last().boundingBox();
  assert(box !== null, `${selector} is not drawn`);
  return Math.round(box.y);
}

/** Whether the log thinks that its end is in view. */
const IS_AT_END = "(() => { const log = document.querySelector('.log'); " +
  "return log.scrollHeight - log.scrollTop - log.clientHeight < 32; })()";

inPage(
  "code is shown with its language, copied as it is, and says so",
  "chat",
  async (page, fake) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const code = "pychat-server -p 7144\n# **nothing** is written to <the> disk";
    say(fake, [`This is all it takes:\n\`\`\`sh\n${code}\n\`\`\``]);
    const block = page.locator(".code").last();
    await block.waitFor();
    assertStringIncludes(await block.innerText(), "sh");
    assertEquals(await block.locator("pre").innerText(), code);
    await block.getByRole("button", { name: "Copy" }).click();
    await block.getByRole("button", { name: "Copied" }).waitFor();
    assertEquals(await page.evaluate("navigator.clipboard.readText()"), code);
    await block.getByRole("button", { name: "Copy", exact: true }).waitFor();
    assertEquals(await axeFaults(page), []);
  },
);

inPage(
  "code is selected, to be copied by hand, where the browser has no clipboard",
  "chat",
  async (page, fake) => {
    await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))");
    say(fake, ["```\nby hand\n```"]);
    await page.locator(".code").getByRole("button", { name: "Copy" }).click();
    await until(page, "getSelection().toString() === 'by hand'");
  },
);

inPage(
  "marks show what is meant by them, and a text is copied with them",
  "chat",
  async (page, fake) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const source = "**bold** _leaning_ ~~gone~~ `code`\n> said\n- one\n- two";
    say(fake, [source]);
    const row = page.locator(".msg", { hasText: "leaning" });
    await row.waitFor();
    for (const words of ["strong >> bold", "em >> leaning", "del >> gone", "code >> code"]) {
      const [tag = "", inside = ""] = words.split(" >> ");
      assertEquals(await row.locator(tag).innerText(), inside);
    }
    assertEquals(await row.locator("blockquote").innerText(), "said");
    assertEquals(await row.locator("li").allInnerTexts(), ["one", "two"]);
    await row.hover();
    await page.locator(".tools").getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Copy text" }).click();
    const copied = JSON.stringify(source);
    await until(page, `navigator.clipboard.readText().then((text) => text === ${copied})`);
  },
);

inPage(
  "a long text is folded, opens where it was cut, and closes without losing the place",
  "chat",
  async (page, fake) => {
    say(fake, [linesOf(104), "after it"]);
    await page.getByText("Show 84 more lines").waitFor();
    assertEquals(await page.getByText("line 21.").count(), 0);
    await until(page, IS_AT_END);

    const before = await topOf(page, ".msg:has(.fold)");
    await page.locator(".fold").focus();
    await page.keyboard.press("Enter");
    await page.getByText("line 104.").waitFor({ state: "attached" });
    await page.evaluate(SETTLED);
    assertEquals(await topOf(page, ".msg:has(.fold)"), before);
    assertEquals(await page.evaluate("document.activeElement.className"), "link fold");
    assertEquals(await page.evaluate(IS_AT_END), false);

    // Nobody who reads it is taken to the end by what others write.
    const { length } = LINES;
    fake.tell({
      type: "lines",
      in: LOBBY,
      from: length + 2,
      lines: [text("kip", 70, "And then?")],
    });
    await page.getByText("And then?").waitFor({ state: "attached" });
    await page.evaluate(SETTLED);
    assertEquals(await topOf(page, ".msg:has(.fold)"), before);

    await page.locator(".fold").scrollIntoViewIfNeeded();
    await page.evaluate(SETTLED);
    const place = await topOf(page, ".fold");
    await page.keyboard.press("Enter");
    await page.getByText("Show 84 more lines").waitFor();
    await page.evaluate(SETTLED);
    assertEquals(await topOf(page, ".fold"), place);
    assertEquals(await page.evaluate("document.activeElement.className"), "link fold");
  },
);

inPage(
  "every line has its own direction, and none reaches into the lines around it",
  "chat",
  async (page, fake) => {
    say(fake, [
      "English\nעברית\nEnglish",
      "- אחד\n- שניים",
      "\u202eturned **round**",
      "plain",
    ]);
    await page.getByText("plain", { exact: true }).waitFor();
    const [left, right, again] = await page.evaluate<number[]>(`(() => {
      const p = [...document.querySelectorAll(".msg .text")].find((one) =>
        one.textContent.startsWith("English"));
      const from = p.getBoundingClientRect();
      const range = document.createRange();
      return [...p.childNodes].filter((node) => node.data.trim() !== "").map((node) => {
        range.selectNodeContents(node);
        return range.getBoundingClientRect().left - from.left;
      });
    })()`);
    assertEquals([left, again], [0, 0]);
    assert((right ?? 0) > 100, `${right}`);
    // The dots stand inside of what is drawn.
    const direction =
      "getComputedStyle([...document.querySelectorAll('.text ul')].at(-1)).direction";
    assertEquals(await page.evaluate(direction), "rtl");
    const plain = await page.getByText("plain", { exact: true }).boundingBox();
    const turned = await page.locator(".text", { hasText: "turned" }).last().boundingBox();
    assertEquals(plain?.x, turned?.x);
  },
);

inPage(
  "a word of 4,000 letters and marks upon marks stay inside their own row",
  "chat",
  async (page, fake) => {
    await page.setViewportSize({ width: 320, height: 640 });
    say(fake, ["x".repeat(4000), "a\u0301\u0302\u0303\u0304".repeat(100), "below"]);
    await page.getByText("Show 30 more lines").click();
    await page.getByText("Show less").waitFor();
    const wide = "document.querySelector('.log').scrollWidth - document.querySelector('.log')" +
      ".clientWidth";
    assertEquals(await page.evaluate(wide), 0);
    const tops = await page.evaluate<{ top: number; bottom: number }[]>(
      "[...document.querySelectorAll('.msg .text')].slice(-6).map((one) => " +
        "{ const { top, bottom } = one.getBoundingClientRect(); return { top, bottom }; })",
    );
    assertEquals(tops.length, 6);
    tops.forEach(({ top }, i) => assert(i === 0 || top >= (tops[i - 1]?.bottom ?? 0)));
  },
);
