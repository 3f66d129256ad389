/**
 * A client process that only plays: it serves `ui/dist` under the real policy, and answers a
 * page's intents from a scene, so that the UI can be seen and tried without a server.
 *
 * @module
 */
import type { Update } from "../../lib/api/update.ts";
import type { Theme } from "../../lib/api/view.ts";
import { readPageFiles } from "../../lib/io/page/page_files.ts";
import { typeOf } from "../../lib/io/page/page_requests.ts";
import { FakeChat } from "./fake_chat.ts";
import type { Scene } from "./scenes.ts";

const DIST = `${import.meta.dirname}/../../ui/dist`;
/** The policy of security.md 1.4. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; " +
  "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** A running fake. */
export interface FakeClient {
  /** The address of a new page. */
  readonly url: string;
  /** Every message of every page, in order, as it came. */
  readonly heard: readonly Heard[];
  /** Says something to all pages. */
  tell(update: Update): void;
  /** Ends every page's connection; with code 1001 as a process that ends, without as one that is killed. */
  drop(code?: number): void;
  close(): Promise<void>;
}

/** A message of a page, as far as the fake reads it. */
export type Heard = Readonly<Record<string, unknown>>;

/**
 * What pages asked for of these types, in order, as soon as there are as many: a message takes its
 * time, and a page may have drawn what it asked for before the process has heard of it.
 *
 * @param count How many are waited for; with 0 it is what was heard until now.
 */
export async function asked(
  fake: FakeClient,
  count: number,
  ...types: readonly string[]
): Promise<readonly Heard[]> {
  const heard = () => fake.heard.filter((one) => types.some((type) => type === one["type"]));
  const late = performance.now() + 10_000;
  while (heard().length < count && performance.now() < late) {
    await new Promise((done) => setTimeout(done, 10));
  }
  return heard();
}

function read(data: unknown): Heard {
  const value: unknown = typeof data === "string" ? JSON.parse(data) : null;
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/**
 * Starts a fake on the loopback.
 *
 * @param scene What it plays.
 * @param theme The look of its pages.
 */
export function startFake(scene: Scene, theme: Theme = "system"): FakeClient {
  const files = readPageFiles(DIST);
  const heard: Heard[] = [];
  const pages = new Set<WebSocket>();
  const say = (page: WebSocket, update: Update) => page.send(JSON.stringify(update));
  const chat = new FakeChat(scene, theme, (update) => pages.forEach((page) => say(page, update)));

  const answer = (page: WebSocket, data: unknown) => {
    const message = read(data);
    heard.push(message);
    if (message["type"] === "code" || message["type"] === "token") {
      pages.add(page);
      say(page, { type: "welcome", token: "fake" });
      say(page, chat.snapshot);
    } else {
      chat.answer(String(data), (update) => say(page, update));
    }
  };

  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/ws") {
      const { socket, response } = Deno.upgradeWebSocket(request);
      socket.addEventListener("message", (event) => answer(socket, event.data));
      socket.addEventListener("close", () => pages.delete(socket));
      return response;
    }
    const body = (await files).get(pathname);
    if (body === undefined) return new Response(null, { status: 404 });
    const headers = {
      "content-type": typeOf(pathname) ?? "",
      "content-security-policy": POLICY,
    };
    if (pathname !== "/") return new Response(body, { headers });
    const themed = new TextDecoder().decode(body)
      .replace('data-theme="system"', `data-theme="${chat.state.theme}"`);
    return new Response(themed, { headers });
  });

  return {
    url: `http://127.0.0.1:${server.addr.port}/#code`,
    heard,
    tell: (update) => chat.tell(update),
    drop: (code) => pages.forEach((page) => page.close(code)),
    close: async () => {
      pages.forEach((page) => page.close());
      await server.shutdown();
    },
  };
}
