import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import type { Stage } from "../../lib/api/view.ts";
import { asked, type FakeClient } from "../support/fake_client.ts";
import { inPage, runUntil, SETTLED, until } from "../support/in_page.ts";
import { LINES, LOBBY, SERVER, stateWith } from "../support/scenes.ts";

type Reconnecting = Extract<Stage, { at: "reconnecting" }>;

const JOINED: Stage = { at: "joined", server: SERVER };
const PROBLEM = { code: "nobody_answers", host: "garden.local", port: 7420 } as const;

/** Says that the connection is lost, as far as nothing else is said: cut long ago, tried now. */
function lose(fake: FakeClient, stage: Partial<Reconnecting> = {}): void {
  const lost = { server: SERVER, how: "cut", since: 0, next: null, problem: null } as const;
  fake.tell({ type: "state", state: stateWith({ at: "reconnecting", ...lost, ...stage }) });
}

/** Says that it is back. */
function regain(fake: FakeClient): void {
  fake.tell({ type: "state", state: stateWith(JOINED) });
}

/** What was asked for, once there is anything. */
async function act(fake: FakeClient): Promise<readonly unknown[]> {
  return (await asked(fake, 1, "try_now", "cancel", "say")).map((one) => one["type"]);
}

/** Where on the screen a text is, in pixels from the top. */
async function topOf(page: Page, text: string): Promise<number> {
  const box = await page.getByText(text, { exact: true }).boundingBox();
  assert(box !== null, `${text} is not drawn`);
  return box.y;
}

async function heightOf(page: Page): Promise<number> {
  return (await page.locator(".banner.trying").boundingBox())?.height ?? 0;
}

inPage(
  "the seconds are counted by the page, and then it tries without a word from the process",
  "chat",
  async (page, fake) => {
    await page.clock.install();
    const now: number = await page.evaluate("Date.now()");
    await page.clock.pauseAt(now + 60_000);
    const status = () => page.locator(".status").innerText();
    const ring = () => page.locator(".ring").innerHTML();
    lose(fake, { since: now, next: now + 63_600 });
    await runUntil(page, () => page.locator(".banner.trying").isVisible());
    const seen: string[] = [];
    for (let tenth = 0; tenth <= 36; tenth++) {
      const text = await status();
      if (text !== seen.at(-1)) seen.push(text);
      await page.clock.runFor(100);
    }
    assertEquals(
      seen,
      [4, 3, 2].map((n) => `Trying again in ${n} seconds.`).concat([
        "Trying again in 1 second.",
        "Trying now…",
      ]),
    );
    assert(!(await ring()).includes("<text"), "no number while it tries");
    assertEquals(await page.getByRole("button", { name: "Try now" }).isDisabled(), true);
    lose(fake, { since: now, next: now + 75_000, problem: PROBLEM });
    await runUntil(page, async () => await status() === "Trying again in 12 seconds.");
    assertStringIncludes(await ring(), ">12</text>");
  },
);

inPage("a cut that is mended within a second is no news", "chat", async (page, fake) => {
  await page.clock.install();
  const start: number = await page.evaluate("Date.now()");
  await page.clock.pauseAt(start + 1000);
  const strip = page.locator(".banner.trying");
  const trying = page.getByText("Reconnecting", { exact: true });
  lose(fake, { since: start + 1000, next: start + 1400 });
  const ran = await runUntil(page, () => trying.isVisible());
  await page.clock.runFor(900 - ran);
  assertEquals(await strip.count(), 0);
  regain(fake);
  await runUntil(page, async () => !await trying.isVisible());
  await page.clock.runFor(2000);
  assertEquals([await strip.count(), await page.locator("[role=status]").allInnerTexts()], [0, [
    "",
  ]]);
  const again: number = await page.evaluate("Date.now()");
  lose(fake, { since: again });
  const more = await runUntil(page, () => trying.isVisible());
  await page.clock.runFor(900 - more);
  assertEquals(await strip.count(), 0);
  await page.clock.runFor(200);
  assertEquals(await strip.count(), 1);
});

