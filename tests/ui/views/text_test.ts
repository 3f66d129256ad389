import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { TextRow } from "../../../ui/views/rows.tsx";

/** Texts that have run as scripts somewhere. */
const PAYLOADS = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg onload=alert(1)>",
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  "<iframe src=javascript:alert(1)>",
  "<a href=javascript:alert(1)>x</a>",
  "<body onload=alert(1)>",
  "<math><mtext></p><img src=x onerror=alert(1)>",
  "<details open ontoggle=alert(1)>",
  "</p><script>alert(1)</script>",
  "<!--><script>alert(1)</script>-->",
  "<![CDATA[<script>alert(1)</script>]]>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "<style>@import'//evil.example';</style>",
  '<input autofocus onfocus="alert(1)">',
  "{{constructor.constructor('alert(1)')()}}",
  "${alert(1)}",
  "<ScRiPt>alert(1)</sCrIpT>",
  '<object data="data:text/html,<script>alert(1)</script>">',
  'https://a.b/"onmouseover="alert(1)',
  "https://a.b/<script>alert(1)</script>",
  "javascript://a.b/%0Aalert(1)",
  '{"__proto__":{"x":1}}',
];

/** The tags and attributes that a row may consist of. */
const TAGS = new Set(["li", "div", "bdi", "span", "svg", "path", "p", "time", "a"]);

function rowOf(text: string, name = "ada"): string {
  const line = {
    type: "text",
    time: 0,
    from: { id: "1", name, tag: "k7qd" },
    mine: false,
    text,
  } as const;
  return renderToString(h(TextRow, { id: "0", line, first: true }));
}

function tagsIn(html: string): string[] {
  return [...html.matchAll(/<([a-z!?/][^\s>]*)/gi)].map((match) =>
    (match[1] ?? "").replace("/", "").toLowerCase()
  );
}

Deno.test("TextRow shows markup of every kind as the text it is", () => {
  for (const payload of PAYLOADS) {
    for (const html of [rowOf(payload), rowOf("hello", payload)]) {
      assertEquals(tagsIn(html).filter((tag) => !TAGS.has(tag)), [], payload);
      const links = [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? "");
      assertEquals(links.filter((link) => !/^https?:\/\//.test(link)), [], payload);
      const outside = html.replaceAll(/"[^"]*"/g, '""').replaceAll(/>[^<]*</g, "><");
      assert(!/\son\w+=/i.test(outside), payload);
    }
  }
});

Deno.test("TextRow links an address so that it learns nothing of this page", () => {
  const html = rowOf("see https://example.org/a?b=1&c=2.");
  assertStringIncludes(html, 'href="https://example.org/a?b=1&amp;c=2"');
  assertStringIncludes(html, 'rel="noopener noreferrer"');
  assertStringIncludes(html, 'target="_blank"');
});

Deno.test("TextRow keeps the direction of a text and of a name to themselves", () => {
  const html = rowOf("\u202Etfel ot thgir", "ليلى");
  assertStringIncludes(html, 'dir="auto"');
  assertStringIncludes(html, "<bdi");
});

Deno.test("TextRow shows no name without its tag", () => {
  assertStringIncludes(rowOf("x"), "k7qd");
});
