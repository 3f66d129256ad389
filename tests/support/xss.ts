/**
 * Texts that harm a page which takes text for markup, or gives it more room than there is.
 *
 * Every script of theirs sets `pwned` or opens a dialog, so that a test sees it.
 *
 * @module
 */

const SCRIPTS = ["pwned=1", "alert(1)", "globalThis.pwned=1", "top.pwned=1", "prompt(1)"];

/** Where a script may hide; `$` is the script. */
const HOLDERS = [
  "<script>$</script>",
  "<img src=x onerror=$>",
  "<svg onload=$>",
  "<svg><script>$</script></svg>",
  "<iframe srcdoc='<script>parent.$</script>'></iframe>",
  "<body onload=$>",
  "<a href='javascript:$'>click</a>",
  "javascript:$",
  "<details open ontoggle=$>",
  "<input autofocus onfocus=$>",
  "<math><mtext></form><form><mglyph><style></math><img src onerror=$>",
  "<object data='data:text/html,<script>$</script>'></object>",
  "<form action='javascript:$'><button>go</button></form>",
  '"><img src=x onerror=$>',
  "'-$-'",
  "</textarea><script>$</script>",
  "<style>@import 'javascript:$';</style>",
  "${$}",
  "{{constructor.constructor('$')()}}",
  "<video><source onerror=$></video>",
];

/** A hundred scripts: every holder with every script. */
export const XSS_PAYLOADS: readonly string[] = HOLDERS.flatMap((holder) =>
  SCRIPTS.map((script) => holder.replace(/\$(?!\{)/, () => script))
);

/** Where a text with marks may hide one; `$` is the payload. */
const MARKED = [
  "**$**",
  "`$`",
  "```$\nx\n```",
  "```\n$\n```",
  "> $",
  "- $\n- $",
  "1. $\n2. $",
  "@$",
  "[x](javascript:pwned=1) $",
  "![x](https://evil.example/x.png) $",
  "https://evil.example/$",
];

/** What is not to break anything where it is shown, whatever it is taken for. */
const CONFUSING = [
  "{who} {name} {person} {text} {topic} {by} {time} {others}",
  "__proto__",
  "constructor",
  "toString",
  "null",
  "undefined",
  "%s%c%n$&$1$`",
  '{"type":"snapshot"}',
  "&lt;img src=x&gt; &amp;",
  "\\u003cscript\\u003e",
  "c1",
  "#lobby",
  "data:text/html,<script>pwned=1</script>",
  "//evil.example",
  "https://evil.example/\"onclick='pwned=1'",
];

/** What takes more room than there is, or turns what stands beside it. */
export const LAYOUT_PAYLOADS: readonly string[] = [
  "x".repeat(4_000),
  "林".repeat(2_000),
  "🔌".repeat(2_000),
  "a\u0301\u0302\u0303\u0304".repeat(800),
  "\u0e47\u0e47\u0e47\u0e47x".repeat(800),
  "\n".repeat(99) + "x",
  "\t".repeat(3_999) + "x",
  "\u202e" + "abc ".repeat(900),
  "\u2066\u2067\u2068".repeat(600) + "x",
  "\u200b".repeat(3_999) + "x",
  "﷽".repeat(200),
  "𒐫".repeat(500),
  "\u00ad".repeat(2_000) + "x",
  "مرحبا ".repeat(600),
  "_".repeat(4_000),
  "`".repeat(4_000),
  "https://evil.example/" + "a".repeat(3_900),
  "```" + "c".repeat(24) + "\n" + "y".repeat(3_900) + "\n```",
  "> " + "z".repeat(3_900),
  "- " + "i".repeat(1_900) + "\n- " + "W".repeat(1_900),
  "999. " + "n".repeat(1_900) + "\n999. " + "W".repeat(1_900),
  // One letter as Unicode counts them, within which no browser breaks a line.
  "\u1100".repeat(500),
  "\u0ba8" + "\u0bbe".repeat(500),
  "\u{1f469}\u200d".repeat(500) + "x",
  "a" + "\u0301\u200d".repeat(500),
];

/** All that a page is tried with, in all the places where a text of somebody else can stand. */
export const PAYLOADS: readonly string[] = [
  ...XSS_PAYLOADS,
  ...MARKED.map((holder) => holder.replaceAll("$", () => "<img src=x onerror=pwned=1>")),
  ...CONFUSING,
  ...LAYOUT_PAYLOADS,
];
