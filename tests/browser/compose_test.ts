import type { Page } from "playwright-core";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { asked, type FakeClient, type Heard } from "../support/fake_client.ts";
import { inPage, SETTLED, until } from "../support/in_page.ts";
import { workedFor } from "../support/page_meter.ts";
import { LINES, LOBBY, person, stateOf, text } from "../support/scenes.ts";

/** Waits until the field holds a text: what is done is drawn a little later. */
async function holds(page: Page, text: string): Promise<void> {
  await until(page, `document.querySelector("#compose").value === ${JSON.stringify(text)}`);
}

const FROM_END = "(() => { const l = document.querySelector('.log');" +
  " return Math.round(l.scrollHeight - l.scrollTop - l.clientHeight); })()";

/** The texts that the process was given, as soon as there are as many. */
function said(fake: FakeClient, count: number): Promise<readonly Heard[]> {
  return asked(fake, count, "say");
}

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
    assertEquals(await said(fake, 1), [{
      type: "say",
      in: LOBBY,
      text: "one\ntwo",
      action: false,
      reply: null,
      mentions: [],
    }]);
    await holds(page, "");
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
    assertEquals(await said(fake, 0), []);
    assertEquals(await page.getByRole("textbox").inputValue(), "にほん");
  },
);

inPage(
  "where the person chose so, Enter breaks the line and Ctrl+Enter sends (line 13)",
  "chat",
  async (page, fake) => {
    const field = page.locator("#compose");
    const hint = page.locator(".hint .k kbd").first();
    assertEquals([await hint.innerText(), await field.getAttribute("enterkeyhint")], [
      "Enter",
      "send",
    ]);
    const state = stateOf("chat");
    const choices = { ...state.choices, send: "ctrl_enter" } as const;
    fake.tell({ type: "state", state: { ...state, choices } });
    await until(page, "document.querySelector('#compose').enterKeyHint === 'enter'");
    assertEquals(await hint.innerText(), "Ctrl+Enter");
    await field.pressSequentially("one");
    await field.press("Enter");
    await field.pressSequentially("two @be");
    await field.press("Enter");
    await holds(page, "one\ntwo @bern ");
    await field.press("Shift+Enter");
    assertEquals(await said(fake, 0), []);
    await field.press("Control+Enter");
    await page.locator(".msg.mine .text", { hasText: "one\ntwo @bern" }).waitFor();
    assertEquals((await said(fake, 1)).length, 1);
    await page.evaluate(
      "document.querySelector('#compose').dispatchEvent(new KeyboardEvent('keydown', " +
        "{ key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true }))",
    );
    await field.pressSequentially("three");
    await field.press("Meta+Enter");
    await page.locator(".msg.mine .text", { hasText: "three" }).waitFor();
    assertEquals((await said(fake, 2)).length, 2);
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
  await holds(page, "/exprot");
  assertEquals(await said(fake, 0), []);
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
  await page.getByRole("textbox").fill("half a");
  await page.reload();
  await page.locator(".chat").waitFor();
  assertEquals((await asked(fake, 1, "draft")).map((one) => one["text"]), ["half a"]);
});

inPage("a text on its way turns grey only after a while", "chat", async (page, fake) => {
  const pending = {
    ref: 9,
    text: "slowly",
    action: false,
    time: Date.now(),
    state: "sending",
    why: null,
  } as const;
  fake.tell({ type: "pending", in: LOBBY, pending: [pending] });
  const clock = page.getByRole("img", { name: "On its way" });
  await page.locator(".late").waitFor({ state: "attached" });
  await clock.waitFor({ state: "visible" });
});

inPage("a retry is asked for once, however often it is pressed", "chat", async (page, fake) => {
  await page.getByRole("button", { name: "Retry" }).first().dblclick();
  await asked(fake, 1, "retry");
  await page.evaluate(SETTLED);
  assertEquals(await asked(fake, 1, "retry"), [
    { type: "retry", in: LOBBY, ref: 1 },
  ]);
});

