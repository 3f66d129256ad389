/**
 * The rows of the log.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { clockOf, dayNameOf } from "../format.ts";
import type { ConnectionLine, CutNote, GapLine, NoticeLine, Row } from "../model/log/rows.ts";
import { words } from "../words.ts";
import { EventRow } from "./event_row.tsx";
import { Fill } from "./fill.tsx";
import { IgnoredRow } from "./ignored_row.tsx";
import { memo } from "./memo.tsx";
import { Full, System, Time } from "./row_parts.tsx";
import { type RowPlace, TextRow } from "./text_row.tsx";

export { Time, Who } from "./row_parts.tsx";

/** One row, whatever it is. */
export function RowView(
  props: RowPlace & {
    readonly row: Row;
    /** Whether the key Tab leads to this row of all. */
    readonly tab: boolean;
    readonly ignored: ReadonlySet<string>;
  },
): VNode {
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
      return (
        <TextRow
          id={row.key}
          line={row.line}
          first={row.first}
          tab={props.tab}
          unquoted={row.unquoted}
          hushed={props.ignored.has(row.line.reply?.from?.id ?? "")}
          me={props.me}
          open={props.open}
          room={props.room}
          acts={props.acts}
        />
      );
    case "ignored":
      return <IgnoredRow id={row.key} lines={row.lines} />;
    case "event":
      return <EventRow id={row.key} line={row.line} />;
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

const FoldedRow = memo((
  props: { readonly id: string; readonly lines: readonly NoticeLine[] },
): VNode => <Folded {...props} />);

/** Several notices in a row, folded until somebody wants them. */
function Folded(props: { readonly id: string; readonly lines: readonly NoticeLine[] }): VNode {
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
