import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import type { Update } from "../../lib/api/update.ts";
import type { ConversationView, Line, Person, Stage, State } from "../../lib/api/view.ts";
import type { FakeClient } from "../support/fake_client.ts";
import { inPage, SETTLED } from "../support/in_page.ts";
import { LOBBY, ME, PEOPLE, roomOf, SERVER, stateWith, text as said } from "../support/scenes.ts";
import { LAYOUT_PAYLOADS, PAYLOADS, XSS_PAYLOADS } from "../support/xss.ts";

/** Somebody of this name, who is nobody else in the scenes. */
function person(name: string): Person {
  return { id: "somebody", name, tag: "q2wx" };
}

/** Every line in which a text of somebody else can stand, as no process would let it through. */
function linesWith(text: string): readonly Line[] {
  const [time, from] = [Date.now(), person(text)];
  const act = { type: "act", time, by: from, mine: false } as const;
  const written = (more: Partial<Extract<Line, { type: "text" }>> = {}) =>
    said("ada", 60, text, { time, from, ...more });
  return [
    written(),
    written({ from: ME, mine: true, edited: true, current: true }),
    written({ action: true }),
    written({ text: `@${text} @${ME.name}`, mentions: [from, ME], toMe: true }),
    written({ reply: { id: 1, at: 0, from, text } }),
    { type: "deleted", time, from, mine: false },
    { type: "joined", time, person: from },
    { type: "left", time, person: from, reason: "kicked", by: from },
    { ...act, act: { what: "topic", topic: text } },
    { ...act, act: { what: "owner", owner: from, left: false } },
    { ...act, act: { what: "muted", person: from, seconds: 60 } },
    { type: "out", time, how: "banned", by: from, seconds: 60 },
    { type: "partner_left", time, person: from },
    { type: "announcement", time, text },
    { type: "renamed", time, person: from, name: text, mine: false },
  ];
}

/** A state in which whatever has a name has this one. */
function stateOf(text: string): State {
  const server = { ...SERVER, name: text, host: text, history: 50 };
  const conversations: readonly ConversationView[] = [
    roomOf({ name: text, topic: text, lobby: true, people: 3 }),
    roomOf({ id: "c2", name: text, topic: text, over: "kicked" }),
    { type: "private", id: "c3", partner: person(text), over: null, quiet: false },
  ];
  return { ...stateWith({ at: "joined", server }), conversations };
}

/** All that a process can say in which somebody else's text stands. */
function updatesWith(text: string): readonly Update[] {
  const present = { reconnecting: false, muted: false };
  const members = [ME, ...PEOPLE.slice(0, 2), person(text)].map((one) => ({ ...one, ...present }));
  const pending = { ref: 1, text, action: false, time: Date.now(), state: "failed" } as const;
  const empty = { from: 0, lines: [], members: [], pending: [], draft: text };
  return [
    {
      type: "snapshot",
      state: stateOf(text),
      conversations: [LOBBY, "c2", "c3"].map((id) => ({ in: id, ...empty })),
      show: null,
    },
    { type: "lines", in: LOBBY, from: 0, lines: linesWith(text) },
    { type: "pending", in: LOBBY, pending: [{ ...pending, why: "refused" }] },
    { type: "members", in: LOBBY, members },
    { type: "typing", in: LOBBY, person: person(text) },
    { type: "notice", problem: { code: "not_remembered", sentence: text } },
  ];
}

/** What is wrong with a page as it stands. */
const WRONGS = `(() => {
  const wrong = [];
  if ("pwned" in globalThis) wrong.push("a script ran");
  const made = "script, img, iframe, style, link, base, meta, object, embed, video, audio, math";
  for (const one of document.body.querySelectorAll(made)) wrong.push("there is a " + one.tagName);
  for (const one of document.querySelectorAll("svg :not(path, circle, rect, g, line, use)")) {
    wrong.push("there is a " + one.tagName + " in a picture");
  }
  for (const one of document.body.querySelectorAll("a[href]")) {
    if (!/^https?:/.test(one.href)) wrong.push("a link leads to " + one.href.slice(0, 80));
  }
  for (const one of document.body.querySelectorAll("*")) {
    for (const { name } of one.attributes) {
      if (/^on|^srcdoc$/.test(name)) wrong.push("there is an attribute " + name);
    }
  }
  const wide = (one, name) => {
    if (one && one.scrollWidth > one.clientWidth + 1) {
      wrong.push(name + " is " + (one.scrollWidth - one.clientWidth) + " px too wide");
    }
  };
  wide(document.documentElement, "the page");
  wide(document.body, "the body");
  for (const name of [".log", ".list", ".side", ".head", ".compose", "dialog[open]"]) {
    for (const one of document.querySelectorAll(name)) wide(one, name);
  }
  for (const one of document.querySelectorAll(".msg .text")) {
    if (!/clip|hidden/.test(getComputedStyle(one).overflowY)) wrong.push("marks reach out of a text");
  }
  return [...new Set(wrong)];
})()`;

