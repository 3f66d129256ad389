import { assert, assertEquals } from "@std/assert";
import type { Fields } from "../../lib/api/fields.ts";
import { ROOM_READERS, type RoomIntent } from "../../lib/api/room_intent.ts";
import {
  MAX_NAME_INPUT_UNITS,
  MAX_PASSPHRASE_UNITS,
  MAX_SECONDS,
  MAX_TOPIC_INPUT_UNITS,
} from "../../lib/limits.ts";

const ID = "AAAAAAAAAA_";
const AT = { in: "c1", member: ID } as const;

/** One of each type and more, each with all its fields. */
const GOOD: readonly RoomIntent[] = [
  { type: "create", room: "garden", hidden: false, passphrase: null },
  { type: "create", room: "", hidden: true, passphrase: "blue door" },
  { type: "join_room", room: "garden", passphrase: null },
  { type: "join_room", room: "garden", passphrase: "" },
  { type: "rooms" },
  { type: "topic", in: "c1", topic: "" },
  { type: "lock", in: "c1", passphrase: null },
  { type: "lock", in: "c1", passphrase: "blue door" },
  { type: "mute", ...AT, seconds: null },
  { type: "mute", ...AT, seconds: 1 },
  { type: "unmute", ...AT },
  { type: "kick", ...AT },
  { type: "ban", ...AT, seconds: null, sure: false },
  { type: "ban", ...AT, seconds: MAX_SECONDS, sure: true },
  { type: "unban", in: "c1", ban: 1 },
  { type: "bans", in: "c1" },
  { type: "hand_over", ...AT },
  { type: "keep", in: "c1", keep: false },
];

/** Fields that may be null. */
const NULLABLE = ["passphrase", "seconds"];

function read(type: RoomIntent["type"], fields: object): RoomIntent | null {
  const all: Fields = new Map(Object.entries(fields));
  return ROOM_READERS[type](all);
}

Deno.test("ROOM_READERS has a reader for every intent, and each has an example here", () => {
  assertEquals(
    Object.keys(ROOM_READERS).sort(),
    [...new Set(GOOD.map(({ type }) => type))].sort(),
  );
});

Deno.test("ROOM_READERS read every intent, and only the fields they know", () => {
  const more = { extra: 1, toString: 2, constructor: 3, by: ID, owner: ID, ref: 1 };
  for (const intent of GOOD) {
    assertEquals(read(intent.type, intent), intent);
    assertEquals(read(intent.type, { ...intent, ...more }), intent);
  }
});

Deno.test("ROOM_READERS give null where a field is missing or wrong, each of them", () => {
  const wrongs = [undefined, null, 0, -1, 0.5, NaN, 2 ** 53, "", "x y", true, [], {}, ["a"]];
  let seen = 0;
  for (const intent of GOOD) {
    for (const [key, value] of Object.entries(intent)) {
      if (key === "type") continue;
      const others = Object.entries(intent).filter(([name]) => name !== key);
      const without = Object.fromEntries(others);
      assertEquals(read(intent.type, without), null, `${intent.type} without ${key}`);
      for (const wrong of wrongs) {
        if (isFitting(key, value, wrong)) continue;
        const message = `${intent.type} with ${key} ${JSON.stringify(wrong)}`;
        assertEquals(read(intent.type, { ...without, [key]: wrong }), null, message);
        seen++;
      }
    }
  }
  assert(seen > 300);
});

/** Free texts, true and false may be any others, and some fields null. */
function isFitting(key: string, value: unknown, other: unknown): boolean {
  if (other === null) return NULLABLE.includes(key);
  if (key === "passphrase") return typeof other === "string";
  if (["room", "topic"].includes(key)) return typeof other === "string";
  return typeof value === "boolean" && typeof other === "boolean";
}

Deno.test("ROOM_READERS hold every length and number at its edge", () => {
  const edges: readonly (readonly [(length: number) => RoomIntent, number])[] = [
    [(length) => ({
      type: "create",
      room: "a".repeat(length),
      hidden: false,
      passphrase: null,
    }), MAX_NAME_INPUT_UNITS],
    [(length) => ({
      type: "create",
      room: "a",
      hidden: false,
      passphrase: "a".repeat(length),
    }), MAX_PASSPHRASE_UNITS],
    [
      (length) => ({ type: "join_room", room: "a".repeat(length), passphrase: null }),
      MAX_NAME_INPUT_UNITS,
    ],
    [
      (length) => ({ type: "lock", in: "c1", passphrase: "a".repeat(length) }),
      MAX_PASSPHRASE_UNITS,
    ],
    [(length) => ({ type: "topic", in: "c1", topic: "a".repeat(length) }), MAX_TOPIC_INPUT_UNITS],
    [(seconds) => ({ type: "mute", ...AT, seconds }), MAX_SECONDS],
    [(seconds) => ({ type: "ban", ...AT, seconds, sure: false }), MAX_SECONDS],
  ];
  for (const [make, most] of edges) {
    assertEquals(read(make(most).type, make(most)), make(most));
    assertEquals(read(make(most).type, make(most + 1)), null);
  }
});
