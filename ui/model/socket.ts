/**
 * The connection of this page to the client process.
 *
 * This file knows the WebSocket, the code in the link and the token that replaces it. It must
 * never know what an update means.
 *
 * @module
 */
import type { Intent } from "../../lib/api/intent.ts";
import type { Update } from "../../lib/api/update.ts";

/**
 * How the page stands with the process: `gone` after the process has ended or cannot be reached,
 * `denied` when it does not know this page.
 */
export type LinkState = "opening" | "open" | "gone" | "denied";

/** What a link tells its owner. */
export interface LinkEvents {
  /** All updates of one frame of the screen, so that a burst is drawn once. */
  updates(updates: readonly Update[]): void;
  state(state: LinkState): void;
}

const TOKEN = "token";
const RETRY_MS = 2000;
/** The process says that it ends: status code 1001 of RFC 6455, section 7.4.1. */
const GOING_AWAY = 1001;
/** A hidden page draws no frames; its title still has to change. */
const HIDDEN_MS = 200;

/** A kind of update that is missing here would not compile. */
const KINDS: Readonly<Record<Update["type"], true>> = {
  welcome: true,
  denied: true,
  snapshot: true,
  state: true,
  lines: true,
  line: true,
  older: true,
  pending: true,
  members: true,
  typing: true,
  show: true,
  rooms: true,
  bans: true,
  checked: true,
  exported: true,
  link: true,
  notice: true,
  found: true,
  wiped: true,
};

/** The process is our own, so its word is taken for the fields; an unknown type is ignored. */
function isUpdate(value: unknown): value is Update {
  return typeof value === "object" && value !== null && "type" in value &&
    typeof value.type === "string" && Object.hasOwn(KINDS, value.type);
}

/** Keeps one WebSocket to the process open for as long as the page lives. */
export class Link {
  readonly #events: LinkEvents;
  /** Pages tell one another: the connection of one may be cut just when everything is wiped. */
  readonly #others: BroadcastChannel = new BroadcastChannel("wiped");
  #socket: WebSocket | null = null;
  #code: string | null;
  #waiting: Update[] = [];
  #scheduled = false;

  /** @param events Who is told. */
  constructor(events: LinkEvents) {
    this.#events = events;
    this.#code = takeCode();
    this.#others.onmessage = ({ data }) => isUpdate(data) && this.#wiped(data);
    // A new link that is pasted into this same page changes nothing but what stands after the #.
    addEventListener("hashchange", () => location.hash !== "" && location.reload());
  }

  /** Connects, and again every two seconds where the process has gone without a word. */
  open(): void {
    const hello = this.#hello();
    if (hello === null) return this.#events.state("denied");
    const socket = new WebSocket(`ws://${location.host}/ws`);
    this.#socket = socket;
    socket.addEventListener("open", () => socket.send(hello));
    socket.addEventListener("message", (event) => this.#receive(event.data));
    socket.addEventListener("close", ({ code }) => this.#closed(socket, code));
  }

  /** Asks the process for something; without a connection it is dropped. */
  send(intent: Intent): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(intent));
  }

  #hello(): string | null {
    const token = readToken();
    if (this.#code !== null) return JSON.stringify({ type: "code", code: this.#code });
    return token === null ? null : JSON.stringify({ type: "token", token });
  }

  #receive(data: unknown): void {
    const update: unknown = typeof data === "string" ? JSON.parse(data) : null;
    if (!isUpdate(update)) return;
    if (update.type === "welcome") {
      this.#code = null;
      keepToken(update.token);
      this.#events.state("open");
    } else if (update.type === "denied") {
      this.#denied();
    } else if (update.type === "wiped") {
      this.#others.postMessage(update);
      this.#wiped(update);
    } else {
      this.#waiting.push(update);
      this.#schedule();
    }
  }

  /** A link that was used up may still belong to a page that has a token of its own. */
  #denied(): void {
    const had = this.#code !== null && readToken() !== null;
    this.#code = null;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    if (had) return this.open();
    keepToken(null);
    this.#events.state("denied");
  }

  /** The process is gone for good, and nothing that it said before is to be drawn any more. */
  #wiped(update: Update): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#code = null;
    socket?.close();
    keepToken(null);
    this.#waiting = [update];
    this.#flush();
  }

  /**
   * A process that has ended knows no page of its own any more when it is started again, and who
   * listens at its port meanwhile may be anybody.
   */
  #closed(socket: WebSocket, code: number): void {
    if (this.#socket !== socket) return;
    this.#socket = null;
    this.#flush();
    this.#events.state("gone");
    if (code !== GOING_AWAY) setTimeout(() => this.open(), RETRY_MS);
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    if (document.hidden) setTimeout(() => this.#flush(), HIDDEN_MS);
    else requestAnimationFrame(() => this.#flush());
  }

  #flush(): void {
    this.#scheduled = false;
    const updates = this.#waiting;
    this.#waiting = [];
    if (updates.length > 0) this.#events.updates(updates);
  }
}

/** The code leaves the address bar at once, so that it is neither copied nor kept in history. */
function takeCode(): string | null {
  const code = location.hash.slice(1);
  if (code === "") return null;
  history.replaceState(null, "", location.pathname);
  return code;
}

function readToken(): string | null {
  try {
    return sessionStorage.getItem(TOKEN);
  } catch {
    return null; // The browser keeps nothing for this page: a reload then needs a new link.
  }
}

function keepToken(token: string | null): void {
  try {
    if (token === null) sessionStorage.removeItem(TOKEN);
    else sessionStorage.setItem(TOKEN, token);
  } catch {
    // As above.
  }
}
