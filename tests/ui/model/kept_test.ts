import { assertEquals } from "@std/assert";
import { effect, signal } from "@preact/signals";
import { Kept } from "../../../ui/model/kept.ts";

Deno.test("Kept is read and written as the value of the open conversation", () => {
  const open = signal("a");
  const kept = new Kept(open, (id) => `new ${id}`);
  kept.value = "one";
  open.value = "b";
  assertEquals([kept.value, kept.of("a")], ["new b", "one"]);
  kept.put("a", "two");
  open.value = "a";
  assertEquals(kept.value, "two");
});

Deno.test("Kept tells whoever looks on of another value and of another conversation, once each", () => {
  const open = signal("a");
  const kept = new Kept(open, () => 0);
  const seen: number[] = [];
  effect(() => {
    seen.push(kept.value);
  });
  kept.value = 1;
  kept.value = 1;
  open.value = "b";
  assertEquals(seen, [0, 1, 0]);
});

Deno.test("Kept.keepOnly() forgets what is gone", () => {
  const kept = new Kept<string | null>(signal("a"), () => null);
  kept.put("a", "one");
  kept.put("b", "two");
  kept.keepOnly(new Set(["b", "c"]));
  assertEquals([kept.of("a"), kept.of("b")], [null, "two"]);
});
