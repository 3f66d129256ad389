/**
 * What a page may ask of the client process, and the guard that reads it.
 *
 * @module
 */
import {
  MAX_DRAFT_UNITS,
  MAX_NAME_INPUT_UNITS,
  MAX_PASSPHRASE_UNITS,
  MAX_SAY_UNITS,
  MAX_WHERE_UNITS,
} from "../limits.ts";
import { type Theme, THEMES } from "./view.ts";

/** One message from a page to the client process, as JSON. */
export type Intent = ChatIntent | ProgramIntent;

/** What is asked of the chat. */
export type ChatIntent =
  /** While typing: what would `where` (an invitation or an address) mean? */
  | { readonly type: "check"; readonly where: string }
  /** Join; an empty name is drawn by the client. */
  | { readonly type: "join"; readonly where: string; readonly name: string }
  /** At `new_key`: go on and remember the key; `compared` if the words were compared. */
  | { readonly type: "accept_new_key"; readonly compared: boolean }
  /** At `changed_key`: the explicit way out. `word` must be the first of the new words. */
  | { readonly type: "accept_changed_key"; readonly word: string }
  /** At `passphrase`. */
  | { readonly type: "passphrase"; readonly passphrase: string }
  /**
   * From anywhere before `joined`: stop and show the connect form, or `ended`, again. At
   * `reconnecting`: dial no more.
   */
  | { readonly type: "cancel" }
  /** At `reconnecting`: dial now. */
  | { readonly type: "try_now" }
  /** A text for the room, at most `MAX_SAY_UNITS` long. */
  | { readonly type: "say"; readonly text: string }
  | { readonly type: "rename"; readonly name: string }
  /** The words of the connected server were compared with whoever runs it. */
  | { readonly type: "compared" }
  /** Leave the server; the conversation is forgotten. */
  | { readonly type: "leave" }
  /** At `ended`: join the same server again under the same name. */
  | { readonly type: "rejoin" }
  /** Send a pending text that failed, or may not have arrived, once more. */
  | { readonly type: "retry"; readonly ref: number }
  /** Forget a pending text that failed or may not have arrived. */
  | { readonly type: "discard"; readonly ref: number }
  /** What stands in the composer, so that a reload loses nothing. */
  | { readonly type: "draft"; readonly text: string }
  | { readonly type: "theme"; readonly theme: Theme }
  /** Lines before the line with this index. */
  | { readonly type: "older"; readonly before: number }
  | { readonly type: "export" };

/** What changes something for everybody who looks on; all else is answered to the page that asked. */
export type ActIntent = Exclude<
  ChatIntent,
  { readonly type: "check" | "older" | "export" | "rename" | "draft" }
>;

/** What is asked of the program around it, and its pages. */
export type ProgramIntent =
  /** A link for one more page: of this connection, or of one that is still to be made. */
  | { readonly type: "link"; readonly to: "here" | "another" }
  /** The person closes this page, or loads it anew. */
  | { readonly type: "goodbye" }
  /** End the client process with every connection it has; unless `sure`, only if none would be lost. */
  | { readonly type: "quit"; readonly sure: boolean }
  /** At `trouble`: try to begin once more. */
  | { readonly type: "again" }
  /** At `trouble`: go on without what does not work. */
  | { readonly type: "without" };

type Fields = ReadonlyMap<string, unknown>;

/** One small reader for each intent; a missing row would not compile. */
const READERS: { readonly [T in Intent["type"]]: (fields: Fields) => Intent | null } = {
  check: (fields) => {
    const where = text(fields, "where", MAX_WHERE_UNITS);
    return where === null ? null : { type: "check", where };
  },
  join: (fields) => {
    const where = text(fields, "where", MAX_WHERE_UNITS);
    const name = text(fields, "name", MAX_NAME_INPUT_UNITS);
    return where === null || name === null ? null : { type: "join", where, name };
  },
  accept_new_key: (fields) => {
    const compared = fields.get("compared");
    return typeof compared === "boolean" ? { type: "accept_new_key", compared } : null;
  },
  accept_changed_key: (fields) => {
    const word = text(fields, "word", MAX_NAME_INPUT_UNITS);
    return word === null ? null : { type: "accept_changed_key", word };
  },
  passphrase: (fields) => {
    const passphrase = text(fields, "passphrase", MAX_PASSPHRASE_UNITS);
    return passphrase === null ? null : { type: "passphrase", passphrase };
  },
  cancel: () => ({ type: "cancel" }),
  try_now: () => ({ type: "try_now" }),
  say: (fields) => {
    const said = text(fields, "text", MAX_SAY_UNITS);
    return said === null ? null : { type: "say", text: said };
  },
  rename: (fields) => {
    const name = text(fields, "name", MAX_NAME_INPUT_UNITS);
    return name === null ? null : { type: "rename", name };
  },
  compared: () => ({ type: "compared" }),
  leave: () => ({ type: "leave" }),
  rejoin: () => ({ type: "rejoin" }),
  retry: (fields) => {
    const ref = whole(fields, "ref", 1);
    return ref === null ? null : { type: "retry", ref };
  },
  discard: (fields) => {
    const ref = whole(fields, "ref", 1);
    return ref === null ? null : { type: "discard", ref };
  },
  draft: (fields) => {
    // Longer than what may be sent: a text that is too long is still not to be lost.
    const draft = text(fields, "text", MAX_DRAFT_UNITS);
    return draft === null ? null : { type: "draft", text: draft };
  },
  theme: (fields) => {
    const theme = THEMES.find((known) => known === fields.get("theme"));
    return theme === undefined ? null : { type: "theme", theme };
  },
  older: (fields) => {
    const before = whole(fields, "before", 0);
    return before === null ? null : { type: "older", before };
  },
  export: () => ({ type: "export" }),
  link: (fields) => {
    const to = fields.get("to");
    return to === "here" || to === "another" ? { type: "link", to } : null;
  },
  goodbye: () => ({ type: "goodbye" }),
  quit: (fields) => {
    const sure = fields.get("sure");
    return typeof sure === "boolean" ? { type: "quit", sure } : null;
  },
  again: () => ({ type: "again" }),
  without: () => ({ type: "without" }),
};

/**
 * Reads what a page sent. A page is our own code, so what is wrong is a mistake of ours or not
 * from a page at all, and nothing is to be told about it.
 *
 * @param json One message of a page.
 * @returns The intent with its known fields and no others, or null where anything is wrong.
 */
export function readIntent(json: string): Intent | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return null;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return null;
  const fields = new Map<string, unknown>(Object.entries(parsed));
  const type = fields.get("type");
  return typeof type === "string" && isType(type) ? READERS[type](fields) : null;
}

function isType(type: string): type is Intent["type"] {
  return Object.hasOwn(READERS, type);
}

function text(fields: Fields, key: string, most: number): string | null {
  const value = fields.get(key);
  return typeof value === "string" && value.length <= most ? value : null;
}

function whole(fields: Fields, key: string, least: number): number | null {
  const value = fields.get(key);
  return typeof value === "number" && Number.isSafeInteger(value) && value >= least ? value : null;
}
