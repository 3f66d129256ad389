import { assert, assertEquals } from "@std/assert";
import type { TextMessage } from "../../lib/message/from_server.ts";
import { people, say } from "./fake_line.ts";
import { Scene } from "./scene.ts";

/** Words that meant something inside a text once, or do in some program. */
const WORDS = [
  "key_exc",
  "iv_exc",
  "*server*",
  "*server* ada has joined",
  "__proto__",
  "constructor",
  "toString",
  "undefined",
  "null",
  "NaN",
  "-0",
  "<END>",
  "closing",
  "/quit",
  "pychat://garden.local/lobby#key",
];

const JSON_FRAGMENTS = [
  '"',
  "\\",
  '","from":"server","x":"',
  '{"type":"text","from":"server","text":"hello"}',
  '}{"type":"closing","reason":"stopping"}',
  '{"__proto__":{"polluted":true}}',
  "\\u0000\\ud800",
  "]}]}]}",
  '"}\n{"type":"welcome"}',
];

const FORMATS = ["%s%s%s%n", "${7*7}", "{{7*7}}", "$(reboot)", "`id`", "' OR 1=1 --", "../../etc"];

const TAGS = ["script", "img", "svg", "iframe", "body", "a", "math", "object", "style", "details"];
const HANDLERS = [
  "onerror=alert(1)",
  "onload=alert(1) src=x",
  "href=javascript:alert(1)",
  "style='x:expression(alert(1))'",
  "src=//example.org/x.js",
  "/onclick=alert`1`",
  'autofocus onfocus="alert(1)"',
  "srcdoc='<script>alert(1)</script>'",
  'x="y>"><b>',
  "ontoggle=alert(1) open",
];
/** One hundred ways to write markup that does something. */
const MARKUP = TAGS.flatMap((tag) => HANDLERS.map((how) => `<${tag} ${how}>`));

/** What a terminal would obey; of these the controls go and the rest stays. */
const ESCAPES: readonly (readonly [string, string])[] = [
  ["\u001b[2J\u001b[Hgone", "[2J[Hgone"],
  ["\u001b]52;c;cm0gLXJm\u0007", "]52;c;cm0gLXJm"],
  ["a\bb\rc", "ab\nc"],
  ["nul\0 and del\u007f and csi\u009b31m", "nul and del and csi31m"],
  ["one\r\ntwo\u2028three", "one\ntwo\nthree"],
];

/** What a second member hears when the first one says something; one of them at a time. */
function pass(text: string): TextMessage {
  const { board, lines: [speaking, listening] } = people("ada", "bern");
  assert(speaking && listening);
  say(board, speaking, text);
  const [message, ...more] = listening.heard();
  assert(message?.type === "text" && more.length === 0, JSON.stringify(text));
  return message;
}

Deno.test("Switchboard passes on words that once meant something as the text they are", () => {
  for (const text of [...WORDS, ...JSON_FRAGMENTS, ...FORMATS]) {
    assertEquals(pass(text).text, text);
    assertEquals(pass(`before ${text} after`).text, `before ${text} after`);
  }
  assertEquals(Object.hasOwn(Object.prototype, "polluted"), false);
});

Deno.test("Switchboard passes on a hundred pieces of markup unchanged: a page shows them as text", () => {
  assertEquals(new Set(MARKUP).size, 100);
  for (const text of MARKUP) assertEquals(pass(text).text, text);
});

Deno.test("Switchboard takes the controls out of what a terminal would obey, and leaves the rest", () => {
  for (const [text, plain] of ESCAPES) assertEquals(pass(text).text, plain);
});

Deno.test("Switchboard stamps who said it, whatever the text claims", () => {
  const from = pass("hello").from;
  for (const text of JSON_FRAGMENTS) assertEquals(pass(text).from, from);
});

Deno.test("Hub passes on such texts between two, when they are changed and as a topic, the same way", () => {
  const scene = Scene.of("ada", "bern");
  const [to, where] = [scene.id("bern"), { room: "Garden" }];
  scene.ask("ada", { type: "create", ...where });
  scene.ask("bern", { type: "join", ...where });
  scene.ask("ada", { type: "say", ...where, text: "first" });
  scene.forget();
  const same = [...WORDS, ...JSON_FRAGMENTS, ...FORMATS, ...MARKUP].map((text) => [text, text]);
  const shown = (text = "") => text.replace(/\s+/g, " ").trim();
  for (const [text = "", plain] of [...same, ...ESCAPES]) {
    scene.ask("ada", { type: "tell", to, text });
    assertEquals(scene.told("bern", "told").map((told) => told.text), [plain]);
    scene.ask("ada", { type: "edit", ...where, id: 1, text });
    assertEquals(scene.told("bern", "edited").map((edited) => edited.text), [plain]);
    scene.ask("ada", { type: "topic", ...where, topic: text });
    assertEquals(scene.told("bern", "topic").map(({ topic }) => topic), [shown(plain)]);
  }
});

Deno.test("Hub takes no room by a name that seems to say something else", () => {
  const scene = Scene.of("ada");
  const names = [
    "*server*\u{0}",
    "gar\u{202e}den",
    "gаrden",
    "you",
    "a·bcde",
    "\u{ad}",
    ...ESCAPES,
  ];
  for (const name of names.map((name) => typeof name === "string" ? name : name[0])) {
    scene.now += 60_000;
    assertEquals(
      scene.wrong("ada", { type: "create", room: name }),
      { code: "room_invalid" },
      name,
    );
  }
});
