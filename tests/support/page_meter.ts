/**
 * Measures a page in a browser: when it was drawn, which frames came late, and what it holds.
 *
 * @module
 */
import type { CDPSession, Page } from "playwright-core";

/** A frame that takes longer than this is seen to stutter, in milliseconds. */
export const LATE_MS = 50;

/** Notes the time of each frame, and when the first message was there to be drawn. */
const METER = `{
  const meter = globalThis.pychatMeter = { frames: [], tasks: [], shown: null };
  let before = performance.now();
  const frame = (now) => {
    meter.frames.push(now - before);
    before = now;
    if (meter.shown === null && document.querySelector(".log .msg") !== null) meter.shown = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) meter.tasks.push(duration);
  }).observe({ type: "longtask" });
}`;

/** What was seen while something happened. */
export interface Watched {
  readonly frames: number;
  /** Frames that took longer than {@linkcode LATE_MS}. */
  readonly late: number;
  /** The longest frame, in milliseconds. */
  readonly longest: number;
  /** Tasks longer than {@linkcode LATE_MS}, each in milliseconds. */
  readonly tasks: readonly number[];
  /** How long the page's own thread was at work, in milliseconds of a processor. */
  readonly busy: number;
}

/** What a page holds. */
export interface Holding {
  /** In bytes, after a collection. */
  readonly heap: number;
  /** Elements and texts of the document, and those that something still refers to. */
  readonly nodes: number;
  readonly listeners: number;
}

/** One page that is measured. */
export class PageMeter {
  readonly page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.#session = session;
  }

  /** Prepares an empty page for being measured from its first moment. */
  static async prepare(page: Page): Promise<PageMeter> {
    await page.addInitScript(METER);
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    return new PageMeter(page, session);
  }

  /**
   * How long it took to draw anything, and a message, since the page was asked for, in milliseconds.
   */
  async drawn(): Promise<{ readonly first: number; readonly message: number }> {
    await this.page.locator(".log .msg").first().waitFor();
    return await this.page.evaluate(`new Promise((done) => {
      const look = () => {
        const [paint] = performance.getEntriesByName("first-contentful-paint");
        const { shown } = globalThis.pychatMeter;
        if (paint === undefined || shown === null) setTimeout(look, 20);
        else done({ first: paint.startTime, message: shown });
      };
      look();
    })`);
  }

  /** Watches the frames while something happens, and a little longer. */
  async watch(act: () => Promise<unknown>): Promise<Watched> {
    const metric = async () => await this.#metric("TaskDuration");
    await this.page.evaluate(
      "Object.assign(globalThis.pychatMeter, { frames: [], tasks: [] }) && undefined",
    );
    const before = await metric();
    await act();
    const { frames, tasks }: { frames: number[]; tasks: number[] } = await this.page.evaluate(
      `new Promise((done) => requestAnimationFrame(() => setTimeout(() => {
        const { frames, tasks } = globalThis.pychatMeter;
        done({ frames, tasks });
      }, 100)))`,
    );
    return {
      frames: frames.length,
      late: frames.filter((one) => one > LATE_MS).length,
      longest: Math.max(0, ...frames),
      tasks,
      busy: (await metric() - before) * 1_000,
    };
  }

  /** What it holds when nothing that could be collected is left. */
  async holding(): Promise<Holding> {
    await this.#session.send("HeapProfiler.collectGarbage");
    return {
      heap: await this.#metric("JSHeapUsedSize"),
      nodes: await this.#metric("Nodes"),
      listeners: await this.#metric("JSEventListeners"),
    };
  }

  async #metric(name: string): Promise<number> {
    const { metrics } = await this.#session.send("Performance.getMetrics");
    return metrics.find((metric) => metric.name === name)?.value ?? NaN;
  }
}
