import { assert, assertEquals } from "@std/assert";
import {
  attentive,
  away,
  back,
  choose,
  HELLO,
  quiet,
  say,
  shown,
  WATCH,
} from "../support/attentive.ts";
import { inPage, SETTLED, until } from "../support/in_page.ts";
import { roomOf, SERVER, snapshotOf } from "../support/scenes.ts";

inPage(
  "line 30: a notification says who wrote and where, and never the text unless it was chosen",
  "rooms",
  async (page, fake) => {
    await attentive(page, fake, { notify: "all" });
    say(fake, [HELLO]);
    assertEquals(await shown(page, 1), [["\u2068ada·k7qd\u2069 wrote in \u2068parts\u2069.", ""]]);
    assert(!(await page.evaluate<string>("JSON.stringify(shown)")).includes("kettle"));
    assertEquals(await page.evaluate("shown[0].silent"), true);
    await page.locator(".conv", { hasText: "parts" }).click();
    assertEquals(await shown(page, 0), [], "read");
    await choose(page, fake, { notify: "all", preview: true });
    await away(page);
    say(fake, [HELLO], 1);
    assertEquals(await shown(page, 1), [[
      "\u2068ada·k7qd\u2069 wrote in \u2068parts\u2069.",
      "hello everybody, the kettle is on",
    ]]);
    await back(page);
    assertEquals(await shown(page, 0), [], "seen");
    await away(page);
    await page.evaluate("globalThis.made = () => dispatchEvent(new Event('focus'))");
    say(fake, [HELLO], 2);
    await until(page, "shown.length === 3");
    assertEquals(await shown(page, 0), [], "seen before the browser has shown it");
  },
);

inPage(
  "line 30: nothing is shown of the conversation that somebody looks at, and all of another",
  "rooms",
  async (page, fake) => {
    await attentive(page, fake, { notify: "all" });
    await page.locator(".conv", { hasText: "parts" }).click();
    say(fake, [HELLO]);
    await quiet(page);
    assertEquals(await page.evaluate("shown.length"), 0);
    await away(page);
    say(fake, [HELLO], 1);
    await shown(page, 1);
    await back(page);
    await shown(page, 0);
    await page.getByRole("button", { name: "Settings" }).click();
    say(fake, [HELLO], 2);
    await shown(page, 1);
  },
);

inPage(
  "a server that gives somebody the id of another server takes no notification of that away",
  "rooms",
  async (page, fake) => {
    await attentive(page, fake, { notify: "all" });
    await away(page);
    say(fake, [HELLO]);
    await shown(page, 1);
    const id = snapshotOf("rooms").state.me?.id ?? "";
    const read = (words: readonly string[]) =>
      page.evaluate(`new BroadcastChannel("read").postMessage("${words.join("-")} ${id} c2")`);
    await read(SERVER.words.toReversed());
    await page.evaluate(`new BroadcastChannel("read").postMessage("${id} c2")`);
    await quiet(page);
    await shown(page, 1);
    await read(SERVER.words);
    await shown(page, 0);
  },
);

inPage(
  "a server that says hundreds of things at once keeps the browser busy with none of them",
  "rooms",
  async (page, fake) => {
    await attentive(page, fake, { notify: "all" });
    await away(page);
    await page.evaluate(`globalThis.asked = 0;
      const request = navigator.locks.request;
      navigator.locks.request = function (...how) {
        asked += 1;
        return request.apply(this, how);
      };`);
    for (let i = 0; i < 600; i++) say(fake, [HELLO], i);
    await until(page, "document.title.startsWith('(99+)')");
    // The last has come: the title says no more than that there are many.
    await page.getByText("600 unread messages").first().waitFor({ state: "attached" });
    await shown(page, 1);
    const asked = Number(await page.evaluate("asked"));
    assert(asked >= 100 && asked <= 250, `${asked} locks`);
    // What comes when it is quiet again is told as before.
    await until(page, "navigator.locks.query().then(({ held }) => held.length < 50)");
    const [[, before] = []] = await shown(page, 1);
    say(fake, [HELLO], 600);
    await until(page, `shown.some(({ open, body }) => open && body !== "${before}")`);
    assertEquals(await page.evaluate("asked"), asked + 1);
  },
);

inPage(
  "line 30: a burst is one notification that counts, and a click opens the conversation",
  "rooms",
  async (page, fake) => {
    await attentive(page, fake, { notify: "all" });
    await away(page);
    for (let i = 0; i < 20; i++) say(fake, [HELLO], i);
    await until(page, "shown.some(({ open, body }) => open && body === '20 new messages')");
    await shown(page, 1);
    const made = await page.evaluate<number>("shown.length");
    assert(made < 10, `${made} for a burst`);
    await page.evaluate("shown.at(-1).it.dispatchEvent(new Event('click'))");
    await page.locator(".head h1", { hasText: "parts" }).waitFor();
    await shown(page, 0);
  },
);

inPage(
  "a server that speaks in any number of conversations fills no screen with notifications",
  "rooms",
  async (page, fake) => {
    const { state } = snapshotOf("rooms");
    const ids = Array.from({ length: 20 }, (_, i) => `d${i}`);
    const made = ids.map((id) => roomOf({ id, name: id }));
    const conversations = [...state.conversations, ...made];
    await attentive(page, fake, {});
    const choices = { ...state.choices, notify: "all" } as const;
    const from = ids.map((id) => ({
      in: id,
      from: 0,
      lines: [],
      pending: [],
      members: [],
      draft: "",
    }));
    fake.tell({
      type: "snapshot",
      state: { ...state, choices, conversations },
      conversations: [...snapshotOf("rooms").conversations, ...from],
      show: null,
    });
    for (const id of ids) fake.tell({ type: "lines", in: id, from: 0, lines: [HELLO] });
    await shown(page, 6);
    await quiet(page);
    await shown(page, 6);
    assertEquals(await page.title(), "(20) lobby · pyChat");
    // What is not there any more is not on the screen either.
    fake.tell({ type: "state", state: { ...state, choices } });
    await shown(page, 0);
  },
);

