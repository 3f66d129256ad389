import { assert, assertEquals } from "@std/assert";
import type { Line } from "../../lib/api/view.ts";
import { AT_FIRST, PER_FRAME } from "../../ui/model/log/span.ts";
import type { FakeClient } from "../support/fake_client.ts";
import { inPage, SETTLED, until } from "../support/in_page.ts";
import { LINES, LOBBY, text } from "../support/scenes.ts";

const FLOOD = 400;
const LAST = `flood ${FLOOD - 1}`;

function flood(fake: FakeClient): void {
  const lines = Array.from({ length: FLOOD }, (_, n): Line => text("ada", 0, `flood ${n}`));
  fake.tell({ type: "lines", in: LOBBY, from: LINES.length, lines });
}

/** Notes how many rows there are after each drawing, and how far the end is from the screen. */
const NOTE = `{
  const log = document.querySelector(".log");
  globalThis.drawn = [];
  new MutationObserver(() => drawn.push({
    rows: log.querySelector(".rows").querySelectorAll(":scope > .msg").length,
    last: log.querySelector(".rows > :last-child .text")?.textContent ?? "",
    below: Math.round(log.scrollHeight - log.scrollTop - log.clientHeight),
  })).observe(log.querySelector(".rows"), { childList: true });
}`;

interface Drawing {
  readonly rows: number;
  readonly last: string;
  readonly below: number;
}

inPage(
  "the log draws the end of a flood at once, and the rest over the next frames",
  "chat",
  async (page, fake) => {
    await page.evaluate(NOTE);
    flood(fake);
    await until(page, `document.querySelectorAll(".rows > *").length >= ${FLOOD}`);
    await page.evaluate(SETTLED);
    const drawn: readonly Drawing[] = await page.evaluate("drawn");
    const [first] = drawn;
    assert(first !== undefined);
    assertEquals(first.last, LAST, "what came last is there first");
    // A day line and the unread line may stand among them.
    assert(first.rows <= AT_FIRST + 2, `${first.rows} rows at once`);
    drawn.forEach(({ rows, below }, n) => {
      const before = drawn[n - 1]?.rows ?? rows;
      assert(rows - before <= PER_FRAME, `${rows - before} rows in one frame`);
      assertEquals(below, 0, "the end stays in view");
    });
  },
);

inPage(
  "the log keeps the place of whoever scrolls up before all of it is drawn",
  "chat",
  async (page, fake) => {
    // As soon as the end is drawn somebody scrolls, before the next frame.
    await page.evaluate(`{
    const log = document.querySelector(".log");
    globalThis.place = null;
    new MutationObserver((_, observer) => {
      const last = log.querySelector(".rows > :last-child .text")?.textContent;
      if (last !== ${JSON.stringify(LAST)}) return;
      observer.disconnect();
      log.scrollTop -= 300;
      const row = log.querySelectorAll(".rows > .msg")[50];
      globalThis.place = { row, rows: log.querySelectorAll(".rows > *").length };
      requestAnimationFrame(() => place.top = row.getBoundingClientRect().top);
    }).observe(log.querySelector(".rows"), { childList: true });
  }`);
    flood(fake);
    await until(page, `document.querySelectorAll(".rows > *").length >= ${FLOOD}`);
    await page.evaluate(SETTLED);
    const moved: number = await page.evaluate(
      "Math.abs(place.row.getBoundingClientRect().top - place.top)",
    );
    assert(moved < 1, `moved by ${moved} pixels`);
    const rows: number = await page.evaluate("place.rows");
    assert(rows < FLOOD, `${rows} rows were drawn when it was scrolled`);
  },
);
