import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { errorFields, logLine } from "../../lib/io/log.ts";
import { runChild } from "../support/child.ts";

const SECRET = "meet me at nine";

Deno.test("logLine() writes an event as one line of words", () => {
  const line = logLine("text", 0, "ended", { people: 3, how: "cut" });
  assertEquals(line, "1970-01-01T00:00:00.000Z ended people=3 how=cut");
  assertEquals(logLine("text", 1, "listening", {}), "1970-01-01T00:00:00.001Z listening");
});

Deno.test("logLine() writes JSON that is one line and parses, whatever the fields hold", () => {
  fc.assert(fc.property(
    fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/).filter((key) => key !== "time" && key !== "event"),
      fc.oneof(fc.string({ unit: "binary" }), fc.integer()),
    ),
    (fields) => {
      const line = logLine("json", 5, "bug", fields);
      assertEquals(line.split(/\p{Cc}/u).length, 1, "no control, so one line and no escape");
      const parsed: unknown = JSON.parse(line);
      assertEquals(parsed, { time: "1970-01-01T00:00:00.005Z", event: "bug", ...fields });
    },
  ));
});

Deno.test("logLine() leaves nothing in a line that a terminal obeys, in either format", () => {
  const odd = ["\u001b[2J", "\u009b2J", "\u007f", "\u0085", "\n", "\r", "\0", "\u2028", "\u202e"];
  for (const bad of [...odd, "\u{1f600}", "\ud800"]) {
    const json = logLine("json", 5, "bug", { at: `a${bad}b`, [`k${bad}`]: 1 });
    assert(/^[\x20-\x7e]*$/.test(json), json);
    const parsed: unknown = JSON.parse(json);
    assertEquals(parsed, {
      time: "1970-01-01T00:00:00.005Z",
      event: "bug",
      at: `a${bad}b`,
      [`k${bad}`]: 1,
    });
  }
  for (const bad of odd) {
    const text = logLine("text", 5, `bug${bad}`, { at: `a${bad}b`, [`k${bad}`]: 1 });
    assert(!/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u.test(text), text);
  }
});

Deno.test("errorFields() tells the kind of an error and where it arose, never what it says", () => {
  const { error, at } = errorFields(new RangeError(SECRET));
  assertEquals(error, "RangeError");
  assert(typeof at === "string" && /^log_test\.ts:\d+:\d+$/.test(at), `at ${at}`);
});

Deno.test("errorFields() never contains the message, also one that looks like a place in code", () => {
  const shapes = [SECRET, `a\n    at ${SECRET}`, `\n    at f (${SECRET})`, `    at ${SECRET}`];
  for (const message of shapes) {
    const error = new TypeError(message);
    const fields = errorFields(error);
    assertEquals(JSON.stringify(fields).includes(SECRET), false, JSON.stringify(fields));
    assert(String(fields["at"]).startsWith("log_test.ts:"), String(fields["at"]));
    error.message = "another";
    assertEquals(JSON.stringify(errorFields(error)).includes(SECRET), false);
    const cause = new Error("x", { cause: new Error(message) });
    assertEquals(JSON.stringify(errorFields(cause)).includes(SECRET), false);
  }
});

Deno.test("errorFields() tells of what is no error only which type it has", () => {
  assertEquals(errorFields(SECRET), { error: "string" });
  assertEquals(errorFields({ message: SECRET }), { error: "object" });
  assertEquals(errorFields(undefined), { error: "undefined" });
  const bare = new Error(SECRET);
  delete bare.stack;
  assertEquals(errorFields(bare), { error: "Error", at: "unknown" });
});

Deno.test("Log.write() writes to the standard error stream alone, and survives its end", async () => {
  const { code, stdout, stderr } = await runChild(`
    import { Log } from "./lib/io/log.ts";
    const [json, text] = [new Log("json"), new Log("text")];
    json.write("joined", { people: 2 });
    await json.flush(10_000);
    text.write("stopping");
    await text.flush(10_000);
    Deno.stderr.close();
    text.write("nobody hears this");
    await text.flush(10_000);
    console.log("on");
  `);
  assertEquals([code, stdout], [0, "on\n"]);
  const [json, text, ...rest] = stderr.split("\n");
  const { time, ...fields } = JSON.parse(json ?? "");
  assert(Math.abs(Date.parse(time) - Date.now()) < 3_600_000);
  assertEquals(fields, { event: "joined", people: 2 });
  assert(text?.endsWith(" stopping"), text);
  assertEquals(rest, [""]);
});

Deno.test("Log.write() never waits for a reader that stands still, and counts what it loses", async () => {
  // The standard error stream is a pipe here that nobody reads until the end.
  const { code, stdout, stderr } = await runChild(`
    import { Log } from "./lib/io/log.ts";
    const log = new Log("text");
    for (let n = 0; n < 50_000; n++) log.write("ended", { people: n });
    console.log("on");
    await log.flush(10_000);
  `);
  assertEquals([code, stdout], [0, "on\n"]);
  const lost = Number(/log_lines_lost lines=(\d+)/.exec(stderr)?.[1]);
  const lines = stderr.split("\n").filter((line) => line.includes(" ended ")).length;
  assertEquals(lines + lost, 50_000);
});
