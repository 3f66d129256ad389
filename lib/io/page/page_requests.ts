/**
 * Which requests the loopback web server answers: the rules alone, no sockets.
 *
 * Any website the person visits can make their browser send requests here, and can give its own
 * name the address 127.0.0.1. What such a request cannot choose are its `Host`, `Origin` and
 * `Sec-Fetch-Site`: a browser writes them.
 *
 * @module
 */

/** The headers of every answer, refusals too. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; " +
    "img-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; " +
    "form-action 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

/** The types of the files there are, by what their names end in. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ["js", "text/javascript; charset=utf-8"],
  ["css", "text/css; charset=utf-8"],
  ["svg", "image/svg+xml"],
]);

/**
 * Says how a file is served.
 *
 * @param path Its path; `/` is the page itself.
 * @returns The value for `Content-Type`, or null for what a page does not consist of.
 */
export function typeOf(path: string): string | null {
  if (path === "/") return "text/html; charset=utf-8";
  const [, ending = ""] = /^\/[\w-]+\.([a-z]+)$/.exec(path) ?? [];
  return TYPES.get(ending) ?? null;
}

/** What the rules look at. */
export interface PageRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Headers;
}

/** What to do with a request. */
export type Verdict =
  | { readonly do: "serve"; readonly path: string }
  | { readonly do: "upgrade" }
  /** Another start of the program asks for a link; its token is still to be looked at. */
  | { readonly do: "link" }
  | { readonly do: "refuse"; readonly status: 400 | 403 | 404 | 405 | 426; readonly why: string };

/**
 * Decides about a request. Where it comes from is judged before what it asks for, so that a
 * foreign page learns nothing from the difference.
 *
 * @param request The request. Its `Host` is read from the header, since a request line may name
 * another host than the header does.
 * @param port The port this server listens on.
 * @param files The files there are besides the page itself, by their paths.
 */
export function judge(
  request: PageRequest,
  port: number,
  files: { has(path: string): boolean },
): Verdict {
  const { method, path, headers } = request;
  const here = `127.0.0.1:${port}`;
  const host = headers.get("host");
  // Two headers of that name arrive joined by a comma.
  if (!host || host.includes(",")) return refuse(400, "One Host header is needed.");
  if (host !== here) return refuse(403, "This is not the host's name.");

  const reads = method === "GET" || method === "HEAD";
  const socket = path === "/ws";
  const origin = headers.get("origin");
  // A plain read may come without an Origin; if it names one, it must be ours as well.
  if (origin === null ? socket || !reads : origin !== `http://${here}`) {
    return refuse(403, "This comes from another origin.");
  }
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && !(site === "none" && path === "/")) {
    return refuse(403, "This comes from another site.");
  }

  if (socket) {
    if (method !== "GET") return refuse(405, "Only GET is answered.");
    if (headers.get("upgrade")?.toLowerCase() !== "websocket") {
      return refuse(426, "A WebSocket is needed.");
    }
    return { do: "upgrade" };
  }
  if (path === "/link") {
    return method === "POST" ? { do: "link" } : refuse(405, "Only POST is answered.");
  }
  if (path !== "/" && !files.has(path)) return refuse(404, "There is nothing here.");
  if (!reads) return refuse(405, "Only GET and HEAD are answered.");
  return { do: "serve", path };
}

function refuse(status: 400 | 403 | 404 | 405 | 426, why: string): Verdict {
  return { do: "refuse", status, why };
}
