import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Rate, TokenBucket } from "../lib/token_bucket.ts";

/** A token in 512 ms, which doubles hold exactly, so that edges are edges. */
const RATE: Rate = { burst: 4, perSecond: 1000 / 512 };

Deno.test("TokenBucket begins full, and gives its burst at once", () => {
  const bucket = new TokenBucket(RATE, 1_000);
  for (let n = 0; n < 4; n++) {
    assertEquals(bucket.wait(1, 1_000), 0);
    bucket.take(1, 1_000);
  }
  assertEquals(bucket.wait(1, 1_000), 512);
});

Deno.test("TokenBucket.wait() is 0 from the millisecond on that it told, and 1 before", () => {
  const bucket = new TokenBucket(RATE, 0);
  bucket.take(4, 0);
  for (const tokens of [1, 2, 3, 4]) {
    assertEquals(bucket.wait(tokens, 0), 512 * tokens);
  }
  assertEquals([bucket.wait(1, 511), bucket.wait(1, 512), bucket.wait(4, 2_047)], [1, 0, 1]);
  assertEquals([bucket.wait(4, 2_048), bucket.wait(4, 1e12)], [0, 0]);
});

Deno.test("TokenBucket.wait() takes nothing, however often it is asked", () => {
  const bucket = new TokenBucket(RATE, 0);
  for (let n = 0; n < 100; n++) assertEquals(bucket.wait(4, 0), 0);
});

Deno.test("TokenBucket.wait() rounds up: who waits so long is not too early", () => {
  const bucket = new TokenBucket({ burst: 1, perSecond: 3 }, 0);
  bucket.take(1, 0);
  assertEquals([bucket.wait(1, 0), bucket.wait(1, 333), bucket.wait(1, 334)], [334, 1, 0]);
});

Deno.test("TokenBucket.wait() for nothing is 0 unless something is owed", () => {
  const bucket = new TokenBucket(RATE, 0);
  bucket.take(4, 0);
  assertEquals(bucket.wait(0, 0), 0);
  bucket.take(1, 0);
  assertEquals(bucket.wait(0, 0), 512);
});

Deno.test("TokenBucket.take() owes what was not there, and has it paid before it gives again", () => {
  const bucket = new TokenBucket(RATE, 0);
  bucket.take(24, 0);
  assertEquals(bucket.wait(1, 0), 21 * 512);
  bucket.take(2, 20 * 512);
  assertEquals([bucket.wait(1, 20 * 512), bucket.wait(1, 23 * 512)], [3 * 512, 0]);
});

Deno.test("TokenBucket.take() of less than nothing gives back, and never more than the burst", () => {
  const bucket = new TokenBucket(RATE, 0);
  bucket.take(4, 0);
  bucket.take(-3, 0);
  assertEquals([bucket.wait(3, 0), bucket.wait(4, 0)], [0, 512]);
  bucket.take(-9, 0);
  bucket.take(4, 0);
  assertEquals(bucket.wait(1, 0), 512);
});

Deno.test("TokenBucket.isFull() exactly when a new one would be as good", () => {
  const bucket = new TokenBucket(RATE, 0);
  assert(bucket.isFull(0));
  bucket.take(1, 0);
  assertEquals([bucket.isFull(0), bucket.isFull(511), bucket.isFull(512)], [false, false, true]);
  bucket.take(8, 512);
  const paid = 512 + 8 * 512;
  assertEquals([bucket.isFull(paid - 1), bucket.isFull(paid)], [false, true]);
});

Deno.test("TokenBucket saves no more than its burst, however long it rests", () => {
  const bucket = new TokenBucket(RATE, 0);
  bucket.take(4, 1e12);
  assertEquals(bucket.wait(1, 1e12), 512);
});

