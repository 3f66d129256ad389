/**
 * Measures the page as a person meets it: a real client process, a real browser, and a server that
 * says as much as is wanted.
 *
 * @module
 */
import type { Page } from "playwright-core";
import { print } from "../../lib/io/terminal.ts";
import { openBrowser } from "../../tests/support/browser.ts";
import { chromiumPath } from "../../tests/support/needs.ts";
import { NobleHost } from "../../tests/support/noble_host.ts";
import { LATE_MS, PageMeter, type Watched } from "../../tests/support/page_meter.ts";
import { startClient } from "../../tests/support/programs.ts";
import { middleOf } from "./middle.ts";

/** Texts that are there when the page comes, and when it has been open for long. */
const SOME = 5_000;
const MANY = 50_000;

/** How often the page is opened; the middle one counts. */
const OPENINGS = 7;

/** Texts that come while it is watched: so many a second, for so many seconds. */
const PACE = { each: 50, seconds: 5 };

/** How long it may take until all of them are drawn, in milliseconds; a busy machine takes its time. */
const PATIENCE_MS = 180_000;

/** Texts of one record of the server. */
const BATCH = 25;

/** Steps of the wheel, and how far each goes, in pixels. */
const WHEEL = { steps: 120, each: 400 };

/** How wide the columns of the table are, in letters. */
const COLUMNS = [34, 7, 5, 8, 6, 6, 9];

const TEXTS = [
  "Is the kettle on?",
  "It is. And there is cake, which nobody was told of, so that there is some left for Sunday.",
  "I can carry the chairs, if somebody brings the table: https://garden.example/table?size=large",
  "@ada do you come?",
  "`kettle --on`, and then **wait** for it; see you at 5 🙂",
];

/** Measures and prints everything. */
export async function benchPage(): Promise<void> {
  if (chromiumPath() === null) {
    return print("page: not measured, there is no Chromium here (set CHROMIUM to its path)");
  }
  const ends = new AsyncDisposableStack();
  try {
    await measure(ends);
  } finally {
    await ends.disposeAsync();
  }
}

async function measure(ends: AsyncDisposableStack): Promise<void> {
  const host = new NobleHost({ name: "Garden Pi" });
  ends.defer(() => host.stop());
  const { program, link } = await startClient([host.invitation, "-n", "ada"]);
  ends.defer(async () => void await program.end());
  const browser = ends.use(await openBrowser());
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const meter = await PageMeter.prepare(page);
  await page.goto(link);
  await page.locator("#compose").waitFor();
  const talk = new Talk(host);
  await talk.come();
  const fill = async (until: number) => {
    while (talk.said < until) await talk.say(BATCH);
    await meter.shows(`${talk.said}. `, PATIENCE_MS);
  };
  await fill(SOME);
  await openings(meter);
  print(`page, in ms; late is a frame over ${LATE_MS} ms, work is what a processor did:`);
  print(row(["", "frames", "late", "longest", "task", "work", "all work"]));
  await lively(meter, talk);
  await holding(meter, talk.said);
  await page.reload(); // which is at the end then
  await meter.drawn();
  const filled = await meter.watch(() => fill(MANY));
  print(told(`${MANY} texts as fast as they come`, filled));
  await holding(meter, talk.said);
}

/** Opens the page several times. */
async function openings(meter: PageMeter): Promise<void> {
  const times: { readonly first: number; readonly message: number }[] = [];
  for (let n = 0; n < OPENINGS; n++) {
    await meter.page.reload();
    times.push(await meter.drawn());
  }
  const middle = (of: "first" | "message") => middleOf(times.map((one) => one[of]));
  print(
    `page, opened with ${SOME} texts: anything drawn after ${middle("first").toFixed(0)} ms, ` +
      `the conversation after ${middle("message").toFixed(0)} ms`,
  );
}

