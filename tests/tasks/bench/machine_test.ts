import { assert, assertEquals } from "@std/assert";
import {
  processorTime,
  readProcessorTime,
  readResidentBytes,
  residentBytes,
  thisMachine,
  ticksPerSecond,
} from "../../../tasks/bench/machine.ts";
import { needs } from "../../support/needs.ts";

/** As Linux 6.1 writes it, for a program of any name. */
function stat(name: string): string {
  return `4711 (${name}) S 1 4711 4711 0 -1 4194304 9 0 0 0 250 75 3 4 20 0 6 0 17 18 19 20`;
}

Deno.test("readProcessorTime adds what was spent in the program and in the system", () => {
  assertEquals(readProcessorTime(stat("deno"), 100), 3_250_000);
  assertEquals(readProcessorTime(stat("deno"), 1_000), 325_000);
});

Deno.test("readProcessorTime is not led astray by the name of a program", () => {
  for (const name of ["a b", ")", ") R 1 2 3", "(((", ""]) {
    assertEquals(readProcessorTime(stat(name), 100), 3_250_000, name);
  }
});

Deno.test("readResidentBytes finds the line in any place, and says NaN where there is none", () => {
  assertEquals(readResidentBytes("Name:\tdeno\nVmRSS:\t   12345 kB\nThreads:\t6\n"), 12_641_280);
  assertEquals(readResidentBytes("VmRSS:\t1 kB"), 1_024);
  assertEquals(readResidentBytes("Name:\tVmRSS: 5 kB\nVmHWM:\t7 kB\n"), NaN);
});

Deno.test({
  name: "processorTime and residentBytes know this process, which has done something",
  ...needs("linux"),
  fn: () => {
    const ticks = ticksPerSecond();
    assert(ticks > 0);
    const before = processorTime(Deno.pid, ticks);
    const begin = performance.now();
    while (processorTime(Deno.pid, ticks) === before) {
      assert(performance.now() - begin < 60_000, "a process that works spends no time");
    }
    assert(processorTime(Deno.pid, ticks) > before);
    assert(residentBytes(Deno.pid) > 2 ** 20);
    assert(thisMachine().cores >= 1);
  },
});
