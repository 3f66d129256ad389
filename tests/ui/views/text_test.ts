import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { signal } from "@preact/signals";
import { clockOf } from "../../../ui/format.ts";
import { EventRow } from "../../../ui/views/event_row.tsx";
import { IgnoredRow } from "../../../ui/views/ignored_row.tsx";
import { type RowActs, TextRow } from "../../../ui/views/text_row.tsx";
import type { EventLine, TextLine } from "../../../ui/model/log/rows.ts";

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
const TAGS = new Set([
  ...["li", "div", "bdi", "span", "svg", "path", "p", "time", "a", "b", "button", "ul"],
  ...["strong", "em", "del", "code", "pre", "blockquote", "ol"],
]);

const ADA = { id: "m0", name: "ada", tag: "k7qd" };

function lineOf(text: string, more: Partial<TextLine> = {}): TextLine {
  return {
    type: "text",
    time: Date.now(),
    id: 7,
    from: ADA,
    mine: false,
    text,
    action: false,
    reply: null,
    mentions: [],
    toMe: false,
    edited: false,
    past: false,
    current: false,
    ...more,
  };
}

const ACTS: RowActs = {
  pointed: signal<string | null>("0"),
  menu: signal(null),
  answer() {},
  change() {},
  more() {},
  mention() {},
  person() {},
  jump() {},
};

function draw(line: TextLine, more: { readonly open?: boolean; readonly hushed?: boolean } = {}) {
  const { open = true, hushed = false } = more;
  const place = {
    unquoted: false,
    me: "me",
    open,
    room: true,
    acts: ACTS,
    tab: false,
    hushed,
  };
  return renderToString(h(TextRow, { id: "0", line, first: true, ...place }));
}

function rowOf(text: string, name = "ada"): string {
  return draw(lineOf(text, { from: { ...ADA, name } }));
}

/** Every place in the log where somebody else's words can stand. */
function everywhere(text: string): string[] {
  const person = { ...ADA, name: text };
  const act = { type: "act", time: 0, mine: false } as const;
  const events = [
    { ...act, by: person, act: { what: "topic", topic: text } },
    { ...act, by: null, act: { what: "muted", person, seconds: null } },
    { type: "announcement", time: 0, text },
    { type: "deleted", time: 0, from: person, mine: false },
    { type: "partner_left", time: 0, person },
    { type: "left", time: 0, person, reason: "kicked", by: person },
    { type: "out", time: 0, how: "banned", by: person, seconds: 60 },
  ] as const;
  return [
    rowOf(text),
    rowOf("hello", text),
    draw(lineOf(text, { action: true, from: person })),
    draw(lineOf(`@${text}`, { mentions: [person] })),
    draw(lineOf("x", { reply: { id: 1, at: 0, from: person, text } })),
    ...events.map((line) => renderToString(h(EventRow, { id: "0", line }))),
    renderToString(h(IgnoredRow, { id: "0", lines: [lineOf(text)] })),
  ];
}

function tagsIn(html: string): string[] {
  return [...html.matchAll(/<([a-z!?/][^\s>]*)/gi)].map((match) =>
    (match[1] ?? "").replace("/", "").toLowerCase()
  );
}

