import { assert, assertEquals } from "@std/assert";
import { startChild } from "../../support/child.ts";
import { PageServer } from "../../../lib/io/page/page_server.ts";
import { announce, askForLink, findLink, lastRunning } from "../../../lib/io/page/running.ts";

/** A page server that gives links, as a running client's does. */
function serve(offer: (where: string | null) => void = () => {}): PageServer {
  const server: PageServer = new PageServer({
    port: 0,
    index: () => "",
    files: new Map(),
    onPage: () => {},
    home: (_, where) => {
      offer(where);
      return 0;
    },
  });
  return server;
}

/** Whoever has the port now: answers what it likes to whoever asks. */
async function impostor(
  answer: (origin: string) => string,
  act: (port: number) => Promise<void>,
): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const acting = act(port);
  const socket = await listener.accept();
  await socket.read(new Uint8Array(4096));
  const bytes = new TextEncoder().encode(answer(`http://127.0.0.1:${port}`));
  for (let rest = bytes; rest.length > 0;) {
    // Whoever asked may have heard enough.
    const written = await socket.write(rest).catch(() => rest.length);
    rest = rest.subarray(written);
  }
  socket.close();
  listener.close();
  await acting;
}

/** An answer as ours is. */
function http(status: string, body: string): string {
  return `HTTP/1.1 ${status}\r\nContent-Type: text/plain\r\n\r\n${body}`;
}

async function withPath(act: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  await act(`${folder}/running.json`);
  await Deno.remove(folder, { recursive: true });
}

Deno.test("lastRunning() reads what announce() wrote, in a file for its owner alone", async () => {
  await withPath(async (path) => {
    const running = { port: 65535, token: "t".repeat(43) };
    await announce(path, { port: 1, token: "old" });
    await announce(path, running);
    assertEquals(await lastRunning(path), running);
    await announce(path, { port: 2, token: null });
    assertEquals(await lastRunning(path), { port: 2, token: null });
    const { mode } = await Deno.stat(path);
    if (Deno.build.os !== "windows") assertEquals((mode ?? 0) & 0o777, 0o600);
  });
});

Deno.test("lastRunning() is null where there is no file, or one that is not whole", async () => {
  await withPath(async (path) => {
    assertEquals(await lastRunning(path), null);
    const broken = ["", "{", "null", "7", "[]", "{}", `{"port":80}`, `{"token":"t"}`, "\0\0"];
    const ports = [0, 65536, -1, 1.5, '"80"', "null", "1e999"];
    for (const text of [...broken, ...ports.map((port) => `{"port":${port},"token":"t"}`)]) {
      await Deno.writeTextFile(path, text);
      assertEquals(await lastRunning(path), null, text);
    }
    await Deno.writeTextFile(path, `{"port":80,"token":7}`);
    assertEquals(await lastRunning(path), null);
  });
});

Deno.test("askForLink() gets a link that lets one more page in, as often as it asks", async () => {
  const server = serve();
  const running = { port: server.port, token: server.token };
  const links = [await askForLink(running, null), await askForLink(running, null)];
  for (const link of links) {
    assert(link?.startsWith(`http://127.0.0.1:${server.port}/#`), String(link));
  }
  assert(links[0] !== links[1]);
  await server.stop();
});

Deno.test("askForLink() hands on an invitation, whatever is in it", async () => {
  const offered: (string | null)[] = [];
  const server = serve((where) => offered.push(where));
  const running = { port: server.port, token: server.token };
  const wheres = ["pychat://garden#k", "ü 林 \r\nHost: x\r\n\r\n", "x".repeat(2_048)];
  for (const where of wheres) assert(await askForLink(running, where) !== null);
  assertEquals(await askForLink(running, "x".repeat(10_000)), null);
  assertEquals(offered, wheres);
  await server.stop();
});

Deno.test("askForLink() is null with a token of another run, and where nobody listens", async () => {
  const server = serve();
  const { port } = server;
  assertEquals(await askForLink({ port, token: "another" }, null), null);
  await server.stop();
  assertEquals(await askForLink({ port, token: "any" }, null), null);
});

