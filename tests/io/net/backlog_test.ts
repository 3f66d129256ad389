import { assert, assertEquals } from "@std/assert";
import { Stock } from "../../../lib/delivery/stock.ts";
import { Backlog } from "../../../lib/io/net/backlog.ts";
import {
  BUSY_MEMBER_BYTES,
  CROWDED_MS,
  CROWDED_TIMES,
  MAX_MEMBER_BYTES,
  SLOW_MS,
} from "../../../lib/limits.ts";
import { encodePacket, KIND } from "../../../lib/wire/packet.ts";
import { type Parcel, parcelOf } from "../../../lib/wire/parcel.ts";
import { ack } from "../../support/raw_member.ts";

const RECORD = 16_384;

/** A backlog with its clock, and how often it said that it was drained. */
class Desk {
  readonly stock = new Stock();
  readonly backlog: Backlog;
  now = 0;
  drained = 0;

  constructor(isNumbered = true, maxMemberBytes = MAX_MEMBER_BYTES) {
    const options = { stock: this.stock, maxMemberBytes, clock: () => this.now };
    this.backlog = new Backlog(options, isNumbered, () => this.drained++);
  }

  /** Posts so many bytes, in packets of at most 10,000. */
  post(bytes: number, kind: number = KIND.numbered): void {
    for (let rest = bytes; rest > 0; rest -= 10_000) {
      this.backlog.post(parcel(Math.min(rest, 10_000), kind));
    }
  }

  /** Writes all that waits, and gives its bytes. */
  write(): number {
    let bytes = 0;
    for (let some = this.backlog.take(RECORD); some.length > 0; some = this.backlog.take(RECORD)) {
      bytes += some.reduce((sum, { length }) => sum + length, 0);
    }
    return bytes;
  }

  /** Whether it is still too much when it has been asked for so long as a crowd may take. */
  get isTooMuch(): boolean {
    const before = this.backlog.isTooMuch();
    this.now += CROWDED_MS;
    const after = this.backlog.isTooMuch();
    this.now -= CROWDED_MS;
    assert(after || !before);
    return after;
  }

  hear(received: number): void {
    this.backlog.hear({ kind: KIND.ack, body: ack(received).subarray(3) });
  }
}

/** A packet of so many bytes, its header included. */
function parcel(bytes: number, kind: number, about: string | null = null): Parcel {
  return parcelOf(encodePacket(kind, new Uint8Array(bytes - 3)), about);
}

/** The smallest stub there is. */
function stub(): Parcel {
  return parcel(3, KIND.numbered);
}

Deno.test("Backlog.withhold() counts what is withheld no longer, neither as state nor as too much", () => {
  for (const about of ["attic", null]) {
    const desk = new Desk();
    for (let n = 0; n < 30; n++) {
      desk.backlog.post(parcel(10_000, KIND.message, "attic"));
      desk.backlog.post(parcel(10_000, KIND.numbered, "attic"));
    }
    assertEquals([desk.isTooMuch, desk.backlog.isBusy], [true, true]);
    desk.backlog.withhold(about, stub());
    assertEquals([desk.backlog.bytes, desk.isTooMuch], [90, false]);
    // As much as always may wait, and not a byte more or less.
    desk.post(MAX_MEMBER_BYTES - 90);
    assertEquals(desk.isTooMuch, false, `${about}`);
    desk.backlog.post(parcel(3, KIND.numbered));
    assertEquals(desk.isTooMuch, true, `${about}`);
    desk.write();
    assertEquals([desk.backlog.isBusy, desk.drained], [false, 1]);
  }
});

Deno.test("Backlog.withhold() leaves state alone that is about something else", () => {
  const desk = new Desk();
  desk.backlog.post(parcel(200_000 / 4, KIND.message, "lobby"));
  desk.backlog.post(parcel(200_000 / 4, KIND.message, "attic"));
  desk.backlog.withhold("attic", stub());
  assertEquals(desk.backlog.bytes, 50_000);
  desk.post(MAX_MEMBER_BYTES);
  assertEquals(desk.isTooMuch, false);
  assertEquals(desk.write(), 50_000 + MAX_MEMBER_BYTES);
  desk.post(MAX_MEMBER_BYTES);
  assertEquals(desk.isTooMuch, false);
  desk.backlog.post(parcel(3, KIND.numbered));
  assertEquals(desk.isTooMuch, true, "no state is left to be left out");
});

