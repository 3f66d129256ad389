import { assert, assertEquals, assertThrows } from "@std/assert";
import { type Fault, ProtocolError } from "../../lib/errors.ts";
import { CLIENT_HELLO_BYTES } from "../../lib/limits.ts";
import { encodeMessage } from "../../lib/message/encode.ts";
import {
  type ClientHello,
  type ClientMessage,
  readClientHello,
  readClientMessage,
} from "../../lib/message/from_client.ts";
import { encodeJson } from "../../lib/message/json.ts";
import { brokenCopies } from "./broken_copies.ts";

const MESSAGES: readonly ClientMessage[] = [
  { type: "say", room: "lobby", ref: 1, text: "hi" },
  { type: "say", room: "nowhere", ref: Number.MAX_SAFE_INTEGER, text: "" },
  { type: "rename", name: "Bob" },
  { type: "rename", name: "\u{202e} rules for names come later" },
];

function faultOf(read: (bytes: Uint8Array) => unknown, value: object): Fault {
  return assertThrows(() => read(encodeJson(value)), ProtocolError).fault;
}

Deno.test("readClientMessage() reads what encodeMessage() wrote", () => {
  for (const message of MESSAGES) {
    assertEquals(readClientMessage(encodeMessage(message)), message);
  }
});

Deno.test("readClientMessage() passes on no field it does not know", () => {
  for (const message of MESSAGES) {
    const more = { ...message, from: "forged", time: 0, constructor: 1, extra: { deep: [] } };
    assertEquals(readClientMessage(encodeJson(more)), message);
  }
});

Deno.test("readClientMessage() refuses a missing or wrong field, each of them", () => {
  for (const message of MESSAGES) {
    for (const broken of brokenCopies(message)) {
      assertEquals(faultOf(readClientMessage, broken), "message_field", JSON.stringify(broken));
    }
  }
  for (const ref of [0, -1, 1.5, 2 ** 53]) {
    assertEquals(faultOf(readClientMessage, { ...MESSAGES[0], ref }), "message_field");
  }
});

Deno.test("readClientMessage() tells an unknown type from a broken one", () => {
  for (const type of ["", "text", "hello", "constructor", "Say"]) {
    assertEquals(readClientMessage(encodeJson({ type })), null);
  }
  assertEquals(faultOf(readClientMessage, {}), "message_type");
  assertEquals(faultOf(readClientMessage, { type: 7 }), "message_type");
});

Deno.test("readClientMessage() refuses lone surrogates written as escapes", () => {
  const bytes = new TextEncoder().encode('{"type":"say","room":"lobby","ref":1,"text":"\\ud800"}');
  assertEquals(assertThrows(() => readClientMessage(bytes), ProtocolError).fault, "message_field");
});

const RESUME = { member: "AAAAAAAAAAA", secret: "_-".padEnd(43, "A"), received: 0 };
const HELLOS: readonly ClientHello[] = [
  { type: "hello", name: "Bob" },
  { type: "hello", name: "Bob", delivery: false },
  { type: "hello", name: "Bob", delivery: true },
  { type: "hello", name: "Bob", delivery: true, resume: RESUME },
  { type: "hello", name: "", resume: { ...RESUME, received: Number.MAX_SAFE_INTEGER } },
];

Deno.test("readClientHello() reads a hello with what it may hold, and passes on nothing else", () => {
  for (const hello of HELLOS) {
    assertEquals(readClientHello(encodeMessage(hello)), hello);
    const resume = hello.resume && { ...hello.resume, extra: [] };
    const more = { ...hello, ...(resume && { resume }), from: "forged", time: 0 };
    assertEquals(readClientHello(encodeJson(more)), hello);
  }
});

Deno.test("readClientHello() refuses a missing or wrong field, each of them", () => {
  for (const hello of HELLOS) {
    for (const broken of brokenCopies(hello)) {
      assertEquals(faultOf(readClientHello, broken), "message_field", JSON.stringify(broken));
    }
  }
  const wrong: readonly object[] = [
    { member: "AAAAAAAAAA" },
    { member: "__proto__" },
    { secret: "A".repeat(42) },
    { secret: "A".repeat(44) },
    { secret: `${"A".repeat(42)}=` },
    { secret: `${"A".repeat(42)}\n` },
    { received: -1 },
    { received: 2 ** 53 },
  ];
  for (const field of wrong) {
    const hello = { ...HELLOS[3], resume: { ...RESUME, ...field } };
    assertEquals(faultOf(readClientHello, hello), "message_field", JSON.stringify(field));
  }
});

Deno.test("readClientHello() fits message 3 with the longest name and a claim", () => {
  const hello = {
    type: "hello",
    name: "\u{20000}".repeat(24), // 96 bytes, the longest name there is
    delivery: true,
    resume: { ...RESUME, received: Number.MAX_SAFE_INTEGER },
  } as const;
  const { length } = encodeMessage(hello);
  assert(length <= CLIENT_HELLO_BYTES, `${length} bytes`);
});

Deno.test("readClientHello() reads a hello and nothing else", () => {
  const hello = { type: "hello", name: " any name " } as const;
  assertEquals(readClientHello(encodeMessage(hello)), hello);
  assertEquals(readClientHello(encodeJson({ ...hello, more: 1 })), hello);
  assertEquals(faultOf(readClientHello, { type: "rename", name: "x" }), "message_type");
  assertEquals(faultOf(readClientHello, { name: "x" }), "message_type");
  assertEquals(faultOf(readClientHello, { type: "hello" }), "message_field");
  assertEquals(faultOf(readClientHello, { type: "hello", name: 1 }), "message_field");
});
