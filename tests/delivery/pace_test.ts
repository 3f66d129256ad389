import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { Pace } from "../../lib/delivery/pace.ts";
import { INPUT_RATE, MESSAGE_RATE } from "../../lib/limits.ts";
import { TokenBucket } from "../../lib/token_bucket.ts";

/** The largest record there is, with its tag and its length. */
const RECORD = 16_384 + 18;

Deno.test("Pace lets a burst of packets through, and then one as often as the rate says", () => {
  const each = 64; // of a second, which doubles hold exactly
  const pace = new Pace({ burst: 30, perSecond: 1000 / each }, null, 0);
  for (let n = 0; n < 30; n++) {
    assertEquals(pace.wait(0), 0);
    pace.spend(0);
  }
  for (let n = 0; n < 20; n++) {
    assertEquals(pace.wait(n * each), each);
    assertEquals(pace.wait(n * each + each - 1), 1);
    assertEquals(pace.wait(n * each + each), 0);
    pace.spend(n * each + each);
  }
});

Deno.test("Pace waits until the largest record would be let through", () => {
  const pace = new Pace(null, { burst: 3 * RECORD, perSecond: 1000 }, 0);
  pace.sealed(2 * RECORD, 0);
  assertEquals(pace.wait(0), 0);
  pace.sealed(1, 0);
  assertEquals([pace.wait(0), pace.wait(1)], [1, 0]);
  pace.sealed(RECORD, 1);
  assertEquals(pace.wait(1), RECORD);
});

Deno.test("Pace waits for the longer of two limits", () => {
  const pace = new Pace({ burst: 1, perSecond: 5 }, { burst: RECORD, perSecond: 1000 }, 0);
  pace.spend(0);
  assertEquals(pace.wait(0), 200);
  pace.sealed(274, 0);
  assertEquals(pace.wait(0), 274);
});

Deno.test("Pace overdraws a burst that no largest record fits, instead of waiting for ever", () => {
  const pace = new Pace(null, { burst: 100, perSecond: 100 }, 0);
  assertEquals(pace.wait(0), 0);
  pace.sealed(274, 0);
  assertEquals(pace.wait(0), 2_740);
  assertEquals(pace.wait(2_740), 0);
});

Deno.test("Pace tells no wait that a timer cannot keep, whatever a server says and sends", () => {
  const pace = new Pace({ burst: 1, perSecond: 1 / 60 }, { burst: 1, perSecond: 1 }, 0);
  for (let n = 0; n < 1_000; n++) pace.sealed(RECORD, 0);
  assertEquals(pace.wait(0), 60_000);
  const paid = 1_000 * RECORD * 1_000;
  assertEquals(pace.wait(paid - 61_000), 60_000);
  assert(Math.abs(pace.wait(paid - 59_000) - 59_000) <= 1);
  assertEquals(pace.wait(paid + 1), 0);
});

Deno.test("Pace.giveBack() makes lost packets free, and never more than a burst", () => {
  const pace = new Pace(MESSAGE_RATE, null, 0);
  for (let n = 0; n < MESSAGE_RATE.burst; n++) pace.spend(0);
  assert(pace.wait(0) > 0);
  pace.giveBack(MESSAGE_RATE.burst);
  pace.giveBack(MESSAGE_RATE.burst);
  for (let n = 0; n < MESSAGE_RATE.burst; n++) {
    assertEquals(pace.wait(1_000), 0);
    pace.spend(1_000);
  }
  assertEquals(pace.wait(1_000), 1000 / MESSAGE_RATE.perSecond);
});

Deno.test("Pace.giveBack() changes nothing where packets are not limited", () => {
  const pace = new Pace(null, { burst: RECORD, perSecond: 1 }, 0);
  pace.spend(0);
  pace.giveBack(7);
  assertEquals(pace.wait(0), 0);
});

Deno.test("Pace never makes a server wait, over any number of cuts", () => {
  const rates = fc.record({
    burst: fc.integer({ min: 1, max: 40 }),
    perSecond: fc.constantFrom(1, 5, 0.25, 100, 7.3),
  });
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ try: fc.integer({ min: 1, max: 50 }) }) },
    { weight: 3, arbitrary: fc.record({ pass: fc.nat(4_000) }) },
    { weight: 1, arbitrary: fc.record({ dark: fc.boolean() }) },
  );
  fc.assert(
    fc.property(rates, fc.array(step, { maxLength: 60 }), (texts, steps) => {
      let now = 0;
      const pace = new Pace(texts, INPUT_RATE, now);
      const server = new TokenBucket(texts, now);
      let input = new TokenBucket(INPUT_RATE, now);
      let [dark, lost] = [false, 0]; // from some time before a cut on, nothing arrives
      for (const step of steps) {
        if ("pass" in step) now += step.pass;
        else if ("try" in step) {
          for (let n = 0; n < step.try && pace.wait(now) === 0; n++) {
            pace.spend(now);
            pace.sealed(RECORD, now);
            if (dark) lost++;
            else {
              // A hundredth of a millisecond is the arithmetic's.
              assert(server.wait(1, now) <= 1, `a text waits ${server.wait(1, now)} ms`);
              server.take(1, now);
              assert(input.wait(RECORD, now) <= 1, "bytes wait");
              input.take(RECORD, now);
            }
          }
        } else if (step.dark) dark = true;
        else {
          pace.giveBack(lost);
          [dark, lost] = [false, 0];
          input = new TokenBucket(INPUT_RATE, now);
        }
      }
    }),
    { numRuns: 300 },
  );
});
