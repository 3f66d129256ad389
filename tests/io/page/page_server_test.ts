import { assert, assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import type { Page } from "../../../lib/io/page/page.ts";
import { PAGE_HEADERS } from "../../../lib/io/page/page_requests.ts";
import { StartError } from "../../../lib/io/start_error.ts";
import { PageServer, type PageServerOptions } from "../../../lib/io/page/page_server.ts";
import { startChild } from "../../support/child.ts";
import {
  LINK_MS,
  MAX_PAGE_MESSAGE_BYTES,
  MAX_UNKNOWN_PAGES,
  MAX_WHERE_UNITS,
} from "../../../lib/limits.ts";

const FILES = new Map([
  ["/app.js", new TextEncoder().encode("let a;")],
  ["/app.css", new TextEncoder().encode("a{}")],
]);

async function withServer(
  options: Partial<PageServerOptions>,
  test: (server: PageServer) => Promise<void>,
): Promise<void> {
  const server = new PageServer({
    port: 0,
    index: () => "<!doctype html>page",
    files: FILES,
    onPage: () => {},
    ...options,
  });
  try {
    await test(server);
  } finally {
    await server.stop();
  }
}

/** Sends lines as they are and reads until the server closes: no client tidies them up. */
async function raw(port: number, ...lines: string[]): Promise<string> {
  using conn = await Deno.connect({ hostname: "127.0.0.1", port });
  await conn.write(new TextEncoder().encode([...lines, "Connection: close", "", ""].join("\r\n")));
  let answer = "";
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(4096);
  for (;;) {
    const read = await conn.read(buffer);
    if (read === null) return answer;
    answer += decoder.decode(buffer.subarray(0, read), { stream: true });
    if (answer.startsWith("HTTP/1.1 101")) return answer;
  }
}

function statusOf(answer: string): number {
  return Number(answer.slice(9, 12));
}

interface Tab {
  readonly socket: WebSocket;
  /** The next text from the server; null when the socket closes first. */
  next(): Promise<string | null>;
  readonly closed: Promise<number>;
}

/** Opens a socket as a page of the given origin would. */
async function tab(port: number, first: string): Promise<Tab> {
  const headers = { origin: `http://127.0.0.1:${port}` };
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, { headers });
  const came: string[] = [];
  const waiting: ((text: string | null) => void)[] = [];
  const closed = Promise.withResolvers<number>();
  socket.onmessage = ({ data }) => {
    const waiter = waiting.shift();
    if (waiter) waiter(data);
    else came.push(data);
  };
  socket.onclose = ({ code }) => {
    for (const waiter of waiting.splice(0)) waiter(null);
    closed.resolve(code);
  };
  const opened = Promise.withResolvers<void>();
  socket.onopen = () => opened.resolve();
  socket.onerror = () => opened.reject(new Error("no socket"));
  await opened.promise;
  if (first !== "") socket.send(first);
  const next = () => {
    const text = came.shift();
    if (text !== undefined) return Promise.resolve(text);
    if (socket.readyState === WebSocket.CLOSED) return Promise.resolve(null);
    return new Promise<string | null>((resolve) => waiting.push(resolve));
  };
  return { socket, next, closed: closed.promise };
}

function codeOf(link: string): string {
  return JSON.stringify({ type: "code", code: link.slice(link.indexOf("#") + 1) });
}

async function tokenOf(page: Tab): Promise<string> {
  const welcome = JSON.parse(await page.next() ?? "null");
  assertEquals(welcome.type, "welcome");
  assertMatch(welcome.token, /^[A-Za-z0-9_-]{43}$/);
  return welcome.token;
}

