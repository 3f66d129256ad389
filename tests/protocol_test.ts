import { assert, assertEquals } from "@std/assert";
import { keyWords } from "../lib/crypto/words.ts";
import * as limits from "../lib/limits.ts";
import { encodeMessage } from "../lib/message/encode.ts";
import { readClientHello, readClientMessage } from "../lib/message/from_client.ts";
import { ERROR_CODES, readServerHello, readServerMessage } from "../lib/message/from_server.ts";
import { MAX_MESSAGE_BYTES } from "../lib/message/json.ts";
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

Deno.test("PROTOCOL.md tells every limit of the wire, as it is", () => {
  const all: Readonly<Record<string, number | readonly number[]>> = { ...limits };
  const [told = [], derived = []] = tables(section("## Limits"));
  for (const [name = "", cell = ""] of told) {
    assertEquals(numbers(cell), [all[name]].flat(), name);
  }
  const names = new Set(told.map(([name]) => name));
  assertEquals(limitsOfTheWire().filter((name) => !names.has(name)), []);

  const follows: Readonly<Record<string, readonly number[]>> = {
    MESSAGE_1_BYTES: [phase.MESSAGE_1_BYTES],
    MESSAGE_2_BYTES: [phase.MESSAGE_2_BYTES],
    MESSAGE_3_BYTES: [phase.MESSAGE_3_BYTES],
    VERSION_BYTES: [phase.VERSION_BYTES],
    RECORD_FRAME_BYTES: phase.RULES.server.open.frames,
    MAX_MESSAGE_BYTES: [MAX_MESSAGE_BYTES],
  };
  const found = derived.map(([name = "", cell = ""]) => [name, numbers(cell)]);
  assertEquals(Object.fromEntries(found), follows);
});

/** Limits that code imports which speaks or reads the protocol: a peer can run into them. */
function limitsOfTheWire(): string[] {
  const folders = ["wire", "crypto", "noise", "session", "message", "hub"];
  const files = folders.flatMap((folder) =>
    [...Deno.readDirSync(new URL(folder, LIB))].map(({ name }) => `${folder}/${name}`)
  );
  const imports = [...files, "io/net/porter.ts", "io/files/identity_file.ts"].flatMap((file) => {
    const [, names = ""] = /import \{([^}]*)\} from "(?:\.\.\/)+limits\.ts"/.exec(source(file)) ??
      [];
    return names.split(",").map((name) => name.trim()).filter((name) => name !== "");
  });
  assert(imports.length > 15);
  return [...new Set(imports)];
}

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
    const [told = [], member = []] = tables(section(`#### ${type}`));
    assertEquals(told.map(([name]) => name), [...fields.keys()], type);
    for (const [name = "", kind = ""] of told) {
      const { optional, words } = fields.get(name) ?? { optional: false, words: [] };
      assertEquals(kind.includes("_optional_"), optional, `${type}.${name}`);
      assertEquals(kind.match(/"\w+"/g) ?? [], words, `${type}.${name}`);
    }
    if (type === "server") assertEquals(member.map(([name]) => name), ["id", "name", "tag"]);
  }
});

interface Field {
  readonly optional: boolean;
  /** The words it may be, in quotes, where it is one of several. */
  readonly words: readonly string[];
}

/** The fields of each message, by its type, as the code declares them. */
function interfaces(): Map<string, Map<string, Field>> {
  const text = source("message/from_client.ts") + source("message/from_server.ts");
  const found = new Map<string, Map<string, Field>>();
  for (const [, body = ""] of text.matchAll(/^export interface \w+ \{\n([^]*?)^\}/gm)) {
    const fields = new Map<string, Field>();
    for (const [, name = "", mark, type = ""] of body.matchAll(/readonly (\w+)(\??): ([^;]+);/g)) {
      fields.set(name, { optional: mark === "?", words: type.match(/"\w+"/g) ?? [] });
    }
    const [type] = fields.get("type")?.words ?? [];
    if (type !== undefined) found.set(type.slice(1, -1), fields);
  }
  assert(found.size >= 12);
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
