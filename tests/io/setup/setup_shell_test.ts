import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { shellQuote, shellScript } from "../../../lib/io/setup/setup_shell.ts";
import { needs } from "../../support/needs.ts";
import { runTool } from "../../support/tools.ts";

Deno.test({
  name: "shellQuote() makes one word of any text, and a shell runs nothing of it",
  ...needs("sh"),
  async fn() {
    const hostile = ["", "'", "''", "\\'", "$(id)", "`id`", "a b\tc", "a\nid\n", "${PATH}", "!!"];
    const more = ["; id", "*", "~", "#", "\r", "\x1b[31m", "é🎈", "-n", "'\n'", "$'\\n'", "a'b'c"];
    const unit = fc.constantFrom("'", '"', "\\", "$", "`", "(", "\n", " ", ";", "é", "a", "%s");
    const drawn = fc.sample(fc.string({ unit, maxLength: 12 }), 300);
    const words = [...hostile, ...more, ...drawn];
    const script = `printf '%s\\001' ${words.map(shellQuote).join(" ")}`;
    const { code, stdout, stderr } = await runTool("sh", ["-c", script]);
    assertEquals({ code, stderr }, { code: 0, stderr: "" });
    assertEquals(stdout.split("\x01").slice(0, -1), words);
  },
});

Deno.test("shellQuote() refuses what no word can hold", () => {
  assertThrows(() => shellQuote("a\0b"), RangeError);
});

Deno.test("shellScript() is all between two braces, so that a shell must have seen the last one", () => {
  const script = shellScript("# For a test.", ["test() {\n  say hello\n}"], "test");
  assertEquals(script.split("\n").slice(0, 4), ["#!/bin/sh", "# For a test.", "{", "set -eu"]);
  assertEquals(script.endsWith("\n}\n\ntest </dev/null\n}\n"), true);
});
