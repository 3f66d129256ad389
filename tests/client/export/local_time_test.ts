import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { isoTime, localTimes, plainTime } from "../../../lib/client/export/local_time.ts";

/** Latest time a `Date` can hold. */
const END = 8.64e15;

function iso(time: number, zone: string): string {
  return isoTime(localTimes(zone)(time));
}

Deno.test("localTimes() shows the clocks of a zone and how far they are from UTC", () => {
  const cases: readonly (readonly [number, string, string])[] = [
    [Date.UTC(2026, 0, 1, 0, 30, 5, 7), "America/New_York", "2025-12-31T19:30:05.007-05:00"],
    [Date.UTC(2026, 6, 1), "UTC", "2026-07-01T00:00:00.000+00:00"],
    [0, "Asia/Kolkata", "1970-01-01T05:30:00.000+05:30"],
    [Date.UTC(2026, 0, 1), "Asia/Kathmandu", "2026-01-01T05:45:00.000+05:45"],
    [Date.UTC(2026, 0, 1), "Pacific/Kiritimati", "2026-01-01T14:00:00.000+14:00"],
    [-1, "UTC", "1969-12-31T23:59:59.999+00:00"],
  ];
  for (const [time, zone, expected] of cases) assertEquals(iso(time, zone), expected);
});

Deno.test("localTimes() tells the two hours apart that one clock shows in autumn", () => {
  const at = localTimes("Europe/Rome");
  const times = [0, 30, 60, 90].map((minutes) =>
    plainTime(at(Date.UTC(2026, 9, 25, 0, 15 + minutes)))
  );
  assertEquals(times, [
    "2026-10-25 02:15:00 +02:00",
    "2026-10-25 02:45:00 +02:00",
    "2026-10-25 02:15:00 +01:00",
    "2026-10-25 02:45:00 +01:00",
  ]);
  assertEquals(plainTime(at(Date.UTC(2026, 9, 25, 0, 59, 59, 999))), "2026-10-25 02:59:59 +02:00");
  assertEquals(plainTime(at(Date.UTC(2026, 9, 25, 1))), "2026-10-25 02:00:00 +01:00");
});

Deno.test("localTimes() has an answer for every time there is", () => {
  for (const zone of ["UTC", "Asia/Kolkata", "America/New_York"]) {
    for (const time of [0, END, END - 1, END - 14 * 3_600_000, 253402300800000]) {
      assertEquals(Date.parse(iso(time, zone)), time, `${time} in ${zone}`);
    }
  }
});

Deno.test("isoTime() is read back as the same time in any zone and any order", () => {
  const zones = ["UTC", "Europe/Rome", "America/St_Johns", "Australia/Lord_Howe", "Asia/Tehran"];
  const readers = zones.map(localTimes);
  const time = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
  fc.assert(fc.property(fc.array(time), (times) => {
    for (const read of readers) {
      for (const one of times) {
        const text = isoTime(read(one));
        assertEquals(Date.parse(text), one);
        assert(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/.test(text), text);
      }
    }
  }));
});
