import { assertEquals } from "@std/assert";
import {
  type Fields,
  flag,
  memberOf,
  members,
  orNull,
  placeOf,
  text,
  whole,
} from "../../lib/api/fields.ts";
import { MAX_MENTIONS } from "../../lib/limits.ts";

const ID = "AAAAAAAAAA_";
const OTHERS: readonly unknown[] = [null, undefined, 1, "x", true, [], {}, ["x"], NaN, 1n];

function fieldsOf(value: unknown, key = "a"): Fields {
  return new Map([[key, value]]);
}

/** Whatever is not of this type, and a field that is not there, give null. */
function assertRefuses(read: (fields: Fields) => unknown, type: string, key = "a"): void {
  assertEquals(read(new Map()), null);
  for (const other of OTHERS) {
    const found: string = typeof other;
    if (found !== type) assertEquals(read(fieldsOf(other, key)), null, `${other}`);
  }
}

Deno.test("text() takes so many units, and leaves no half of a character", () => {
  assertEquals(text(fieldsOf(""), "a", 3), "");
  assertEquals(text(fieldsOf("abc"), "a", 3), "abc");
  assertEquals(text(fieldsOf("abcd"), "a", 3), null);
  assertEquals(text(fieldsOf("a👍"), "a", 3), "a👍");
  assertEquals(text(fieldsOf("\ud83dab"), "a", 3), "\ufffdab");
  assertRefuses((fields) => text(fields, "a", 3), "string");
});

Deno.test("whole() takes both ends of its range and nothing beyond", () => {
  const read = (value: unknown) => whole(fieldsOf(value), "a", 2, 5);
  assertEquals([1, 2, 5, 6, 2.5].map(read), [null, 2, 5, null, null]);
  assertEquals(whole(fieldsOf(1), "a"), 1);
  assertEquals(whole(fieldsOf(0), "a"), null);
  assertEquals(whole(fieldsOf(Number.MAX_SAFE_INTEGER), "a"), Number.MAX_SAFE_INTEGER);
  for (const wrong of [2 ** 53, Infinity, NaN, -1]) assertEquals(whole(fieldsOf(wrong), "a"), null);
  assertRefuses((fields) => whole(fields, "a"), "number");
});

Deno.test("flag() takes true and false", () => {
  assertEquals([flag(fieldsOf(true), "a"), flag(fieldsOf(false), "a")], [true, false]);
  assertRefuses((fields) => flag(fields, "a"), "boolean");
});

Deno.test("placeOf() takes what the process calls a conversation", () => {
  for (const id of ["c1", "0", "c".repeat(16)]) assertEquals(placeOf(fieldsOf(id, "in")), id);
  for (const id of ["", "C1", "c 1", "c1\n", "../c1", "c".repeat(17), "__proto__"]) {
    assertEquals(placeOf(fieldsOf(id, "in")), null);
  }
  assertRefuses(placeOf, "string", "in");
  assertEquals(placeOf(fieldsOf("c1", "room")), null);
});

Deno.test("memberOf() takes what a server calls a member", () => {
  assertEquals(memberOf(fieldsOf(ID, "member")), ID);
  for (const id of ["", ID.slice(1), `${ID}A`, `${ID.slice(1)}=`, `${ID}\n`, "ada"]) {
    assertEquals(memberOf(fieldsOf(id, "member")), null);
  }
  assertRefuses(memberOf, "string", "member");
  assertEquals(memberOf(fieldsOf(ID, "to")), null);
});

Deno.test("members() takes a list of so many ids and no more", () => {
  const read = (value: unknown) => members(fieldsOf(value), "a");
  const most = Array(MAX_MENTIONS).fill(ID);
  for (const ids of [[], [ID], most]) assertEquals(read(ids), ids);
  for (const wrong of [[...most, ID], [ID, "ada"], [null], [[ID]], ID, { length: 0 }]) {
    assertEquals(read(wrong), null);
  }
  assertEquals(members(new Map(), "a"), null);
});

Deno.test("orNull() tells null from what is wrong, and from what is not there", () => {
  const read = (fields: Fields) => orNull(fields, "a", flag);
  assertEquals(read(fieldsOf(null)), null);
  assertEquals(read(fieldsOf(false)), false);
  for (const wrong of [undefined, 1, "null", []]) assertEquals(read(fieldsOf(wrong)), undefined);
  assertEquals(read(new Map()), undefined);
});
