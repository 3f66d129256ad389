/**
 * The messages as the code declares them, so that what is written about them can be held to it.
 *
 * @module
 */

/** One field of a message, or of an object in it. */
export interface MessageField {
  readonly optional: boolean;
  /** The words it may be, in quotes, where it is one of several. */
  readonly words: readonly string[];
  /** The names of its own fields, where it is an object without a name. */
  readonly inside: readonly string[];
}

/** Who says something. */
export const SIDES = ["server", "client"] as const;
/** One of {@linkcode SIDES}. */
export type Side = typeof SIDES[number];

/** Where their messages are declared; what is shared is declared with those of a client. */
const FILES: Readonly<Record<Side, readonly string[]>> = {
  client: ["from_client.ts"],
  server: ["from_server.ts", "from_server_rooms.ts", "from_server_texts.ts"],
};

const LIB = new URL("../../lib/message/", import.meta.url);

interface Declaration {
  /** Names of what it has all fields of, with those that it leaves out. */
  readonly bases: readonly { readonly name: string; readonly without: readonly string[] }[];
  readonly own: ReadonlyMap<string, MessageField>;
}

/** The fields of everything that is declared for a side, inherited ones too, by its name. */
export function messageFields(side: Side): ReadonlyMap<string, ReadonlyMap<string, MessageField>> {
  const all = new Map([...declarations("client"), ...declarations(side)]);
  const wanted = declarations(side).keys();
  return new Map([...wanted].map((name) => [name, fieldsOf(name, all)]));
}

/** The fields of each message of a side, by its type. */
export function messagesOf(side: Side): ReadonlyMap<string, ReadonlyMap<string, MessageField>> {
  const found = new Map<string, ReadonlyMap<string, MessageField>>();
  for (const fields of messageFields(side).values()) {
    const [type] = fields.get("type")?.words ?? [];
    if (type !== undefined) found.set(type.slice(1, -1), fields);
  }
  return found;
}

function declarations(side: Side): Map<string, Declaration> {
  const text = FILES[side].map((file) => Deno.readTextFileSync(new URL(file, LIB))).join("\n");
  const found = new Map<string, Declaration>();
  const interfaces = /^(?:export )?interface (\w+)(?: extends ([^{]+))? \{\n([^]*?)^\}/gm;
  for (const [, name = "", bases = "", body = ""] of text.matchAll(interfaces)) {
    found.set(name, { bases: basesOf(bases), own: ownFields(body) });
  }
  const mixed = /^export type (\w+) = (\w+) & \{((?:\n| readonly)[^]*?)\};$/gm;
  for (const [, name = "", base = "", body = ""] of text.matchAll(mixed)) {
    found.set(name, { bases: basesOf(base), own: ownFields(body) });
  }
  // One of several forms: what one of them never has is optional in the whole.
  const forms = /^export type (\w+) =\n((?: {2}\| \{[^]*?\}\n?)+);/gm;
  for (const [, name = "", body = ""] of text.matchAll(forms)) {
    found.set(name, { bases: [], own: ownFields(body) });
  }
  return found;
}

function basesOf(text: string): Declaration["bases"] {
  return text.split(/,\s*(?![^<]*>)/).filter((base) => base !== "").map((base) => {
    const name = base.replace(/^Omit</, "").match(/\w+/)?.[0] ?? "";
    return { name, without: base.match(/(?<=")\w+(?=")/g) ?? [] };
  });
}

function fieldsOf(
  name: string,
  all: ReadonlyMap<string, Declaration>,
): ReadonlyMap<string, MessageField> {
  const { bases, own } = all.get(name) ?? { bases: [], own: new Map<string, MessageField>() };
  const inherited = bases.flatMap((base) =>
    [...fieldsOf(base.name, all)].filter(([field]) => !base.without.includes(field))
  );
  return new Map([...inherited, ...own]);
}

function ownFields(body: string): ReadonlyMap<string, MessageField> {
  const fields = new Map<string, MessageField>();
  const all = body.matchAll(/readonly (\w+)(\??): (\{[^}]*\}|[^;}]+)(?:;| *\}| *$)/g);
  for (const [, name = "", mark, type = ""] of all) {
    const inside = [...type.matchAll(/readonly (\w+):/g)].map(([, each = ""]) => each);
    const before = fields.get(name);
    const optional = mark === "?" || before?.optional === true;
    if (type === "never" && before !== undefined) fields.set(name, { ...before, optional });
    else fields.set(name, { optional, words: type.match(/"\w+"/g) ?? [], inside });
  }
  return fields;
}
