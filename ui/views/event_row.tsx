/**
 * The rows of what was done in a room, and of what the server says of it.
 *
 * @module
 */
import type { VNode } from "preact";
import type { Person, RoomAct } from "../../lib/api/view.ts";
import type { EventLine } from "../model/log/rows.ts";
import { words } from "../words.ts";
import { Fill } from "./fill.tsx";
import type { IconName } from "./icon.tsx";
import { memo } from "./memo.tsx";
import { Full, System, Time } from "./row_parts.tsx";

/** One of them, in a row of its own. */
export const EventRow = memo((
  props: { readonly id: string; readonly line: EventLine },
): VNode => {
  const { id, line } = props;
  switch (line.type) {
    case "act":
      return (
        <System id={id} icon={ICONS[line.act.what]}>
          <Act act={line.act} by={line.by} mine={line.mine} /> <Time time={line.time} />
        </System>
      );
    case "deleted":
      return (
        <System id={id} icon="bin">
          {line.mine
            ? words.log.deletedMine
            : <Fill text={words.log.deleted} with={{ who: <Full person={line.from} /> }} />}{" "}
          <Time time={line.time} />
        </System>
      );
    case "left":
      return (
        <System id={id} icon={line.reason === "banned" ? "ban" : "door"}>
          <Fill
            text={words.log[line.reason]}
            with={{ who: <Full person={line.person} />, by: <By person={line.by} inside /> }}
          />{" "}
          <Time time={line.time} />
        </System>
      );
    case "out":
      return (
        <System id={id} icon="door" warm>
          {line.how === "gone" ? words.log.out.gone : (
            <Fill
              text={words.log.out[line.how](line.seconds)}
              with={{ who: <By person={line.by} /> }}
            />
          )} <Time time={line.time} />
        </System>
      );
    case "partner_left":
      return (
        <System id={id} icon="door" warm>
          <Fill text={words.log.partnerLeft} with={{ who: <Full person={line.person} /> }} />{" "}
          <Time time={line.time} />
        </System>
      );
    case "rule":
      return <System id={id} icon="kept">{words.log.rule(line.history)}</System>;
    case "announcement":
      return (
        <System id={id} icon="bell" warm>
          <Fill
            text={words.log.announcement}
            with={{ text: <bdi class="said">{line.text}</bdi> }}
          />{" "}
          <Time time={line.time} />
        </System>
      );
  }
});

const ICONS: { readonly [W in RoomAct["what"]]: IconName } = {
  topic: "pencil",
  owner: "star",
  kind: "lock",
  muted: "mute",
  unmuted: "bell",
  history: "kept",
};

/** Who did it: a person, the reader, or the operator. */
function By(
  props: {
    readonly person: Person | null;
    readonly mine?: boolean;
    /** In the middle of a sentence. */
    readonly inside?: boolean;
  },
): VNode {
  if (props.mine) return <b>{words.log.youDid}</b>;
  if (props.person !== null) return <Full person={props.person} />;
  return <>{props.inside ? words.log.byOperator : words.log.operator}</>;
}

function Act(
  props: { readonly act: RoomAct; readonly by: Person | null; readonly mine: boolean },
): VNode {
  const { act } = props;
  const person = "person" in act ? act.person : act.what === "owner" ? act.owner : null;
  return (
    <Fill
      text={words.log.act(act)}
      with={{
        who: <By person={props.by} mine={props.mine} />,
        person: person === null ? null : <Full person={person} />,
        topic: act.what === "topic" ? <bdi class="said">{act.topic}</bdi> : null,
      }}
    />
  );
}
