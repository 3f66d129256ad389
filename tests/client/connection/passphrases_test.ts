import { assertEquals } from "@std/assert";
import { Passphrases } from "../../../lib/client/connection/passphrases.ts";
import { MAX_DOUBTFUL_CLOSES } from "../../../lib/limits.ts";

function doubts(passphrases: Passphrases): boolean[] {
  return Array.from({ length: MAX_DOUBTFUL_CLOSES + 1 }, () => passphrases.doubt("A"));
}

Deno.test("Passphrases.doubt() forgets at once a passphrase that let nobody in", () => {
  const passphrases = new Passphrases();
  passphrases.give("A", "wrong");
  passphrases.give("B", "other");
  assertEquals([passphrases.doubt("A"), passphrases.of("A"), passphrases.of("B")], [
    true,
    null,
    "other",
  ]);
  assertEquals(passphrases.doubt("A"), true, "there is none");
});

Deno.test("Passphrases.doubt() stands by one that was good for some closes, and then gives it up", () => {
  const passphrases = new Passphrases();
  passphrases.give("A", "right");
  passphrases.admit("A");
  const patient = [...new Array<boolean>(MAX_DOUBTFUL_CLOSES).fill(false), true];
  assertEquals(doubts(passphrases), patient);
  assertEquals(passphrases.of("A"), null);
  passphrases.give("A", "right");
  passphrases.admit("A");
  passphrases.doubt("A");
  passphrases.admit("A");
  assertEquals(doubts(passphrases), patient, "who is let in takes the doubts away");
  passphrases.give("A", "new");
  assertEquals(passphrases.doubt("A"), true, "a new one has let nobody in");
});

Deno.test("Passphrases.forgetUntried() forgets one that let nobody in, and keeps one that did", () => {
  const passphrases = new Passphrases();
  passphrases.give("A", "untried");
  passphrases.give("B", "right");
  passphrases.admit("B");
  passphrases.doubt("B");
  for (const key of ["A", "B", "C"]) passphrases.forgetUntried(key);
  assertEquals([passphrases.of("A"), passphrases.of("B")], [null, "right"]);
});

Deno.test("Passphrases take any string for a key", () => {
  const passphrases = new Passphrases();
  for (const key of ["", "__proto__", "constructor"]) {
    passphrases.admit(key);
    assertEquals(passphrases.of(key), null);
    passphrases.give(key, "x");
    assertEquals(passphrases.of(key), "x");
  }
});
