import { assertEquals } from "@std/assert";
import { Asks } from "../../../lib/client/session/asks.ts";
import { Refs } from "../../../lib/client/conversation/refs.ts";

Deno.test("Asks.take() gives what was asked under a number, once", () => {
  const asks = new Asks(new Refs());
  const leave = { type: "leave", in: "c2" } as const;
  assertEquals([asks.add(leave), asks.add({ type: "return", in: "c3" })], [1, 2]);
  assertEquals([asks.take(undefined), asks.take(9), asks.take(1), asks.take(1)], [
    null,
    null,
    leave,
    null,
  ]);
  assertEquals([asks.all.length, asks.clear().length, asks.take(2)], [1, 1, null]);
});

Deno.test("Asks.takeFor() gives the first that is such a one", () => {
  const asks = new Asks(new Refs());
  for (const id of ["c1", "c2", "c2"]) asks.add({ type: "leave", in: id });
  const isSecond = (asked: { readonly type: string }) => "in" in asked && asked.in === "c2";
  for (let left = 2; left > 0; left--) asks.takeFor(isSecond);
  assertEquals([asks.takeFor(isSecond), asks.all], [null, [{ type: "leave", in: "c1" }]]);
});

Deno.test("Asks forget the oldest of very many that nobody answers", () => {
  const asks = new Asks(new Refs());
  for (let n = 0; n < 5_000; n++) asks.add({ type: "act", in: `c${n}`, person: null });
  assertEquals([asks.all.length, asks.take(4_000), asks.take(4_001) !== null], [1_000, null, true]);
});
