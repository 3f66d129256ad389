/**
 * The pages of this process, whoever they talk to at the moment.
 *
 * @module
 */
import { LINK_MS, PRINTED_LINK_MS } from "../../limits.ts";
import type { Page } from "./page.ts";
import type { PageFiles } from "./page_files.ts";
import { PageServer } from "./page_server.ts";
import type { Place } from "./place.ts";
import { findLink } from "./running.ts";
import { complain, print } from "../terminal.ts";

/** Whoever pages talk to. */
export interface PageHost {
  /** A page has come. */
  open(page: Page): void;
  /** A page has gone. */
  close(page: Page): void;
  /** A page says something. */
  receive(page: Page, text: string): void;
  /**
   * A link is made that no page asked for.
   *
   * @param lifeMs How long it is good, in milliseconds.
   * @param where The invitation that its page is to show first, or null.
   * @returns The number of the desk that it leads to.
   */
  expect(lifeMs: number, where: string | null): number;
  /** Looks at the clock. Returns whether nobody will come back. */
  touch(): boolean;
}

/** Opens a link, and tells whether it could. */
export type Browser = (url: string) => Promise<boolean>;

/** What a front needs. */
export interface FrontOptions {
  readonly files: PageFiles;
  /** What opens a page, or null where links are only printed. */
  readonly browser: Browser | null;
  /** The attributes that the page's first element has from its first moment, by their names. */
  readonly attributes: () => Readonly<Record<string, string>>;
  /** Called when nobody will come back. */
  readonly over: () => void;
}

/** How often it is looked whether anybody will come back, in milliseconds. */
export const TOUCH_MS = 1_000;

/** How long a browser may take to show the page, in milliseconds; then the link is printed too. */
const NO_PAGE_MS = 15_000;

/** Serves pages, opens the first, and hands them from one host to the next. */
export class Front {
  readonly #options: FrontOptions;
  readonly #pages = new Set<Page>();
  readonly #timer: ReturnType<typeof setInterval>;
  #late: ReturnType<typeof setTimeout> | undefined;
  #host: PageHost | null = null;
  #server: PageServer | null = null;

  /** @param options What it needs; the first host is to be named by {@linkcode hand}. */
  constructor(options: FrontOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#touch(), TOUCH_MS);
  }

  /**
   * Serves pages. Where that has begun already, it goes on as it is.
   *
   * @param port The port of the loopback; 0 is any free one.
   * @throws {StartError} If the port cannot be had.
   */
  serve(port: number): PageServer {
    const index = new TextDecoder().decode(this.#options.files.get("/"));
    this.#server ??= new PageServer({
      port,
      files: this.#options.files,
      index: () => withAttributes(index, this.#options.attributes()),
      home: (lifeMs, where) => this.#host?.expect(lifeMs, where) ?? 0,
      onReuse: () =>
        complain(
          "Somebody else used the link to a page, or it was opened twice. Whoever opened it " +
            "first was shut out. Press Enter for a new one.",
        ),
      onPage: (page) => this.#admit(page),
    });
    return this.#server;
  }

  /** Whether a sentence would be seen on a page and nowhere else, as after a double-click. */
  get isOnlyWay(): boolean {
    return this.#options.browser !== null && !Deno.stdin.isTerminal();
  }

  /** Whether a page is open. */
  get isOpen(): boolean {
    return this.#pages.size > 0;
  }

  /** From here on pages talk to another host, also those that are open. */
  hand(host: PageHost): void {
    this.#host = host;
    for (const page of this.#pages) host.open(page);
  }

  /** Opens a page, and prints a link that works where no browser opened. */
  async show(server: PageServer): Promise<void> {
    const printed = () => server.link(PRINTED_LINK_MS);
    if (!await showLink(server.link(LINK_MS), printed, this.#options.browser)) return;
    // What opens links may say that it did and have shown nobody anything. Where nobody reads this
    // either, a link would only stand in the journal, where others may read it.
    if (!Deno.stdout.isTerminal()) return;
    this.#late = setTimeout(() => {
      if (!this.isOpen) print(`If no page has appeared, open this:\n    ${printed()}`);
    }, NO_PAGE_MS);
  }

  /** Ends all pages and serves no more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    clearTimeout(this.#late);
    await this.#server?.stop();
  }

  #admit(page: Page): void {
    this.#pages.add(page);
    page.onmessage = (text) => this.#host?.receive(page, text);
    page.onclose = () => {
      this.#pages.delete(page);
      this.#host?.close(page);
    };
    this.#host?.open(page);
  }

  #touch(): void {
    if (this.#host?.touch()) this.#options.over();
  }
}

/**
 * A page whose first element has these attributes; those that it has besides stay.
 *
 * @param html The page; its first element is `html`.
 * @param attributes Their values by their names, which are plain ones.
 */
export function withAttributes(
  html: string,
  attributes: Readonly<Record<string, string>>,
): string {
  return html.replace(/<html\b[^>]*>/i, (tag) => {
    const names = Object.keys(attributes);
    const others = [...tag.matchAll(/\s([\w-]+)(?:="[^"]*")?/g)]
      .filter(([, name = ""]) => !names.includes(name)).map(([attribute]) => attribute.trim());
    const ours = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
    return `<${["html", ...others, ...ours].join(" ")}>`;
  });
}

function escaped(value: string): string {
  const references = new Map([["&", "&amp;"], ['"', "&quot;"], ["<", "&lt;"], [">", "&gt;"]]);
  return value.replace(/[&"<>]/g, (letter) => references.get(letter) ?? "");
}

/**
 * Opens a link, and prints one where no browser opened.
 *
 * @param link What the browser is given; other users of the computer may read it there.
 * @param printed Makes the link that is printed.
 * @param browser What opens it, or null.
 * @returns Whether a browser opened it, as far as it tells.
 */
export async function showLink(
  link: string,
  printed: () => string,
  browser: Browser | null,
): Promise<boolean> {
  const opened = browser !== null && await browser(link);
  print(
    opened
      ? "pyChat is open in your browser."
      : `Open this in your browser soon; it is good for one page:\n    ${printed()}`,
  );
  return opened;
}

/**
 * Opens a page of the client that runs already in this data folder, if one does.
 *
 * @param place Where it would be found.
 * @param where The invitation that its page is to show, or null.
 * @param browser Opens a link; null where nobody wants that.
 */
export async function isShownByAnother(
  place: Place,
  where: string | null,
  browser: Browser | null,
): Promise<boolean> {
  const link = place.taken ? await findLink(place.path, where) : null;
  if (link === null) return false;
  print("pyChat runs already: this is one more page of it. --new starts another client.");
  await showLink(link, () => link, browser);
  return true;
}
