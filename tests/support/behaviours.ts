/**
 * What people expect of the UI of a chat, line by line, tried by three people in real pages at a
 * real server, who stay for all tests of a file.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { type Crowd, type RunningCrowd, type Someone, startCrowd } from "./crowd.ts";
import { needs } from "./needs.ts";

/** Three people who look at the end of the lobby, with nothing in their composers. */
export interface Scenario {
  readonly ada: Someone;
  readonly bern: Someone;
  readonly kip: Someone;
  readonly crowd: Crowd;
  /** Something that nobody has said yet, as often as it is asked for. */
  news(): string;
}

let running: Promise<RunningCrowd> | null = null;
let said = 0;

Deno.test.afterAll(async () => await (await running)?.[Symbol.asyncDispose]());

/**
 * One test for one line. A server lets one person make a new room three times and then once in a
 * minute: most tests have to do with the lobby.
 *
 * @param line The number of the line.
 * @param title What it expects, as a sentence.
 */
export function behaviour(
  line: number,
  title: string,
  fn: (scenario: Scenario) => Promise<void>,
): void {
  Deno.test({
    name: `line ${line}: ${title}`,
    ...needs("chromium"),
    // The browser and the programs outlive the test: others of the file use them too.
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      running ??= startCrowd(["ada", "bern", "kip"], ["--message-rate", "off"]);
      const crowd = await running;
      const [ada, bern, kip] = crowd.people;
      assert(ada && bern && kip);
      for (const one of crowd.people) await comeBack(one);
      await fn({ ada, bern, kip, crowd, news: () => `news ${++said}` });
      assertEquals(crowd.takeFaults(), []);
    },
  });
}

/** Closes whatever the test before has left open. */
async function comeBack({ page }: Someone): Promise<void> {
  await page.bringToFront();
  while (await page.locator("dialog[open]").count() > 0) await page.keyboard.press("Escape");
  if (await page.locator("main.page").isVisible()) await page.keyboard.press("Escape");
  await page.locator(".list .conv").filter({ hasText: "lobby" }).click();
  await page.locator("#compose").fill("");
  await page.locator(".log").press("End");
}
