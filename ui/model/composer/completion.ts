/**
 * What could stand in the composer instead of what is before the caret: commands and what follows
 * them, people after an `@`, and emoji after a `:`.
 *
 * @module
 */
import { EXPORT_FORMATS } from "../../../lib/api/export_format.ts";
import { THEMES } from "../../../lib/api/view.ts";
import type { ConversationView, ListedRoom, Person, Present } from "../../../lib/api/view.ts";
import { fullName } from "../../words/durations.ts";
import { words } from "../../words.ts";
import { COMMANDS, isCommand } from "./commands.ts";
import type { EmojiTable } from "../emoji/codes.ts";
import { begunCode } from "../emoji/text.ts";

/** One row of the list. */
export interface CompletionItem {
  /** What takes the place of what was typed. */
  readonly insert: string;
  readonly label: string;
  /** One line of help, or empty. */
  readonly help: string;
  /** Who it is, where it is a person: their mark is shown. */
  readonly person?: Person;
  /** The emoji, where it is one. */
  readonly emoji?: string;
}

/** The rows there is room for, and what they would replace. */
export interface Completion {
  /** At most {@linkcode MAX_ROWS}. */
  readonly items: readonly CompletionItem[];
  /** Index in `items` of the chosen one. */
  readonly chosen: number;
  /** How many there are before `items`, for which there is no room. */
  readonly before: number;
  /** How many there are in all. */
  readonly total: number;
  /** What is replaced: UTF-16 units of the draft from here … */
  readonly from: number;
  /** … to before here. */
  readonly to: number;
}

/** What is in the composer, and around it. */
export interface Typed {
  readonly draft: string;
  /** Where the caret stands, in UTF-16 units. */
  readonly caret: number;
  /** Which row is chosen, of all there are. */
  readonly chosen: number;
  /** Whether it is a text that is being changed, which is never a command. */
  readonly editing: boolean;
  readonly conversation: ConversationView;
  readonly me: Person | null;
  readonly here: readonly Present[];
  readonly everybody: readonly Person[];
  readonly rooms: readonly ListedRoom[] | null;
  /** Null while they are not there. */
  readonly emoji: EmojiTable | null;
}

/** Rows on the screen. */
export const MAX_ROWS = 8;

/** What is before the caret is looked at no further back than this, in UTF-16 units. */
const LOOK_BACK = 128;

/** All rows for what was typed from an index on. */
interface Rows {
  readonly items: readonly CompletionItem[];
  readonly from: number;
}

/** What completes the draft; `null` where nothing does. */
export function completionOf(typed: Typed): Completion | null {
  const rows = (typed.editing ? null : ofCommand(typed)) ?? ofMention(typed) ?? ofEmoji(typed);
  if (rows === null || rows.items.length === 0) return null;
  const total = rows.items.length;
  const chosen = ((typed.chosen % total) + total) % total;
  const before = Math.max(0, chosen - MAX_ROWS + 1);
  return {
    items: rows.items.slice(before, before + MAX_ROWS),
    chosen: chosen - before,
    before,
    total,
    from: rows.from,
    to: typed.caret,
  };
}

/** Whether a row would put there what stands there already: Enter then sends. */
export function isTyped(completion: Completion, draft: string): boolean {
  const item = completion.items[completion.chosen];
  const typed = draft.slice(completion.from, completion.to).trim().toLowerCase();
  return typed === item?.insert.trim().toLowerCase() ||
    typed.replace(/^@/, "") === item?.person?.name.toLowerCase();
}

function ofCommand(typed: Typed): Rows | null {
  const before = typed.draft.slice(0, typed.caret);
  if (!before.startsWith("/") || before.length > LOOK_BACK) return null;
  const [, name = "", gap = "", argument = ""] = /^\/([^\s/]*)(\s*)([^]*)$/.exec(before) ?? [];
  if (gap === "") return argument === "" ? { items: commands(name.toLowerCase()), from: 0 } : null;
  const items = ARGUMENTS[name.toLowerCase()]?.(argument, typed);
  return items === undefined ? null : { items, from: before.length - argument.length };
}

function commands(typed: string): CompletionItem[] {
  return COMMANDS.filter((name) => name.startsWith(typed)).map((name) => {
    const { form, text } = words.commands.help[name];
    return { insert: form === `/${name}` ? form : `/${name} `, label: form, help: text };
  });
}

