/**
 * The web server on the loopback interface, for the browser pages of this computer's user.
 *
 * It knows files, one-time codes and texts. It must never know what the texts mean. Whoever has
 * neither a code nor a token gets the static files, which hold no secret, and nothing else.
 *
 * @module
 */
import { LINK_MS, MAX_UNKNOWN_PAGES, MAX_WHERE_UNITS, PAGE_HELLO_MS } from "../../limits.ts";
import { fits, Page } from "./page.ts";
import { PagePass } from "./page_pass.ts";
import { StartError } from "../start_error.ts";
import { judge, PAGE_HEADERS, typeOf } from "./page_requests.ts";

/** What a page server needs. */
export interface PageServerOptions {
  /** The port to listen on; 0 is any free one. */
  readonly port: number;
  /** The page itself, as HTML; called at each load. */
  readonly index: () => string;
  /** The other files, by their path. */
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  /** Called with each page that is let in, after its welcome was sent. */
  readonly onPage: (page: Page) => void;
  /**
   * Which desk a page belongs to that comes by a link nobody's page asked for; 0 if nothing is said.
   *
   * @param lifeMs How long the link is good, in milliseconds.
   * @param where The invitation that the link is for, or null.
   */
  readonly home?: (lifeMs: number, where: string | null) => number;
  /** Called when a used code was shown again, after the pages that it opened were ended. */
  readonly onReuse?: () => void;
  /** How long a page may take to show its code or token, in milliseconds. */
  readonly helloMs?: number;
}

/** Status code of RFC 6455, section 7.4.1: it broke a rule of ours. */
const POLICY = 1008;

/** Status code of IANA's registry for WebSockets: it may come again. */
const TRY_AGAIN = 1013;

/** Pages may be slow to say goodbye; a stopping server waits this long, in milliseconds. */
const GOODBYE_MS = 500;

/** Out of descriptors the platform's server ends; it is begun anew after this time, in milliseconds. */
const AGAIN_MS = 200;

/** Serves the UI's files and lets pages in. */
export class PageServer {
  /** The port it listens on. */
  readonly port: number;
  readonly #options: PageServerOptions;
  readonly #pass = new PagePass((bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
  #server: Deno.HttpServer<Deno.NetAddr>;
  /** Every socket that is open, with its token once it was let in. */
  readonly #sockets = new Map<WebSocket, string | null>();
  /** Those that were not let in yet, the oldest first, with what shuts them out. */
  readonly #unknown = new Map<WebSocket, () => void>();
  #again: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  /**
   * Listens on 127.0.0.1 at once.
   *
   * @throws {StartError} If the port cannot be had.
   */
  constructor(options: PageServerOptions) {
    this.#options = options;
    this.#server = this.#listen(options.port);
    this.port = this.#server.addr.port;
    this.#keep();
  }

  /**
   * Makes a link that opens one page.
   *
   * @param lifeMs How long it is good, in milliseconds. A link on a browser's command line can
   * be read by other users of the computer, so it should be short.
   * @param where The invitation that the page is to show first, or null.
   */
  link(lifeMs: number, where: string | null = null): string {
    return this.#link(lifeMs, null, this.#options.home?.(lifeMs, where) ?? 0);
  }

  /** What another start of this program shows to be given a link. It opens no page by itself. */
  get token(): string {
    return this.#pass.starter;
  }

