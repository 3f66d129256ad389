/**
 * A hundred texts that would run a script where a page takes text for markup.
 *
 * Every script sets `pwned` or opens a dialog, so that a test sees it.
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

/** The texts: every holder with every script. */
export const XSS_PAYLOADS: readonly string[] = HOLDERS.flatMap((holder) =>
  SCRIPTS.map((script) => holder.replace(/\$(?!\{)/, () => script))
);
