/**
 * Somebody who comes to a crowd with a window of their own kind, and goes.
 *
 * @module
 */
import { assert } from "@std/assert";
import type { BrowserContextOptions } from "playwright-core";
import { watchedPage } from "./browser.ts";
import type { Crowd, Someone } from "./crowd.ts";
import { startClient } from "./programs.ts";

/** One of them. */
export interface Visitor extends Someone, AsyncDisposable {
  /** The folder of their client. */
  readonly data: string;
  /** The link that the client gave, which is used up. */
  readonly link: string;
  /** How their client ends. */
  readonly ended: Promise<Deno.CommandStatus>;
  /** Every address that the page asked for, in order. */
  readonly asked: readonly string[];
  /** Errors of scripts, of the console and of the content security policy. */
  readonly faults: readonly string[];
}

/** How they come. */
export interface VisitOptions {
  /** Size, language and preferences of their window. */
  readonly window?: BrowserContextOptions;
  /** Options of their client; an invitation and a name where nothing is said. */
  readonly args?: readonly string[];
}

/** Somebody comes; they are in the lobby where their client has an invitation and a name. */
export async function visit(
  crowd: Crowd,
  name: string,
  { window = {}, args = [crowd.invitation, "-n", name] }: VisitOptions = {},
): Promise<Visitor> {
  const browser = crowd.people[0]?.page.context().browser();
  assert(browser);
  const { program, link, data } = await startClient(args);
  const { page, faults } = await watchedPage(browser, "about:blank", {
    viewport: { width: 1280, height: 720 },
    ...window,
  });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("websocket", (socket) => asked.push(socket.url()));
  await page.goto(link);
  await page.locator(args.length > 1 ? ".chat" : "#where").waitFor({ state: "attached" });
  return {
    name,
    page,
    data,
    link,
    asked,
    faults,
    ended: program.status,
    [Symbol.asyncDispose]: async () => {
      await page.context().close();
      await program.end();
    },
  };
}