inPage(
  "line 31: what was chosen is heard, at most once a second, and not in the conversation in view",
  "rooms",
  async (page, fake) => {
    await attentive(page, fake, { sound: "tap" });
    await page.locator(".conv", { hasText: "parts" }).click();
    say(fake, [HELLO]);
    await quiet(page);
    assertEquals(await page.evaluate("tones.length"), 0, "in view");
    await page.locator(".conv", { hasText: "lobby" }).click();
    for (let i = 1; i < 10; i++) say(fake, [HELLO], i);
    await until(page, "tones.length === 2");
    await quiet(page);
    assertEquals(await page.evaluate("tones"), [520, 1180]);
    assertEquals(await page.evaluate("shown.length"), 0);
    await choose(page, fake, { sound: "none" });
    await page.evaluate("new Promise((done) => setTimeout(done, 1000))");
    say(fake, [HELLO], 10);
    await quiet(page);
    assertEquals(await page.evaluate("tones.length"), 2, "none was chosen");
  },
);

inPage(
  "lines 30 and 31: of two windows one tells, and none while somebody looks in the other",
  "rooms",
  async (page, fake) => {
    await attentive(page, fake, { notify: "all", sound: "bell" });
    const other = await page.context().newPage();
    await other.goto(fake.url);
    await other.locator(".chat").waitFor();
    await other.evaluate(WATCH);
    await Promise.all([away(page), away(other)]);
    const all = async (what: string) =>
      await page.evaluate<number>(what) + await other.evaluate<number>(what);
    say(fake, [HELLO]);
    const late = performance.now() + 10_000;
    while (await all("shown.length") === 0) {
      assert(performance.now() < late, "neither tells");
      await page.evaluate(SETTLED);
    }
    await quiet(page);
    await quiet(other);
    assertEquals([await all("shown.length"), await all("tones.length")], [1, 2]);
    await other.locator(".conv", { hasText: "parts" }).click();
    await back(other);
    // What was read in one window is old news in the other.
    await Promise.all([shown(page, 0), shown(other, 0)]);
    await page.evaluate("new Promise((done) => setTimeout(done, 1000))");
    say(fake, [HELLO], 1);
    await quiet(page);
    await quiet(other);
    assertEquals([await all("shown.length"), await all("tones.length")], [1, 2]);
  },
);

inPage(
  "line 32: the title and the icon tell what is unread from what is meant for the person",
  "rooms",
  async (page, fake) => {
    const tab = async (title: string, icon: string) => {
      await until(page, `document.title === ${JSON.stringify(title)}`);
      assertEquals(await page.locator("link[rel=icon]").getAttribute("href"), icon);
    };
    await tab("lobby · pyChat", "/icon.svg");
    say(fake, [HELLO, HELLO]);
    await tab("(2) lobby · pyChat", "/icon_unread.svg");
    say(fake, [{ ...HELLO, toMe: true }], 2);
    await tab("(@1) lobby · pyChat", "/icon_mention.svg");
    say(fake, Array(120).fill({ ...HELLO, toMe: true }), 3);
    await tab("(@99+) lobby · pyChat", "/icon_mention.svg");
    await page.locator(".conv", { hasText: "parts" }).click();
    await page.locator(".log").focus();
    await page.keyboard.press("End");
    await tab("parts · pyChat", "/icon.svg");
    for (const icon of ["/icon.svg", "/icon_unread.svg", "/icon_mention.svg"]) {
      const { status, type } = await page.evaluate<{ status: number; type: string | null }>(
        `fetch("${icon}").then((r) => ({ status: r.status, type: r.headers.get("content-type") }))`,
      );
      assertEquals([status, type], [200, "image/svg+xml"], icon);
    }
  },
);

inPage(
  "line 33: a muted room is dimmed and silent, and a mention still shows and is heard",
  "rooms",
  async (page, fake) => {
    const { state } = snapshotOf("rooms");
    const conversations = state.conversations.map((one) => ({ ...one, quiet: one.id === "c2" }));
    const choices = { ...state.choices, notify: "all", sound: "tap" } as const;
    await attentive(page, fake, {});
    fake.tell({ type: "state", state: { ...state, conversations, choices } });
    const row = page.locator(".conv.quiet", { hasText: "parts" });
    await row.getByText("muted", { exact: true }).waitFor({ state: "attached" });
    say(fake, [HELLO]);
    await quiet(page);
    assertEquals(await page.evaluate("[shown.length, tones.length, document.title]"), [
      0,
      0,
      "lobby · pyChat",
    ]);
    assertEquals(await row.locator(".count").count(), 0);
    say(fake, [{ ...HELLO, toMe: true }], 1);
    await row.locator(".count.at").waitFor();
    assertEquals(await row.locator(".count").count(), 1);
    assertEquals(await shown(page, 1), [[
      "\u2068ada·k7qd\u2069 wrote to you in \u2068parts\u2069.",
      "",
    ]]);
    await until(page, "tones.length === 2 && document.title === '(@1) lobby · pyChat'");
  },
);
