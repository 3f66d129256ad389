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
  MAX_SEARCH_UNITS,
  MAX_WHERE_UNITS,
} from "../limits.ts";
import { type Fields, flag, memberOf, members, orNull, placeOf, text, whole } from "./fields.ts";
import { ROOM_READERS, type RoomIntent } from "./room_intent.ts";
import { type Choices, readChoices, type Theme, THEMES } from "./view.ts";
import { EXPORT_FORMATS, type ExportFormat } from "./export_format.ts";

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
  | SayIntent
  /** Other words for a text of the person's own. */
  | {
    readonly type: "edit";
    readonly in: string;
    readonly id: number;
    readonly text: string;
    readonly mentions: readonly string[];
  }
  /** Take back a text of the person's own. */
  | { readonly type: "delete"; readonly in: string; readonly id: number }
  /** The person is writing; passed on only if they chose so. */
  | { readonly type: "typing"; readonly in: string }
  | { readonly type: "rename"; readonly name: string }
  | RoomIntent
  /** A conversation with one other person, which is shown then. */
  | { readonly type: "write_to"; readonly member: string }
  /** Close a room that is over, leave one that is not, or forget a private conversation. */
  | { readonly type: "close"; readonly in: string }
  /** See the texts of somebody, or do not: on this computer, for as long as they stay. */
  | { readonly type: "ignore"; readonly member: string; readonly on: boolean }
  /** The words of the connected server were compared with whoever runs it. */
  | { readonly type: "compared" }
  /** Leave the server; the conversations are forgotten. */
  | { readonly type: "leave" }
  /** At `ended`: join the same server again under the same name. */
  | { readonly type: "rejoin" }
  /** Send a pending text that failed, or may not have arrived, once more. */
  | { readonly type: "retry"; readonly in: string; readonly ref: number }
  /** Other words for a pending text that waits for the connection, or that failed and is sent. */
  | {
    readonly type: "amend";
    readonly in: string;
    readonly ref: number;
    readonly text: string;
    readonly mentions: readonly string[];
  }
  /** Forget a pending text that failed or may not have arrived. */
  | { readonly type: "discard"; readonly in: string; readonly ref: number }
  /** What stands in the composer, so that a reload loses nothing. */
  | { readonly type: "draft"; readonly in: string; readonly text: string }
  /** The person looks at this conversation, so that a page that comes can begin with it. */
  | { readonly type: "look"; readonly in: string }
  | { readonly type: "theme"; readonly theme: Theme }
  /** What is not named stays as it is. */
  | { readonly type: "choose"; readonly choices: Partial<Choices> }
  /**
   * Lines before the line with this index; where `reach` is one, from some before that one on. Of
   * too many, which are more than `MAX_HELD_LINES` or than many very long ones, only the newest
   * come: they begin behind `reach`, and a page can ask once more.
   */
  | {
    readonly type: "older";
    readonly in: string;
    readonly before: number;
    readonly reach: number | null;
  }
  /**
   * The texts of a conversation in which each of these words stands, or in the name of who said
   * them, whatever their case and accents; at most `MAX_SEARCH_UNITS`.
   */
  | { readonly type: "search"; readonly in: string; readonly text: string }
  /** Hear nothing of a conversation but what names the person, or everything again. */
  | { readonly type: "quiet"; readonly in: string; readonly on: boolean }
  /** One conversation as a file, or all of them. */
  | { readonly type: "export"; readonly in: string | null; readonly format: ExportFormat };

/** A text for a conversation, at most `MAX_SAY_UNITS` long. */
export interface SayIntent {
  readonly type: "say";
  readonly in: string;
  readonly text: string;
  /** Whether it is something the person does, as after `/me`. */
  readonly action: boolean;
  /** The id of the text that it answers; null is none. */
  readonly reply: number | null;
  /** Ids of the members whom it names, at most `MAX_MENTIONS`. */
  readonly mentions: readonly string[];
}

/** What changes something for everybody who looks on; all else is answered to the page that asked. */
export type ActIntent = Exclude<
  ChatIntent,
  { readonly type: "check" | "older" | "search" | "export" | "rename" | "draft" | "look" }
>;

