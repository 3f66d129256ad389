import { assert, assertEquals } from "@std/assert";
import { keyWords } from "../lib/crypto/words.ts";
import { encodeMessage, type Message, packMessage } from "../lib/message/encode.ts";
import { readClientHello, readClientMessage } from "../lib/message/read_client.ts";
import { ERROR_CODES } from "../lib/message/from_server.ts";
import { readServerHello, readServerMessage } from "../lib/message/read_server.ts";
import { checkName } from "../lib/message/name.ts";
import * as phase from "../lib/session/phase.ts";
import { PROLOGUE } from "../lib/session/version.ts";
import { KIND } from "../lib/wire/packet.ts";
import {
  type MessageField,
  messageFields,
  messagesOf,
  type Side,
  SIDES,
} from "./message/message_types.ts";
import {
  fences,
  hexValues,
  numbers,
  PROTOCOL,
  section,
  table,
  tables,
} from "./support/protocol_document.ts";

const LIB = new URL("../lib/", import.meta.url);

function source(file: string): string {
  return Deno.readTextFileSync(new URL(file, LIB));
}

Deno.test("PROTOCOL.md tells on its first line the version that is in the prologue", () => {
  const [, version] = /^Version (\d+), 20\d\d-\d\d-\d\d\n/.exec(PROTOCOL) ?? [];
  assertEquals(new TextDecoder().decode(PROLOGUE), `pychat/${version}`);
  assert(PROTOCOL.includes(`The prologue is the eight bytes \`pychat/${version}\``));
});

Deno.test("PROTOCOL.md gives each handshake message byte by byte, and they add up", () => {
  const sizes = [phase.MESSAGE_1_BYTES, phase.MESSAGE_2_BYTES, phase.MESSAGE_3_BYTES];
  for (const [index, size] of sizes.entries()) {
    const text = section(`### Message ${index + 1}`);
    let at = 0;
    for (const [offset, bytes] of table(text)) {
      assertEquals(Number(offset), at);
      at += Number(bytes);
    }
    assertEquals(at, size);
    assert(text.includes(`, ${size} bytes.`));
  }
});

Deno.test("PROTOCOL.md allows the lengths that the session's table allows", () => {
  const { client, server } = phase.RULES;
  const [, lengths = []] = tables(section("## Transport and frames"));
  const told = lengths.map(([who, when, cell = ""]) => [
    `${who} ${when}`,
    cell === "none" ? [] : numbers(cell),
  ]);
  assertEquals(Object.fromEntries(told), {
    "server first": server.fresh.frames,
    "server second": server.waiting.frames,
    "client first": client.waiting.frames,
    "client between message 2 and its own message 3": client.deciding.frames,
    "both after the handshake": client.open.frames,
    "both after a goodbye was read": client.ended.frames,
  });
  assertEquals([client.open, client.ended, server.deciding], [
    server.open,
    server.ended,
    server.ended,
  ]);
});

Deno.test("PROTOCOL.md names the kinds of packet", () => {
  const [, kinds = []] = tables(section("### Packets"));
  const named = kinds.filter(([, name]) => name !== "reserved");
  assertEquals(Object.fromEntries(named.map(([kind, name]) => [name, Number(kind)])), { ...KIND });
});

Deno.test("PROTOCOL.md numbers the messages that packMessage() numbers", () => {
  const told = table(section("### Numbers")).flatMap(([from = "", ...cells]) =>
    cells.flatMap((cell, column) =>
      cell.split(", ").map((type) => [`${from} ${type}`, column === 0] as const)
    )
  );
  const all = SIDES.flatMap((side) =>
    fences(section(`### From a ${side}`), "json message").map((example) => {
      const { type } = JSON.parse(example);
      return [`${side} ${type}`, packMessage(read(side, example)).packet[0] === KIND.numbered];
    })
  );
  const packets = all.filter(([name]) => name !== "client hello" && name !== "server server");
  assertEquals(Object.fromEntries(told), Object.fromEntries(packets));
  assertEquals(told.length, new Set(told.map(([name]) => name)).size);
});

Deno.test("PROTOCOL.md gives the words of a key", async () => {
  const text = section("## Key words");
  const [, key = "", words = ""] = /^key +(\w+)[^]*^words +([a-z ]+)$/m.exec(text) ?? [];
  assertEquals((await keyWords(Uint8Array.fromHex(key))).join(" "), words);
  assertEquals(key, hexValues(section("## Worked example")).get("SS"));
});

Deno.test("PROTOCOL.md gives examples that are read as what they are, and lose nothing by it", () => {
  for (const side of SIDES) {
    const seen = new Set<string>();
    for (const example of fences(section(`### From a ${side}`), "json message")) {
      const value: { readonly type: string } = JSON.parse(example);
      const message = read(side, example);
      assertEquals(JSON.parse(new TextDecoder().decode(encodeMessage(message))), value);
      seen.add(value.type);
    }
    assertEquals([...seen].sort(), [...messagesOf(side).keys()].sort());
  }
});

