import { assert, assertEquals } from "@std/assert";
import { normalisePassphrase } from "../../lib/hub/passphrase.ts";
import { MAX_ROOM_PASSPHRASE_UNITS } from "../../lib/limits.ts";
import { isRoomPassphrase } from "../../lib/message/room_rules.ts";

Deno.test("normalisePassphrase() makes one of two ways to type the same, and changes nothing else", () => {
  assertEquals(normalisePassphrase("cafe\u{301} Ä"), normalisePassphrase("caf\u{e9} A\u{308}"));
  for (const text of ["", " Open  Sesame ", "ＡＢＣ", "x".repeat(MAX_ROOM_PASSPHRASE_UNITS + 1)]) {
    assertEquals(normalisePassphrase(text), text);
  }
});

Deno.test("normalisePassphrase() leaves what is too long too long, and takes no time for it", () => {
  const started = performance.now();
  for (const text of ["x", "\u{301}\u{323}", "\u{1100}\u{1161}\u{11a8}"]) {
    for (let n = 0; n < 100; n++) {
      const long = normalisePassphrase(text.repeat(16_000 / text.length));
      assertEquals(isRoomPassphrase(long), false);
    }
  }
  assert(performance.now() - started < 2_000);
});
