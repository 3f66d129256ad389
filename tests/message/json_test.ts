import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { type Fault, ProtocolError } from "../../lib/errors.ts";
import { decodeJson, encodeJson, MAX_MESSAGE_BYTES } from "../../lib/message/json.ts";

const encoder = new TextEncoder();

function faultOf(bytes: Uint8Array): Fault {
  return assertThrows(() => decodeJson(bytes), ProtocolError).fault;
}

Deno.test("MAX_MESSAGE_BYTES is what fits the largest record beside a packet's header", () => {
  assertEquals(MAX_MESSAGE_BYTES, 16_381);
});

Deno.test("decodeJson() gives back what encodeJson() wrote", () => {
  const value = fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue({ maxDepth: 2 }));
  fc.assert(fc.property(value, (object) => {
    const plain = JSON.parse(JSON.stringify(object));
    assertEquals(decodeJson(encodeJson(plain)), plain);
  }));
});

Deno.test("decodeJson() takes 16,381 bytes and no more", () => {
  const longest = encoder.encode(`{"a":"${"x".repeat(MAX_MESSAGE_BYTES - 8)}"}`);
  assertEquals(longest.length, MAX_MESSAGE_BYTES);
  assertEquals(Object.keys(decodeJson(longest)), ["a"]);
  assertEquals(
    faultOf(encoder.encode(`{"a":"${"x".repeat(MAX_MESSAGE_BYTES - 7)}"}`)),
    "packet_length",
  );
});

Deno.test("decodeJson() refuses what is not UTF-8, or begins with a byte order mark", () => {
  for (
    const hex of ["ff", "7b22c322", "c0af", "eda080", "f4908080", "efbbbf7b7d", "fffe7b007d00"]
  ) {
    assertEquals(faultOf(Uint8Array.fromHex(hex)), "text_encoding", hex);
  }
});

Deno.test("decodeJson() refuses what is not one JSON object", () => {
  const bad = [
    "",
    " ",
    "{",
    "[]",
    "null",
    "1",
    '"{}"',
    "{}{}",
    "{} x",
    "{'a':1}",
    "{a:1}",
    "\0",
    "NaN",
  ];
  for (const text of bad) assertEquals(faultOf(encoder.encode(text)), "json", text);
  assertEquals(faultOf(encoder.encode('{"a":"\0"}')), "json");
  assertEquals(decodeJson(encoder.encode(' {"a" : 1}\n')), { a: 1 });
});

Deno.test("decodeJson() takes four levels and no more", () => {
  assertEquals(decodeJson(encoder.encode('{"a":[{"b":[1]}]}')), { a: [{ b: [1] }] });
  assertEquals(faultOf(encoder.encode('{"a":[{"b":[[]]}]}')), "json");
  assertEquals(faultOf(encoder.encode('{"z":1,"a":[1,2,{"b":{"c":{}}}]}')), "json");
  const levels = 8000;
  assertEquals(faultOf(encoder.encode(`{"a":${"[".repeat(levels)}${"]".repeat(levels)}}`)), "json");
  const wide = `{"a":[${"[],".repeat(5000)}[]]}`;
  assertEquals(Object.keys(decodeJson(encoder.encode(wide))), ["a"]);
});

Deno.test("decodeJson() changes no prototype, and the last of doubled keys counts", () => {
  const read = decodeJson(encoder.encode('{"__proto__":{"x":1},"constructor":2,"a":1,"a":3}'));
  assertEquals(Object.getPrototypeOf(read), Object.prototype);
  assertEquals(Object.hasOwn(read, "__proto__"), true);
  assertEquals(read["a"], 3);
  assertEquals(Object.hasOwn(Object.prototype, "x"), false);
});

Deno.test("encodeJson() refuses what does not fit a packet", () => {
  assertEquals(encodeJson({ a: "x".repeat(MAX_MESSAGE_BYTES - 8) }).length, MAX_MESSAGE_BYTES);
  assertThrows(() => encodeJson({ a: "x".repeat(MAX_MESSAGE_BYTES - 7) }), RangeError);
});
