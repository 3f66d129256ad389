import { assertEquals } from "@std/assert";
import { type Fate, PendingTexts, type Written } from "../../../lib/client/conversation/pending.ts";
import { Refs } from "../../../lib/client/conversation/refs.ts";

function begin(): PendingTexts {
  return new PendingTexts(new Refs());
}

/** A text with nothing about it. */
function plain(text: string): Written {
  return { text, action: false, reply: null, mentions: [] };
}

const FATES: readonly Fate[] = ["sending", "waiting", "no_connection"];

Deno.test("PendingTexts keep the order and never use a ref twice", () => {
  const texts = begin();
  assertEquals([texts.add(plain("a"), 1, "sending"), texts.add(plain("b"), 2, "no_connection")], [
    1,
    2,
  ]);
  assertEquals(texts.settle(1), true);
  assertEquals(texts.take(2), plain("b"));
  assertEquals(texts.add(plain("c"), 3, "sending"), 3);
  assertEquals(texts.all, [
    { ref: 3, text: "c", action: false, time: 3, state: "sending", why: null },
  ]);
});

Deno.test("PendingTexts.settle() and fail() act once, on texts on their way only", () => {
  const texts = begin();
  const sending = texts.add(plain("a"), 0, "sending");
  assertEquals(texts.settle(99), false);
  assertEquals(texts.settle(sending), true);
  assertEquals(texts.settle(sending), false);
  const refused = texts.add(plain("b"), 0, "sending");
  assertEquals(texts.fail(refused, "text_too_long"), true);
  assertEquals(texts.fail(refused, "refused"), false);
  assertEquals(texts.settle(refused), false);
  assertEquals(texts.all[0]?.why, "text_too_long");
});

Deno.test("PendingTexts.lose() makes unknown what was on its way, and nothing else", () => {
  const texts = begin();
  texts.add(plain("a"), 0, "sending");
  texts.add(plain("b"), 0, "no_connection");
  texts.lose();
  assertEquals(texts.all.map(({ state }) => state), ["unknown", "failed"]);
  assertEquals(texts.settle(1), true, "its echo comes after all, and can be no other's");
});

Deno.test("PendingTexts.take() finds a text once, and never one on its way", () => {
  const texts = begin();
  const ref = texts.add(plain("a"), 0, "sending");
  assertEquals(texts.take(ref), null);
  texts.lose();
  assertEquals(texts.take(ref), plain("a"));
  assertEquals(texts.take(ref), null);
});

Deno.test("PendingTexts.release() sends what waits, in its order, and nothing else", () => {
  const texts = begin();
  for (const fate of [...FATES, "waiting"] as const) texts.add(plain(fate), 0, fate);
  assertEquals(texts.release().map(({ ref }) => ref), [2, 4]);
  const states = texts.all.map(({ state }) => state);
  assertEquals(states, ["sending", "sending", "failed", "sending"]);
  assertEquals(texts.release(), []);
});

Deno.test("PendingTexts.end() leaves nothing that waits or is on its way", () => {
  const texts = begin();
  for (const fate of FATES) texts.add(plain(fate), 0, fate);
  texts.end();
  assertEquals(texts.all.map(({ state }) => state), ["unknown", "failed", "failed"]);
});

Deno.test("PendingTexts says of those that never left why, and of no others", () => {
  const texts = begin();
  for (const fate of FATES) texts.add(plain(fate), 0, fate);
  texts.end();
  assertEquals(texts.all.map(({ why }) => why), [null, "no_connection", "no_connection"]);
});

Deno.test("PendingTexts.renew() takes up after an end what the server does not have, and nothing else", () => {
  const texts = begin();
  for (let ref = 1; ref <= 4; ref++) {
    texts.number(texts.add(plain(`${ref}`), 0, "sending"), ref * 2);
  }
  texts.add(plain("5"), 0, "waiting");
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
  const texts = begin();
  const [sending, waiting] = [
    texts.add(plain("a"), 0, "sending"),
    texts.add(plain("b"), 0, "waiting"),
  ];
  assertEquals([texts.take(waiting), texts.settle(waiting), texts.fail(waiting, "refused")], [
    null,
    false,
    false,
  ]);
  assertEquals([sending, waiting, 99].map((ref) => texts.discard(ref)), [false, true, false]);
  assertEquals(texts.all.map(({ ref }) => ref), [sending]);
});