Deno.test("PROTOCOL.md gives examples elsewhere that one of the sides reads", () => {
  const inLists = SIDES.flatMap((side) => fences(section(`### From a ${side}`), "json message"));
  const elsewhere = fences(PROTOCOL, "json message").filter((each) => !inLists.includes(each));
  assert(elsewhere.length > 0);
  for (const example of elsewhere) {
    const value: { readonly type: string } = JSON.parse(example);
    const side = messagesOf("client").has(value.type) ? "client" : "server";
    const bytes = encodeMessage(read(side, example));
    assertEquals(JSON.parse(new TextDecoder().decode(bytes)), value);
  }
});

Deno.test("PROTOCOL.md describes every message and every field, and no other", () => {
  for (const side of SIDES) {
    const known = messagesOf(side);
    assertEquals([...messageSections(side).keys()].sort(), [...known.keys()].sort());
    for (const [type, fields] of known) {
      const [told = []] = tables(messageSections(side).get(type) ?? "");
      assertEquals(told[0]?.[0], "type", `${side} ${type}`);
      assertDescribed(told, fields, `${side} ${type}`);
    }
  }
});

Deno.test("PROTOCOL.md describes every object that is inside a message, and all its fields", () => {
  const places = [
    ["server", "server", 1, "Member"],
    ["server", "welcome", 1, "DeliveryTerms"],
    ["server", "welcome", 2, "ClientLimits"],
    ["server", "standing", 1, "RoomState"],
    ["server", "rooms", 1, "ListedRoom"],
    ["server", "bans", 1, "Ban"],
    ["client", "hello", 1, "ResumeClaim"],
  ] as const;
  for (const [side, type, at, name] of places) {
    const all = tables(messageSections(side).get(type) ?? "");
    assertDescribed(all[at] ?? [], messageFields(side).get(name) ?? new Map(), name);
  }
  for (const side of SIDES) {
    for (const [type, text] of messageSections(side)) {
      const inside = places.filter(([one, other]) => one === side && other === type);
      assertEquals(tables(text).length, inside.length + 1, `${side} ${type}`);
    }
  }
});

function assertDescribed(
  told: readonly (readonly string[])[],
  fields: ReadonlyMap<string, MessageField>,
  where: string,
): void {
  assert(fields.size > 0, where);
  assertEquals(told.map(([name]) => name).sort(), [...fields.keys()].sort(), where);
  for (const [name = "", kind = "", meaning = ""] of told) {
    const { optional, words, inside } = fields.get(name) ??
      { optional: false, words: [], inside: [] };
    assertEquals(kind.includes("_optional_"), optional, `${where}.${name}`);
    assertEquals(kind.match(/"\w+"/g) ?? [], words, `${where}.${name}`);
    assertEquals(inside.filter((each) => !meaning.includes(each)), [], `${where}.${name}`);
  }
}

/** The text under the heading of each message of a side, by its type. */
function messageSections(side: Side): Map<string, string> {
  const [, ...parts] = section(`### From a ${side}`).split(/^#### (?=\w+$)/m);
  return new Map(parts.map((part) => {
    const end = part.indexOf("\n");
    return [part.slice(0, end), part.slice(end)];
  }));
}

function read(side: Side, example: string): Message {
  const bytes = new TextEncoder().encode(example);
  const { type } = JSON.parse(example);
  if (type === "server") return readServerHello(bytes);
  if (type === "hello") return readClientHello(bytes);
  const message = side === "client" ? readClientMessage(bytes) : readServerMessage(bytes);
  assert(message !== null, example);
  return message;
}

Deno.test("PROTOCOL.md explains every error code, and no other", () => {
  const codes = table(section("## Error codes")).map(([code]) => code);
  assertEquals([...new Set(codes)].sort(), [...ERROR_CODES].sort());
});

Deno.test("PROTOCOL.md lists the scripts and the reserved names of the rules for names", () => {
  const text = section("## Names");
  const [scripts = ""] = fences(text, "text");
  const declared = source("message/name.ts").matchAll(/^ {2}\[("[^\]]+")\],$/gm);
  const systems = [...declared].map(([, names = ""]) => names.replaceAll(/[",]/g, ""));
  assertEquals(scripts.split("\n"), systems);
  const [, reserved = ""] = /its fold is that of ([^.]+)\./.exec(text) ?? [];
  const names = reserved.match(/[a-z]+(?=`)/g) ?? [];
  for (const name of names) assertEquals(checkName(name), { ok: false, rule: "reserved" });
  const declaredNames = /RESERVED[^[]*\[([^\]]*)\]/.exec(source("message/name.ts"))?.[1] ?? "";
  assertEquals(names, declaredNames.match(/[a-z]+/g));
});
