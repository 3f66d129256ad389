import { assert, assertEquals } from "@std/assert";
import { correction, generate } from "lean-qr";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { QrCode, qrPath } from "../../../ui/views/qr.tsx";

const KEY = "Zk3vQ8xT0mB5nR2yLw7uCe4hJp9sDf6aGk1iVo3qXt8";
const INVITATION = `pychat://garden.local/lobby#${KEY}`;
const LONGEST = `pychat://${"a".repeat(56)}.onion:65535/${"%E6%9E%97".repeat(32)}#${KEY}`;

/** Which modules a path fills, as `x y`. */
function filled(path: string): Set<string> {
  const modules = new Set<string>();
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)) {
    for (let i = 0; i < Number(run); i++) modules.add(`${Number(x) + i} ${y}`);
  }
  return modules;
}

Deno.test("qrPath() draws every dark module of the code and no other, inside a white border", () => {
  for (const text of [INVITATION, LONGEST, "", "pychat://林.example/寄合"]) {
    const drawn = qrPath(text);
    assert(drawn !== null);
    const code = generate(text, { minCorrectionLevel: correction.M });
    assertEquals(drawn.side, code.size + 8);
    const modules = filled(drawn.path);
    for (let y = 0; y < drawn.side; y++) {
      for (let x = 0; x < drawn.side; x++) {
        assertEquals(modules.has(`${x} ${y}`), code.get(x - 4, y - 4), `${x} ${y} of ${text}`);
      }
    }
    assertEquals(drawn.path.replaceAll(/M\d+ \d+h\d+v1h-\d+z/g, ""), "");
  }
});

Deno.test("qrPath() has no code for a text that none holds", () => {
  assertEquals(qrPath("x".repeat(3_000)), null);
});

Deno.test("QrCode is black on white, has a name, and no style that the policy refuses", () => {
  const html = renderToString(h(QrCode, { text: INVITATION, label: "The invitation" }));
  assert(html.includes('role="img" aria-label="The invitation"'), html.slice(0, 200));
  assert(/<rect width="\d+" height="\d+" fill="#FFFFFF"/i.test(html));
  assert(!/style=/.test(html));
});
