import { assertEquals } from "@std/assert";
import { judge, typeOf } from "../../../lib/io/page/page_requests.ts";

const PORT = 7421;
const HERE = `127.0.0.1:${PORT}`;
const ORIGIN = `http://${HERE}`;
const FILES = new Set(["/app.js", "/app.css", "/icon.svg", "/later_parts-A1B2C3D4.js"]);

function verdict(method: string, path: string, headers: Record<string, string>): string | number {
  const given = judge({ method, path, headers: new Headers(headers) }, PORT, FILES);
  return given.do === "refuse" ? given.status : given.do;
}

Deno.test("judge() serves the files there are to GET and HEAD and nothing else to anything", () => {
  for (const path of ["/", ...FILES]) {
    assertEquals(verdict("GET", path, { host: HERE }), "serve");
    assertEquals(verdict("HEAD", path, { host: HERE }), "serve");
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"]) {
      assertEquals(verdict(method, path, { host: HERE, origin: ORIGIN }), 405, method);
      assertEquals(verdict(method, path, { host: HERE }), 403, `${method} without an Origin`);
    }
  }
  const none = ["/index.html", "/?x", "//", "/app.js/", "/APP.JS", "/wsx", "/ws?x", "/..", ""];
  const others = ["/later_parts-A1B2C3D5.js", "/app.js?x", "/./app.js", "/%61pp.js", "/.lock"];
  for (const path of [...none, ...others, "/constructor", "/has"]) {
    assertEquals(verdict("GET", path, { host: HERE }), 404, path);
  }
});

Deno.test("judge() answers one Host only", () => {
  const hosts: [string, number][] = [
    ["", 400],
    [`${HERE}, ${HERE}`, 400],
    [`${HERE},evil.example`, 400],
    ["evil.example", 403],
    [`evil.example:${PORT}`, 403],
    [`localhost.evil.example:${PORT}`, 403],
    [`127.0.0.1.evil.example:${PORT}`, 403],
    [`localhost:${PORT}`, 403],
    ["127.0.0.1", 403],
    ["127.0.0.1:7422", 403],
    [`127.0.0.1:${PORT}.`, 403],
    [`127.1:${PORT}`, 403],
    [`[::1]:${PORT}`, 403],
    [`[::ffff:127.0.0.1]:${PORT}`, 403],
  ];
  for (const path of ["/", "/app.js", "/ws", "/nothing"]) {
    const rest = { origin: ORIGIN, upgrade: "websocket" };
    assertEquals(verdict("GET", path, rest), 400, "no Host");
    for (const [host, status] of hosts) {
      assertEquals(verdict("GET", path, { ...rest, host }), status, `${path} for ${host}`);
    }
  }
});

Deno.test("judge() upgrades for its own origin only", () => {
  const socket = { host: HERE, upgrade: "websocket" };
  assertEquals(verdict("GET", "/ws", { ...socket, origin: ORIGIN }), "upgrade");
  assertEquals(
    verdict("GET", "/ws", { ...socket, upgrade: "WebSocket", origin: ORIGIN }),
    "upgrade",
  );
  assertEquals(verdict("GET", "/ws", socket), 403, "no Origin");
  const foreign = [
    "",
    "null",
    `http://localhost:${PORT}`,
    `https://${HERE}`,
    "http://127.0.0.1",
    "http://127.0.0.1:7422",
    `http://sub.127.0.0.1:${PORT}`,
    `${ORIGIN}.evil.example`,
    `${ORIGIN}/`,
    `${ORIGIN}, ${ORIGIN}`,
    ORIGIN.toUpperCase(),
    "http://evil.example",
  ];
  for (const origin of foreign) {
    assertEquals(verdict("GET", "/ws", { ...socket, origin }), 403, origin);
    assertEquals(verdict("POST", "/", { host: HERE, origin }), 403, origin);
    assertEquals(verdict("GET", "/app.js", { host: HERE, origin }), 403, origin);
  }
  assertEquals(verdict("GET", "/app.js", { host: HERE, origin: ORIGIN }), "serve");
});

Deno.test("judge() upgrades only what asks for a WebSocket by GET", () => {
  const headers = { host: HERE, origin: ORIGIN };
  assertEquals(verdict("GET", "/ws", headers), 426);
  assertEquals(verdict("GET", "/ws", { ...headers, upgrade: "h2c" }), 426);
  assertEquals(verdict("POST", "/ws", { ...headers, upgrade: "websocket" }), 405);
});

Deno.test("judge() refuses other sites, and lets nobody's site have the first page only", () => {
  const socket = { host: HERE, origin: ORIGIN, upgrade: "websocket" };
  const cases: [string, string | number, string | number, string | number][] = [
    // site, `/`, `/app.js`, `/ws`
    ["same-origin", "serve", "serve", "upgrade"],
    ["none", "serve", 403, 403],
    ["same-site", 403, 403, 403],
    ["cross-site", 403, 403, 403],
    ["", 403, 403, 403],
  ];
  for (const [site, page, script, upgrade] of cases) {
    assertEquals(verdict("GET", "/", { host: HERE, "sec-fetch-site": site }), page, site);
    assertEquals(verdict("GET", "/app.js", { host: HERE, "sec-fetch-site": site }), script, site);
    assertEquals(verdict("GET", "/ws", { ...socket, "sec-fetch-site": site }), upgrade, site);
  }
});

Deno.test("typeOf() knows the page and what it consists of, and nothing else that may lie there", () => {
  assertEquals(typeOf("/"), "text/html; charset=utf-8");
  assertEquals(typeOf("/later_parts-A1B2C3D4.js"), "text/javascript; charset=utf-8");
  assertEquals(typeOf("/app.css"), "text/css; charset=utf-8");
  assertEquals(typeOf("/icon_unread.svg"), "image/svg+xml");
  const none = ["", "/app", "/.js", "/app.html", "/app.js~", "/app.min.js", "/a/b.js", "/../b.js"];
  for (const path of [...none, "/a b.js", "/app.JS", "/constructor", "/x.constructor", "app.js"]) {
    assertEquals(typeOf(path), null, path);
  }
});
