/**
 * What concerns one person: what can be done, and what an owner does for a time or for good.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { Person, RoomView } from "../../../lib/api/view.ts";
import { words } from "../../words.ts";
import type { App } from "../../model/app.ts";
import type { BanProblem } from "../../model/dialog.ts";
import { Choice, Form } from "./parts.tsx";

/** How long something lasts, as it is offered; the number is in seconds. */
const LENGTHS = [
  ["m", 10, 600],
  ["h", 1, 3_600],
  ["d", 1, 86_400],
  ["d", 7, 604_800],
] as const;

interface InRoom extends App {
  readonly room: RoomView;
  readonly person: Person;
}

/** The offered lengths, and one without an end. */
function Length(
  props: {
    readonly forever: string;
    readonly chosen: string;
    readonly choose: (key: string) => void;
  },
): VNode {
  const { length } = words.dialogs;
  const timed = LENGTHS.map(([unit, count, seconds]) => ({
    key: String(seconds),
    title: length.units[unit](count),
  }));
  return (
    <Choice
      name="length"
      legend={length.label}
      options={[...timed, { key: "", title: props.forever }]}
      chosen={props.chosen}
      choose={props.choose}
    />
  );
}

function secondsOf(key: string): number | null {
  return key === "" ? null : Number(key);
}

/** They read on, and say nothing. */
export function Mute(props: InRoom): VNode {
  const { actions, room, person } = props;
  const { mute } = words.dialogs;
  const chosen = useSignal("600");
  return (
    <Form
      {...props}
      submit={mute.submit}
      act={() => {
        const seconds = secondsOf(chosen.value);
        actions.ask({ type: "mute", in: room.id, member: person.id, seconds });
        actions.open(null);
      }}
    >
      <p class="small">{mute.text}</p>
      <Length
        forever={mute.forever}
        chosen={chosen.value}
        choose={(key) => (chosen.value = key)}
      />
    </Form>
  );
}

/** They are out, and stay out. */
export function Ban(props: InRoom): VNode {
  const { actions, room, person } = props;
  const { ban } = words.dialogs;
  const chosen = useSignal("86400");
  return (
    <Form
      {...props}
      submit={ban.submit}
      danger
      act={() => {
        const seconds = secondsOf(chosen.value);
        actions.ask({ type: "ban", in: room.id, member: person.id, seconds, sure: false });
        actions.open(null);
      }}
    >
      <p class="small">{ban.text(room.name)}</p>
      <Length forever={ban.forever} chosen={chosen.value} choose={(key) => (chosen.value = key)} />
      <p class="meta">{ban.limit}</p>
    </Form>
  );
}

/** A ban that hits more or less than it seems is asked for once more. */
export function BanSure(props: App & { readonly problem: BanProblem }): VNode {
  const { actions, problem } = props;
  const { banSure } = words.dialogs;
  const { in: place, person, seconds } = problem;
  return (
    <Form
      {...props}
      submit={banSure.submit}
      danger
      act={() => {
        actions.ask({ type: "ban", in: place, member: person.id, seconds, sure: true });
        actions.open(null);
      }}
    >
      <p>{problem.code === "ban_shared" ? banSure.shared : banSure.noAddress}</p>
      <p class="small">{banSure.length(seconds)} {banSure.advice}</p>
    </Form>
  );
}

/** The room belongs to somebody else then. */
export function HandOver(props: InRoom): VNode {
  const { actions, room, person } = props;
  const { handOver } = words.dialogs;
  return (
    <Form
      {...props}
      submit={handOver.submit}
      danger
      act={() => {
        actions.ask({ type: "hand_over", in: room.id, member: person.id });
        actions.open(null);
      }}
    >
      <p class="small">{handOver.text(room.name)}</p>
    </Form>
  );
}
