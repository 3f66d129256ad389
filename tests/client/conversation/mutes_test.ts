import { assertEquals } from "@std/assert";
import { Mutes } from "../../../lib/client/conversation/mutes.ts";
import { MAX_SHOWN_MEMBERS } from "../../../lib/limits.ts";
import { BERN, ME } from "../company.ts";

const PEOPLE = [ME, BERN].map((one) => ({ ...one, reconnecting: false, muted: false }));

function marked(mutes: Mutes): boolean[] {
  return mutes.mark(PEOPLE).map(({ muted }) => muted);
}

Deno.test("Mutes.mark() marks those who may say nothing, until it is lifted or has run out", () => {
  const mutes = new Mutes();
  assertEquals(marked(mutes), [false, false]);
  mutes.set("b", 100);
  mutes.set("me", null);
  assertEquals(marked(mutes), [true, true]);
  assertEquals([mutes.ease(99), mutes.ease(100), mutes.ease(1e9)], [false, true, false]);
  assertEquals(marked(mutes), [true, false]);
  assertEquals([mutes.lift("me"), mutes.lift("me")], [true, false]);
  mutes.set("b", null);
  mutes.clear();
  assertEquals(marked(mutes), [false, false]);
});

Deno.test("Mutes.set() keeps no more than there can be members", () => {
  const mutes = new Mutes();
  for (let n = 0; n < MAX_SHOWN_MEMBERS; n++) mutes.set(`${n}`, null);
  mutes.set("b", null);
  assertEquals(marked(mutes), [false, false]);
  mutes.lift("0");
  mutes.set("b", null);
  assertEquals(marked(mutes), [false, true]);
});
