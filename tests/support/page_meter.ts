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
  const meter = globalThis.pychatMeter = { frames: [], shown: null };
  let before = performance.now();
  const frame = (now) => {
    meter.frames.push(now - before);
    before = now;
    if (meter.shown === null && document.querySelector(".log .msg") !== null) meter.shown = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}`;

/** What the browser notes: each task of each thread, and how the threads are called. */
const CATEGORIES = "toplevel,__metadata";

/** How the page's own thread is called in it. */
const MAIN_THREAD = "CrRendererMain";

/** One entry of a trace; times in microseconds. */
interface Traced {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** One task of the page's own thread, in milliseconds. */
export interface Task {
  /** From its beginning to its end. */
  readonly took: number;
  /** How long a processor was at it, which is less where others use the processors too. */
  readonly worked: number;
}

/** What was seen while something happened. */
export interface Watched {
  readonly frames: number;
  /** Frames that took longer than {@linkcode LATE_MS}. */
  readonly late: number;
  /** The longest frame, in milliseconds. */
  readonly longest: number;
  /** The tasks of the page's own thread, from a trace. */
  readonly tasks: readonly Task[];
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
  /** Of the browser: it alone can trace. */
  readonly #tracer: CDPSession;

  private constructor(page: Page, session: CDPSession, tracer: CDPSession) {
    this.page = page;
    this.#session = session;
    this.#tracer = tracer;
  }

  /** Prepares an empty page for being measured from its first moment. */
  static async prepare(page: Page): Promise<PageMeter> {
    await page.addInitScript(METER);
    const session = await measuring(page);
    const tracer = await page.context().browser()?.newBrowserCDPSession();
    if (tracer === undefined) throw new Error("the page has no browser");
    return new PageMeter(page, session, tracer);
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

  /**
   * Waits until the last text of the log begins in a certain way, and asks little of the page
   * meanwhile.
   *
   * @param beginning How it begins.
   * @param patience How long to wait, in milliseconds.
   */
  async shows(beginning: string, patience: number): Promise<void> {
    const came = await this.page.evaluate(`new Promise((done) => {
      const end = performance.now() + ${patience};
      const look = () => {
        const last = document.querySelector(".rows > :last-child .text");
        if (last?.textContent.startsWith(${JSON.stringify(beginning)})) done(true);
        else if (performance.now() > end) done(false);
        else setTimeout(look, 50);
      };
      look();
    })`);
    if (came !== true) throw new Error(`the page does not show “${beginning}”`);
  }

  /** Watches the frames and the tasks while something happens, and a little longer. */
  async watch(act: () => Promise<unknown>): Promise<Watched> {
    const trace = await this.#trace();
    await this.page.evaluate("globalThis.pychatMeter.frames = []; undefined");
    const before = await metricOf(this.#session, "TaskDuration");
    await act();
    const frames: number[] = await this.page.evaluate(
      `new Promise((done) => requestAnimationFrame(() => setTimeout(() =>
        done(globalThis.pychatMeter.frames), 100)))`,
    );
    const busy = (await metricOf(this.#session, "TaskDuration") - before) * 1_000;
    return {
      frames: frames.length,
      late: frames.filter((one) => one > LATE_MS).length,
      longest: Math.max(0, ...frames),
      tasks: await trace(),
      busy,
    };
  }

  /** Traces until the function that it gives is called, which tells the tasks meanwhile. */
  async #trace(): Promise<() => Promise<Task[]>> {
    const all: Traced[] = [];
    const note = ({ value }: { value: readonly object[] }) => all.push(...value as Traced[]);
    this.#tracer.on("Tracing.dataCollected", note);
    await this.#tracer.send("Tracing.start", { categories: CATEGORIES });
    return async () => {
      const complete = new Promise((resolve) =>
        this.#tracer.once("Tracing.tracingComplete", resolve)
      );
      await this.#tracer.send("Tracing.end");
      await complete;
      this.#tracer.off("Tracing.dataCollected", note);
      return tasksOf(all);
    };
  }

  /** What it holds when nothing that could be collected is left. */
  async holding(): Promise<Holding> {
    await this.#session.send("HeapProfiler.collectGarbage");
    return {
      heap: await metricOf(this.#session, "JSHeapUsedSize"),
      nodes: await metricOf(this.#session, "Nodes"),
      listeners: await metricOf(this.#session, "JSEventListeners"),
    };
  }
}

/**
 * How long the page's own thread worked while something happened, in milliseconds of a processor:
 * what others do on the same machine meanwhile is not in it.
 */
export async function workedFor(page: Page, act: () => Promise<unknown>): Promise<number> {
  const session = await measuring(page);
  const before = await metricOf(session, "TaskDuration");
  await act();
  const worked = (await metricOf(session, "TaskDuration") - before) * 1_000;
  await session.detach();
  return worked;
}

/** Asks the browser about one page from now on; what it tells of time is that of a processor. */
async function measuring(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return session;
}

async function metricOf(session: CDPSession, name: string): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find((metric) => metric.name === name)?.value ?? NaN;
}

/** The tasks of the thread that did most of all those that belong to a page. */
function tasksOf(all: readonly Traced[]): Task[] {
  const threads = new Map<string, Task[]>();
  for (const { name, pid, tid, args } of all) {
    if (name === "thread_name" && args?.name === MAIN_THREAD) threads.set(`${pid} ${tid}`, []);
  }
  for (const { name, pid, tid, dur = 0, tdur = 0 } of all) {
    if (!name.endsWith("RunTask")) continue;
    threads.get(`${pid} ${tid}`)?.push({ took: dur / 1_000, worked: tdur / 1_000 });
  }
  const work = (tasks: readonly Task[]) => tasks.reduce((sum, { worked }) => sum + worked, 0);
  return [...threads.values()].sort((a, b) => work(b) - work(a))[0] ?? [];
}
