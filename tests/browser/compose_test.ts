import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { inPage, SETTLED } from "../support/in_page.ts";

const FROM_END = "(() => { const l = document.querySelector('.log');" +
  " return Math.round(l.scrollHeight - l.scrollTop - l.clientHeight); })()";

inPage(
  "the composer sends with Enter and breaks the line with Shift+Enter",
  "chat",
  async (page, fake) => {
    const field = page.getByRole("textbox");
    await field.pressSequentially("one");
    await field.press("Shift+Enter");
    await field.pressSequentially("two");
    await field.press("Enter");
    await page.locator(".msg.mine .text", { hasText: "one\ntwo" }).waitFor();
    assertEquals(fake.heard.filter((one) => one["type"] === "say"), [{
      type: "say",
      text: "one\ntwo",
    }]);
    assertEquals(await field.inputValue(), "");
  },
);

inPage(
  "the composer leaves an Enter to an input method that composes",
  "chat",
  async (page, fake) => {
    await page.getByRole("textbox").fill("にほん");
    for (const init of ["{ key: 'Enter', isComposing: true }", "{ key: 'Enter', keyCode: 229 }"]) {
      await page.evaluate(
        `document.querySelector('textarea').dispatchEvent(` +
          `new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...${init} }))`,
      );
    }
    await page.evaluate(SETTLED);
    assertEquals(fake.heard.filter((one) => one["type"] === "say"), []);
    assertEquals(await page.getByRole("textbox").inputValue(), "にほん");
  },
);

inPage("the composer grows with its text up to eight lines", "chat", async (page) => {
  const field = page.getByRole("textbox");
  const height = async () => Math.round((await field.boundingBox())?.height ?? 0);
  const one = await height();
  await field.fill("a\nb\nc");
  const three = await height();
  assertEquals(three - one, 48);
  await field.fill("a\n".repeat(30));
  assertEquals(await height() - one, 7 * 24);
  await field.fill("a\nb");
  assertEquals(await height() - one, 24);
  await field.fill("x".repeat(20_000));
  await field.fill("a");
  assertEquals(await height(), one, "and shrinks with it");
  assertEquals(await page.evaluate(FROM_END), 0);
});

inPage(
  "the log keeps its end in view while the composer grows line by line",
  "chat",
  async (page) => {
    const field = page.getByRole("textbox");
    await field.focus();
    for (let line = 1; line <= 10; line++) {
      await field.pressSequentially("a");
      await field.press("Shift+Enter");
      await page.evaluate(SETTLED);
      await page.evaluate(SETTLED);
      assertEquals(await page.evaluate(FROM_END), 0, `after ${line} lines`);
    }
    await field.fill("");
    await page.evaluate(SETTLED);
    assertEquals(await page.evaluate(FROM_END), 0);
  },
);

inPage("an unknown command stays in the field and is not sent", "chat", async (page, fake) => {
  const field = page.getByRole("textbox");
  await field.fill("/exprot");
  await field.press("Enter");
  assertStringIncludes(await page.getByRole("alert").innerText(), "Did you mean /export?");
  assertEquals(await field.inputValue(), "/exprot");
  assertEquals(fake.heard.filter((one) => one["type"] === "say"), []);
});

inPage("an export is saved by the browser under the name it was given", "chat", async (page) => {
  const download = page.waitForEvent("download");
  await page.getByRole("textbox").fill("[export_chat]");
  await page.keyboard.press("Enter");
  const file = await download;
  assertEquals(file.suggestedFilename(), "pychat-lobby.txt");
  assertStringIncludes(await Deno.readTextFile(await file.path()), "ada·k7qd");
});

inPage("a draft reaches the process before the page is gone", "chat", async (page, fake) => {
  await page.getByRole("textbox").pressSequentially("half a");
  await page.reload();
  await page.locator(".chat").waitFor();
  assert(fake.heard.some((one) => one["type"] === "draft" && one["text"] === "half a"));
});

inPage("a text on its way turns grey only after a while", "chat", async (page, fake) => {
  const pending = {
    ref: 9,
    text: "slowly",
    time: Date.now(),
    state: "sending",
    why: null,
  } as const;
  fake.tell({ type: "pending", pending: [pending] });
  const clock = page.getByRole("img", { name: "On its way" });
  await page.locator(".late").waitFor({ state: "attached" });
  await clock.waitFor({ state: "visible" });
});

inPage("a retry is asked for once, however often it is pressed", "chat", async (page, fake) => {
  await page.getByRole("button", { name: "Retry" }).first().dblclick();
  await page.evaluate(SETTLED);
  assertEquals(fake.heard.filter((one) => one["type"] === "retry"), [{ type: "retry", ref: 1 }]);
});
