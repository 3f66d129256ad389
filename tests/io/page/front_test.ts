import { assert, assertEquals, assertThrows } from "@std/assert";
import { Front, type PageHost, showLink, withAttributes } from "../../../lib/io/page/front.ts";
import type { Page } from "../../../lib/io/page/page.ts";
import { StartError } from "../../../lib/io/start_error.ts";

/** A host that writes down what it is told. */
class FakeHost implements PageHost {
  readonly log: string[] = [];
  over = false;
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  open(page: Page): void {
    this.log.push(`open ${page.desk}`);
    page.send(this.name);
  }
  close(): void {
    this.log.push("close");
  }
  receive(_page: Page, text: string): void {
    this.log.push(text);
  }
  expect(lifeMs: number, where: string | null): number {
    this.log.push(`expect ${lifeMs} ${where}`);
    return 5;
  }
  touch(): boolean {
    return this.over;
  }
}

const FILES = new Map([["/", new TextEncoder().encode(`<html data-theme="system">`)]]);

function front(over: () => void = () => {}): Front {
  const attributes = () => ({ "data-theme": "nord", "data-density": "compact" });
  return new Front({ files: FILES, browser: null, attributes, over });
}

/** A page in a plain socket: all it hears, and its end. */
async function tab(
  link: string,
): Promise<{ socket: WebSocket; heard: string[]; next: () => Promise<void> }> {
  const { host, hash, origin } = new URL(link);
  const socket = new WebSocket(`ws://${host}/ws`, { headers: { origin } });
  const heard: string[] = [];
  let wake = () => {};
  socket.onmessage = ({ data }) => {
    heard.push(data);
    wake();
  };
  await new Promise((resolve) => socket.onopen = resolve);
  const next = () => new Promise<void>((resolve) => wake = resolve);
  const welcome = next();
  socket.send(JSON.stringify({ type: "code", code: hash.slice(1) }));
  await welcome;
  return { socket, heard, next };
}

Deno.test("Front hands pages from one host to the next, and a page stays where it is", async () => {
  const one = front();
  const [first, second] = [new FakeHost("first"), new FakeHost("second")];
  one.hand(first);
  const server = one.serve(0);
  assertEquals(one.serve(1), server, "it goes on as it is");
  const { socket, heard, next } = await tab(server.link(1_000));
  if (heard.length < 2) await next();
  assertEquals([first.log, heard.at(-1), one.isOpen], [
    ["expect 1000 null", "open 5"],
    "first",
    true,
  ]);
  const moved = next();
  one.hand(second);
  await moved;
  assertEquals([second.log, heard.at(-1)], [["open 5"], "second"]);
  socket.send("hello");
  const gone = new Promise((resolve) => socket.onclose = resolve);
  socket.close();
  await gone;
  while (one.isOpen) await new Promise((resolve) => setTimeout(resolve, 5));
  assertEquals([first.log.length, second.log], [2, ["open 5", "hello", "close"]]);
  await one.stop();
});

Deno.test("Front serves the page with its look from the first moment", async () => {
  const one = front();
  const { port } = one.serve(0);
  const html = await (await fetch(`http://127.0.0.1:${port}/`)).text();
  assertEquals(html, `<html data-theme="nord" data-density="compact">`);
  await one.stop();
});

Deno.test("withAttributes() writes those it is given once each, and keeps the others", () => {
  const page = `<!doctype html>\n<html lang="en" data-theme="system" hidden>\n<html lang="x">`;
  const head = "<!doctype html>\n<html ";
  const rest = `>\n<html lang="x">`;
  assertEquals(
    withAttributes(page, { "data-theme": "nord", "data-density": "compact" }),
    `${head}lang="en" hidden data-theme="nord" data-density="compact"${rest}`,
  );
  assertEquals(withAttributes(page, {}), page);
  assertEquals(
    withAttributes(page, { lang: `"><script>&$&` }),
    `${head}data-theme="system" hidden lang="&quot;&gt;&lt;script&gt;&amp;$&amp;"${rest}`,
  );
  assertEquals(withAttributes("<html>", { lang: "en" }), `<html lang="en">`);
  assertEquals(withAttributes("<p>", { lang: "en" }), "<p>");
});

Deno.test("withAttributes() finds its place in the page that is built", () => {
  const page = Deno.readTextFileSync(new URL("../../../ui/index.html", import.meta.url));
  const html = withAttributes(page, { "data-theme": "nord", "data-density": "compact" });
  const [tag = ""] = /<html[^>]*>/.exec(html) ?? [];
  assertEquals(tag.match(/data-[a-z]+="[a-z]+"/g), [
    `data-theme="nord"`,
    `data-density="compact"`,
  ]);
  assertEquals(html.replace(tag, ""), page.replace(/<html[^>]*>/, ""));
});

Deno.test("Front.serve() refuses a port that is taken, and can be asked for another", async () => {
  const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const one = front();
  assertThrows(() => one.serve(taken.addr.port), StartError, `${taken.addr.port}`);
  assert(one.serve(0).port !== taken.addr.port);
  taken.close();
  await one.stop();
});

Deno.test("Front tells when nobody will come back, and only then", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const host = new FakeHost("host");
  let told = 0;
  const one = front(() => {
    told++;
    resolve();
  });
  one.hand(host);
  assertEquals(told, 0);
  host.over = true;
  await promise;
  await one.stop();
});

Deno.test("showLink() prints a link only where no browser opened one", async () => {
  const opened: string[] = [];
  let printed = 0;
  const make = () => `link ${++printed}`;
  const browser = (url: string) => Promise.resolve(opened.push(url) > 0);
  assertEquals([await showLink("a", make, browser), opened, printed], [true, ["a"], 0]);
  assertEquals(await showLink("b", make, () => Promise.resolve(false)), false);
  assertEquals(await showLink("c", make, null), false);
  assertEquals(printed, 2);
});
