/**
 * A client process that only plays: it serves `ui/dist` under the real policy, and answers a
 * page's intents from a scene, so that the UI can be seen and tried without a server.
 *
 * @module
 */
import type { Checked, Update } from "../../lib/api/update.ts";
import {
  type Pending,
  type Person,
  type Stage,
  type State,
  type Theme,
  THEMES,
} from "../../lib/api/view.ts";
import { ME, type Scene, snapshotOf, stateOf, WORDS } from "./scenes.ts";

const DIST = new URL("../../ui/dist/", import.meta.url);
const TYPES = new Map([
  ["/", "text/html; charset=utf-8"],
  ["/app.js", "text/javascript; charset=utf-8"],
  ["/app.css", "text/css; charset=utf-8"],
  ["/icon.svg", "image/svg+xml"],
]);
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

function read(data: unknown): Heard {
  const value: unknown = typeof data === "string" ? JSON.parse(data) : null;
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** What the fake says of an address: enough to see every card. */
function check(where: string): Checked {
  if (where.includes(" ")) {
    return {
      ok: false,
      problem: { code: "invitation", part: "host", fault: "characters", by: 0 },
    };
  }
  const key = where.split("#")[1];
  if (key !== undefined && key.length < 43) {
    const by = 43 - key.length;
    return { ok: false, problem: { code: "invitation", part: "key", fault: "short", by } };
  }
  const standing = key !== undefined ? "invited" : where.startsWith("known") ? "known" : "new";
  const host = where.replace("pychat://", "").split(/[:/#]/)[0] ?? "";
  return { ok: true, host, port: 7420, standing, words: standing === "new" ? [] : WORDS };
}

/**
 * Starts a fake on the loopback.
 *
 * @param scene What it plays.
 * @param theme The look of its pages.
 */
export function startFake(scene: Scene, theme: Theme = "system"): FakeClient {
  const heard: Heard[] = [];
  const pages = new Set<WebSocket>();
  const say = (page: WebSocket, update: Update) => page.send(JSON.stringify(update));
  let state: State = { ...stateOf(scene), theme };
  const tell = (update: Update) => {
    if (update.type === "state") state = update.state;
    pages.forEach((page) => say(page, update));
  };
  let { pending } = snapshotOf(scene);
  let end = snapshotOf(scene).lines.length;
  const go = (stage: Stage) => tell({ type: "state", state: { ...state, stage } });

  const answer = (page: WebSocket, message: Heard) => {
    heard.push(message);
    const { type } = message;
    if (type === "code" || type === "token") {
      pages.add(page);
      say(page, { type: "welcome", token: "fake" });
      say(page, { ...snapshotOf(scene), state });
    } else if (type === "check" && typeof message["where"] === "string") {
      const { where } = message;
      say(page, { type: "checked", where, result: check(where) });
    } else if (type === "theme") {
      const chosen = THEMES.find((one) => one === message["theme"]);
      if (chosen !== undefined) state = { ...state, theme: chosen };
      tell({ type: "state", state });
    } else if (type === "rename" && typeof message["name"] === "string") {
      const me: Person = { ...ME, name: message["name"] };
      state = { ...state, me, name: me.name };
      tell({ type: "state", state });
    } else if (type === "say" && typeof message["text"] === "string") {
      const [text, time] = [message["text"], Date.now()];
      if (state.stage.at === "reconnecting") {
        const waiting: Pending = {
          ref: 100 + pending.length,
          text,
          time,
          state: "waiting",
          why: null,
        };
        tell({ type: "pending", pending: pending = [...pending, waiting] });
      } else {
        const line = { type: "text", time, from: ME, mine: true, text } as const;
        tell({ type: "lines", from: end++, lines: [line] });
      }
    } else if (type === "try_now" && state.stage.at === "reconnecting") {
      go({ ...state.stage, next: null });
    } else if (type === "cancel" && state.stage.at === "reconnecting") {
      const line = { type: "connection", time: Date.now(), what: "gave_up" } as const;
      tell({ type: "lines", from: end++, lines: [line] });
      go({ at: "ended", server: state.stage.server, how: state.stage.how });
    } else if (type === "compared" && state.stage.at === "joined") {
      go({ at: "joined", server: { ...state.stage.server, compared: true } });
    } else if (type === "export") {
      say(page, {
        type: "exported",
        fileName: "pychat-lobby.txt",
        text: "13:20 ada·k7qd: hello\n",
      });
    }
  };

  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/ws") {
      const { socket, response } = Deno.upgradeWebSocket(request);
      socket.addEventListener("message", (event) => answer(socket, read(event.data)));
      socket.addEventListener("close", () => pages.delete(socket));
      return response;
    }
    const type = TYPES.get(pathname);
    if (type === undefined) return new Response(null, { status: 404 });
    const headers = { "content-type": type, "content-security-policy": POLICY };
    const file = new URL(pathname === "/" ? "index.html" : pathname.slice(1), DIST);
    const body = await Deno.readTextFile(file);
    const themed = body.replace('data-theme="system"', `data-theme="${state.theme}"`);
    return new Response(pathname === "/" ? themed : body, { headers });
  });

  return {
    url: `http://127.0.0.1:${server.addr.port}/#code`,
    heard,
    tell,
    drop: (code) => pages.forEach((page) => page.close(code)),
    close: async () => {
      pages.forEach((page) => page.close());
      await server.shutdown();
    },
  };
}
