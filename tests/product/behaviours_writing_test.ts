import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { pick } from "../support/attentive.ts";
import { behaviour } from "../support/behaviours.ts";
import { enter, isIn, rowOf, sees, turnTo } from "../support/crowd.ts";
import { until } from "../support/in_page.ts";
import { byCable, holds, plug, row, settled, unplug } from "../support/writer.ts";

/** Lets the field be as it was chosen in the settings. */
async function sendWith(page: Page, key: "Enter" | "Ctrl Enter"): Promise<void> {
  await page.getByRole("button", { name: "Settings" }).click();
  await pick(page, key);
  await page.keyboard.press("Escape");
}

behaviour(13, "Enter sends, and Shift+Enter breaks the line", async ({ ada, bern, news }) => {
  const [first, second] = [news(), news()];
  const field = ada.page.locator("#compose");
  await field.pressSequentially(first);
  await field.press("Shift+Enter");
  await field.pressSequentially(second);
  await holds(ada, `${first}\n${second}`);
  assertEquals(await row(bern, first).count(), 0);
  await field.press("Enter");
  await holds(ada, "");
  await row(bern, second).waitFor();
  assertEquals(await row(bern, second).locator(".text").innerText(), `${first}\n${second}`);
});

behaviour(13, "a setting swaps Enter for Ctrl+Enter, also in a page that is loaded again", async ({
  ada,
  bern,
  news,
}) => {
  const { page } = ada;
  const field = page.locator("#compose");
  await sendWith(page, "Ctrl Enter");
  await page.reload();
  await until(page, "document.querySelector('#compose')?.enterKeyHint === 'enter'");
  assertStringIncludes(await page.locator(".hint .k").innerText(), "Ctrl+Enter sends");
  const [first, second] = [news(), news()];
  await field.pressSequentially(first);
  await field.press("Enter");
  await field.pressSequentially(second);
  await holds(ada, `${first}\n${second}`);
  await field.press("Control+Enter");
  await row(bern, second).waitFor();
  await sendWith(page, "Enter");
  await until(page, "document.querySelector('#compose').enterKeyHint === 'send'");
});

behaviour(14, "an Enter that ends the composition of a word sends nothing", async ({
  ada,
  bern,
  news,
}) => {
  const { page } = ada;
  const keyboard = await page.context().newCDPSession(page);
  const field = page.locator("#compose");
  await page.evaluate(
    "globalThis.keys = []; document.querySelector('#compose').addEventListener('keydown', " +
      "({ key, isComposing, keyCode }) => keys.push([key, isComposing, keyCode]), true)",
  );
  await field.focus();
  await keyboard.send("Input.imeSetComposition", {
    text: "にほん",
    selectionStart: 3,
    selectionEnd: 3,
  });
  await holds(ada, "にほん");
  await keyboard.send("Input.dispatchKeyEvent", {
    type: "rawKeyDown",
    key: "Enter",
    code: "Enter",
    windowsVirtualKeyCode: 13,
  });
  await keyboard.send("Input.insertText", { text: "日本" });
  await holds(ada, "日本");
  await keyboard.send("Input.dispatchKeyEvent", {
    type: "rawKeyDown",
    key: "Process",
    code: "Enter",
    windowsVirtualKeyCode: 229,
  });
  assertEquals(await page.evaluate("keys"), [["Enter", true, 13], ["Process", false, 229]]);
  await holds(ada, "日本");
  await keyboard.detach();
  const word = news();
  await field.pressSequentially(word);
  await field.press("Enter");
  await row(bern, `日本${word}`).waitFor();
  assertEquals(await row(bern, "日本").count(), 1);
});

behaviour(
  15,
  "ArrowUp in the empty field changes the last own text, and Escape leaves it",
  async ({ ada, bern, news }) => {
    const [first, second] = [news(), news()];
    const field = ada.page.locator("#compose");
    await enter(ada, first);
    await row(ada, first).locator(".tick").waitFor();
    await enter(bern, news());
    await field.pressSequentially("x");
    await field.press("ArrowUp");
    await holds(ada, "x");
    await field.fill("");
    await field.press("ArrowUp");
    await holds(ada, first);
    await field.fill("something else");
    await field.press("Escape");
    await holds(ada, "");
    await field.press("ArrowUp");
    await holds(ada, first);
    await field.fill(second);
    await field.press("Enter");
    await row(bern, `${second} (edited)`).waitFor();
    assertEquals([await row(bern, first).count(), await row(bern, "something else").count()], [
      0,
      0,
    ]);
  },
);

