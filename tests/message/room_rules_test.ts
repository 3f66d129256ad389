import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  MAX_ROOM_PASSPHRASE_UNITS,
  MAX_TOPIC_UNITS,
  MIN_ROOM_PASSPHRASE_UNITS,
} from "../../lib/limits.ts";
import { readRoom } from "../../lib/message/read_room.ts";
import { isRoomPassphrase, normaliseTopic } from "../../lib/message/room_rules.ts";

Deno.test("normaliseTopic() makes one line without blanks around it", () => {
  const topics: readonly (readonly [string, string])[] = [
    ["tomatoes", "tomatoes"],
    ["  tomatoes\tand  beans \n", "tomatoes and beans"],
    ["a\r\nb\u{2028}c\u{2029}d\u{85}e\u{a0}f\u{3000}g", "a b c d e f g"],
    ["e\u{301}", "é"],
    ["a\u{0}\u{1b}[2Jb", "a[2Jb"],
    [`e${"\u{301}".repeat(40)}`, `é${"\u{301}".repeat(4)}`],
    ["\ud800", "\u{fffd}"],
    ["<b>👍🏽</b>", "<b>👍🏽</b>"],
    ["", ""],
    [" \n\t ", ""],
  ];
  for (const [raw, topic] of topics) assertEquals(normaliseTopic(raw), topic);
});

Deno.test("normaliseTopic() takes nothing that can be seen for no topic at all", () => {
  for (const raw of ["\u{200b}", "\u{202e}\u{2066}", "\u{3164} \u{115f}", "\u{feff}"]) {
    assertEquals(normaliseTopic(raw), "");
  }
});

Deno.test("normaliseTopic() takes the longest topic and none that is longer", () => {
  const longest = "x".repeat(MAX_TOPIC_UNITS);
  assertEquals(normaliseTopic(longest), longest);
  assertEquals(normaliseTopic(`${longest}x`), null);
  assertEquals(normaliseTopic(`   ${longest}   `), longest);
  assertEquals(normaliseTopic("👍".repeat(MAX_TOPIC_UNITS / 2)), "👍".repeat(100));
  assertEquals(normaliseTopic(`${"👍".repeat(MAX_TOPIC_UNITS / 2)}x`), null);
  // Three units that are one when they are composed.
  const hangul = "ᄀ\u{1161}\u{11a8}".repeat(MAX_TOPIC_UNITS);
  assertEquals(normaliseTopic(hangul)?.length, MAX_TOPIC_UNITS);
  assertEquals(normaliseTopic(" ".repeat(4 * MAX_TOPIC_UNITS)), "");
  assertEquals(normaliseTopic(" ".repeat(4 * MAX_TOPIC_UNITS + 1)), null);
  assertEquals(normaliseTopic("\u{301}".repeat(1_000_000)), null);
});

Deno.test("normaliseTopic() gives what it would give again, and what a client takes", () => {
  const part = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(..." \t\n\r\u{85}\u{2028}\u{feff}\u{301}\u{200b}", "\r\n", "\ud83d"),
  );
  fc.assert(fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
    const topic = normaliseTopic(parts.join(""));
    if (topic === null) return;
    assertEquals(normaliseTopic(topic), topic);
    assertEquals(topic, topic.trim());
    const message = { type: "topic", room: "garden", time: 1, topic };
    assertEquals<unknown>(readRoom(message), message);
  }));
});

Deno.test("isRoomPassphrase() takes both ends of its lengths and nothing beyond", () => {
  for (const length of [MIN_ROOM_PASSPHRASE_UNITS, MAX_ROOM_PASSPHRASE_UNITS]) {
    assert(isRoomPassphrase("x".repeat(length)));
    assert(isRoomPassphrase("\0".repeat(length)));
  }
  for (const length of [0, MIN_ROOM_PASSPHRASE_UNITS - 1, MAX_ROOM_PASSPHRASE_UNITS + 1, 16_000]) {
    assertEquals(isRoomPassphrase("x".repeat(length)), false);
  }
});
