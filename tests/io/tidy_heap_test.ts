import { assert, assertEquals } from "@std/assert";
import { Quiet } from "../../lib/io/tidy_heap.ts";
import { runChild } from "../support/child.ts";

const MIB = 1024 * 1024;

Deno.test("Quiet.look() waits for the end of a rush, tidies once, and then for the next one", () => {
  const quiet = new Quiet(10 * MIB);
  assertEquals(quiet.look(10 * MIB), false);
  for (const bytes of [20, 30, 25]) assertEquals(quiet.look(bytes * MIB), false, "a rush");
  assertEquals(quiet.look(25 * MIB + MIB), true);
  quiet.tidied(15 * MIB);
  for (const bytes of [15, 18, 15, 19]) assertEquals(quiet.look(bytes * MIB), false);
  for (const bytes of [30, 20]) assertEquals(quiet.look(bytes * MIB), false, "the next rush");
  assertEquals(quiet.look(23 * MIB), true);
});

Deno.test("Quiet.look() leaves what grows slowly to V8, which is no rush however long it grows", () => {
  const quiet = new Quiet(0);
  for (let bytes = 0; bytes <= 100; bytes += 4) assertEquals(quiet.look(bytes * MIB), false);
});

Deno.test("Quiet.look() is exact at its edges", () => {
  for (const [growth, worth] of [[0, false], [1, true]] as const) {
    const quiet = new Quiet(0);
    quiet.look(8 * MIB - 1);
    assertEquals(quiet.look(8 * MIB - 1 + growth), worth, "after a rush");
  }
  for (
    const [growth, calm] of [[4, true], [4 + 1 / MIB, false], [-4, true], [-4 - 1 / MIB, false]]
  ) {
    const quiet = new Quiet(0);
    quiet.look(20 * MIB);
    assertEquals(quiet.look((20 + Number(growth)) * MIB), calm, `${growth}`);
  }
});

Deno.test("tidyWhenQuiet() gives back what a rush has left, and holds no process up", async () => {
  const program = `
    import { tidyWhenQuiet } from "./lib/io/tidy_heap.ts";
    const intervals = [];
    const real = globalThis.setInterval;
    globalThis.setInterval = (act) => (intervals.push(act), real(act, 1e9));
    tidyWhenQuiet();
    let rush = Array.from({ length: 400_000 }, (_, n) => ({ n }));
    const full = Deno.memoryUsage().heapUsed;
    rush = null;
    for (let look = 0; look < 3; look++) for (const act of intervals) act();
    console.log(intervals.length, full - Deno.memoryUsage().heapUsed > 4e6);
  `;
  const flags = ["--allow-all", "--v8-flags=--expose-gc"];
  assertEquals((await runChild(program, flags)).stdout, "1 true\n");
  const { stdout, code } = await runChild(program, ["--allow-all"]);
  assert(stdout.startsWith("0 "), stdout);
  assertEquals(code, 0);
});