/** What may follow a command. A list that is not wanted is not to catch the Enter that sends. */
const ARGUMENTS: Readonly<
  Record<string, (argument: string, typed: Typed) => readonly CompletionItem[]>
> = {
  msg: elsewhere,
  ignore: elsewhere,
  mute: inRoom,
  kick: inRoom,
  ban: inRoom,
  owner: inRoom,
  join: (argument, { rooms }) =>
    (rooms ?? []).filter((room) => !room.joined && begins(room.name, unquoted(argument))).map(
      ({ name, people, topic }) => ({
        insert: /[\s"“”„]/u.test(name) ? `"${name}"` : name,
        label: `#${name}`,
        help: topic === "" ? words.compose.complete.people(people) : topic,
      }),
    ),
  theme: (argument) => choice(THEMES, argument),
  history: (argument) => choice(["on", "off"], argument),
  export: (argument) => argument === "" ? [] : choice([...EXPORT_FORMATS, "all"], argument),
};

function choice(values: readonly string[], typed: string): CompletionItem[] {
  return values.filter((value) => begins(value, typed))
    .map((value) => ({ insert: value, label: value, help: "" }));
}

function inRoom(argument: string, { here, me, conversation }: Typed): CompletionItem[] {
  return people(argument, here, me, conversation, "");
}

function elsewhere(argument: string, { everybody, me, conversation }: Typed): CompletionItem[] {
  return people(argument, everybody, me, conversation, "");
}

/** Names have blanks in them, but whoever typed one after a name has written on. */
const MENTION = /(?:^|[^\p{L}\p{M}\p{N}@])@([^\s@]*(?: [^\s@]+){0,3})$/u;

function ofMention(typed: Typed): Rows | null {
  const before = typed.draft.slice(Math.max(0, typed.caret - LOOK_BACK), typed.caret);
  const name = MENTION.exec(before)?.[1];
  if (name === undefined) return null;
  const { conversation, here, me } = typed;
  const around = conversation.type === "private" ? [conversation.partner] : here;
  return {
    items: people(name, around, me, conversation, "@"),
    from: typed.caret - name.length - 1,
  };
}

/** More are not looked through by anybody. */
const MOST_EMOJI = 40;

function ofEmoji({ draft, caret, editing, emoji }: Typed): Rows | null {
  if (emoji === null || !editing && isCommand(draft)) return null;
  const before = draft.slice(Math.max(0, caret - LOOK_BACK), caret);
  const code = begunCode(before, draft.slice(0, caret));
  if (code === null) return null;
  const items = emoji.find(code, MOST_EMOJI).map((one) => ({
    insert: `${one.emoji} `,
    label: `:${one.code}:`,
    help: "",
    emoji: one.emoji,
  }));
  return { items, from: caret - code.length - 1 };
}

function people(
  typed: string,
  all: readonly (Person | Present)[],
  me: Person | null,
  conversation: ConversationView,
  sign: "@" | "",
): CompletionItem[] {
  const plain = typed.startsWith("@") ? typed.slice(1) : typed;
  const others = all.filter(({ id }) => id !== me?.id);
  const byName = others.filter((one) => begins(fullName(one), plain));
  // A single letter is the beginning of too many tags.
  const byTag = plain.length < 2
    ? []
    : others.filter((one) => begins(one.tag, plain) && !byName.includes(one));
  return [...byName, ...byTag].map((person) => ({
    // With the tag no command can mean anybody else.
    insert: sign === "" ? `${fullName(person)} ` : `@${person.name} `,
    label: fullName(person),
    help: standing(person, conversation),
    person,
  }));
}

/** What is to be known of a person besides the name. */
function standing(person: Person | Present, conversation: ConversationView): string {
  const { complete } = words.compose;
  if (conversation.type === "room" && conversation.owner === person.id) return complete.owner;
  if (!("muted" in person)) return "";
  return person.muted ? complete.muted : person.reconnecting ? complete.away : "";
}

function unquoted(text: string): string {
  return text.replace(/^["“”„#]+/u, "");
}

function begins(whole: string, start: string): boolean {
  return whole.slice(0, start.length).toLowerCase() === start.toLowerCase();
}