Deno.test("PageServer judges Host, Origin, method and path as they come over the wire", async () => {
  await withServer({}, async ({ port }) => {
    const here = `127.0.0.1:${port}`;
    const upgrade = [
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ];
    const cases: [number, ...string[]][] = [
      [200, "GET / HTTP/1.1", `Host: ${here}`],
      [200, "HEAD / HTTP/1.1", `Host: ${here}`],
      [200, "GET /app.js HTTP/1.1", `Host: ${here}`, "Sec-Fetch-Site: same-origin"],
      [200, `GET http://evil.example/ HTTP/1.1`, `Host: ${here}`],
      [403, `GET http://${here}/ HTTP/1.1`, "Host: evil.example"],
      [403, "GET / HTTP/1.1", "Host: evil.example"],
      [403, "GET / HTTP/1.1", `Host: evil.example:${port}`],
      [403, "GET / HTTP/1.1", `Host: localhost.evil.example:${port}`],
      [403, "GET / HTTP/1.1", `Host: 127.0.0.1.evil.example:${port}`],
      [403, "GET / HTTP/1.1", `Host: localhost:${port}`],
      [403, "GET / HTTP/1.1", `Host: 127.0.0.1:${port === 65535 ? 1 : port + 1}`],
      [400, "GET / HTTP/1.1", "Host:"],
      [400, "GET / HTTP/1.1"],
      [400, "GET / HTTP/1.1", `Host: ${here}`, `Host: ${here}`],
      [400, "GET / HTTP/1.1", `Host: ${here}`, "Host: evil.example"],
      [403, "GET / HTTP/1.1", `Host: ${here}`, "Sec-Fetch-Site: cross-site"],
      [403, "POST / HTTP/1.1", `Host: ${here}`, "Content-Length: 0"],
      [403, "POST / HTTP/1.1", `Host: ${here}`, "Origin: http://evil.example", "Content-Length: 0"],
      [405, "POST / HTTP/1.1", `Host: ${here}`, `Origin: http://${here}`, "Content-Length: 0"],
      [404, "GET /nothing HTTP/1.1", `Host: ${here}`],
      [404, "GET /../../etc/passwd HTTP/1.1", `Host: ${here}`],
      [404, "GET /icon.svg HTTP/1.1", `Host: ${here}`], // not among the files given
      [426, "GET /ws HTTP/1.1", `Host: ${here}`, `Origin: http://${here}`],
      [403, "GET /ws HTTP/1.1", `Host: ${here}`, ...upgrade],
      [403, "GET /ws HTTP/1.1", `Host: ${here}`, "Origin: null", ...upgrade],
      [403, "GET /ws HTTP/1.1", `Host: ${here}`, `Origin: http://localhost:${port}`, ...upgrade],
      [403, "GET /ws HTTP/1.1", `Host: ${here}`, `Origin: https://${here}`, ...upgrade],
      [403, "GET /ws HTTP/1.1", `Host: ${here}`, "Origin: http://127.0.0.1:1", ...upgrade],
      [403, "GET /ws HTTP/1.1", `Host: ${here}`, `Origin: http://sub.${here}`, ...upgrade],
      [403, "GET /ws HTTP/1.1", "Host: evil.example", `Origin: http://${here}`, ...upgrade],
    ];
    for (const [status, ...lines] of cases) {
      const answer = await raw(port, ...lines);
      assertEquals(statusOf(answer), status, lines.join(" | "));
      // The platform itself answers two Host headers, before our code is asked.
      if (lines.filter((line) => line.startsWith("Host:")).length > 1) continue;
      for (const [name, value] of Object.entries(PAGE_HEADERS)) {
        assertStringIncludes(answer.toLowerCase(), `${name}: ${value.toLowerCase()}\r\n`);
      }
    }
    const good = await raw(
      port,
      "GET /ws HTTP/1.1",
      `Host: ${here}`,
      `Origin: http://${here}`,
      "Upgrade: websocket",
      "Connection: Upgrade",
      ...upgrade.slice(1),
    );
    assertEquals(statusOf(good), 101);
  });
});

Deno.test("PageServer serves its files with their types, and a page made anew each time", async () => {
  let loads = 0;
  await withServer({ index: () => `load ${++loads}` }, async ({ port }) => {
    const load = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      return [response.headers.get("content-type"), await response.text()];
    };
    assertEquals(await load("/"), ["text/html; charset=utf-8", "load 1"]);
    assertEquals(await load("/"), ["text/html; charset=utf-8", "load 2"]);
    assertEquals(await load("/app.js"), ["text/javascript; charset=utf-8", "let a;"]);
    assertEquals(await load("/app.css"), ["text/css; charset=utf-8", "a{}"]);
  });
});

