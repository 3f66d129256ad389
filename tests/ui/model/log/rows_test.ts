import { assertEquals } from "@std/assert";
import type { Line, Person } from "../../../../lib/api/view.ts";
import { GROUP_MS, type Part, rowsOf, type TextLine } from "../../../../ui/model/log/rows.ts";
import { LINES, PARTS_LINES, text as said } from "../../../support/scenes.ts";

const NOON = new Date(2026, 4, 3, 12).getTime();
const ADA: Person = { id: "1", name: "ada", tag: "k7qd" };
const BERN: Person = { id: "2", name: "bern", tag: "x2mf" };

function text(from: Person, time: number, more: Partial<TextLine> = {}): TextLine {
  return said("ada", 0, "x", { time, from, ...more });
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
  const left: Line = { type: "left", time: NOON, person: BERN, reason: "left", by: null };
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

Deno.test("rowsOf() lets a text that was changed stand by itself", () => {
  const changed = text(ADA, NOON, { edited: true });
  assertEquals(shape([text(ADA, NOON), changed, text(ADA, NOON), text(ADA, NOON)]), [
    "day",
    "first",
    "first",
    "first",
    "next",
  ]);
});

Deno.test("rowsOf() leaves out who came and left for whoever does not want it, and nothing else", () => {
  const yesterday = NOON - 24 * 60 * 60 * 1000;
  const left = (reason: "left" | "cut" | "kicked" | "banned"): Line => ({
    type: "left",
    time: NOON,
    person: BERN,
    reason,
    by: null,
  });
  const lines: readonly Line[] = [
    { type: "joined", time: yesterday, person: BERN },
    text(ADA, NOON),
    left("left"),
    left("cut"),
    text(ADA, NOON),
    { type: "renamed", time: NOON, person: BERN, name: "berni", mine: false },
    left("kicked"),
    left("banned"),
  ];
  const shown = (comings: boolean) =>
    rowsOf(lines, 0, null, { first: 0, last: lines.length, trying: false, comings })
      .map((row) => row.kind === "text" ? (row.first ? "first" : "next") : row.kind);
  assertEquals(shown(false), ["day", "first", "next", "notices", "event", "event"]);
  const all = ["day", "notices", "day", "first", "notices", "first", "notices", "event", "event"];
  assertEquals(shown(true), all);
});

Deno.test("rowsOf() begins a day at midnight, on days of any length and in any order", () => {
  const at = (...when: [number, number, number, number?]) => text(ADA, new Date(...when).getTime());
  const days = [...Array(400).keys()].flatMap((day) => [
    at(2026, 0, 1 + day),
    at(2026, 0, 1 + day, 23),
  ]);
  const drawn = rowsOf(days, 0, null).map(({ kind }) => kind);
  assertEquals(drawn.length, 1200);
  assertEquals(drawn.every((kind, i) => (kind === "day") === (i % 3 === 0)), true);
  assertEquals(rowsOf(days.toReversed(), 0, null).filter(({ kind }) => kind === "day").length, 400);
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

/** What is said of each connection line of a conversation of which everything is held. */
function notes(lines: readonly Line[], trying = false, first = 0): (string | null)[] {
  return rowsOf(lines, 0, null, { first, last: lines.length, trying }).flatMap((row) =>
    row.kind === "connection" ? [row.note] : []
  );
}

const JOINED: Line = { type: "connection", time: NOON, what: "joined" };
const LOST: Line = { type: "connection", time: NOON, what: "lost" };
const BACK: Line = { type: "connection", time: NOON, what: "back" };
const GAP: Line = { type: "gap", time: NOON, missing: 12 };

Deno.test("rowsOf() promises to tell only at the last cut, and only while it is tried for", () => {
  const lines = [JOINED, LOST, BACK, text(ADA, NOON), LOST, text(ADA, NOON)];
  assertEquals(notes(lines, true), [null, null, "nothing_missed", "will_say"]);
  assertEquals(notes(lines), [null, null, "nothing_missed", null]);
  assertEquals(notes([LOST, BACK], true)[0], null);
});

Deno.test("rowsOf() says that nothing was missed only where no gap stands beside the return", () => {
  assertEquals(notes([LOST, BACK]), [null, "nothing_missed"]);
  assertEquals(notes([LOST, GAP, BACK]), [null, null]);
  assertEquals(notes([LOST, BACK, GAP]), [null, null]);
  assertEquals(notes([LOST, BACK, text(ADA, NOON), LOST, GAP, BACK]), [
    null,
    "nothing_missed",
    null,
    null,
  ]);
  assertEquals(notes([BACK, text(ADA, NOON)]), [null], "what was before it is not known");
});

Deno.test("rowsOf() looks beyond what is drawn before it says that nothing was missed", () => {
  assertEquals(notes([LOST, GAP, BACK], false, 2), [null]);
  const part = { first: 0, last: 2, trying: false };
  const [, , row] = rowsOf([LOST, BACK, GAP], 0, null, part);
  assertEquals(row?.kind === "connection" ? row.note : "none", null);
});

Deno.test("rowsOf() gives a gap a row of its own, whatever stands around it", () => {
  const joined: Line = { type: "joined", time: NOON, person: BERN };
  assertEquals(shape([text(ADA, NOON), GAP, text(ADA, NOON), joined, GAP, joined]), [
    "day",
    "first",
    "gap",
    "first",
    "notices",
    "gap",
    "notices",
  ]);
});

Deno.test("rowsOf() draws the part it is asked for, under the keys of the whole", () => {
  const all = [text(ADA, NOON), text(ADA, NOON), text(BERN, NOON), text(ADA, NOON)];
  const rows = rowsOf(all, 10, null, { first: 11, last: 13, trying: false });
  assertEquals(rows.map((row) => row.key), ["d11", "11", "12"]);
});

Deno.test("rowsOf() begins a group before and after what somebody does, and after what was kept", () => {
  const action = text(ADA, NOON, { action: true });
  assertEquals(shape([text(ADA, NOON), action, action, text(ADA, NOON)]), [
    "day",
    "first",
    "first",
    "first",
    "first",
  ]);
  const past = text(ADA, NOON, { past: true });
  assertEquals(shape([past, past, text(ADA, NOON)]), ["day", "first", "next", "first"]);
});

Deno.test("rowsOf() gives who was put out, and all else that is done in a room, a row of its own", () => {
  const left: Line = { type: "left", time: NOON, person: BERN, reason: "left", by: null };
  for (const reason of ["kicked", "banned"] as const) {
    assertEquals(shape([left, { ...left, reason, by: ADA }, left]), [
      "day",
      "notices",
      "event",
      "notices",
    ]);
  }
  const rows = rowsOf(PARTS_LINES, 0, null);
  const events = rows.flatMap((row) => row.kind === "event" ? [row.line.type] : []);
  assertEquals(new Set(events), new Set(["rule", "act", "deleted", "left", "announcement"]));
  assertEquals(
    rows.filter(({ kind }) => kind !== "day").length,
    PARTS_LINES.length,
    "nothing is folded",
  );
});

Deno.test("rowsOf() folds what somebody says who is ignored, and nothing of one's own", () => {
  const part: Part = { first: 0, last: 5, trying: false, ignored: new Set([ADA.id]) };
  const own = text(ADA, NOON, { mine: true });
  const rows = rowsOf(
    [text(BERN, NOON), text(ADA, NOON), text(ADA, NOON), own, text(ADA, NOON)],
    0,
    null,
    part,
  );
  assertEquals(rows.map((row) => row.kind === "ignored" ? row.lines.length : row.kind), [
    "day",
    "text",
    2,
    "text",
    1,
  ]);
});

Deno.test("rowsOf() gives every row a key of its own", () => {
  const rows = rowsOf([...LINES, ...PARTS_LINES], 0, 3);
  assertEquals(new Set(rows.map(({ key }) => key)).size, rows.length);
});

/** Of each text whether what it answers was taken back. */
function unquoted(lines: readonly Line[], from = 0, part: Partial<Part> = {}): boolean[] {
  const whole = { first: from, last: from + lines.length, trying: false, ...part };
  return rowsOf(lines, from, null, whole).flatMap((row) =>
    row.kind === "text" ? [row.unquoted] : []
  );
}

Deno.test("rowsOf() tells of an answer whether what it answers was taken back", () => {
  const question = text(BERN, NOON, { id: 7, text: "Who?" });
  const reply = { id: 7, at: 0, from: BERN, text: "Who?" };
  const answer = text(ADA, NOON, { id: 8, reply });
  const gone: Line = { type: "deleted", time: NOON, from: BERN, mine: false };
  assertEquals(unquoted([question, answer]), [false, false]);
  assertEquals(unquoted([gone, answer]), [true]);
  assertEquals(unquoted([question, answer], 0, { first: 1 }), [false], "drawn or not");
  const never = text(ADA, NOON, { id: 8, reply: { id: 3, at: null, from: null, text: "" } });
  assertEquals(unquoted([never]), [false], "it was never had");
});

Deno.test("rowsOf() does not take for taken back what only this page does not hold any more", () => {
  const answering = (at: number | null) =>
    text(ADA, NOON, { id: 8, reply: { id: 3, at, from: BERN, text: "Who?" } });
  const gone: Line = { type: "deleted", time: NOON, from: BERN, mine: false };
  assertEquals(unquoted([gone, answering(0)], 40), [false]);
  assertEquals(unquoted([gone, answering(39)], 40), [false]);
  assertEquals(unquoted([gone, answering(null)], 40), [false]);
  assertEquals(unquoted([gone, answering(40)], 40), [true]);
  // A room that was made anew counts its texts from one again.
  assertEquals(unquoted([text(BERN, NOON, { id: 2 }), answering(40)], 40), [false, true]);
});
