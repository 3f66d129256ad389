/**
 * Several people in real pages at one real server.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { openBrowser, watchedPage } from "./browser.ts";
import { needs } from "./needs.ts";
import { Program, startClient, startServer } from "./programs.ts";

/** One of them. */
export interface Someone {
  readonly name: string;
  readonly page: Page;
}

/** What a test about several people is given. */
export interface Crowd {
  /** Everybody, in the order of their names in the test. */
  readonly people: readonly Someone[];
  readonly invitation: string;
  /** One more, who comes later. */
  come(name: string, invitation?: string): Promise<Someone>;
  /** What `pychat-server admin` answers; it has to be done. */
  admin(...words: readonly string[]): Promise<string>;
}

const SIZE: BrowserContextOptions = { viewport: { width: 1280, height: 720 } };

/** A crowd that has to be sent home. */
export interface RunningCrowd extends Crowd, AsyncDisposable {
  /** What went wrong in the pages since the last call: errors of scripts, of the console and of the policy. */
  takeFaults(): readonly string[];
}

/**
 * Starts a server, and people who are in its lobby.
 *
 * @param names Who is there at the start, in the order in which they come.
 * @param args Options of the server.
 */
export async function startCrowd(
  names: readonly string[],
  args: readonly string[] = [],
): Promise<RunningCrowd> {
  const ends = new AsyncDisposableStack();
  const browser = ends.use(await openBrowser());
  const server = await startServer(["--name", "Garden Pi", ...args]);
  ends.defer(async () => void await server.program.end());
  const faults: string[][] = [];
  const come = async (name: string, invitation = server.invitation): Promise<Someone> => {
    const { program, link } = await startClient([invitation, "-n", name]);
    ends.defer(async () => void await program.end());
    const watched = await watchedPage(browser, link, SIZE);
    faults.push(watched.faults);
    await watched.page.locator("#compose").waitFor();
    return { name, page: watched.page };
  };
  const admin = async (...words: readonly string[]): Promise<string> => {
    const program = new Program("server", ["admin", "--data", server.data, ...words]);
    assertEquals((await program.status).code, 0, program.lines.join("\n"));
    await program.end();
    return program.lines.join("\n");
  };
  const people: Someone[] = [];
  for (const name of names) people.push(await come(name));
  return {
    people,
    invitation: server.invitation,
    come,
    admin,
    takeFaults: () => faults.flatMap((of) => of.splice(0)),
    [Symbol.asyncDispose]: () => ends.disposeAsync(),
  };
}

/**
 * Runs one test with people who are in the lobby, and fails it for any error in a page.
 *
 * @param names Who is there at the start, in the order in which they come.
 * @param args Options of the server.
 */
export function withCrowd(
  title: string,
  names: readonly string[],
  fn: (crowd: Crowd) => Promise<void>,
  args: readonly string[] = [],
): void {
  Deno.test({
    name: title,
    ...needs("chromium"),
    fn: async () => {
      await using crowd = await startCrowd(names, args);
      await fn(crowd);
      assertEquals(crowd.takeFaults(), []);
    },
  });
}

/** Writes something and presses Enter: a text or a command. */
export async function enter({ page }: Someone, text: string): Promise<void> {
  await page.locator("#compose").fill(text);
  await page.keyboard.press("Enter");
}

/** Waits until the open conversation shows a text. */
export async function sees({ page }: Someone, text: string | RegExp): Promise<void> {
  await page.locator(".log").getByText(text).first().waitFor();
}

/** Waits until a conversation is open: the head says it. */
export async function isIn({ page }: Someone, name: string): Promise<void> {
  await page.locator(".head h1").getByText(name, { exact: true }).waitFor();
}

/** Opens a conversation of the list, by the beginning of its name. */
export async function turnTo({ page }: Someone, name: string): Promise<void> {
  await rowOf({ page }, name).click();
  await page.locator(".head h1").getByText(name).waitFor();
}

/** Its row in the list. */
export function rowOf({ page }: Pick<Someone, "page">, name: string): Locator {
  return page.locator(".list .conv").filter({ hasText: name });
}