Deno.test("PageServer lets a page in with a code once, and again with its token", async () => {
  const pages: Page[] = [];
  const heard: string[] = [];
  const onPage = (page: Page) => {
    pages.push(page);
    page.onmessage = (text) => {
      heard.push(text);
      page.send(`heard ${text}`);
    };
  };
  await withServer({ onPage }, async (server) => {
    const link = server.link(10_000);
    assertMatch(link, new RegExp(`^http://127\\.0\\.0\\.1:${server.port}/#[A-Za-z0-9_-]{22}$`));
    const first = await tab(server.port, codeOf(link));
    const token = await tokenOf(first);
    first.socket.send("a");
    assertEquals(await first.next(), "heard a");

    const reload = await tab(server.port, JSON.stringify({ type: "token", token }));
    assertEquals(await tokenOf(reload), token);
    reload.socket.send("b");
    assertEquals(await reload.next(), "heard b");
    assertEquals([pages.length, heard], [2, ["a", "b"]]);

    const again = await tab(server.port, codeOf(link));
    assertEquals(await again.next(), `{"type":"denied"}`);
    assertEquals(await again.closed, 1008);
  });
});

Deno.test("PageServer denies a first text that is no code and no token, and a late code", async () => {
  let letIn = 0;
  await withServer({ onPage: () => letIn++ }, async (server) => {
    const wrong = [
      "hello",
      "null",
      "[]",
      `{"type":"code"}`,
      `{"type":"code","code":""}`,
      `{"type":"code","code":1}`,
      `{"type":"token","token":""}`,
      `{"type":"token","token":"${"A".repeat(43)}"}`,
      `{"type":"join","where":"evil.example","name":""}`,
      codeOf(server.link(0)),
      codeOf(server.link(10_000)).replace("code", "token").replace("code", "token"),
    ];
    for (const first of wrong) {
      const page = await tab(server.port, first);
      assertEquals(await page.next(), `{"type":"denied"}`, first);
      assertEquals(await page.closed, 1008);
    }
    assertEquals(letIn, 0);
  });
});

Deno.test("PageServer closes a socket that shows nothing in time", async () => {
  await withServer({ helloMs: 20 }, async (server) => {
    const page = await tab(server.port, "");
    assertEquals(await page.next(), `{"type":"denied"}`);
    assertEquals(await page.closed, 1008);
    // Whoever has no processor for so long is late as well, and comes again with another link.
    let known: Tab;
    let answer: string | null;
    do {
      known = await tab(server.port, codeOf(server.link(10_000)));
      answer = await known.next();
    } while (answer === `{"type":"denied"}`);
    assertStringIncludes(answer ?? "", `"welcome"`);
    await new Promise((resolve) => setTimeout(resolve, 60));
    assertEquals(known.socket.readyState, WebSocket.OPEN, "the time is up for strangers only");
  });
});

Deno.test("PageServer closes a socket whose time is up before its handshake is over", async () => {
  await withServer({ helloMs: 0 }, async (server) => {
    for (let times = 0; times < 5; times++) {
      const page = await tab(server.port, "");
      assertEquals([await page.next(), await page.closed], [`{"type":"denied"}`, 1008]);
    }
  });
});

Deno.test("PageServer bounds the sockets that have shown nothing, and those let in are not among them", async () => {
  await withServer({}, async (server) => {
    await tokenOf(await tab(server.port, codeOf(server.link(10_000))));
    const strangers: Tab[] = [];
    for (let i = 0; i < MAX_UNKNOWN_PAGES; i++) strangers.push(await tab(server.port, ""));
    // Whoever keeps them all waiting keeps nobody out: the oldest gives way, and may come again.
    const page = await tab(server.port, codeOf(server.link(10_000)));
    await tokenOf(page);
    const [first, second] = strangers;
    assertEquals([await first?.next(), await first?.closed], [null, 1013]);
    assertEquals(second?.socket.readyState, WebSocket.OPEN);
    // Those let in give way to nobody.
    for (let i = 0; i < MAX_UNKNOWN_PAGES; i++) strangers.push(await tab(server.port, ""));
    assertEquals(page.socket.readyState, WebSocket.OPEN);
    assertEquals(await second?.closed, 1013);
  });
});