inPage(
  "a lost connection is said aloud once, and once when it is back, and no seconds are",
  "chat",
  async (page, fake) => {
    // What a screen reader hears: what is added where the nearest aria-live or role says so.
    await page.evaluate(`globalThis.heard = [];
      new MutationObserver((changes) => {
        for (const { target, addedNodes, type } of changes) {
          for (const node of type === "characterData" ? [target] : addedNodes) {
            const element = node.nodeType === 1 ? node : node.parentElement;
            const place = element?.closest("[aria-live], [role=status], [role=alert]");
            const aloud = place && place.getAttribute("aria-live") !== "off";
            if (aloud && node.textContent !== "") heard.push(node.textContent);
          }
        }
      }).observe(document.body, { childList: true, characterData: true, subtree: true });`);
    const lines = LINES.length;
    const time = Date.now();
    lose(fake, { next: time + 2400 });
    await page.getByText("Trying again in 1 second.").waitFor();
    await page.getByText("Trying now…").waitFor();
    lose(fake, { next: Date.now() + 60_000, problem: PROBLEM });
    const lost = { type: "connection", time, what: "lost" } as const;
    fake.tell({ type: "lines", in: LOBBY, from: lines, lines: [lost] });
    await page.getByText("When it is back, pyChat says").waitFor();
    await page.evaluate(SETTLED);
    const cut =
      "The connection to Garden Pi is lost. What you write waits and is sent when it is back.";
    assertEquals(await page.evaluate("heard"), [cut]);
    regain(fake);
    const back = { type: "connection", time, what: "back" } as const;
    const gap = { type: "gap", time, missing: 3 } as const;
    fake.tell({ type: "lines", in: LOBBY, from: lines + 1, lines: [back, gap] });
    await page.getByText("3 messages may be missing here.").waitFor();
    await page.evaluate(SETTLED);
    const heard: string[] = await page.evaluate("heard");
    assertEquals(heard.filter((text) => !text.startsWith("3 messages")), [
      cut,
      "Connected to Garden Pi again.",
    ]);
  },
);

for (const [where, text] of [["back", "Who has the good soldering iron?"], ["at the end", ""]]) {
  inPage(
    `a strip that comes, changes and goes moves nothing for who reads ${where}`,
    "chat",
    async (page, fake) => {
      const read = text === "" || text === undefined ? "I can carry." : text;
      if (read === text) {
        await page.locator(".log").hover();
        await page.mouse.wheel(0, -100_000);
        await page.mouse.wheel(0, 120);
        await page.getByText(read).waitFor();
      }
      await page.evaluate(SETTLED);
      const before = await topOf(page, read);
      const strip = page.locator(".banner.trying");
      const unknown = { code: "unknown_host", host: "garden.local" } as const;
      const changes: readonly (readonly [Partial<Reconnecting> | null, string])[] = [
        [{ next: Date.now() + 50_000 }, "Trying again in"],
        [{}, "Trying now…"],
        [{ next: Date.now() + 5000, problem: PROBLEM }, "Nobody answers at garden.local"],
        [{ problem: unknown }, "garden.local cannot be found."],
        [null, ""],
      ];
      for (const [stage, words] of changes) {
        if (stage === null) regain(fake);
        else lose(fake, stage);
        // The words of a change are the sign that it has come.
        if (stage === null) await strip.waitFor({ state: "detached" });
        else await strip.getByText(words).waitFor();
        await page.evaluate(SETTLED);
        await page.evaluate(SETTLED);
        assertEquals(await strip.count(), stage === null ? 0 : 1);
        assert(Math.abs(await topOf(page, read) - before) < 1, words);
      }
    },
  );
}

inPage(
  "the strip is as high while it tries as while it counts, at every width",
  "reconnecting",
  async (page, fake) => {
    for (const width of [320, 390, 599, 600, 768, 1024, 1280, 1440]) {
      await page.setViewportSize({ width, height: 700 });
      const heights = new Set<number>();
      for (const next of [null, 2000, 9000, 60_000, 120_000]) {
        lose(fake, { problem: PROBLEM, next: next === null ? null : Date.now() + next });
        await page.evaluate(SETTLED);
        await page.evaluate(SETTLED);
        heights.add(await heightOf(page));
      }
      assertEquals(heights.size, 1, `${width} pixels wide: ${[...heights]} high`);
      if (width >= 768) assertEquals([...heights], [57], `${width} pixels wide`);
    }
  },
);