/** What a person does, and what others do meanwhile. */
async function lively(meter: PageMeter, talk: Talk): Promise<void> {
  const { page } = meter;
  await page.locator("#compose").focus();
  const type = () => page.keyboard.type(TEXTS.join(" "), { delay: 15 });
  const incoming = () => talk.say(PACE.each * PACE.seconds, 1_000 / PACE.each);
  const both = () => Promise.all([incoming(), type()]);
  const pace = `${PACE.each} texts a second`;
  print(told("typing", await meter.watch(type)));
  print(told(`${pace}, at the end`, await meter.watch(incoming)));
  print(told(`${pace}, and typing`, await meter.watch(both)));
  print(told("scrolling up and down", await meter.watch(() => scroll(page))));
  print(told("older texts, four times", await meter.watch(() => older(page))));
  print(told(`${pace}, reading back`, await meter.watch(incoming)));
}

async function scroll(page: Page): Promise<void> {
  await page.locator(".log").hover();
  for (const way of [-1, 1]) {
    for (let step = 0; step < WHEEL.steps; step++) {
      await page.mouse.wheel(0, way * WHEEL.each);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

async function older(page: Page): Promise<void> {
  for (let n = 0; n < 4; n++) {
    await page.evaluate('document.querySelector(".log").scrollTop = 0; undefined');
    await page.evaluate('document.querySelector(".bring button").click()');
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
}

async function holding(meter: PageMeter, said: number): Promise<void> {
  const { heap, nodes, listeners } = await meter.holding();
  print(
    `page, after ${said} texts: ${(heap / 2 ** 20).toFixed(1)} MiB of its own, ${nodes} nodes, ` +
      `${listeners} listeners`,
  );
}

/**
 * One row of the table: frames, those that came late, the longest of them, the longest task, the
 * work of a processor in the one that had most, and in all.
 */
function told(what: string, { frames, late, longest, tasks, busy }: Watched): string {
  const most = (of: "took" | "worked") => tasks.reduce((max, task) => Math.max(max, task[of]), 0);
  const numbers = [frames, late, longest, most("took"), most("worked"), busy];
  return row([what, ...numbers.map((one) => one.toFixed(0))]);
}

function row([what = "", ...numbers]: readonly string[]): string {
  const [first = 0, ...widths] = COLUMNS;
  return what.padEnd(first) + numbers.map((one, n) => one.padStart(widths[n] ?? 0)).join("");
}

/** What five people say to everybody. */
class Talk {
  /** How many texts were said. */
  said = 0;
  readonly #host: NobleHost;
  /** The day before, so that the texts are in order beside what the client itself notes. */
  readonly #start = Date.now() - 86_400_000;

  constructor(host: NobleHost) {
    this.#host = host;
  }

  /** The text that was said last. */
  get last(): string {
    return this.#text(this.said);
  }

  /** Everybody comes in. */
  async come(): Promise<void> {
    for (const [n, name] of ["bern", "cleo", "dov", "ema", "fay"].entries()) {
      const member = { id: this.#idOf(n), name, tag: `k7q${n + 2}` };
      await this.#host.tell({ type: "joined", room: "lobby", member, time: this.#start });
    }
  }

  /**
   * Says texts.
   *
   * @param count How many.
   * @param pause Between one and the next, in milliseconds; without it all come at once.
   */
  async say(count: number, pause?: number): Promise<void> {
    const begin = performance.now();
    const messages = Array.from({ length: count }, () => this.#next());
    if (pause === undefined) return await this.#host.tell(...messages);
    for (const [n, message] of messages.entries()) {
      await this.#host.tell(message);
      const due = begin + (n + 1) * pause - performance.now();
      if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
    }
  }

  #next(): object {
    this.said++;
    // People say some things one after the other.
    const from = this.#idOf(Math.floor(this.said / 3) % 5);
    const time = this.#start + 1_000 * this.said;
    return { type: "text", room: "lobby", id: this.said, from, text: this.#text(this.said), time };
  }

  #text(n: number): string {
    return `${n}. ${TEXTS[n % TEXTS.length]}`;
  }

  #idOf(n: number): string {
    return `${n}`.padStart(11, "B");
  }
}
