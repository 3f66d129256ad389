import { assert, assertEquals } from "@std/assert";
import { keyWords } from "../lib/crypto/words.ts";
import { encodeMessage, packMessage } from "../lib/message/encode.ts";
import { readClientHello, readClientMessage } from "../lib/message/from_client.ts";
import { ERROR_CODES } from "../lib/message/from_server.ts";
import { readServerHello, readServerMessage } from "../lib/message/read_server.ts";
import { checkName } from "../lib/message/name.ts";
import * as phase from "../lib/session/phase.ts";
import { PROLOGUE } from "../lib/session/version.ts";
import { KIND } from "../lib/wire/packet.ts";
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
      cell.match(/\w+(?=,|$)/g)?.map((type) => [`${from} ${type}`, column === 0]) ?? []
    )
  );
  const all = ["client", "server"].flatMap((from) =>
    fences(section(`### From a ${from}`), "json message").map((example) => {
      const { type } = JSON.parse(example);
      const message = read(type, new TextEncoder().encode(example));
      assert(message !== null);
      return [`${from} ${type}`, packMessage(message).packet[0] === KIND.numbered];
    })
  );
  const packets = all.filter(([name]) => name !== "client hello" && name !== "server server");
  // The client has nothing that is not numbered, and says so in a word.
  const named = told.filter(([name]) => name !== "client nothing");
  assertEquals(Object.fromEntries(named), Object.fromEntries(packets));
});

Deno.test("PROTOCOL.md gives the words of a key", async () => {
  const text = section("## Key words");
  const [, key = "", words = ""] = /^key +(\w+)[^]*^words +([a-z ]+)$/m.exec(text) ?? [];
  assertEquals((await keyWords(Uint8Array.fromHex(key))).join(" "), words);
  assertEquals(key, hexValues(section("## Worked example")).get("SS"));
});

Deno.test("PROTOCOL.md gives examples that are read as what they are, and lose nothing by it", () => {
  const seen = new Set<string>();
  for (const example of fences(PROTOCOL, "json message")) {
    const value: { readonly type: string } = JSON.parse(example);
    const message = read(value.type, new TextEncoder().encode(example));
    assert(message !== null, example);
    assertEquals(JSON.parse(new TextDecoder().decode(encodeMessage(message))), value);
    seen.add(value.type);
  }
  assertEquals([...seen].sort(), [...interfaces().keys()].sort());
});

function read(type: string, bytes: Uint8Array): Parameters<typeof encodeMessage>[0] | null {
  if (type === "server") return readServerHello(bytes);
  if (type === "hello") return readClientHello(bytes);
  return readClientMessage(bytes) ?? readServerMessage(bytes);
}

Deno.test("PROTOCOL.md describes every message and every field, and no other", () => {
  const types = ["### From a server", "### From a client"].flatMap((heading) =>
    [...section(heading).matchAll(/^#### (\w+)$/gm)].map(([, type = ""]) => type)
  );
  const known = interfaces();
  assertEquals(types.sort(), [...known.keys()].sort());
  for (const [type, fields] of known) {
    const [told = []] = tables(section(`#### ${type}`));
    assertDescribed(told, fields, type);
  }
});

Deno.test("PROTOCOL.md describes every object that is inside a message, and all its fields", () => {
  const places = [
    ["server", 1, "Member"],
    ["welcome", 1, "DeliveryTerms"],
    ["welcome", 2, "ClientLimits"],
    ["hello", 1, "ResumeClaim"],
  ] as const;
  for (const [type, at, name] of places) {
    const all = tables(section(`#### ${type}`));
    assertDescribed(all[at] ?? [], fieldsOf(bodies().get(name) ?? ""), name);
    assertEquals(all.length, places.filter(([other]) => other === type).length + 1, type);
  }
});

function assertDescribed(
  told: readonly (readonly string[])[],
  fields: ReadonlyMap<string, Field>,
  where: string,
): void {
  assert(fields.size > 0, where);
  assertEquals(told.map(([name]) => name), [...fields.keys()], where);
  for (const [name = "", kind = "", meaning = ""] of told) {
    const { optional, words, inside } = fields.get(name) ??
      { optional: false, words: [], inside: [] };
    assertEquals(kind.includes("_optional_"), optional, `${where}.${name}`);
    assertEquals(kind.match(/"\w+"/g) ?? [], words, `${where}.${name}`);
    assertEquals(inside.filter((each) => !meaning.includes(each)), [], `${where}.${name}`);
  }
}

interface Field {
  readonly optional: boolean;
  /** The words it may be, in quotes, where it is one of several. */
  readonly words: readonly string[];
  /** The names of its own fields, where it is an object without a name. */
  readonly inside: readonly string[];
}

/** The interfaces of messages, and of what is in them, by their names. */
function bodies(): Map<string, string> {
  const text = source("message/from_client.ts") + source("message/from_server.ts");
  const all = text.matchAll(/^export interface (\w+) \{\n([^]*?)^\}/gm);
  return new Map([...all].map(([, name = "", body = ""]) => [name, body]));
}

/** The fields of an interface, as the code declares them. */
function fieldsOf(body: string): Map<string, Field> {
  const fields = new Map<string, Field>();
  const all = body.matchAll(/readonly (\w+)(\??): (\{[^}]*\}|[^;]+);/g);
  for (const [, name = "", mark, type = ""] of all) {
    const inside = [...type.matchAll(/readonly (\w+):/g)].map(([, each = ""]) => each);
    fields.set(name, { optional: mark === "?", words: type.match(/"\w+"/g) ?? [], inside });
  }
  return fields;
}

/** The fields of each message, by its type. */
function interfaces(): Map<string, Map<string, Field>> {
  const found = new Map<string, Map<string, Field>>();
  for (const body of bodies().values()) {
    const fields = fieldsOf(body);
    const [type] = fields.get("type")?.words ?? [];
    if (type !== undefined) found.set(type.slice(1, -1), fields);
  }
  assert(found.size >= 16);
  return found;
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
