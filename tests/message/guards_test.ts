import { assertEquals, assertThrows } from "@std/assert";
import { type Fault, ProtocolError } from "../../lib/errors.ts";
import {
  isObject,
  type JsonObject,
  optional,
  readBoolean,
  readInteger,
  readLabel,
  readMemberId,
  readMemberIds,
  readObject,
  readObjects,
  readSecret,
  readString,
  readTag,
  readTime,
  readType,
  readWord,
  utf8Bytes,
} from "../../lib/message/guards.ts";

function faultOf(read: () => unknown): Fault {
  return assertThrows(read, ProtocolError).fault;
}

Deno.test("readType() wants a string", () => {
  assertEquals(readType({ type: "say" }), "say");
  for (const object of [{}, { type: 1 }, { type: null }, { type: ["say"] }]) {
    assertEquals(faultOf(() => readType(object)), "message_type");
  }
});

Deno.test("readString() refuses lone surrogates and everything that is no string", () => {
  assertEquals(readString({ a: "" }, "a"), "");
  assertEquals(readString({ a: "😀\0" }, "a"), "😀\0");
  for (const a of [undefined, null, 1, true, [], {}, "\u{d800}", "\u{dc00}x", "x\u{d83d}"]) {
    assertEquals(faultOf(() => readString({ a }, "a")), "message_field");
  }
});

Deno.test("readString() takes no inherited field for one that is there", () => {
  const inherited: Record<string, unknown> = Object.create({ a: "there" });
  assertEquals(faultOf(() => readString(inherited, "a")), "message_field");
});

Deno.test("readInteger() takes both ends of its range and nothing beyond", () => {
  for (const a of [1, 5]) assertEquals(readInteger({ a }, "a", 1, 5), a);
  assertEquals(readInteger({ a: 2 ** 53 - 1 }, "a", 1), 2 ** 53 - 1);
  assertEquals(Object.is(readInteger({ a: -0 }, "a", 0), 0), true);
  for (const a of [0, 6, 1.5, -1, NaN, Infinity, "1", null, undefined, 1n]) {
    assertEquals(faultOf(() => readInteger({ a }, "a", 1, 5)), "message_field");
  }
  assertEquals(faultOf(() => readInteger({ a: 2 ** 53 }, "a", 1)), "message_field");
});

Deno.test("readTime() takes what a Date can show", () => {
  assertEquals(new Date(readTime({ time: 8.64e15 })).getUTCFullYear(), 275760);
  assertEquals(faultOf(() => readTime({ time: 8.64e15 + 1 })), "message_field");
  assertEquals(faultOf(() => readTime({ time: -1 })), "message_field");
});

Deno.test("optional() tells absent from wrong", () => {
  const read = (object: JsonObject) => optional(object, "a", readBoolean);
  assertEquals(read({}), {});
  assertEquals(read({ b: true }), {});
  assertEquals(read({ a: false, b: true }), { a: false });
  for (const a of [0, null, undefined, "true"]) {
    assertEquals(faultOf(() => read({ a })), "message_field");
  }
  const inherited: Record<string, unknown> = Object.create({ a: true });
  assertEquals(read(inherited), {});
  assertEquals(optional({ toString: true }, "toString", readBoolean), { toString: true });
  assertEquals(optional({}, "toString", readBoolean), {});
});

Deno.test("readBoolean(), readWord() and readObject() take nothing that is only like it", () => {
  assertEquals(readBoolean({ a: false }, "a"), false);
  for (const a of [0, 1, "true", null]) {
    assertEquals(faultOf(() => readBoolean({ a }, "a")), "message_field");
  }
  assertEquals(readWord({ a: "left" }, "a", ["left", "cut"], "cut"), "left");
  assertEquals(readWord({ a: "banned" }, "a", ["left", "cut"], "cut"), "cut");
  for (const a of [1, null, undefined, ["cut"]]) {
    assertEquals(faultOf(() => readWord({ a }, "a", ["left", "cut"], "cut")), "message_field");
  }
  assertEquals(readObject({ a: {} }, "a"), {});
  for (const a of [[], null, "x", undefined]) {
    assertEquals(faultOf(() => readObject({ a }, "a")), "message_field");
    assertEquals(isObject(a), false);
  }
});

Deno.test("readObjects() wants a list of objects", () => {
  assertEquals(readObjects({ a: [] }, "a"), []);
  assertEquals(readObjects({ a: [{}, { b: 1 }] }, "a"), [{}, { b: 1 }]);
  for (const a of [{}, { length: 1, 0: {} }, [null], [{}, []], ["x"], null]) {
    assertEquals(faultOf(() => readObjects({ a }, "a")), "message_field");
  }
});

Deno.test("readMemberId() and readTag() want their exact form", () => {
  assertEquals(readMemberId({ id: "aZ09_-aZ09_" }, "id"), "aZ09_-aZ09_");
  for (const id of ["", "aZ09_-aZ09", "aZ09_-aZ09_x", "aZ09_-aZ09=", "aZ09_-aZ09_\n", 1]) {
    assertEquals(faultOf(() => readMemberId({ id }, "id")), "message_field");
  }
  assertEquals(readTag({ tag: "az27" }), "az27");
  for (const tag of ["", "az2", "az277", "AZ27", "az18", "az27\n", 2727]) {
    assertEquals(faultOf(() => readTag({ tag })), "message_field");
  }
});

Deno.test("readMemberIds() takes a list of ids, and each of them once", () => {
  const id = (n: number) => `${n}`.padStart(11, "a");
  const read = (a: unknown) => readMemberIds({ a }, "a", 3);
  assertEquals(read([]), []);
  assertEquals(read([id(2), id(1), id(3)]), [id(2), id(1), id(3)]);
  assertEquals(read([id(1), id(2), id(1)]), [id(1), id(2)]);
  // So many are never looked at, whether or not they are the same.
  assertEquals(faultOf(() => read(Array(4).fill(id(1)))), "message_field");
  const wrong = [null, undefined, {}, { length: 0 }, id(1), [null], [1], [[id(1)]], [id(1), ""]];
  for (const a of [...wrong, [`${id(1)}\n`], [id(1).slice(1)], [{ id: id(1) }]]) {
    assertEquals(faultOf(() => read(a)), "message_field");
  }
});

Deno.test("readSecret() wants 43 letters of base64url", () => {
  const secret = "aZ09_-".padEnd(43, "x");
  assertEquals(readSecret({ secret }, "secret"), secret);
  const wrong = ["", secret.slice(1), `${secret}x`, `${secret}\n`, ` ${secret.slice(1)}`];
  for (const other of [...wrong, secret.replace("-", "+"), secret.replace("x", "="), 1, null]) {
    assertEquals(faultOf(() => readSecret({ secret: other }, "secret")), "message_field");
  }
});

Deno.test("readLabel() takes 1 to 96 bytes that can be shown", () => {
  assertEquals(utf8Bytes("ü".repeat(48)), 96);
  assertEquals(readLabel({ name: "ü".repeat(48) }, "name").length, 48);
  assertEquals(readLabel({ name: "田".repeat(32) }, "name").length, 32);
  assertEquals(readLabel({ name: "" }, "name", 0), "");
  assertEquals(readLabel({ name: "\u{378}" }, "name"), "\u{378}"); // may be assigned by now
  const bad = [
    "",
    "ü".repeat(48) + "x",
    "田".repeat(33),
    "a\nb",
    "\u{202e}a",
    "a\u{200b}",
    "\u{2028}",
    "x".repeat(1e6),
  ];
  for (const name of bad) {
    assertEquals(faultOf(() => readLabel({ name }, "name")), "message_field");
  }
});