inPage(
  "ArrowUp in the empty field changes the last own text, and Escape leaves it",
  "rooms",
  async (page, fake) => {
    const field = page.getByRole("textbox");
    await field.fill("helo");
    await field.press("Enter");
    await page.locator(".msg.mine .text", { hasText: "helo" }).waitFor();
    await field.press("ArrowUp");
    await holds(page, "helo");
    await page.getByText("Change what you wrote").waitFor();
    await field.press("Escape");
    await holds(page, "");
    await field.press("ArrowUp");
    await field.fill("hello");
    await field.press("Enter");
    await page.locator(".msg.mine", { hasText: "hello (edited)" }).waitFor();
    assertEquals((await asked(fake, 1, "edit")).length, 1);
    assertEquals([await field.inputValue(), (await said(fake, 1)).length], ["", 1]);
  },
);

/** Two texts that have not gone out. */
const PENDING = (["failed", "waiting"] as const).map((state, i) => ({
  ref: i + 1,
  text: `${state} text`,
  action: false,
  time: Date.now() + i,
  state,
  why: state === "failed" ? "refused" as const : null,
}));

inPage(
  "a text that waits is changed before it goes out, with ArrowUp or its button (line 15)",
  "chat",
  async (page, fake) => {
    const field = page.locator("#compose");
    fake.tell({ type: "pending", in: LOBBY, pending: PENDING });
    const row = page.locator(".msg.waiting");
    await row.waitFor();
    await field.press("ArrowUp");
    await holds(page, "waiting text");
    await page.getByText("Change it before it goes out").waitFor();
    await field.press("Escape");
    await holds(page, "");
    await row.hover();
    await row.getByRole("button", { name: "Edit" }).click();
    assertEquals(await page.evaluate("document.activeElement.id"), "compose");
    await field.fill("other words");
    await field.press("Enter");
    await page.locator(".msg.waiting .text", { hasText: "other words" }).waitFor();
    assertEquals(await asked(fake, 1, "amend"), [
      { type: "amend", in: LOBBY, ref: 2, text: "other words", mentions: [] },
    ]);
    assertEquals([await field.inputValue(), await said(fake, 0)], ["", []]);
    await row.hover();
    await row.getByRole("button", { name: "Delete" }).click();
    await row.waitFor({ state: "detached" });
  },
);

inPage("a text that was not sent is changed and sent again", "chat", async (page, fake) => {
  fake.tell({ type: "pending", in: LOBBY, pending: PENDING });
  // The scene has a text of its own that was not sent.
  const row = page.locator(".msg.failed", { hasText: "failed text" });
  await row.getByRole("button", { name: "Edit" }).click();
  const field = page.locator("#compose");
  await holds(page, "failed text");
  await page.getByText("Change what was not sent").waitFor();
  await field.press("Enter");
  assertEquals((await asked(fake, 1, "amend")).map((one) => one["ref"]), [1]);
});

inPage(
  "a field in which nothing can be said says why, and keeps the focus",
  "rooms",
  async (page) => {
    const field = page.getByRole("textbox");
    await page.locator(".conv", { hasText: "keys-and-money" }).click();
    await until(page, "document.querySelector('#compose').readOnly");
    const why = await field.getAttribute("placeholder") ?? "";
    assertStringIncludes(why, "ada·k7qd muted you here for 10 minutes, until ");
    assertEquals(await page.locator("#compose-hint").innerText(), why);
    assert(await page.getByRole("button", { name: "Send" }).isDisabled());
    await page.locator(".conv", { hasText: "marta" }).click();
    await until(page, "document.querySelector('#compose').placeholder.startsWith('marta·q2wx')");
  },
);

inPage("a draft stays in its conversation, and comes back with it", "rooms", async (page, fake) => {
  const field = page.getByRole("textbox");
  // At once: of what is typed letter by letter a part may be kept before the rest is written.
  await field.fill("for the lobby");
  await page.locator(".conv", { hasText: "parts" }).click();
  await until(page, "document.querySelector('#compose').value === ''");
  await field.fill("for parts");
  await page.reload();
  await page.locator(".chat").waitFor();
  await holds(page, "for the lobby");
  assertEquals(
    (await asked(fake, 2, "draft")).map((one) => [one["in"], one["text"]]),
    [[LOBBY, "for the lobby"], ["c2", "for parts"]],
  );
});