Deno.test("TextRow shows markup of every kind as the text it is", () => {
  for (const payload of PAYLOADS) {
    for (const html of everywhere(payload)) {
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

Deno.test("TextRow shows what is marked as what it is", () => {
  const html = rowOf("**a** _b_ ~~c~~ `d` ***e***");
  assertStringIncludes(
    html,
    '<p class="text" dir="auto"><strong>a</strong> <em>b</em> <del>c</del> ' +
      '<code dir="auto">d</code> <strong><em>e</em></strong></p>',
  );
  const blocks = rowOf("x\n\n> q\n> r\n1. o\n3. n\n- m\n- l\n\ny");
  assertStringIncludes(
    blocks,
    '<div class="text"><p dir="auto">x</p>' +
      '<blockquote><p dir="auto">q\nr</p></blockquote>' +
      '<ol dir="auto"><li value="1">o</li><li value="3">n</li></ol>' +
      '<ul dir="auto"><li>m</li><li>l</li></ul>' +
      '<p dir="auto">y</p></div>',
  );
});

Deno.test("TextRow shows code with its language, and names what would turn its direction", () => {
  const html = rowOf("```c++\nif (a) {\u202e // \u2066x\u200f\n}\n```");
  assertStringIncludes(html, "<bdi>c++</bdi>");
  assertStringIncludes(
    html,
    '<pre dir="ltr"><code>if (a) {‹U+202E› // ‹U+2066›x‹U+200F›\n}</code></pre>',
  );
  assertStringIncludes(textOf(html), "Copy");
  assertStringIncludes(textOf(rowOf("```\nx\n```")), "Code");
  assertStringIncludes(rowOf("`\u202ex`"), '<code dir="auto">‹U+202E›x</code>');
});

Deno.test("TextRow folds a long text, and leaves what stands after it in view", () => {
  const long = Array.from({ length: 104 }, (_, n) => `line ${n + 1}`).join("\n");
  const html = draw(lineOf(long, { edited: true }));
  assertStringIncludes(html, "line 20<");
  assert(!html.includes("line 21"));
  assertStringIncludes(html, '(edited)</span></p><button type="button" class="link fold"');
  assertStringIncludes(html, 'aria-expanded="false"');
  assertStringIncludes(textOf(html), "Show 84 more lines");
  const code = draw(lineOf("```\nx\n```", { edited: true }));
  assertStringIncludes(code, '</div><p><span class="edited"> (edited)</span></p></div>');
});

Deno.test("TextRow shows a few emoji larger, and marks in what somebody does", () => {
  assertStringIncludes(rowOf("🔌 🍞"), '<p class="text big" dir="auto">🔌 🍞</p>');
  const html = draw(lineOf("looks for **the** `meter`", { action: true }));
  assertStringIncludes(textOf(html), "✱ ada looks for the meter");
  assertStringIncludes(html, "<strong>the</strong>");
  const list = draw(lineOf("- one\n- two", { action: true }));
  assertStringIncludes(textOf(list), "✱ ada - one - two");
});

Deno.test("TextRow shows no name without its tag", () => {
  assertStringIncludes(rowOf("x"), "k7qd");
});

/** What a reader reads. */
function textOf(html: string): string {
  return html.replaceAll(/<[^>]*>/g, "").replaceAll(/\s+/g, " ").trim();
}

/** The names of the buttons of the tools. */
function toolsOf(html: string): string[] {
  const tools = html.slice(html.indexOf('class="tools"'));
  return [...tools.matchAll(/<button[^>]*aria-label="([^"]*)"/g)].map((match) => match[1] ?? "");
}

Deno.test("TextRow shows whom a text names as they are named, and the reader in amber", () => {
  const html = draw(lineOf("@ada and @mossy-heron, not @jo", {
    mentions: [ADA, { id: "me", name: "mossy-heron", tag: "t4vz" }],
    toMe: true,
  }));
  assertStringIncludes(html, '<bdi class="named" title="ada·k7qd">@ada</bdi>');
  assertStringIncludes(html, '<bdi class="named you" title="mossy-heron·t4vz">@mossy-heron</bdi>');
  assertEquals(html.match(/class="named/g)?.length, 2);
  assertStringIncludes(html, 'class="msg first at ');
});

Deno.test("TextRow shows what somebody does, what was changed and what was said before", () => {
  const html = draw(lineOf("looks for the multimeter", { action: true, edited: true, past: true }));
  assertStringIncludes(textOf(html), "✱ ada looks for the multimeter (edited)");
  assertStringIncludes(html, 'class="msg first past ');
});

Deno.test("TextRow shows the beginning of what is answered, and nothing of who is ignored", () => {
  const reply = { id: 3, at: 0, from: { ...ADA, name: "bern" }, text: "the long board" };
  assertStringIncludes(textOf(draw(lineOf("yes", { reply }))), "bern the long board");
  const hushed = draw(lineOf("yes", { reply }), { hushed: true });
  assert(!hushed.includes("the long board"), hushed);
  assertStringIncludes(textOf(hushed), "1 message of somebody you ignore.");
  const unknown = draw(lineOf("yes", { reply: { id: 3, at: null, from: null, text: "" } }));
  assertStringIncludes(textOf(unknown), "A message you do not have");
});

Deno.test("TextRow offers to change and to delete only what can be, and only the person's own", () => {
  const own = { mine: true, current: true } as const;
  assertEquals(toolsOf(draw(lineOf("x"))), ["Reply", "Mention ada", "More"]);
  assertEquals(toolsOf(draw(lineOf("x", own))), ["Reply", "Edit", "More"]);
  assertEquals(toolsOf(draw(lineOf("x", own), { open: false })), ["More"]);
  const late = { ...own, time: Date.now() - 10 * 60_000 };
  assertEquals(toolsOf(draw(lineOf("x", late))), ["Reply", "More"]);
  assertEquals(toolsOf(draw(lineOf("x", { ...own, current: false }))), ["Reply", "More"]);
});

Deno.test("IgnoredRow says how much there is, and nothing of it", () => {
  const one = renderToString(h(IgnoredRow, { id: "0", lines: [lineOf("secret")] }));
  assertStringIncludes(textOf(one), "1 message of somebody you ignore. Show");
  const two = renderToString(h(IgnoredRow, { id: "0", lines: [lineOf("secret"), lineOf("too")] }));
  assertStringIncludes(textOf(two), "2 messages of people you ignore. Show");
  assert(!`${one}${two}`.includes("secret"));
});

Deno.test("EventRow says who did what, and the operator where it is nobody with a name", () => {
  const said = (line: EventLine) =>
    textOf(renderToString(h(EventRow, { id: "0", line }))).replace(` ${clockOf(0)}`, "");
  const act = { type: "act", time: 0, by: null, mine: false } as const;
  const topic = { what: "topic", topic: "Sunday at ten" } as const;
  assertEquals(said({ ...act, act: topic }), "The operator set the topic: Sunday at ten");
  assertEquals(said({ ...act, by: ADA, act: topic }), "ada·k7qd set the topic: Sunday at ten");
  assertEquals(
    said({ ...act, mine: true, by: ADA, act: topic }),
    "You set the topic: Sunday at ten",
  );
  const left = { type: "left", time: 0, person: ADA, reason: "kicked" } as const;
  assertEquals(said({ ...left, by: null }), "ada·k7qd was put out by the operator.");
  assertEquals(
    said({ type: "deleted", time: 0, from: ADA, mine: false }),
    "ada·k7qd deleted a message.",
  );
  assertEquals(said({ type: "deleted", time: 0, from: ADA, mine: true }), "You deleted a message.");
});