Deno.test("TokenBucket gives nothing for a clock that is set back, and goes on from there", () => {
  const bucket = new TokenBucket(RATE, 1e12);
  bucket.take(4, 1e12);
  assertEquals(bucket.wait(1, 5_000), 512);
  assertEquals([bucket.wait(1, 5_511), bucket.wait(1, 5_512)], [1, 0]);
  bucket.take(1, 5_512);
  // An hour back and forth again is an hour more, and no more than the burst.
  assertEquals(bucket.wait(4, 5_512 - 3_600_000), 4 * 512);
  assertEquals(bucket.wait(4, 5_512), 0);
  bucket.take(4, 5_512);
  assertEquals(bucket.wait(1, 5_512), 512);
});

/** Sixty-fourths of a token: doubles hold them exactly, and so do the whole numbers beside them. */
const PART = 64;

/** The same bucket in whole numbers. */
class Exact {
  readonly #burst: bigint;
  readonly #partsPerMs: bigint;
  #parts: bigint;
  #at: number;

  constructor(burst: number, partsPerMs: number, now: number) {
    [this.#burst, this.#partsPerMs] = [BigInt(burst * PART), BigInt(partsPerMs)];
    [this.#parts, this.#at] = [this.#burst, now];
  }

  take(tokens: number, now: number): void {
    this.#refill(now);
    this.#parts -= BigInt(tokens * PART);
  }

  wait(tokens: number, now: number): number {
    this.#refill(now);
    const missing = BigInt(tokens * PART) - this.#parts;
    return missing <= 0n ? 0 : Number((missing + this.#partsPerMs - 1n) / this.#partsPerMs);
  }

  isFull(now: number): boolean {
    this.#refill(now);
    return this.#parts >= this.#burst;
  }

  #refill(now: number): void {
    const passed = BigInt(Math.max(0, now - this.#at));
    this.#at = now;
    const parts = this.#parts + passed * this.#partsPerMs;
    this.#parts = parts < this.#burst ? parts : this.#burst;
  }
}

/** Mostly a little later; at times a jump, or a clock that is set back. */
const passing = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 3_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: -10_000, max: -1 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 10_000_000 }) },
);

const steps = fc.array(
  fc.record({
    pass: passing,
    tokens: fc.integer({ min: 0, max: 1_000 }).map((parts) => parts / PART),
    takes: fc.boolean(),
  }),
  { maxLength: 100 },
);

Deno.test("TokenBucket is to the millisecond what whole numbers say, whatever the clock does", () => {
  const burst = fc.integer({ min: 1, max: 300 });
  const partsPerMs = fc.integer({ min: 1, max: 100 });
  fc.assert(
    fc.property(burst, partsPerMs, steps, (burst, partsPerMs, steps) => {
      let now = 1_000_000;
      const bucket = new TokenBucket({ burst, perSecond: partsPerMs * 1000 / PART }, now);
      const exact = new Exact(burst, partsPerMs, now);
      for (const { pass, tokens, takes } of steps) {
        now += pass;
        assertEquals(bucket.wait(tokens, now), exact.wait(tokens, now));
        assertEquals(bucket.isFull(now), exact.isFull(now));
        if (!takes) continue;
        bucket.take(tokens, now);
        exact.take(tokens, now);
      }
    }),
    { numRuns: 500 },
  );
});

Deno.test("TokenBucket gives at most burst and rate in any stretch of time, at rates no double holds", () => {
  const rate = fc.record({
    burst: fc.integer({ min: 1, max: 300 }),
    perSecond: fc.constantFrom(1 / 3, 1 / 20, 0.7, 5, 7.3, 65_536),
  });
  fc.assert(fc.property(rate, fc.array(fc.nat(3_000), { maxLength: 100 }), (rate, pauses) => {
    let now = 0;
    const bucket = new TokenBucket(rate, now);
    let given = 0;
    for (const pause of pauses) {
      now += pause;
      const told = bucket.wait(1, now);
      if (told > 0) assertEquals(bucket.wait(1, now + told) <= 1, true, "told too early by far");
      // What was asked about is past for the bucket, and the clock goes on from there.
      now += told > 0 ? told + 1 : 0;
      assertEquals(bucket.wait(1, now), 0);
      bucket.take(1, now);
      given++;
      assert(given <= rate.burst + now * rate.perSecond / 1000 + 1e-6);
    }
  }));
});