Deno.test("PendingTexts.doubt() makes unknown what the server has, until its answer comes after all", () => {
  const texts = begin();
  for (let ref = 1; ref <= 5; ref++) {
    texts.number(texts.add(plain(`${ref}`), 0, "sending"), ref * 2);
  }
  texts.fail(1, "refused");
  texts.doubt(7);
  const states = () => texts.all.map(({ ref, state }) => `${ref} ${state}`);
  assertEquals(states(), ["1 failed", "2 unknown", "3 unknown", "4 sending", "5 sending"]);
  assertEquals([texts.settle(2), texts.fail(3, "text_empty")], [true, true]);
  assertEquals(states(), ["1 failed", "3 failed", "4 sending", "5 sending"]);
  texts.lose();
  assertEquals(states(), ["1 failed", "3 failed", "4 unknown", "5 unknown"]);
  texts.doubt(99);
  assertEquals(texts.take(4), plain("4"));
});

Deno.test("PendingTexts keep what goes with a text, but for what it answers where ids begin anew", () => {
  const texts = begin();
  const written = { text: "a", action: true, reply: 7, mentions: ["b"] };
  const refs = [texts.add(written, 0, "waiting"), texts.add(written, 0, "no_connection")];
  assertEquals(texts.all.map(({ action }) => action), [true, true]);
  assertEquals(texts.release(), [{ ...written, ref: 1 }]);
  assertEquals(texts.take(refs[1] ?? 0), written);
  texts.lose();
  assertEquals(texts.take(refs[0] ?? 0), { ...written, reply: null });
});

Deno.test("PendingTexts.abandon() says that nobody is there, of those that wait and no others", () => {
  const texts = begin();
  for (const fate of [...FATES, "gone"] as const) texts.add(plain(fate), 0, fate);
  texts.abandon();
  assertEquals(texts.all.map(({ state, why }) => `${state} ${why}`), [
    "sending null",
    "failed gone",
    "failed no_connection",
    "failed gone",
  ]);
});

Deno.test("PendingTexts.withhold() makes unknown what was on its way, until its answer comes after all", () => {
  const texts = begin();
  for (const fate of [...FATES, "sending"] as const) texts.add(plain(fate), 0, fate);
  texts.withhold();
  assertEquals([texts.settle(1), texts.fail(4, "gone")], [true, true]);
  assertEquals(texts.all.map(({ state }) => state), ["waiting", "failed", "failed"]);
});

Deno.test("PendingTexts.settleAlike() takes the first in these words of which nobody knows", () => {
  const texts = begin();
  for (const text of ["no", "yes", "yes"]) texts.add(plain(text), 0, "sending");
  assertEquals(texts.settleAlike("yes"), false, "the server answers what is on its way");
  texts.withhold();
  assertEquals([texts.settleAlike("yes"), texts.settleAlike("other")], [true, false]);
  assertEquals(texts.all.map(({ ref }) => ref), [1, 3]);
});

Deno.test("PendingTexts.amend() gives other words to what nobody has yet, in its place", () => {
  const texts = begin();
  const written: Written = { text: "a", action: true, reply: 7, mentions: ["b"] };
  for (const fate of [...FATES, "gone"] as const) texts.add({ ...written, text: fate }, 3, fate);
  const other = { text: "other", mentions: ["c"] };
  const amended = [1, 2, 3, 4, 9].map((ref) => texts.amend(ref, other, "sending"));
  assertEquals(amended, [null, "waiting", "failed", "failed", null]);
  assertEquals(texts.all.map(({ ref, text, state, why }) => [ref, text, state, why]), [
    [1, "sending", "sending", null],
    [2, "other", "waiting", null],
    [3, "other", "failed", "no_connection"],
    [4, "other", "failed", "gone"],
  ]);
  assertEquals(texts.release(), [{ ...written, ...other, ref: 2 }]);
  assertEquals(texts.take(3), { ...written, ...other });
  texts.lose();
  assertEquals(texts.amend(2, other, "waiting"), null, "it may have arrived");
});

Deno.test("PendingTexts.amend() says of what cannot be sent why, and not what was wrong with the words", () => {
  const texts = begin();
  const ref = texts.add(plain("long"), 0, "sending");
  texts.fail(ref, "text_too_long");
  texts.amend(ref, { text: "short", mentions: [] }, "sending");
  assertEquals(texts.all[0]?.why, "text_too_long", "it is sent at once");
  texts.amend(ref, { text: "short", mentions: [] }, "gone");
  assertEquals(texts.all[0]?.why, "gone");
});
