import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { Stay, STAY_TIMES, type StayTimes } from "../../../lib/client/desk/stay.ts";

const TIMES: StayTimes = { goodbye: 600, vanished: 7_200, idle: 10 };

function stay(now = 0): Stay {
  return new Stay(now, TIMES);
}

Deno.test("Stay lasts ten minutes after a goodbye, twelve hours after a page vanished, ten seconds without a conversation", () => {
  const hour = 60 * 60 * 1000;
  assertEquals(STAY_TIMES, { goodbye: hour / 6, vanished: 12 * hour, idle: 10_000 });
});

Deno.test("Stay has no end while a page is open, whatever others did", () => {
  const one = stay();
  one.opened("a");
  one.opened("b");
  one.closed("a", true, 5);
  assertEquals([one.end(true), one.end(false)], [Infinity, Infinity]);
  one.closed("b", true, 7);
  assertEquals([one.end(true), one.end(false)], [607, 17]);
});

Deno.test("Stay.end() is soon after a goodbye, and late after a page that vanished", () => {
  const one = stay();
  one.opened("a");
  one.closed("a", false, 100);
  assertEquals([one.end(true), one.end(false)], [7_300, 110]);
  one.opened("a");
  one.closed("a", true, 200);
  assertEquals([one.end(true), one.end(false)], [800, 210]);
});

Deno.test("Stay waits for a page that vanished though another said goodbye since", () => {
  const one = stay();
  for (const id of ["a", "b"]) one.opened(id);
  one.closed("a", false, 100);
  one.closed("b", true, 200);
  assertEquals(one.end(true), 7_300);
  one.opened("a");
  one.closed("a", true, 300);
  assertEquals(one.end(true), 900, "it came back, and was closed");
});

Deno.test("Stay takes a reload for what it is, in whatever order the new page and the old one's end come", () => {
  const one = stay();
  one.opened("a");
  one.opened("a");
  one.closed("a", true, 100);
  assertEquals(one.end(true), Infinity);
  one.closed("a", true, 200);
  assertEquals(one.end(true), 800);
});

Deno.test("Stay waits for the one of two tabs with one token that vanished", () => {
  const one = stay();
  for (let tab = 0; tab < 2; tab++) one.opened("a");
  one.closed("a", false, 100);
  assertEquals(one.end(true), Infinity);
  one.closed("a", true, 200);
  assertEquals(one.end(true), 7_300);
});

Deno.test("Stay waits for a first page as for one that vanished, and for a link as long as it is good", () => {
  const one = stay(50);
  assertEquals([one.end(true), one.end(false)], [7_250, 60]);
  one.expect(400);
  one.expect(300);
  assertEquals([one.end(true), one.end(false)], [7_250, 400]);
  one.opened("a");
  one.closed("a", true, 390);
  assertEquals([one.end(true), one.end(false)], [990, 400], "as long as its time without a page");
  one.expect(2_000);
  one.opened("b");
  one.closed("b", true, 500);
  assertEquals(one.end(false), 510, "the expected page has come");
  one.expect(5_000);
  assertEquals([one.end(true), one.end(false)], [5_000, 5_000]);
});

Deno.test("Stay is what a plain list of all pages says, whatever comes and goes", () => {
  const step = fc.record({
    id: fc.constantFrom("a", "b", "c"),
    opens: fc.boolean(),
    goodbye: fc.boolean(),
  });
  fc.assert(fc.property(fc.array(step), (steps) => {
    const one = stay();
    const open: string[] = [];
    const vanished = new Map([["", 0]]);
    let goodbye = -Infinity;
    for (const [now, { id, opens, goodbye: said }] of steps.entries()) {
      if (opens) {
        one.opened(id);
        open.push(id);
        for (const known of ["", id]) vanished.delete(known);
      } else if (open.includes(id)) {
        one.closed(id, said, now);
        open.splice(open.indexOf(id), 1);
        if (said) goodbye = now;
        else vanished.set(id, now);
      }
      const last = Math.max(-Infinity, ...vanished.values());
      const expected = open.length > 0 ? Infinity : Math.max(goodbye + 600, last + 7_200);
      assertEquals(one.end(true), expected);
      const idle = open.length > 0 ? Infinity : Math.max(goodbye, last) + 10;
      assertEquals(one.end(false), idle);
    }
  }));
});
