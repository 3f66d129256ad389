import { assertEquals, assertThrows } from "@std/assert";
import { Hearing, HearingError } from "../../../tasks/bench/hearing.ts";
import { writeText } from "../../../tasks/bench/text.ts";

/** Hears a text that was said at the second microsecond, at the twelfth. */
function hear(hearing: Hearing, member: number, sender: number, number: number): void {
  hearing.hear(member, new TextEncoder().encode(writeText(sender, number, 2)), 0, 12);
}

Deno.test("Hearing is done with a text when all have heard it but who said it", () => {
  const hearing = new Hearing(3, 0);
  hear(hearing, 1, 0, 0);
  assertEquals([hearing.deliveries, hearing.done], [1, 0]);
  hear(hearing, 0, 0, 0); // its own copy, which not every server sends
  assertEquals([hearing.deliveries, hearing.done], [1, 0]);
  hear(hearing, 2, 0, 0);
  assertEquals([hearing.deliveries, hearing.done], [2, 1]);
  assertEquals(hearing.latency.percentile(1), 10);
});

Deno.test("Hearing counts all of its members where the sender is in another process", () => {
  const hearing = new Hearing(2, 4);
  hear(hearing, 0, 3, 0);
  assertEquals(hearing.done, 0);
  hear(hearing, 1, 3, 0);
  assertEquals([hearing.deliveries, hearing.done], [2, 1]);
});

Deno.test("Hearing refuses what is left out, repeated, in another order, or was never said", () => {
  for (const number of [0, 2, 9]) {
    const hearing = new Hearing(2, 0);
    hear(hearing, 1, 0, 0);
    assertThrows(() => hear(hearing, 1, 0, number), HearingError, "where 1 is next");
  }
  const hearing = new Hearing(2, 0);
  assertThrows(() => hear(hearing, 1, 64, 0), HearingError, "what nobody said");
  const garbage = new TextEncoder().encode("x".repeat(100));
  assertThrows(() => hearing.hear(1, garbage, 0, 0), HearingError, "what nobody said");
  const cut = new TextEncoder().encode(writeText(0, 0, 0)).subarray(0, 99);
  assertThrows(() => hearing.hear(1, cut, 0, 0), HearingError, "what nobody said");
});

Deno.test("Hearing keeps senders apart, each with an order of its own", () => {
  const hearing = new Hearing(2, 10);
  for (const [sender, number] of [[0, 0], [5, 0], [0, 1], [63, 0], [5, 1]]) {
    hear(hearing, 1, sender ?? NaN, number ?? NaN);
  }
  assertEquals(hearing.deliveries, 5);
  assertThrows(() => hear(hearing, 1, 63, 0), HearingError);
});

Deno.test("Hearing names who lacks what in the end", () => {
  const hearing = new Hearing(2, 0);
  assertEquals(hearing.missing([]), null);
  hear(hearing, 1, 0, 0);
  assertEquals(hearing.missing([1]), null);
  assertEquals(hearing.missing([2]), "member 1 heard 1 of 2 texts of 0");
  assertEquals(hearing.missing([1, 1]), "member 0 heard 0 of 1 texts of 1");
});

Deno.test("Hearing is done with more texts than it remembers at once", () => {
  const hearing = new Hearing(2, 0);
  for (let number = 0; number < 20_000; number++) hear(hearing, 1, 0, number);
  assertEquals(hearing.done, 20_000);
});
