/**
 * The rows of the log.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, VNode } from "preact";
import type { Person } from "../../lib/api/view.ts";
import { clockOf, dayNameOf, momentOf } from "../format.ts";
import type { ConnectionLine, CutNote, GapLine, NoticeLine, Row, TextLine } from "../model/rows.ts";
import { words } from "../words.ts";
import { Fill } from "./fill.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { colourClass, Mark } from "./mark.tsx";
import { memo } from "./memo.tsx";
import { Text } from "./text.tsx";

/** One row, whatever it is. */
export function RowView(props: { readonly row: Row }): VNode {
  const { row } = props;
  switch (row.kind) {
    case "day":
      return (
        <li class="day" data-key={row.key}>
          <span>{dayNameOf(row.time, Date.now())}</span>
        </li>
      );
    case "fresh":
      return (
        <li class="fresh" data-key={row.key}>
          <span>{words.log.newSince(clockOf(row.time))}</span>
        </li>
      );
    case "text":
      return <TextRow id={row.key} line={row.line} first={row.first} />;
    case "connection":
      return <ConnectionRow id={row.key} line={row.line} note={row.note} />;
    case "gap":
      return <GapRow id={row.key} line={row.line} />;
    case "notices":
      return row.lines.length === 1 && row.lines[0] !== undefined
        ? <NoticeRow id={row.key} line={row.lines[0]} />
        : <FoldedRow id={row.key} lines={row.lines} />;
  }
}

/** Hour and minute; the whole moment when it is pointed at. */
export function Time(props: { readonly time: number }): VNode {
  const { time } = props;
  return <time dateTime={new Date(time).toISOString()} title={momentOf(time)}>{clockOf(time)}
  </time>;
}

/** Something somebody wrote. */
export const TextRow = memo(
  (props: { readonly id: string; readonly line: TextLine; readonly first: boolean }): VNode => {
    const { line, first } = props;
    return (
      <li
        class={`msg ${first ? "first" : ""} ${line.mine ? "mine" : ""} ${
          colourClass(line.from.tag)
        }`}
        data-key={props.id}
      >
        <Who person={line.from} mine={line.mine} first={first} />
        <div class="what">
          <Text text={line.text} />
        </div>
        <div class="when">
          {line.mine && (
            <span class="tick" role="img" aria-label={words.log.sent} title={words.log.sent}>
              <Icon name="check" />
            </span>
          )}
          <Time time={line.time} />
        </div>
      </li>
    );
  },
);

/** The left margin: who wrote it, at the beginning of a group. */
export function Who(
  props: { readonly person: Person; readonly mine: boolean; readonly first: boolean },
): VNode {
  const { person, mine, first } = props;
  if (!first) return <div class="who" />;
  return (
    <>
      <div class="who">
        {mine ? <span class="nick">{words.log.you}</span> : (
          <>
            <bdi class="nick" title={person.name}>{person.name}</bdi>
            <span class="tag">·{person.tag}</span>
          </>
        )}
      </div>
      <div class="who-mark">
        <Mark tag={person.tag} />
      </div>
    </>
  );
}

function System(
  props: {
    readonly id: string;
    readonly icon: IconName;
    /** Warm, so that it is not passed over. */
    readonly warm?: boolean;
    /** Said aloud elsewhere, and not twice. */
    readonly mute?: boolean;
    readonly children: ComponentChildren;
  },
): VNode {
  return (
    <li
      class={props.warm ? "sys warm" : "sys"}
      data-key={props.id}
      aria-live={props.mute ? "off" : undefined}
    >
      <span class="ic">
        <Icon name={props.icon} small />
      </span>
      <span class="tx">{props.children}</span>
    </li>
  );
}

const ConnectionRow = memo((
  props: { readonly id: string; readonly line: ConnectionLine; readonly note: CutNote },
): VNode => {
  const { what, time } = props.line;
  const text = words.log.connection[what];
  if (what !== "lost" && what !== "back") {
    return (
      <System id={props.id} icon="net">
        {text} <Time time={time} />
      </System>
    );
  }
  const at = (
    <b>
      <Time time={time} />
    </b>
  );
  return (
    <System id={props.id} icon="net" mute>
      <Fill text={text} with={{ time: at }} />
      {props.note === "will_say" && ` ${words.log.willSay}`}
      {props.note === "nothing_missed" && ` ${words.log.nothingMissed}`}
    </System>
  );
});

const GapRow = memo((props: { readonly id: string; readonly line: GapLine }): VNode => (
  <System id={props.id} icon="gap" warm>
    {words.log.gap(props.line.missing)} <Time time={props.line.time} />
  </System>
));

const NoticeRow = memo((props: { readonly id: string; readonly line: NoticeLine }): VNode => (
  <System id={props.id} icon={props.line.type === "renamed" ? "pencil" : "people"}>
    <Notice line={props.line} />
  </System>
));

function Full(props: { readonly person: Person }): VNode {
  return (
    <b>
      <bdi>{props.person.name}</bdi>·{props.person.tag}
    </b>
  );
}

function Notice(props: { readonly line: NoticeLine }): VNode {
  const { line } = props;
  const who = <Full person={line.person} />;
  if (line.type === "joined") return <Fill text={words.log.joined} with={{ who }} />;
  if (line.type === "left") {
    return <Fill text={line.reason === "cut" ? words.log.cut : words.log.left} with={{ who }} />;
  }
  const name = <Full person={{ ...line.person, name: line.name }} />;
  return <Fill text={line.mine ? words.log.renamedMine : words.log.renamed} with={{ who, name }} />;
}

/** Several notices in a row, folded until somebody wants them. */
function FoldedRow(props: { readonly id: string; readonly lines: readonly NoticeLine[] }): VNode {
  const open = useSignal(false);
  const { lines } = props;
  const last = lines.at(-1);
  const people = new Set(lines.map((line) => line.person.id)).size;
  const all = (type: NoticeLine["type"]) => lines.every((line) => line.type === type);
  const text = all("joined")
    ? words.log.foldJoined
    : all("left")
    ? words.log.foldLeft
    : words.log.foldMixed;
  return (
    <System id={props.id} icon="people">
      {last !== undefined && people > 1
        ? (
          <Fill
            text={text}
            with={{ who: <Full person={last.person} />, others: words.log.others(people - 1) }}
          />
        )
        : last !== undefined && <Notice line={last} />}{" "}
      <button
        type="button"
        class="link"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        {open.value ? words.buttons.hide : words.buttons.show}
      </button>
      {open.value && (
        <ul class="folded">
          {lines.map((line, i) => (
            <li key={i}>
              <Notice line={line} /> <Time time={line.time} />
            </li>
          ))}
        </ul>
      )}
    </System>
  );
}