inPage(
  "what is written while the connection is lost waits, and is counted",
  "reconnecting",
  async (page, fake) => {
    const field = page.getByRole("textbox");
    await field.fill("And a box of fuses");
    await field.press("Enter");
    await page.getByText("Waiting to be sent: 3.").waitFor();
    assertEquals(await field.inputValue(), "");
    assertEquals(await act(fake), ["say"]);
    const row = page.locator(".msg.waiting", { hasText: "And a box of fuses" });
    assert(await row.getByRole("img", { name: "Waits for the connection" }).isVisible());
    fake.tell({ type: "pending", in: LOBBY, pending: [] });
    regain(fake);
    await page.getByText("Waiting to be sent").waitFor({ state: "detached" });
  },
);

inPage(
  "“Try now” tries once, keeps the focus while it does, and hands it on when it is back",
  "reconnecting",
  async (page, fake) => {
    const button = page.getByRole("button", { name: "Try now" });
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByText("Trying now…").waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    assertEquals(await page.evaluate("document.activeElement.textContent"), "Try now");
    assertEquals(await act(fake), ["try_now"]);
    regain(fake);
    await page.locator(".banner").waitFor({ state: "detached" });
    assertEquals(await page.evaluate("document.activeElement.id"), "compose");
  },
);

inPage(
  "“Stop trying” leaves the conversation to be read, and a way back",
  "reconnecting",
  async (page, fake) => {
    await page.getByRole("button", { name: "Stop trying" }).click();
    await page.getByRole("button", { name: "Join again" }).waitFor();
    assertEquals(await act(fake), ["cancel"]);
    assert(await page.getByText("I can carry.").isVisible());
    assert(await page.getByText("pyChat stopped trying.").isVisible());
    assert(!await page.getByText("When it is back").isVisible());
    assertEquals(await page.evaluate("document.activeElement.id"), "compose");
  },
);

inPage(
  "a name is not changed while the connection is lost, and what is typed stays",
  "reconnecting",
  async (page, fake) => {
    await page.locator(".me-name").click();
    await page.getByText("Your name can be changed when we are back.").waitFor();
    await page.getByLabel("Name", { exact: true }).fill("heron");
    const submit = page.getByRole("dialog").getByRole("button", { name: "Change name" });
    assert(await submit.isDisabled());
    regain(fake);
    await submit.click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    assertEquals((await asked(fake, 1, "rename")).length, 1);
  },
);

inPage(
  "the ring steps for who wants nothing to move, and turns for nobody else",
  "chat",
  async (page, fake) => {
    const moves = async () => [
      await page.evaluate(
        "getComputedStyle(document.querySelector('.ring .left')).transitionDuration",
      ),
      await page.evaluate("getComputedStyle(document.querySelector('.ring')).animationName"),
    ];
    const next = Date.now() + 40_000;
    lose(fake, { next });
    await page.locator(".ring").waitFor();
    assertEquals(await moves(), ["0s", "none"]);
    assertEquals(await page.locator(".ring .left").getAttribute("stroke-dashoffset"), "0");
    await page.emulateMedia({ reducedMotion: "no-preference" });
    assertEquals(await moves(), ["1s", "none"]);
    lose(fake);
    await page.locator(".ring.turning").waitFor();
    assertEquals(await moves(), ["1s", "turn"]);
  },
);

inPage(
  "a phone says at the field that what is written waits, in one line",
  "trying",
  async (page, fake) => {
    await page.setViewportSize({ width: 360, height: 700 });
    const hint = page.locator("#compose-hint");
    const height = async () => (await hint.boundingBox())?.height ?? 0;
    fake.tell({ type: "pending", in: LOBBY, pending: [] });
    await until(page, "document.querySelector('#compose-hint').textContent.includes('waits')");
    assertEquals(await hint.innerText(), "What you write waits and is sent when we are back.");
    const away = await height();
    regain(fake);
    await until(page, "document.querySelector('#compose-hint').textContent.includes('server')");
    assertEquals(await height(), away);
  },
);