/** Whatever a page does that it was not asked to. */
function witness(page: Page): string[] {
  const seen: string[] = [];
  const { origin } = new URL(page.url());
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/icon`)) seen.push(`it fetches ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    seen.push(`it says ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.context().on("page", (other) => seen.push(`it opens ${other.url()}`));
  page.on("framenavigated", (frame) => seen.push(`it goes to ${frame.url()}`));
  return seen;
}

/** Tries payloads one after the other, and says with which of them something was wrong. */
async function tryAll(
  page: Page,
  payloads: readonly string[],
  tell: (payload: string) => void,
  place = "",
): Promise<void> {
  const seen = witness(page);
  const found: string[] = [];
  for (const payload of payloads) {
    tell(payload);
    await page.evaluate(SETTLED);
    for (const wrong of [...seen.splice(0), ...await page.evaluate<string[]>(WRONGS)]) {
      found.push(`${place}${JSON.stringify(payload.slice(0, 40))}: ${wrong}`);
    }
  }
  assertEquals(found, []);
}

function tellAll(fake: FakeClient, text: string): void {
  for (const update of updatesWith(text)) fake.tell(update);
}

inPage(
  "no text of anybody runs a script, loads anything or breaks the page, wherever it stands",
  "rooms",
  async (page, fake) => {
    await tryAll(page, PAYLOADS, (payload) => tellAll(fake, payload));
    // What was looked for is really there.
    const [payload = ""] = PAYLOADS;
    tellAll(fake, payload);
    // It is told last.
    await page.getByRole("alert").filter({ hasText: payload }).waitFor();
    for (const place of [".head h1", ".log", ".list", ".side", ".typing", ".strip"]) {
      const words = (await page.locator(place).allTextContents()).join(" ");
      assertStringIncludes(words, payload, place);
    }
  },
);

inPage(
  "no text of anybody breaks a page of 320 pixels, in any pane",
  "rooms",
  async (page, fake) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await tryAll(page, LAYOUT_PAYLOADS, (payload) => tellAll(fake, payload));
    for (const name of ["Back to conversations", "Settings"]) {
      await page.getByRole("button", { name }).first().click();
      await tryAll(page, LAYOUT_PAYLOADS, (payload) => tellAll(fake, payload));
    }
  },
);

/** The screens before and after the chat, where the server or a file has put words. */
function stagesWith(text: string): readonly Stage[] {
  const at = { host: text, port: 7420 } as const;
  const words = SERVER.words.map(() => text);
  const server = { ...SERVER, ...at, name: text, words };
  const known = { knownWords: words, knownSince: 0, compared: true, fromInvitation: false };
  return [
    { at: "trouble", sentence: text, without: "memory" },
    {
      at: "start",
      where: "garden.local",
      problem: { code: "name_taken", name: text, seconds: 40 },
    },
    { at: "start", where: "garden.local", problem: { code: "nobody_answers", ...at } },
    { at: "start", where: "garden.local", problem: { code: "kicked", room: text, seconds: null } },
    { at: "connecting", ...at },
    { at: "new_key", ...at, words },
    { at: "changed_key", ...at, words, ...known },
    { at: "passphrase", ...at, name: text, wrong: true, vouched: false },
    {
      at: "reconnecting",
      server,
      how: "cut",
      since: 0,
      next: null,
      problem: { code: "server_full", name: text },
    },
    { at: "ended", server, how: "stopping" },
  ];
}

inPage(
  "no text of a server or a file breaks the screens around the chat, wide or narrow",
  "rooms",
  async (page, fake) => {
    const scripts = XSS_PAYLOADS.filter((_, i) => i % 5 === 0).slice(0, 10);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 640 });
      for (let i = 0; i < stagesWith("").length; i++) {
        const tell = (payload: string) => {
          const stage = stagesWith(payload)[i];
          if (stage !== undefined) {
            fake.tell({ type: "state", state: { ...stateOf(payload), stage } });
          }
        };
        const payloads = width === 320 ? LAYOUT_PAYLOADS : [...LAYOUT_PAYLOADS, ...scripts];
        await tryAll(page, payloads, tell, `${stagesWith("")[i]?.at}, ${width} px: `);
      }
    }
  },
);

inPage(
  "no text of anybody breaks the list of rooms",
  "rooms",
  async (page, fake) => {
    await page.getByRole("button", { name: "All rooms" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Apples, pears, quinces").waitFor();
    await tryAll(page, PAYLOADS, (payload) =>
      fake.tell({
        type: "rooms",
        rooms: [{ name: payload, people: 3, topic: payload, joined: false }],
      }));
    assert(await dialog.isVisible());
  },
);

inPage(
  "no text of anybody breaks what is found, the switcher or the details of a text",
  "rooms",
  async (page, fake) => {
    const main = await page.evaluate("navigator.platform.startsWith('Mac')") ? "Meta" : "Control";
    await page.keyboard.press(`${main}+Shift+F`);
    await page.getByRole("search").getByRole("combobox").fill("o");
    await page.locator(".search li").first().waitFor();
    await tryAll(page, PAYLOADS, (payload) => {
      const line = said("ada", 60, payload, { from: person(payload) });
      const matches = line.type === "text" ? [{ index: 1, line }] : [];
      fake.tell({ type: "found", in: LOBBY, text: "o", matches, more: true });
    }, "found: ");
    await page.keyboard.press("Escape");

    await page.keyboard.press(`${main}+K`);
    await page.locator(".switcher").waitFor();
    await tryAll(page, PAYLOADS, (payload) => {
      fake.tell({ type: "state", state: stateOf(payload) });
    }, "switcher: ");
    await page.keyboard.press("Escape");

    fake.tell({ type: "lines", in: LOBBY, from: 0, lines: linesWith("ordinary").slice(0, 1) });
    await page.locator(".text", { hasText: "ordinary" }).hover();
    await page.locator(".tools").getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Details" }).click();
    await page.getByRole("dialog").waitFor();
    await tryAll(page, PAYLOADS, (payload) => {
      const [line] = linesWith(payload);
      if (line !== undefined) fake.tell({ type: "line", in: LOBBY, index: 0, line });
    }, "details: ");
    assert(await page.getByRole("dialog").isVisible());
  },
);