Deno.test("PageServer bounds the sockets that have shown nothing also where all come at once", async () => {
  await withServer({}, async (server) => {
    const all = Array.from({ length: 4 * MAX_UNKNOWN_PAGES }, () => tab(server.port, ""));
    const strangers = await Promise.all(all);
    const isOpen = ({ socket }: Tab) => socket.readyState === WebSocket.OPEN;
    const late = performance.now() + 10_000;
    while (strangers.filter(isOpen).length > MAX_UNKNOWN_PAGES) {
      assert(performance.now() < late, `${strangers.filter(isOpen).length} are open`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    assertEquals(strangers.filter(isOpen).length, MAX_UNKNOWN_PAGES);
  });
});

Deno.test("PageServer takes a text of the longest length and drops a page for one byte more", async () => {
  const lengths: number[] = [];
  const gone = Promise.withResolvers<void>();
  const onPage = (page: Page) => {
    page.onmessage = (text) => lengths.push(text.length);
    page.onclose = () => gone.resolve();
  };
  await withServer({ onPage }, async (server) => {
    const page = await tab(server.port, codeOf(server.link(10_000)));
    await tokenOf(page);
    page.socket.send("a".repeat(MAX_PAGE_MESSAGE_BYTES));
    page.socket.send("ä".repeat(MAX_PAGE_MESSAGE_BYTES / 2));
    page.socket.send("a" + "ä".repeat(MAX_PAGE_MESSAGE_BYTES / 2));
    await gone.promise;
    assertEquals(lengths, [MAX_PAGE_MESSAGE_BYTES, MAX_PAGE_MESSAGE_BYTES / 2]);
    assertEquals(await page.closed, 1009);
  });
});

Deno.test("PageServer drops a page that sends bytes", async () => {
  await withServer({}, async (server) => {
    const page = await tab(server.port, codeOf(server.link(10_000)));
    await tokenOf(page);
    page.socket.send(new Uint8Array(3));
    assertEquals(await page.closed, 1003);
  });
});

Deno.test("PageServer drops a page that does not read, and no other", async () => {
  const pages: Page[] = [];
  await withServer({ onPage: (page) => pages.push(page) }, async (server) => {
    // A page that will never read: it speaks just enough to be let in.
    using deaf = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
    const here = `127.0.0.1:${server.port}`;
    const request = [
      "GET /ws HTTP/1.1",
      `Host: ${here}`,
      `Origin: http://${here}`,
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      "",
      "",
    ].join("\r\n");
    const hello = new TextEncoder().encode(codeOf(server.link(10_000)));
    // RFC 6455, section 5.2: a final text frame, masked with four zero bytes.
    const frame = new Uint8Array([0x81, 0x80 | hello.length, 0, 0, 0, 0, ...hello]);
    await deaf.write(new Uint8Array([...new TextEncoder().encode(request), ...frame]));
    while (pages.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    const other = await tab(server.port, codeOf(server.link(10_000)));
    await tokenOf(other);
    const [first, second] = pages;
    let closes = 0;
    for (const page of pages) page.onclose = () => closes++;
    const megabyte = "x".repeat(1024 * 1024);
    let sent = 0;
    while (sent < 200 && first?.send(megabyte)) {
      sent++;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    assert(sent > 30 && sent < 100, `dropped after ${sent} MiB`);
    assertEquals(closes, 1);
    assertEquals(first?.send("more"), false);
    assertEquals(second?.send("still here"), true);
    assertEquals(await other.next(), "still here");
  });
});

Deno.test("PageServer.stop() ends the pages", async () => {
  let closes = 0;
  const onPage = (page: Page) => page.onclose = () => closes++;
  let open: Tab | undefined;
  await withServer({ onPage }, async (server) => {
    open = await tab(server.port, codeOf(server.link(10_000)));
    await tokenOf(open);
  });
  assertEquals(await open?.closed, 1001);
  assertEquals(closes, 1);
});

Deno.test("PageServer says that a port is taken", async () => {
  await withServer({}, ({ port }) => {
    const options = { port, index: () => "", files: FILES, onPage: () => {} };
    assertThrows(() => new PageServer(options), StartError, `${port}`);
    return Promise.resolve();
  });
});

Deno.test("PageServer shuts out whoever used a code that is shown again, with the pages they opened", async () => {
  const pages: Page[] = [];
  let reuses = 0;
  const onPage = (page: Page) => void pages.push(page);
  await withServer({ onPage, onReuse: () => reuses++ }, async (server) => {
    const bystander = await tab(server.port, codeOf(server.link(10_000)));
    await tokenOf(bystander);
    const stolen = codeOf(server.link(10_000));
    const thief = await tab(server.port, stolen);
    const token = await tokenOf(thief);
    const second = await tab(server.port, codeOf(pages[1]?.link(0) ?? ""));
    await tokenOf(second);
    const link = pages[2]?.link(0) ?? "";
    const owner = await tab(server.port, stolen);
    assertEquals(await owner.next(), `{"type":"denied"}`);
    assertEquals([await thief.closed, await second.closed, reuses], [1008, 1008, 1]);
    for (const first of [JSON.stringify({ type: "token", token }), codeOf(link), stolen]) {
      assertEquals(await (await tab(server.port, first)).next(), `{"type":"denied"}`);
    }
    await tokenOf(await tab(server.port, codeOf(pages[0]?.link(0) ?? "")));
    assertEquals([bystander.socket.readyState, reuses], [WebSocket.OPEN, 1]);
  });
});

Deno.test("PageServer outlives a time without descriptors, at the same port", async () => {
  const child = await startChild(
    `
    import { PageServer } from "./lib/io/page/page_server.ts";
    import { stopSignal } from "./lib/io/signals.ts";
    void stopSignal(); // as the program does: listening for signals needs descriptors
    const server = new PageServer({
      port: 0, index: () => "here", files: new Map(), onPage() {},
    });
    const load = () => fetch("http://127.0.0.1:" + server.port + "/").then((one) => one.text());
    await load();
    const taken = [];
    try { for (;;) taken.push(Deno.openSync(".")); } catch { /* none is left */ }
    taken.pop().close();
    for (let n = 0; n < 3; n++) {
      await Deno.connect({ hostname: "127.0.0.1", port: server.port }).catch(() => {});
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (const file of taken) file.close();
    for (let n = 0; n < 50; n++) {
      const text = await load().catch(() => null);
      if (text !== null) { console.log(text); break; }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await server.stop();
    Deno.exit(0);
    `,
    ["--allow-all"],
    "ulimit -n 64",
  );
  assertEquals(await child.line(), "here");
  assertEquals((await child.end()).code, 0);
});

Deno.test("PageServer gives a link to who asks with a good token, in a request of this origin, and to nobody else", async () => {
  const asked: [number, string | null][] = [];
  const home = (...what: [number, string | null]) => asked.push(what);
  await withServer({ home }, async (server) => {
    const { port } = server;
    const here = [`Host: 127.0.0.1:${port}`, `Origin: http://127.0.0.1:${port}`];
    const token = `Authorization: Bearer ${server.token}`;
    const post = "POST /link HTTP/1.1";
    const answer = await raw(port, post, ...here, token, "Content-Length: 0");
    assertEquals(statusOf(answer), 200);
    const link = answer.slice(answer.indexOf("\r\n\r\n") + 4);
    assertMatch(link, new RegExp(`^http://127.0.0.1:${port}/#[A-Za-z0-9_-]{22}$`));
    assertEquals(asked, [[LINK_MS, null]]);
    const { socket, next, closed } = await tab(port, codeOf(link));
    const welcome = await next() ?? "";
    assertStringIncludes(welcome, "welcome");
    // What a page asks for must die with it, so its own token is not good here.
    const pageToken = `Authorization: Bearer ${JSON.parse(welcome).token}`;
    assertEquals(statusOf(await raw(port, post, ...here, pageToken, "Content-Length: 0")), 403);
    const starter = await tab(port, JSON.stringify({ type: "token", token: server.token }));
    assertStringIncludes(await starter.next() ?? "", "denied");
    await starter.closed;
    const ask = (body: BodyInit) =>
      fetch(`http://127.0.0.1:${port}/link`, {
        method: "POST",
        headers: { origin: `http://127.0.0.1:${port}`, authorization: `Bearer ${server.token}` },
        body,
      });
    const invited = await ask("pychat://garden#ü");
    assertStringIncludes(await invited.text(), `http://127.0.0.1:${port}/#`);
    assertEquals(asked.pop(), [LINK_MS, "pychat://garden#ü"]);
    const stream = new Blob(["of no length that is said"]).stream();
    for (const body of ["x".repeat(3 * MAX_WHERE_UNITS + 1), stream]) {
      const refused = await ask(body);
      assertEquals([refused.status, await refused.text()], [400, "This is too long.\n"]);
    }
    socket.close();
    await closed;
    const wrong = [
      [post, ...here, "Content-Length: 0"],
      [post, ...here, "Authorization: Bearer x", "Content-Length: 0"],
      [post, ...here, token.replace("Bearer ", "Basic "), "Content-Length: 0"],
      [post, here[0] ?? "", token, "Content-Length: 0"],
      [post, here[0] ?? "", "Origin: http://example.org", token, "Content-Length: 0"],
      [post, "Host: example.org", here[1] ?? "", token, "Content-Length: 0"],
      [post, ...here, "Sec-Fetch-Site: cross-site", token, "Content-Length: 0"],
    ];
    for (const lines of wrong) assertEquals(statusOf(await raw(port, ...lines)), 403, lines.join());
    assertEquals(statusOf(await raw(port, "GET /link HTTP/1.1", ...here, token)), 405);
    assertEquals(asked.length, 1);
  });
});

Deno.test("PageServer knows again which desk a page belongs to when it comes back, or opens others", async () => {
  const pages: Page[] = [];
  await withServer({ home: () => 4, onPage: (page) => pages.push(page) }, async (server) => {
    const first = await tab(server.port, codeOf(server.link(1_000)));
    const { token } = JSON.parse(await first.next() ?? "");
    const again = await tab(server.port, JSON.stringify({ type: "token", token }));
    await again.next();
    const other = await tab(server.port, codeOf(pages[0]?.link(9) ?? ""));
    await other.next();
    assertEquals(pages.map(({ desk }) => desk), [4, 4, 9]);
    assertEquals(pages[0]?.id === pages[1]?.id, true);
    assertEquals(pages[0]?.id === pages[2]?.id, false);
    for (const { socket, closed } of [first, again, other]) {
      socket.close();
      await closed;
    }
  });
});

for (
  const where of [
    "tcp:0.0.0.0:PORT",
    "duplicate,tcp:0.0.0.0:PORT",
    "unix:FILE",
    "tcp:192.0.2.1:9",
    "nonsense",
  ]
) {
  Deno.test(`PageServer stays on the loopback whatever DENO_SERVE_ADDRESS says, as ${where}`, async () => {
    const free = Deno.listen({ hostname: "0.0.0.0", port: 0 });
    const { port } = free.addr;
    free.close();
    const file = `${await Deno.makeTempDir()}/socket`;
    const address = where.replace("PORT", `${port}`).replace("FILE", file);
    const child = await startChild(
      `
      import { PageServer } from "./lib/io/page/page_server.ts";
      const files = new Map();
      const server = new PageServer({ port: 0, files, index: () => "page", onPage() {} });
      console.log(await (await fetch("http://127.0.0.1:" + server.port + "/")).text());
      for (const place of [{ port: ${port} }, { transport: "unix", path: "${file}" }]) {
        console.log(await Deno.connect(place).then(() => "OPEN", () => "closed"));
      }
      await server.stop();
    `,
      ["--allow-net", "--allow-read", "--allow-write"],
      `export DENO_SERVE_ADDRESS=${address}`,
    );
    assertEquals(await child.line(), "page");
    assertEquals([await child.line(), await child.line()], ["closed", "closed"]);
    assertEquals((await child.end()).code, 0);
  });
}
