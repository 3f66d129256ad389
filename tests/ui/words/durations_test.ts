import { assertEquals } from "@std/assert";
import { durationOf, fullName } from "../../../ui/words/durations.ts";

Deno.test("durationOf() uses the largest unit that tells it, and never says too little", () => {
  const said = [1, 59, 60, 90, 91, 599, 600, 601, 3_600, 5_400, 36_001, 86_400, 604_800, 864_001];
  assertEquals(said.map(durationOf), [
    "1 second",
    "59 seconds",
    "1 minute",
    "90 seconds",
    "91 seconds",
    "599 seconds",
    "10 minutes",
    "11 minutes",
    "1 hour",
    "90 minutes",
    "11 hours",
    "1 day",
    "7 days",
    "11 days",
  ]);
  assertEquals(durationOf(0), "0 seconds");
});

Deno.test("fullName() is a name with its tag", () => {
  assertEquals(fullName({ id: "m0", name: "ada", tag: "k7qd" }), "ada·k7qd");
});