/** What is asked of the program around it, and its pages. */
export type ProgramIntent =
  /** A link for one more page: of this connection, or of one that is still to be made. */
  | { readonly type: "link"; readonly to: "here" | "another" }
  /** The person closes this page, or loads it anew. */
  | { readonly type: "goodbye" }
  /** End the client process with every connection it has; unless `sure`, only if none would be lost. */
  | { readonly type: "quit"; readonly sure: boolean }
  /** Leave every server, remove everything that is kept on this computer, and end the process. */
  | { readonly type: "wipe" }
  /** At `trouble`: try to begin once more. */
  | { readonly type: "again" }
  /** At `trouble`: go on without what does not work. */
  | { readonly type: "without" };

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
    const [place, action] = [placeOf(fields), flag(fields, "action")];
    const [reply, mentions] = [orNull(fields, "reply", whole), members(fields, "mentions")];
    if (place === null || said === null || action === null) return null;
    if (reply === undefined || mentions === null) return null;
    return { type: "say", in: place, text: said, action, reply, mentions };
  },
  edit: (fields) => {
    const [place, id] = [placeOf(fields), whole(fields, "id")];
    const [said, mentions] = [text(fields, "text", MAX_SAY_UNITS), members(fields, "mentions")];
    if (place === null || id === null || said === null || mentions === null) return null;
    return { type: "edit", in: place, id, text: said, mentions };
  },
  delete: (fields) => {
    const [place, id] = [placeOf(fields), whole(fields, "id")];
    return place === null || id === null ? null : { type: "delete", in: place, id };
  },
  typing: (fields) => inPlace(fields, "typing"),
  rename: (fields) => {
    const name = text(fields, "name", MAX_NAME_INPUT_UNITS);
    return name === null ? null : { type: "rename", name };
  },
  ...ROOM_READERS,
  write_to: (fields) => {
    const member = memberOf(fields);
    return member === null ? null : { type: "write_to", member };
  },
  close: (fields) => inPlace(fields, "close"),
  ignore: (fields) => {
    const [member, on] = [memberOf(fields), flag(fields, "on")];
    return member === null || on === null ? null : { type: "ignore", member, on };
  },
  compared: () => ({ type: "compared" }),
  leave: () => ({ type: "leave" }),
  rejoin: () => ({ type: "rejoin" }),
  retry: (fields) => withRef(fields, "retry"),
  amend: (fields) => {
    const [place, ref] = [placeOf(fields), whole(fields, "ref")];
    const [said, mentions] = [text(fields, "text", MAX_SAY_UNITS), members(fields, "mentions")];
    if (place === null || ref === null || said === null || mentions === null) return null;
    return { type: "amend", in: place, ref, text: said, mentions };
  },
  discard: (fields) => withRef(fields, "discard"),
  draft: (fields) => {
    // Longer than what may be sent: a text that is too long is still not to be lost.
    const [place, draft] = [placeOf(fields), text(fields, "text", MAX_DRAFT_UNITS)];
    return place === null || draft === null ? null : { type: "draft", in: place, text: draft };
  },
  look: (fields) => inPlace(fields, "look"),
  theme: (fields) => {
    const theme = THEMES.find((known) => known === fields.get("theme"));
    return theme === undefined ? null : { type: "theme", theme };
  },
  choose: (fields) => {
    const stored = fields.get("choices");
    if (typeof stored !== "object" || stored === null) return null;
    const choices = readChoices(new Map(Object.entries(stored)));
    return Object.keys(choices).length === 0 ? null : { type: "choose", choices };
  },
  older: (fields) => {
    const [place, before] = [placeOf(fields), whole(fields, "before", 0)];
    const reach = orNull(fields, "reach", (all, key) => whole(all, key, 0));
    if (place === null || before === null || reach === undefined) return null;
    return { type: "older", in: place, before, reach };
  },
  search: (fields) => {
    const [place, sought] = [placeOf(fields), text(fields, "text", MAX_SEARCH_UNITS)];
    return place === null || sought === null ? null : { type: "search", in: place, text: sought };
  },
  quiet: (fields) => {
    const [place, on] = [placeOf(fields), flag(fields, "on")];
    return place === null || on === null ? null : { type: "quiet", in: place, on };
  },
  wipe: () => ({ type: "wipe" }),
  export: (fields) => {
    const place = orNull(fields, "in", placeOf);
    const format = EXPORT_FORMATS.find((known) => known === fields.get("format"));
    if (place === undefined || format === undefined) return null;
    return { type: "export", in: place, format };
  },
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

function inPlace<T extends "typing" | "close" | "look">(
  fields: Fields,
  type: T,
): { readonly type: T; readonly in: string } | null {
  const place = placeOf(fields);
  return place === null ? null : { type, in: place };
}

function withRef<T extends "retry" | "discard">(
  fields: Fields,
  type: T,
): { readonly type: T; readonly in: string; readonly ref: number } | null {
  const [place, ref] = [placeOf(fields), whole(fields, "ref")];
  return place === null || ref === null ? null : { type, in: place, ref };
}