Deno.test("Backlog.withhold() puts nothing in its place for who does not number", () => {
  const desk = new Desk(false);
  const posted = [["attic", KIND.numbered], ["lobby", KIND.numbered], [
    "attic",
    KIND.message,
  ]] as const;
  for (const [about, kind] of posted) desk.backlog.post(parcel(100, kind, about));
  desk.backlog.withhold("attic", stub());
  assertEquals([desk.backlog.bytes, desk.write(), desk.stock.bytes], [100, 100, 0]);
  desk.backlog.post(parcel(100, KIND.numbered, "lobby"));
  desk.backlog.withhold(null, stub());
  assertEquals([desk.backlog.bytes, desk.write(), desk.stock.bytes], [0, 0, 0]);
  // As much as always may wait afterwards.
  desk.post(MAX_MEMBER_BYTES);
  assertEquals(desk.isTooMuch, false);
});

Deno.test("Backlog.withhold() of all that waits shows with the next record that it is not busy", () => {
  const desk = new Desk();
  for (let n = 0; n < 7; n++) desk.backlog.post(parcel(10_000, KIND.message, "attic"));
  assertEquals(desk.backlog.isBusy, true);
  desk.backlog.withhold("attic", stub());
  assertEquals([desk.backlog.take(RECORD), desk.backlog.isBusy, desk.drained], [[], false, 1]);
});

Deno.test("Backlog.isTooMuch is so from the first byte above the limit on", () => {
  const desk = new Desk();
  desk.post(MAX_MEMBER_BYTES);
  assertEquals(desk.isTooMuch, false);
  desk.backlog.post(parcel(3, KIND.numbered));
  assertEquals(desk.isTooMuch, true);
});

Deno.test("Backlog.isTooMuch bears a crowd for CROWDED_MS, from when it came on and not from an earlier one", () => {
  const desk = new Desk();
  const { backlog } = desk;
  function crowd(): void {
    desk.post(MAX_MEMBER_BYTES);
    assertEquals(backlog.isTooMuch(), false);
    backlog.post(parcel(3, KIND.numbered));
    assertEquals(backlog.isTooMuch(), false, "it may have come in this moment");
  }
  crowd();
  desk.now += CROWDED_MS - 1;
  assertEquals(backlog.isTooMuch(), false);
  desk.write();
  desk.hear(28);
  desk.now += CROWDED_MS;
  crowd();
  desk.now += CROWDED_MS - 1;
  assertEquals(backlog.isTooMuch(), false, "what was too much before was written");
  desk.now += 1;
  assertEquals(backlog.isTooMuch(), true);
});

Deno.test("Backlog.isTooMuch bears no more than CROWDED_TIMES as much in any moment", () => {
  const desk = new Desk();
  desk.post(CROWDED_TIMES * MAX_MEMBER_BYTES);
  assertEquals(desk.backlog.isTooMuch(), false);
  desk.backlog.post(parcel(3, KIND.numbered));
  assertEquals(desk.backlog.isTooMuch(), true);
});

Deno.test("Backlog.isTooMuch does not count how things are, for who numbers", () => {
  const desk = new Desk();
  desk.post(3 * MAX_MEMBER_BYTES, KIND.message);
  desk.post(MAX_MEMBER_BYTES);
  assertEquals(desk.isTooMuch, false);
  desk.backlog.post(parcel(3, KIND.numbered));
  assertEquals(desk.isTooMuch, true);
  // What has been written counts no longer, in neither way.
  while (desk.backlog.take(RECORD)[0]?.[0] === KIND.message);
  desk.post(MAX_MEMBER_BYTES / 2, KIND.message);
  assertEquals([desk.write() > MAX_MEMBER_BYTES, desk.isTooMuch], [true, false]);
  desk.post(MAX_MEMBER_BYTES);
  assertEquals(desk.isTooMuch, false);
  desk.backlog.post(parcel(3, KIND.numbered));
  assertEquals(desk.isTooMuch, true);
});

Deno.test("Backlog.isTooMuch does not count how things are besides what was written a moment ago", () => {
  const desk = new Desk();
  for (let n = 0; n < 30; n++) {
    desk.post(10_000);
    desk.write();
  }
  desk.post(MAX_MEMBER_BYTES + 1, KIND.message);
  assertEquals([desk.isTooMuch, desk.backlog.isBusy], [false, true]);
});

