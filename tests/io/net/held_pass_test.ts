import { assertEquals, assertStrictEquals } from "@std/assert";
import { HeldPass } from "../../../lib/io/net/held_pass.ts";

/** A pass that writes down when it was given back. */
function held(): { pass: HeldPass; released: number[] } {
  const released: number[] = [];
  const pass = {
    full: "address_full",
    source: "192.0.2.7",
    settle() {},
    blame() {},
    release: (now: number) => released.push(now),
  } as const;
  return { pass: new HeldPass(pass), released };
}

Deno.test("HeldPass.drop() gives the pass back when the last who holds it lets go", () => {
  const { pass, released } = held();
  pass.drop(1);
  assertEquals(released, [1]);
  const many = held();
  many.pass.hold();
  many.pass.hold();
  many.pass.drop(1);
  many.pass.drop(2);
  assertEquals(many.released, []);
  many.pass.drop(3);
  assertEquals(many.released, [3]);
});

Deno.test("HeldPass.drop() gives it back once, even if somebody lets go too often", () => {
  const { pass, released } = held();
  for (let now = 1; now < 4; now++) pass.drop(now);
  assertEquals(released, [1]);
});

Deno.test("HeldPass.hold() is the same pass, and says what the pass says", () => {
  const { pass } = held();
  assertStrictEquals(pass.hold(), pass);
  assertEquals([pass.pass.full, pass.pass.source], ["address_full", "192.0.2.7"]);
});
