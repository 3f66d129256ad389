/**
 * The row of a text: what it answers, what it says, and what can be done with it.
 *
 * @module
 */
import { type ReadonlySignal, useComputed } from "@preact/signals";
import type { VNode } from "preact";
import { EDIT_MS } from "../../lib/api/limits.ts";
import type { Person, Quote as QuoteOf } from "../../lib/api/view.ts";
import type { TextLine } from "../model/log/rows.ts";
import { words } from "../words.ts";
import { fullName } from "../words/durations.ts";
import { Icon } from "./icon.tsx";
import { colourClass } from "./mark.tsx";
import { memo } from "./memo.tsx";
import type { Place } from "./menu.tsx";
import { Time, Who } from "./row_parts.tsx";
import { SmallButton } from "./small_button.tsx";
import { Text } from "./text.tsx";

/** A menu that is open. */
export interface RowMenu {
  /** The key of its row. */
  readonly key: string;
  readonly at: Place;
}

/** What the rows can ask for; the same object for as long as the log is there. */
export interface RowActs {
  /** Which row is pointed at or has the focus, by its key. */
  readonly pointed: ReadonlySignal<string | null>;
  /** Of which row it is shown what else can be done. */
  readonly menu: ReadonlySignal<RowMenu | null>;
  answer(line: TextLine): void;
  change(line: TextLine): void;
  mention(person: Person): void;
  /** Shows what can be done with somebody. */
  person(person: Person): void;
  /** What else can be done with the row with this key is shown under an element. */
  more(key: string, under: Element): void;
  /** Goes to the line with this index. */
  jump(at: number): void;
}

/** What a row knows of the log around it. */
export interface RowPlace {
  readonly me: string | null;
  /** Whether something can be written here. */
  readonly open: boolean;
  /** Whether it is a room, in which somebody can be named. */
  readonly room: boolean;
  readonly acts: RowActs;
}

/** Something somebody wrote. */
export const TextRow = memo((
  props: RowPlace & {
    readonly id: string;
    readonly line: TextLine;
    readonly first: boolean;
    /** Whether the key Tab leads to this row of all. */
    readonly tab: boolean;
    /** Whether what it answers was taken back. */
    readonly unquoted: boolean;
    /** Whether it answers somebody who is ignored. */
    readonly hushed: boolean;
  },
): VNode => {
  const { line, first, me, acts } = props;
  const classes = [
    "msg",
    first ? "first" : "",
    line.mine ? "mine" : "",
    line.toMe ? "at" : "",
    line.past ? "past" : "",
    colourClass(line.from.tag),
  ];
  return (
    <li
      class={classes.filter((name) => name !== "").join(" ")}
      data-key={props.id}
      tabIndex={props.tab ? 0 : -1}
    >
      <Who
        person={line.from}
        mine={line.mine}
        first={first}
        open={(person) => acts.person(person)}
      />
      <div class="what">
        {line.reply !== null && (
          <Quote
            quote={line.reply}
            instead={insteadOf(line.reply, props)}
            jump={acts.jump}
          />
        )}
        <Text
          text={line.text}
          mentions={line.mentions}
          me={me}
          {...(line.action ? { actor: line.from } : {})}
        >
          {line.edited && <span class="edited">{` ${words.log.edited}`}</span>}
        </Text>
      </div>
      <div class="when" title={line.past ? words.log.past : undefined}>
        {line.mine && !line.past && (
          <span class="tick" role="img" aria-label={words.log.sent} title={words.log.sent}>
            <Icon name="check" />
          </span>
        )}
        <Time time={line.time} />
      </div>
      <Tools {...props} />
    </li>
  );
});

/** What stands in place of a text that is answered and not shown; null where it is shown. */
function insteadOf(
  { from, text }: QuoteOf,
  { hushed, unquoted }: { readonly hushed: boolean; readonly unquoted: boolean },
): string | null {
  if (unquoted || from !== null && text === "") return words.log.quoteDeleted;
  if (hushed) return words.log.ignored(1);
  return from === null ? words.log.noQuote : null;
}

/** The beginning of what is answered: a button that goes there. */
function Quote(
  props: {
    readonly quote: QuoteOf;
    readonly instead: string | null;
    readonly jump: (at: number) => void;
  },
): VNode {
  const { at, from, text } = props.quote;
  if (from === null || props.instead !== null) return <p class="quote none">{props.instead}</p>;
  return (
    <button
      type="button"
      class={`quote ${colourClass(from.tag)}`}
      tabIndex={-1}
      title={words.log.toQuote(fullName(from))}
      disabled={at === null}
      onClick={() => at !== null && props.jump(at)}
    >
      <bdi class="nick">{from.name}</bdi> <bdi>{text}</bdi>
    </button>
  );
}

/** Whether an own text can still be changed or taken back; `now` is milliseconds since 1970 (UTC). */
export function isChangeable({ mine, current, time }: TextLine, now: number): boolean {
  return mine && current && now - time < EDIT_MS;
}

/** Only one row has it at a time: the one that is pointed at, or has the focus. */
function Tools(
  props: RowPlace & {
    readonly id: string;
    readonly line: TextLine;
    readonly unquoted: boolean;
  },
): VNode | null {
  const { id, line, acts } = props;
  // While its menu is open the focus is there, and is to find its way back.
  const here = useComputed(() => acts.pointed.value === id || acts.menu.value?.key === id);
  if (!here.value) return null;
  const { tools } = words.log;
  const answered = line.reply?.at ?? null;
  const own = props.open && isChangeable(line, Date.now());
  return (
    <div class="tools" role="group" aria-label={tools.label}>
      {answered !== null && line.reply?.from && !props.unquoted && (
        <SmallButton
          icon="up"
          label={words.log.toQuote(fullName(line.reply.from))}
          act={() => acts.jump(answered)}
        />
      )}
      {props.open && <SmallButton icon="reply" label={tools.reply} act={() => acts.answer(line)} />}
      {own && <SmallButton icon="pencil" label={tools.edit} act={() => acts.change(line)} />}
      {props.open && props.room && !line.mine && (
        <SmallButton
          icon="at"
          label={tools.mention(line.from.name)}
          act={() => acts.mention(line.from)}
        />
      )}
      <button
        type="button"
        class="icon-btn sm"
        aria-label={tools.more}
        title={tools.more}
        aria-haspopup="menu"
        aria-expanded={acts.menu.value?.key === id}
        onClick={({ currentTarget }) => acts.more(id, currentTarget)}
      >
        <Icon name="more" small />
      </button>
    </div>
  );
}
