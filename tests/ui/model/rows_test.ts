import { assertEquals } from "@std/assert";
import type { Line, Person } from "../../../lib/api/view.ts";
import { GROUP_MS, rowsOf } from "../../../ui/model/rows.ts";

const NOON = new Date(2026, 4, 3, 12).getTime();
const ADA: Person = { id: "1", name: "ada", tag: "k7qd" };
const BERN: Person = { id: "2", name: "bern", tag: "x2mf" };

function text(from: Person, time: number): Line {
  return { type: "text", time, from, mine: false, text: "x" };
}

/** The kinds of the rows, and for texts whether they begin a group. */
function shape(lines: readonly Line[], mark: number | null = null, from = 0): string[] {
  return rowsOf(lines, from, mark).map((row) =>
    row.kind === "text" ? (row.first ? "first" : "next") : row.kind
  );
}

Deno.test("rowsOf() groups texts of one sender that are less than five minutes apart", () => {
  assertEquals(
    shape([text(ADA, NOON), text(ADA, NOON + GROUP_MS - 1), text(ADA, NOON + 2 * GROUP_MS - 1)]),
    ["day", "first", "next", "first"],
  );
});

Deno.test("rowsOf() begins a group for another sender, even of the same name", () => {
  const other = { ...ADA, id: "9", tag: "zzzz" };
  assertEquals(shape([text(ADA, NOON), text(other, NOON), text(BERN, NOON)]), [
    "day",
    "first",
    "first",
    "first",
  ]);
});

Deno.test("rowsOf() begins a group after a notice, the unread line, a new name and a new day", () => {
  const left: Line = { type: "left", time: NOON, person: BERN, reason: "left" };
  const midnight = new Date(2026, 4, 4).getTime();
  assertEquals(shape([text(ADA, NOON), left, text(ADA, NOON)]), [
    "day",
    "first",
    "notices",
    "first",
  ]);
  assertEquals(shape([text(ADA, NOON), text(ADA, NOON)], 1), ["day", "first", "fresh", "first"]);
  assertEquals(shape([text(ADA, NOON), text({ ...ADA, name: "Ada" }, NOON)]), [
    "day",
    "first",
    "first",
  ]);
  assertEquals(shape([text(ADA, midnight - 1), text(ADA, midnight)]), [
    "day",
    "first",
    "day",
    "first",
  ]);
});

Deno.test("rowsOf() folds notices that follow one another and nothing else", () => {
  const joined: Line = { type: "joined", time: NOON, person: BERN };
  const cut: Line = { type: "connection", time: NOON, what: "cut" };
  const rows = rowsOf([joined, joined, cut, joined], 0, null);
  assertEquals(rows.map((row) => row.kind === "notices" ? row.lines.length : row.kind), [
    "day",
    2,
    "connection",
    1,
  ]);
});

Deno.test("rowsOf() gives a row the same key whatever is drawn before it", () => {
  const all = [text(ADA, NOON), text(BERN, NOON + 1), text(ADA, NOON + 2)];
  const keys = (from: number) =>
    rowsOf(all.slice(from), from, null).flatMap((row) => row.kind === "text" ? [row.key] : []);
  assertEquals(keys(0), ["0", "1", "2"]);
  assertEquals(keys(1), ["1", "2"]);
});
