import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { partsOf } from "../../../../ui/model/text/links.ts";

function linksIn(text: string): string[] {
  return partsOf(text).flatMap((part) => part.type === "link" ? [part.text] : []);
}

Deno.test("partsOf() finds addresses without what surrounds them", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["see https://example.org/a.", ["https://example.org/a"]],
    ["(http://x.y).", ["http://x.y"]],
    ["https://en.wikipedia.org/wiki/Pi_(letter)", ["https://en.wikipedia.org/wiki/Pi_(letter)"]],
    ["(see https://a.b/c_(d))", ["https://a.b/c_(d)"]],
    ["[https://a.b/]", ["https://a.b/"]],
    ["“https://a.b/c”", ["https://a.b/c"]],
    ["https://a.b/?q=1&r=2#x, and http://c.d!", ["https://a.b/?q=1&r=2#x", "http://c.d"]],
    ["https://a.b/\nhttps://c.d/", ["https://a.b/", "https://c.d/"]],
    ["https://1.2.3.4:7420/", ["https://1.2.3.4:7420/"]],
    ["https://xn--bcher-kva.example/ü", ["https://xn--bcher-kva.example/ü"]],
    ["HTTP https://Example.ORG:443/A", ["https://Example.ORG:443/A"]],
    ["http://[::1]:7420/", ["http://[::1]:7420/"]],
  ];
  for (const [text, links] of cases) assertEquals(linksIn(text), links, text);
});

Deno.test("partsOf() makes no link of anything else", () => {
  const texts = [
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "pychat://garden.local#key",
    "ftp://a.b",
    "//a.b",
    "http:",
    "http://",
    "https://)",
    "xhttp://a.b",
    "HTTPS",
    "https://user:pass@a.b/",
    "https://good.example@evil.example/",
  ];
  for (const text of texts) assertEquals(linksIn(text), [], text);
});

Deno.test("partsOf() makes no link whose text does not show the host it leads to", () => {
  const texts = [
    "https://bücher.example/",
    "https://good.example\u2044login.evil.example/",
    "https://g\u043e\u043egle.com/",
    "https://good.example\uff0fevil.example/",
    "https://good.example\u3002evil.example/",
    "https://%67ood.example/",
    "http://0x7f.1/",
    "http://2130706433/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://a_b\\@c.d/",
  ];
  for (const text of texts) assertEquals(linksIn(text), [], text);
  fc.assert(fc.property(fc.webUrl({ authoritySettings: { withPort: true } }), (text) => {
    for (const part of partsOf(text)) {
      if (part.type !== "link") continue;
      const { hostname } = new URL(part.href);
      assert(part.text.toLowerCase().startsWith(new URL(part.href).protocol + "//" + hostname));
    }
  }));
});

Deno.test("partsOf() makes a link of an address of 2,048 units and of none that is longer", () => {
  const longest = "https://a.b/".padEnd(2048, "c");
  assertEquals(linksIn(longest), [longest]);
  assertEquals(linksIn(`${longest}c https://d.e/`), ["https://d.e/"]);
});

Deno.test("partsOf() ends an address where a character turns the writing direction", () => {
  assertEquals(linksIn("https://a.b/\u202Egnp.exe"), ["https://a.b/"]);
  assertEquals(linksIn("https://a.b/\u200Bc"), ["https://a.b/"]);
});

Deno.test("partsOf() loses no character, and links only to http and https", () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom("http://", "https://a.b", "(", ")", ".", " ", "http", "[", "]", "\u202E", "@"),
  );
  fc.assert(fc.property(fc.array(piece).map((pieces) => pieces.join("")), (text) => {
    const parts = partsOf(text);
    assertEquals(parts.map((part) => part.text).join(""), text);
    for (const part of parts) {
      if (part.type === "link") assert(/^https?:\/\//.test(part.href));
    }
  }));
});

Deno.test("partsOf() takes time in step with the length of a text made to stall it", () => {
  const started = performance.now();
  partsOf("https://a.b/" + "(".repeat(16_000) + ")".repeat(16_000));
  partsOf("http".repeat(8000));
  partsOf("https://a.b/" + ").".repeat(16_000));
  partsOf("http://a@".repeat(100_000));
  partsOf("(http://a".repeat(100_000));
  assert(performance.now() - started < 1000);
});