Deno.test("askForLink() is null where something else has the port now", async () => {
  const web = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => new Response());
  assertEquals(await askForLink({ port: web.addr.port, token: "t" }, null), null);
  await web.shutdown();
  const mute = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const accepting = mute.accept();
  assertEquals(await askForLink({ port: mute.addr.port, token: "t" }, null, 100), null);
  (await accepting).close();
  mute.close();
});

Deno.test("askForLink() takes no link that leads elsewhere than to the port it asked", async () => {
  const elsewhere = (origin: string) => [
    "http://example.org/#code",
    "https://127.0.0.1/#code",
    `${origin}1/#code`,
    `${origin}@example.org/#code`,
    `${origin}/other#code`,
    `${origin}/#`,
    `${origin}/#co\u001b[2Jde`,
    `${origin}/#code\n`,
    `${origin}/#code more`,
    "javascript:alert(1)",
    "",
  ];
  for (let n = 0; n < elsewhere("").length; n++) {
    const says = (origin: string) => http("200 OK", elsewhere(origin)[n] ?? "");
    await impostor(says, async (port) => {
      assertEquals(await askForLink({ port, token: "t" }, null, 2_000), null, elsewhere("")[n]);
    });
  }
  const good = (origin: string) => http("200 OK", `${origin}/#code`);
  await impostor(good, async (port) => {
    assertEquals(await askForLink({ port, token: "t" }, null), `http://127.0.0.1:${port}/#code`);
  });
});

Deno.test("askForLink() is null after whatever nonsense comes instead of a link", async () => {
  const long = "x".repeat(100_000);
  const nonsense = [
    "",
    "\0",
    "HTTP/1.1 200 ",
    "HTTP/1.1 200 OK\r\n\r\n",
    long,
    http("200 OK", long),
  ];
  for (const text of nonsense) {
    await impostor(() => text, async (port) => {
      assertEquals(await askForLink({ port, token: "t" }, null), null, text.slice(0, 40));
    });
  }
  for (const status of ["403 Forbidden", "301 Moved", "2000 OK", "20"]) {
    await impostor((origin) => http(status, `${origin}/#code`), async (port) => {
      assertEquals(await askForLink({ port, token: "t" }, null), null, status);
    });
  }
});

Deno.test("askForLink() sends nothing where the token could be more than a token", async () => {
  const server = serve();
  const { port } = server;
  for (const token of ["", "t\r\nX: y", "a b", null]) {
    assertEquals(await askForLink({ port, token }, null), null);
  }
  await server.stop();
});

Deno.test("askForLink() goes past every proxy that the environment names", async () => {
  const server = serve();
  const proxy = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const asked = proxy.accept().then(() => "asked", () => "not asked");
  const url = `http://127.0.0.1:${proxy.addr.port}`;
  const names = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
  const child = await startChild(
    `
    import { askForLink } from "./lib/io/page/running.ts";
    const running = { port: ${server.port}, token: "${server.token}" };
    console.log(await askForLink(running, null));
  `,
    undefined,
    names.map((name) => `export ${name}=${url}`).join("; "),
  );
  assert((await child.line())?.startsWith(`http://127.0.0.1:${server.port}/#`));
  await child.end();
  proxy.close();
  assertEquals(await asked, "not asked");
  await server.stop();
});

Deno.test("findLink() waits for one that has just started, and asks nobody without a token", async () => {
  await withPath(async (path) => {
    const server = serve();
    await announce(path, { port: server.port, token: null });
    assertEquals(await findLink(path, null, 0), null);
    const finding = findLink(path, null);
    await announce(path, { port: server.port, token: server.token });
    assert((await finding)?.startsWith(`http://127.0.0.1:${server.port}/#`));
    await server.stop();
    assertEquals(await findLink(path, null), null);
  });
});

Deno.test("findLink() takes no link from where a killed process was, once another has begun", async () => {
  await withPath(async (path) => {
    let asked = 0;
    const squatter = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {} },
      async (request) => {
        asked++;
        // The one that has the lock now writes this first of all.
        await announce(path, { port, token: null });
        return new Response(`${new URL(request.url).origin}/#code`);
      },
    );
    const { port } = squatter.addr;
    await announce(path, { port, token: "left-behind" });
    assertEquals([await findLink(path, null, 0), asked], [null, 1]);
    await squatter.shutdown();
  });
});
