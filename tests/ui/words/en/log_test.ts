import { assert, assertEquals } from "@std/assert";
import type { RoomAct } from "../../../../lib/api/view.ts";
import { actOf, log, ruleOf } from "../../../../ui/words/en/log.ts";

const ADA = { id: "m0", name: "ada", tag: "k7qd" };
const ACTS: { readonly [W in RoomAct["what"]]: readonly RoomAct[] } = {
  topic: [{ what: "topic", topic: "cake" }, { what: "topic", topic: "" }],
  owner: [
    { what: "owner", owner: ADA, left: false },
    { what: "owner", owner: ADA, left: true },
    { what: "owner", owner: null, left: false },
  ],
  kind: [
    { what: "kind", kind: "public" },
    { what: "kind", kind: "hidden" },
    { what: "kind", kind: "locked" },
  ],
  muted: [
    { what: "muted", person: ADA, seconds: null },
    { what: "muted", person: ADA, seconds: 600 },
  ],
  unmuted: [{ what: "unmuted", person: ADA }],
  history: [
    { what: "history", history: 0 },
    { what: "history", history: 1 },
    { what: "history", history: 50 },
  ],
};

Deno.test("actOf() has a sentence of its own for everything that can be done in a room", () => {
  const said = Object.values(ACTS).flat().map(actOf);
  assertEquals(new Set(said).size, said.length);
  for (const sentence of said) {
    assert(/^(?:\{who\}|Nobody|Whoever) .*(?:\.|\{topic\})$/.test(sentence), sentence);
    assert(!/undefined|NaN|#/.test(sentence), sentence);
  }
});

Deno.test("actOf() names whoever it was done to, and for how long", () => {
  for (const act of [...ACTS.muted, ...ACTS.unmuted, ...ACTS.owner.slice(0, 2)]) {
    assert(actOf(act).includes("{person}"), actOf(act));
  }
  assert(actOf({ what: "muted", person: ADA, seconds: 600 }).includes("10 minutes"));
});

Deno.test("ruleOf() says how much is kept, where, and who reads it", () => {
  assertEquals(ruleOf(0), "Nothing is kept. Who joins later starts with an empty page.");
  assert(ruleOf(1).includes("the last message of this room in memory"));
  assert(ruleOf(50).includes("the last 50 messages of this room in memory"));
});

Deno.test("log.out says by whom and for how long, as far as that is known", () => {
  assertEquals(
    log.out.kicked(60),
    "{who} put you out of this room. You can come in again in 1 minute.",
  );
  assertEquals(log.out.banned(null), "{who} banned you from this room.");
  assertEquals(log.out.banned(86_400), "{who} banned you from this room for 1 day.");
});
