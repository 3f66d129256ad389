import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Rate } from "../../lib/token_bucket.ts";
import { parcelOf } from "../../lib/wire/parcel.ts";
import { Conversation } from "./conversation.ts";
import type { Side } from "./side.ts";

type Step = (talk: Conversation) => void;

const who = fc.constantFrom("client" as const, "server" as const);
const whose = fc.oneof(who, fc.constant("both" as const));
const kind = fc.oneof(fc.constant(true), fc.boolean());
const length = fc.oneof(fc.integer({ min: 8, max: 40 }), fc.integer({ min: 8, max: 2_000 }));
const about = fc.constantFrom(null, "attic", "cellar");
const limit = fc.constantFrom(17, 40, 100, 256, 16_384);
const most = fc.constantFrom(0, 100, 1_000, 4_000, 16_000);
const nothing = fc.constant(null);

/** A step that shows in a counterexample what it does, and with which value. */
function step<Value>(weight: number, value: fc.Arbitrary<Value>, run: (value: Value) => Step) {
  const arbitrary = value.map((value) =>
    Object.assign(run(value), { [fc.toStringMethod]: () => `${fc.stringify(value)} for ${run}` })
  );
  return { weight, arbitrary };
}

const steps = fc.array(
  fc.oneof(
    step(6, fc.tuple(whose, kind, length, about), (said) => (talk) => talk.say(...said)),
    step(6, fc.tuple(who, limit), (how) => (talk) => void talk.write(...how)),
    step(6, who, (who) => (talk) => void talk.read(who)),
    step(2, who, (who) => (talk) => talk.cut(who)),
    step(2, nothing, () => (talk) => talk.dial()),
    step(2, nothing, () => (talk) => talk.accept()),
    step(1, fc.boolean(), (ever) => (talk) => talk.arriveLate(ever)),
    step(2, nothing, () => (talk) => talk.server.replay()),
    step(1, most, (most) => (talk) => talk.server.forget(most)),
    step(1, fc.tuple(who, about), (what) => (talk) => talk.withhold(...what)),
    step(1, who, (who) => (talk) => talk[who].delivery.ping()),
    step(2, fc.integer({ min: 0, max: 900 }), (ms) => (talk) => void (talk.now += ms)),
  ),
  { maxLength: 300, size: "max" },
);

const pace: fc.Arbitrary<Rate | null> = fc.constantFrom(
  null,
  { burst: 1, perSecond: 2 },
  { burst: 20, perSecond: 5 },
);

Deno.test("Delivery shows each side what the other said, once and in order, or a gap, over any cuts", () => {
  fc.assert(
    fc.property(steps, pace, (steps, pace) => {
      const talk = new Conversation();
      talk.client.delivery.setPace(pace, null, talk.now);
      for (const step of steps) {
        step(talk);
        talk.check();
      }
      talk.settle();
      assertSeen(talk.server.seen, talk.client);
      const { seen } = talk.client;
      assertSeen(seen.map((text, n) => text ?? talk.server.told(n)[0] ?? null), talk.server);
      assertEquals([talk.client.delivery.bytes, talk.server.delivery.bytes], [0, 0]);
      assertEquals(talk.stock.bytes, 0);
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("Delivery.close() leaves nothing in the stock, wherever a conversation ends", () => {
  fc.assert(
    fc.property(steps, whose, (steps, first) => {
      const talk = new Conversation();
      for (const step of steps) step(talk);
      if (first !== "client") talk.server.delivery.close();
      talk.client.delivery.close();
      talk.server.delivery.close();
      assertEquals(talk.stock.bytes, 0);
      talk.client.delivery.post(parcelOf(new Uint8Array([3, 0, 0])));
      assertEquals(talk.stock.bytes, 0);
    }),
    { numRuns: 100 },
  );
});

/** Each of what a side has said, or that it was withheld, which a side may have come too late for. */
function assertSeen(seen: Side["seen"], by: Side): void {
  assertEquals(seen.length, by.said.length);
  for (const [n, text] of seen.entries()) {
    const may = by.told(n);
    assert(text !== null && may.includes(text), `${text}, not ${may.join(" or ")}`);
  }
}