behaviour(
  15,
  "a text that waits for the connection is changed where it waits",
  async ({ ada, crowd, news }) => {
    const cabled = await byCable(crowd);
    await using _ = { [Symbol.asyncDispose]: () => cabled.valve.stop() };
    const { dora } = cabled;
    const [first, second] = [news(), news()];
    const field = dora.page.locator("#compose");
    await unplug(cabled);
    await enter(dora, first);
    await dora.page.locator(".msg.waiting").waitFor();
    await field.press("ArrowUp");
    await holds(dora, first);
    await field.fill(second);
    await field.press("Enter");
    await dora.page.locator(".msg.waiting", { hasText: second }).waitFor();
    await plug(cabled);
    await row(ada, second).waitFor();
    assertEquals(await row(ada, `${second} (edited)`).count(), 0);
    await row(dora, second).locator(".tick").waitFor();
    for (const one of [ada, dora]) {
      assertEquals([await row(one, first).count(), await row(one, second).count()], [0, 1]);
    }
  },
);

const BASIC = ["help", "nick", "me", "join", "leave", "msg", "invite", "ignore", "export"];

behaviour(
  16,
  "a / opens the commands, each with a line of help; arrows choose, Tab or Enter inserts",
  async ({ ada, bern, news }) => {
    const { page } = ada;
    const field = page.locator("#compose");
    const chosen = page.getByRole("option", { selected: true });
    await field.press("/");
    await page.getByRole("listbox").waitFor();
    const first = await chosen.locator(".c").innerText();
    await field.press("ArrowDown");
    await chosen.filter({ hasNotText: first }).waitFor();
    await field.press("ArrowUp");
    await chosen.filter({ hasText: first }).waitFor();
    for (const name of BASIC) {
      await field.fill(`/${name}`);
      const option = page.getByRole("option").filter({
        has: page.locator(".c", { hasText: new RegExp(`^/${name}\\b`) }),
      });
      await option.waitFor();
      assertMatch(await option.locator(".d").innerText(), /^[A-Z].+\.$/);
    }
    for (const key of ["Tab", "Enter"]) {
      await field.fill("/ni");
      await field.press(key);
      await holds(ada, "/nick ");
    }
    await field.fill("");
    await settled(ada, bern, news());
    assertEquals(await row(bern, "/ni").count(), 0);
  },
);

behaviour(
  16,
  "/nick, /me, /msg, /ignore and /help do what they say",
  async ({ ada, bern, kip, news }) => {
    const [does, privately, hidden] = [news(), news(), news()];
    await settled(ada, kip, news());
    await enter(kip, "/nick kipling");
    await sees(ada, /is now kipling/);
    await settled(kip, ada, news());
    await enter(kip, "/nick kip");
    await sees(ada, /is now kip\b/);
    await enter(ada, `/me ${does}`);
    await row(bern, `ada ${does}`).waitFor();
    await enter(ada, `/msg bern ${privately}`);
    await isIn(ada, "bern");
    await turnTo(bern, "ada");
    await row(bern, privately).waitFor();
    for (const one of [ada, bern]) await turnTo(one, "lobby");
    await enter(ada, "/ignore bern");
    await ada.page.locator(".log").getByText(/You ignore|you ignore/).first().waitFor();
    await enter(bern, hidden);
    await sees(kip, hidden);
    await settled(kip, ada, news());
    assertEquals(await row(ada, hidden).count(), 0);
    await enter(ada, "/ignore bern");
    await row(ada, hidden).waitFor();
    await enter(ada, "/help");
    const help = ada.page.getByRole("dialog");
    for (const name of BASIC) await help.getByText(`/${name}`).first().waitFor();
  },
);

behaviour(
  16,
  "/join, /leave, /invite and /export do what they say",
  async ({ ada, bern, crowd, news }) => {
    const said = news();
    await enter(ada, "/create attic");
    await isIn(ada, "attic");
    await enter(bern, "/join attic");
    await isIn(bern, "attic");
    await enter(ada, said);
    await row(bern, said).waitFor();
    await enter(bern, "/invite");
    const address = new URL(crowd.invitation);
    await bern.page.getByRole("dialog").getByText(`${address.host}/attic`).first().waitFor();
    await bern.page.keyboard.press("Escape");
    const download = bern.page.waitForEvent("download");
    await enter(bern, "/export");
    assertStringIncludes(await Deno.readTextFile(await (await download).path()), said);
    await enter(bern, "/leave");
    await rowOf(bern, "attic").waitFor({ state: "detached" });
    // Who owns a room is asked first.
    await enter(ada, "/leave");
    await ada.page.getByRole("button", { name: "Leave the room" }).click();
    await rowOf(ada, "attic").waitFor({ state: "detached" });
  },
);
