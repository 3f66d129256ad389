import { assertEquals } from "@std/assert";
import { PendingTexts } from "../../lib/client/pending.ts";

Deno.test("PendingTexts keep the order and never use a ref twice", () => {
  const texts = new PendingTexts();
  assertEquals([texts.add("a", 1, "sending"), texts.add("b", 2, "failed")], [1, 2]);
  assertEquals(texts.settle(1), true);
  assertEquals(texts.take(2), "b");
  assertEquals(texts.add("c", 3, "sending"), 3);
  assertEquals(texts.all, [{ ref: 3, text: "c", time: 3, state: "sending", why: null }]);
});

Deno.test("PendingTexts.settle() and fail() act once, on texts on their way only", () => {
  const texts = new PendingTexts();
  const sending = texts.add("a", 0, "sending");
  assertEquals(texts.settle(99), false);
  assertEquals(texts.settle(sending), true);
  assertEquals(texts.settle(sending), false);
  const refused = texts.add("b", 0, "sending");
  assertEquals(texts.fail(refused, "text_too_long"), true);
  assertEquals(texts.fail(refused, "refused"), false);
  assertEquals(texts.settle(refused), false);
  assertEquals(texts.all[0]?.why, "text_too_long");
});

Deno.test("PendingTexts.lose() makes unknown what was on its way, and nothing else", () => {
  const texts = new PendingTexts();
  texts.add("a", 0, "sending");
  texts.add("b", 0, "failed");
  texts.lose();
  assertEquals(texts.all.map(({ state }) => state), ["unknown", "failed"]);
  assertEquals(texts.settle(1), false, "nobody knows that it is this one's echo");
});

Deno.test("PendingTexts.take() finds a text once, and never one on its way", () => {
  const texts = new PendingTexts();
  const ref = texts.add("a", 0, "sending");
  assertEquals(texts.take(ref), null);
  texts.lose();
  assertEquals(texts.take(ref), "a");
  assertEquals(texts.take(ref), null);
});
