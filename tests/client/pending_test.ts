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
  assertEquals(texts.settle(1), true, "its echo comes after all, and can be no other's");
});

Deno.test("PendingTexts.take() finds a text once, and never one on its way", () => {
  const texts = new PendingTexts();
  const ref = texts.add("a", 0, "sending");
  assertEquals(texts.take(ref), null);
  texts.lose();
  assertEquals(texts.take(ref), "a");
  assertEquals(texts.take(ref), null);
});

Deno.test("PendingTexts.release() sends what waits, in its order, and nothing else", () => {
  const texts = new PendingTexts();
  for (const state of ["sending", "waiting", "failed", "waiting"] as const) {
    texts.add(state, 0, state);
  }
  assertEquals(texts.release().map(({ ref }) => ref), [2, 4]);
  const states = texts.all.map(({ state }) => state);
  assertEquals(states, ["sending", "sending", "failed", "sending"]);
  assertEquals(texts.release(), []);
});

Deno.test("PendingTexts.end() leaves nothing that waits or is on its way", () => {
  const texts = new PendingTexts();
  for (const state of ["sending", "waiting", "failed"] as const) texts.add(state, 0, state);
  texts.end();
  assertEquals(texts.all.map(({ state }) => state), ["unknown", "failed", "failed"]);
});

Deno.test("PendingTexts says of those that never left why, and of no others", () => {
  const texts = new PendingTexts();
  for (const state of ["sending", "waiting", "failed"] as const) texts.add(state, 0, state);
  texts.end();
  assertEquals(texts.all.map(({ why }) => why), [null, "no_connection", "no_connection"]);
});

Deno.test("PendingTexts.renew() takes up after an end what the server does not have, and nothing else", () => {
  const texts = new PendingTexts();
  for (let ref = 1; ref <= 4; ref++) texts.number(texts.add(`${ref}`, 0, "sending"), ref * 2);
  texts.add("5", 0, "waiting");
  texts.doubt(3);
  texts.end();
  texts.take(3);
  texts.renew(5);
  const states = () => texts.all.map(({ ref, state }) => `${ref} ${state}`);
  assertEquals(states(), ["1 unknown", "2 unknown", "4 sending", "5 failed"]);
  texts.lose();
  texts.renew(0);
  assertEquals(states(), ["1 unknown", "2 unknown", "4 unknown", "5 failed"], "it begins anew");
});

Deno.test("PendingTexts.take() leaves what waits in its place, and discard() forgets it", () => {
  const texts = new PendingTexts();
  const [sending, waiting] = [texts.add("a", 0, "sending"), texts.add("b", 0, "waiting")];
  assertEquals([texts.take(waiting), texts.settle(waiting), texts.fail(waiting, "refused")], [
    null,
    false,
    false,
  ]);
  assertEquals([sending, waiting, 99].map((ref) => texts.discard(ref)), [false, true, false]);
  assertEquals(texts.all.map(({ ref }) => ref), [sending]);
});

Deno.test("PendingTexts.doubt() makes unknown what the server has, until its answer comes after all", () => {
  const texts = new PendingTexts();
  for (let ref = 1; ref <= 5; ref++) texts.number(texts.add(`${ref}`, 0, "sending"), ref * 2);
  texts.fail(1, "refused");
  texts.doubt(7);
  const states = () => texts.all.map(({ ref, state }) => `${ref} ${state}`);
  assertEquals(states(), ["1 failed", "2 unknown", "3 unknown", "4 sending", "5 sending"]);
  assertEquals([texts.settle(2), texts.fail(3, "text_empty")], [true, true]);
  assertEquals(states(), ["1 failed", "3 failed", "4 sending", "5 sending"]);
  texts.lose();
  assertEquals(states(), ["1 failed", "3 failed", "4 unknown", "5 unknown"]);
  texts.doubt(99);
  assertEquals(texts.take(4), "4");
});