inPage(
  "the line of who is writing has its room, and moves nothing",
  "rooms",
  async (page, fake) => {
    const top = async () => (await page.locator("#compose").boundingBox())?.y;
    const before = await top();
    fake.tell({ type: "typing", in: LOBBY, person: person("ada") });
    await page.getByText("is writing…").waitFor();
    assertEquals(await page.locator(".typing").innerText(), "ada·k7qd is writing…");
    assertEquals((await page.locator(".typing").boundingBox())?.height, 22);
    assertEquals(await top(), before);
    const line = text("ada", 0, "There.");
    fake.tell({ type: "lines", in: LOBBY, from: LINES.length, lines: [line] });
    await until(page, "document.querySelector('.typing').textContent === ''");
    assertEquals(await top(), before);
  },
);

inPage(
  "the title counts what is unread, and mentions before all else",
  "rooms",
  async (page, fake) => {
    assertEquals(await page.title(), "lobby · pyChat");
    const line = text("ada", 0, "You there?");
    fake.tell({ type: "lines", in: "c4", from: 1, lines: [line] });
    await until(page, "document.title === '(1) lobby · pyChat'");
    fake.tell({ type: "lines", in: "c4", from: 2, lines: [{ ...line, toMe: true }] });
    await until(page, "document.title === '(@1) lobby · pyChat'");
    await page.locator(".conv", { hasText: "night-shift" }).click();
    await until(page, "document.title === 'night-shift · pyChat'");
  },
);

inPage(
  "a room that cannot be joined is asked about again, and one that is made is shown",
  "rooms",
  async (page) => {
    const field = page.getByRole("textbox", { name: "Write to" });
    await field.fill("/join vault");
    await field.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await field.fill("/join vault open sesame");
    await field.press("Enter");
    await page.locator("h1", { hasText: "vault" }).waitFor();
    await field.fill("/create attic hidden");
    await field.press("Enter");
    await page.locator("h1", { hasText: "attic" }).waitFor();
    assertEquals(await page.evaluate("document.activeElement.id"), "compose");
  },
);

inPage("an export has the type of its format", "rooms", async (page) => {
  await page.evaluate(
    "window.types = []; const make = URL.createObjectURL;" +
      "URL.createObjectURL = (blob) => { window.types.push(blob.type); return make(blob); }",
  );
  const names: string[] = [];
  for (const format of ["text", "markdown all", "json"]) {
    const download = page.waitForEvent("download");
    await page.getByRole("textbox").fill(`/export ${format}`);
    await page.keyboard.press("Enter");
    names.push((await download).suggestedFilename());
  }
  assertEquals(names, ["pychat-lobby.txt", "pychat-all.md", "pychat-lobby.json"]);
  assertEquals(await page.evaluate("window.types"), [
    "text/plain;charset=utf-8",
    "text/markdown;charset=utf-8",
    "application/json",
  ]);
});

inPage("two million letters that are pasted do not hold up the page", "chat", async (page) => {
  const field = page.locator("#compose");
  const worked = await workedFor(page, async () => {
    await field.fill("lorem ipsum ".repeat(160_000));
    await page.evaluate(SETTLED);
  });
  assert(worked < 4_000, `${Math.round(worked)} ms, of which the browser alone takes one second`);
  assertEquals(await field.getAttribute("dir"), "ltr");
  await field.fill("");
  assertEquals(await field.getAttribute("dir"), "auto");
});

inPage(
  "the field is as high as its text after the window has become narrower",
  "chat",
  async (page) => {
    const field = page.locator("#compose");
    await field.fill("The quick brown fox jumps over the lazy dog, and back again over the fence.");
    await page.setViewportSize({ width: 340, height: 700 });
    await until(
      page,
      "(({ clientHeight, scrollHeight }) => clientHeight > 40 && scrollHeight <= clientHeight + 1)" +
        "(document.querySelector('#compose'))",
    );
  },
);