  /** Ends all pages and stops listening. `shutdown()` alone would leave the sockets open. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#again);
    const closed = [...this.#sockets.keys()].map((socket) =>
      new Promise<void>((resolve) => {
        socket.addEventListener("close", () => resolve(), { once: true });
        socket.close(1001);
      })
    );
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, GOODBYE_MS);
    });
    await Promise.race([Promise.all([...closed, this.#server.shutdown()]), late]);
    clearTimeout(timer);
  }

  #link(lifeMs: number, parent: string | null, desk: number): string {
    // The fragment is sent neither in requests nor as a referrer.
    return `http://127.0.0.1:${this.port}/#${this.#pass.code(Date.now(), lifeMs, parent, desk)}`;
  }

  /** Listens again whenever the platform's server has ended before it was told to. */
  #keep(): void {
    const again = (): void => {
      if (this.#stopped) return;
      this.#again = setTimeout(() => {
        try {
          this.#server = this.#serve(this.port);
          this.#keep();
        } catch {
          again();
        }
      }, AGAIN_MS);
    };
    this.#server.finished.then(again, again);
  }

  #listen(port: number): Deno.HttpServer<Deno.NetAddr> {
    spendServeAddress();
    try {
      return this.#serve(port);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw new StartError(
        `The page cannot be served at port ${port}: ${error.message}. ` +
          "Choose another with --ui-port PORT, or leave it out.",
      );
    }
  }

  #serve(port: number): Deno.HttpServer<Deno.NetAddr> {
    const how = {
      hostname: "127.0.0.1",
      onListen: () => {},
      onError: () => refusal(500, "Something went wrong."),
    };
    return Deno.serve({ ...how, port }, (request) => this.#answer(request));
  }

  #answer(request: Request): Response | Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    const asked = { method, path: pathname + search, headers };
    const verdict = judge(asked, this.port, this.#options.files);
    switch (verdict.do) {
      case "refuse":
        return refusal(verdict.status, verdict.why);
      case "upgrade":
        return this.#upgrade(request);
      case "link":
        return this.#linkFor(request);
      case "serve":
        return this.#file(verdict.path, method);
    }
  }

  #file(path: string, method: string): Response {
    const body = path === "/" ? this.#options.index() : this.#options.files.get(path);
    if (body === undefined) return refusal(404, "There is nothing here.");
    const headers = { ...PAGE_HEADERS, "content-type": typeOf(path) ?? "" };
    return new Response(method === "HEAD" ? null : body, { headers });
  }

  /** A link for another start of this program, which has a token from a file of this person's. */
  async #linkFor(request: Request): Promise<Response> {
    const [, token = ""] = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
    if (!this.#pass.isStarter(token)) return refusal(403, "This token is not good.");
    const length = Number(request.headers.get("content-length") ?? NaN);
    if (!(length <= 3 * MAX_WHERE_UNITS)) return refusal(400, "This is too long.");
    const where = await request.text();
    const headers = { ...PAGE_HEADERS, "content-type": "text/plain; charset=utf-8" };
    return new Response(this.link(LINK_MS, where === "" ? null : where), { headers });
  }

  #upgrade(request: Request): Response {
    // A page shows its token at once; whoever keeps others waiting in silence gives way to it.
    const [oldest] = this.#unknown.values();
    if (this.#unknown.size >= MAX_UNKNOWN_PAGES) oldest?.();
    let upgraded: Deno.WebSocketUpgrade;
    try {
      upgraded = Deno.upgradeWebSocket(request);
    } catch {
      return refusal(400, "This is not a WebSocket's first request.");
    }
    this.#admit(upgraded.socket);
    return upgraded.response;
  }

  /** Waits for the socket's first text, which must show a code or a token. */
  #admit(socket: WebSocket): void {
    const known = () => {
      this.#unknown.delete(socket);
      clearTimeout(timer);
    };
    const end = (code: number, last?: string) => {
      known();
      socket.onmessage = null;
      const close = () => {
        if (last !== undefined && socket.readyState === WebSocket.OPEN) socket.send(last);
        socket.close(code);
      };
      // Deno forgets a close that comes before the handshake is over.
      if (socket.readyState === WebSocket.CONNECTING) socket.onopen = close;
      else close();
    };
    const deny = () => end(POLICY, `{"type":"denied"}`);
    this.#unknown.set(socket, () => end(TRY_AGAIN));
    this.#sockets.set(socket, null);
    const timer = setTimeout(deny, this.#options.helloMs ?? PAGE_HELLO_MS);
    // Besides these, `onmessage` and `onclose` belong to the page once it is let in.
    socket.addEventListener("close", () => {
      known();
      this.#sockets.delete(socket);
    });
    socket.onerror = () => {}; // a close follows
    socket.onmessage = (event) => {
      const token = this.#token(event.data);
      if (token === null) return deny();
      known();
      this.#sockets.set(socket, token);
      socket.send(JSON.stringify({ type: "welcome", token }));
      const desk = this.#pass.deskOf(token) ?? 0;
      const link = (to: number) => this.#link(LINK_MS, token, to);
      this.#options.onPage(new Page(socket, { id: token, desk, link }));
    };
  }

  /** The token a first text stands for, or null. */
  #token(data: unknown): string | null {
    if (typeof data !== "string" || !fits(data)) return null;
    let hello: unknown;
    try {
      hello = JSON.parse(data);
    } catch {
      return null;
    }
    if (typeof hello !== "object" || hello === null || !("type" in hello)) return null;
    if (hello.type === "code" && "code" in hello && typeof hello.code === "string") {
      return this.#pass.exchange(hello.code, Date.now()) ?? this.#reused(hello.code);
    }
    if (hello.type === "token" && "token" in hello && typeof hello.token === "string") {
      return this.#pass.knows(hello.token) ? hello.token : null;
    }
    return null;
  }

  /** Whoever used the code first is shut out: it may have been stolen. */
  #reused(code: string): null {
    const gone = this.#pass.takeBack(code, Date.now());
    if (gone.size === 0) return null;
    for (const [socket, token] of this.#sockets) {
      if (token !== null && gone.has(token)) socket.close(POLICY);
    }
    this.#options.onReuse?.();
    return null;
  }
}

/**
 * Deno lets the variable `DENO_SERVE_ADDRESS` move the first `Deno.serve` of a process to any
 * address, or open another one beside it, whatever the call says: the page would be there for the
 * whole network. The first one is therefore this one, which answers nobody and ends at once.
 */
function spendServeAddress(): void {
  try {
    const nobody = () => new Response(null, { status: 404 });
    void Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, nobody).shutdown();
  } catch {
    // The variable names an address that cannot be had; it is spent all the same.
  }
}

function refusal(status: number, why: string): Response {
  const headers = { ...PAGE_HEADERS, "content-type": "text/plain; charset=utf-8" };
  return new Response(`${why}\n`, { status, headers });
}
