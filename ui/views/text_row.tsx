/**
 * The row of a text: what it answers, what it says, and what can be done with it.
 *
 * @module
 */
import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { EDIT_MS } from "../../lib/api/limits.ts";
import type { Person, Quote as QuoteOf } from "../../lib/api/view.ts";
import type { TextLine } from "../model/rows.ts";
import { words } from "../words.ts";
import { fullName } from "../words/durations.ts";
import { Icon } from "./icon.tsx";
import { colourClass } from "./mark.tsx";
import { memo } from "./memo.tsx";
import { Time, Who } from "./row_parts.tsx";
import { SmallButton } from "./small_button.tsx";
import { Text } from "./text.tsx";

/** What the rows can ask for; the same object for as long as the log is there. */
export interface RowActs {
  /** Which row is pointed at or has the focus, by its key. */
  readonly pointed: ReadonlySignal<string | null>;
  answer(line: TextLine): void;
  change(line: TextLine): void;
  remove(line: TextLine): void;
  mention(person: Person): void;
  /** Shows what can be done with somebody. */
  person(person: Person): void;
  /** Goes to the text with this id that the row with this key answers. */
  jump(id: number, key: string): void;
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
            jump={(id) => acts.jump(id, props.id)}
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
    readonly jump: (id: number) => void;
  },
): VNode {
  const { id, from, text } = props.quote;
  if (from === null || props.instead !== null) return <p class="quote none">{props.instead}</p>;
  return (
    <button
      type="button"
      class={`quote ${colourClass(from.tag)}`}
      tabIndex={-1}
      title={words.log.toQuote(fullName(from))}
      onClick={() => props.jump(id)}
    >
      <bdi class="nick">{from.name}</bdi> <bdi>{text}</bdi>
    </button>
  );
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
  const here = useComputed(() => acts.pointed.value === id);
  if (!here.value) return null;
  const { tools } = words.log;
  const own = props.open && line.mine && line.current && Date.now() - line.time < EDIT_MS;
  return (
    <div class="tools" role="group" aria-label={tools.label}>
      {line.reply !== null && line.reply.from !== null && !props.unquoted && (
        <SmallButton
          icon="up"
          label={words.log.toQuote(fullName(line.reply.from))}
          act={() => line.reply !== null && acts.jump(line.reply.id, id)}
        />
      )}
      {props.open && <SmallButton icon="reply" label={tools.reply} act={() => acts.answer(line)} />}
      {own && <SmallButton icon="pencil" label={tools.edit} act={() => acts.change(line)} />}
      <Copy text={line.text} />
      {props.open && props.room && !line.mine && (
        <SmallButton
          icon="at"
          label={tools.mention(line.from.name)}
          act={() => acts.mention(line.from)}
        />
      )}
      {own && <SmallButton icon="bin" label={tools.remove} act={() => acts.remove(line)} />}
    </div>
  );
}

/** How long it says that a text was copied, in milliseconds. */
const COPIED_MS = 2000;

function Copy(props: { readonly text: string }): VNode {
  const copied = useSignal(false);
  const { tools } = words.log;
  const copy = async (event: Event) => {
    const button = event.currentTarget;
    try {
      await navigator.clipboard.writeText(props.text);
      copied.value = true;
      setTimeout(() => (copied.value = false), COPIED_MS);
    } catch {
      // Without a clipboard the text is selected, to be copied by hand.
      const row = button instanceof Element ? button.closest(".msg")?.querySelector(".text") : null;
      if (row) getSelection()?.selectAllChildren(row);
    }
  };
  return (
    <SmallButton
      icon={copied.value ? "check" : "copy"}
      label={copied.value ? tools.copied : tools.copy}
      act={copy}
    />
  );
}
