import { assert, assertEquals } from "@std/assert";
import { correction, generate } from "lean-qr";
import { QUIET_SQUARES, terminalQr } from "../../../lib/io/operator/terminal_qr.ts";

const KEY = "k".repeat(43);
const INVITATIONS = [
  `pychat://192.168.178.20#${KEY}`,
  `pychat://chat.example.org:7421/Rose%20Garden#${KEY}`,
  `pychat://[2001:db8:1234:5678:9abc:def0:1234:5678]:65535/${"%F0%9F%98%80".repeat(8)}#${KEY}`,
];
const WIDE = { columns: 300, rows: 300, utf8: true };

/** The squares of printed lines, as a camera sees them: black is true. */
function squares(lines: readonly string[]): boolean[][] {
  const rows: boolean[][] = [];
  for (const line of lines) {
    // Colours are said at the start and taken back at the end, and nowhere else.
    const found = /^\p{Cc}\[38;5;16;48;5;231m([ ▀▄█]+)\p{Cc}\[0m$/u.exec(line);
    assert(found?.[1] !== undefined, JSON.stringify(line));
    const letters = [...found[1]];
    rows.push(letters.map((letter) => "▀█".includes(letter)));
    rows.push(letters.map((letter) => "▄█".includes(letter)));
  }
  return rows;
}

Deno.test("terminalQr() prints the squares of the code, with an empty edge on every side", () => {
  for (const text of INVITATIONS) {
    const lines = terminalQr(text, WIDE);
    assert(lines !== null);
    const printed = squares(lines);
    const code = generate(text, { minCorrectionLevel: correction.L });
    const width = code.size + 2 * QUIET_SQUARES;
    assert(printed.length >= width && printed.length <= width + 1);
    for (const [y, row] of printed.entries()) {
      assertEquals(row.length, width);
      for (const [x, isBlack] of row.entries()) {
        const [column, line] = [x - QUIET_SQUARES, y - QUIET_SQUARES];
        const isInside = Math.min(column, line) >= 0 && Math.max(column, line) < code.size;
        assertEquals(isBlack, isInside && code.get(column, line), `${text}: ${x}, ${y}`);
      }
    }
  }
});

Deno.test("terminalQr() prints a code that has the marks by which it is found", () => {
  const printed = squares(terminalQr(INVITATIONS[0] ?? "", WIDE) ?? []);
  const corner = printed.slice(QUIET_SQUARES, QUIET_SQUARES + 7)
    .map((row) =>
      row.slice(QUIET_SQUARES, QUIET_SQUARES + 7).map((one) => one ? "#" : ".").join("")
    );
  assertEquals(corner, [
    "#######",
    "#.....#",
    "#.###.#",
    "#.###.#",
    "#.###.#",
    "#.....#",
    "#######",
  ]);
});

Deno.test("terminalQr() fits a usual terminal, and is left out of one that shows only a part", () => {
  const [usual = ""] = INVITATIONS;
  const lines = terminalQr(usual, { columns: 80, rows: 24, utf8: true });
  assert(lines !== null);
  const columns = squares(lines)[0]?.length ?? 0;
  const rows = lines.length + 1;
  assertEquals(terminalQr(usual, { columns, rows, utf8: true }), lines);
  assertEquals(terminalQr(usual, { columns: columns - 1, rows, utf8: true }), null);
  assertEquals(terminalQr(usual, { columns, rows: rows - 1, utf8: true }), null);
  assertEquals(terminalQr(usual, { ...WIDE, utf8: false }), null);
});