Deno.test("Backlog.isTooMuch counts all of it for who does not number", () => {
  const desk = new Desk(false, 1_000);
  desk.post(1_000, KIND.message);
  assertEquals(desk.isTooMuch, false);
  desk.post(3);
  assertEquals(desk.isTooMuch, true);
  desk.write();
  assertEquals([desk.backlog.bytes, desk.isTooMuch], [0, false]);
});

Deno.test("Backlog.isTooMuch counts what was written once nothing more of it was acknowledged for SLOW_MS", () => {
  const desk = new Desk();
  desk.now = 1e6;
  for (let n = 0; n < 30; n++) desk.post(10_000);
  desk.write();
  const steps: [after: number, received: number, isTooMuch: boolean][] = [
    [SLOW_MS - 1, 1, false],
    [SLOW_MS - 1, 1, false],
    // Nothing new for so long.
    [1, 1, true],
    [0, 2, false],
    // It has all of it.
    [SLOW_MS, 30, false],
  ];
  for (const [after, received, isTooMuch] of steps) {
    desk.now += after;
    desk.hear(received);
    assertEquals(desk.backlog.isTooMuch(), isTooMuch, `${received} after ${after} ms`);
  }
  desk.now += 9 * SLOW_MS;
  desk.post(300_000);
  assertEquals(desk.isTooMuch, true, "not written");
  desk.write();
  assertEquals(desk.isTooMuch, false, "the time runs from when it was written");
});

Deno.test("Backlog.isBusy is so above BUSY_MEMBER_BYTES, until nothing waits to be written", () => {
  const desk = new Desk();
  desk.post(BUSY_MEMBER_BYTES / 2);
  desk.post(BUSY_MEMBER_BYTES / 2, KIND.message);
  assertEquals(desk.backlog.isBusy, false);
  desk.backlog.post(parcel(3, KIND.message));
  for (let n = 0; n < 4; n++) {
    assertEquals([desk.backlog.isBusy, desk.drained], [true, 0]);
    desk.backlog.take(RECORD);
  }
  desk.write();
  assertEquals([desk.backlog.isBusy, desk.drained], [false, 1]);
  desk.post(1_000);
  desk.write();
  assertEquals(desk.drained, 1);
});

Deno.test("Backlog.isBusy is so after a replay of much, and not because it was so before the cut", () => {
  const desk = new Desk();
  desk.post(BUSY_MEMBER_BYTES + 1);
  desk.backlog.cut();
  assertEquals(desk.backlog.resume(0), 0);
  assertEquals(desk.backlog.isBusy, false);
  desk.backlog.replay();
  assertEquals(desk.backlog.isBusy, true);
  desk.write();
  assertEquals([desk.backlog.isBusy, desk.drained], [false, 1]);
});

Deno.test("Backlog.trim() leaves room for what comes after the return, and empty() leaves nothing", () => {
  for (const most of [MAX_MEMBER_BYTES, 10_000]) {
    const desk = new Desk(true, most);
    desk.post(MAX_MEMBER_BYTES);
    desk.backlog.cut();
    const kept = desk.backlog.bytes;
    const room = most === 10_000 ? 5_000 : most - BUSY_MEMBER_BYTES;
    assert(kept <= room && kept > room - 10_000, `${kept}`);
    for (let n = 0; n < 9; n++) {
      desk.post(10_000);
      desk.backlog.trim();
    }
    assert(desk.backlog.bytes <= room);
    desk.backlog.empty();
    assertEquals([desk.backlog.bytes, desk.stock.bytes], [0, 0]);
  }
});

Deno.test("Backlog.resume() tells an old claim from one that cannot be", () => {
  const desk = new Desk();
  desk.post(50_000);
  desk.write();
  desk.hear(2);
  assertEquals([desk.backlog.resume(1), desk.backlog.resume(0)], ["old", "old"]);
  assertEquals([desk.backlog.resume(6), desk.backlog.resume(2.5)], [null, null]);
  desk.backlog.cut();
  desk.backlog.empty();
  assertEquals([desk.backlog.resume(3), desk.backlog.resume(2)], [2, "old"]);
});

Deno.test("Backlog.close() lets go of everything", () => {
  const desk = new Desk();
  desk.post(50_000);
  desk.backlog.take(RECORD);
  desk.backlog.close();
  desk.post(50_000);
  assertEquals([desk.backlog.bytes, desk.stock.bytes, desk.backlog.take(RECORD)], [0, 0, []]);
});
