/**
 * What the rows of the log are made of.
 *
 * @module
 */
import type { ComponentChildren, VNode } from "preact";
import type { Person } from "../../lib/api/view.ts";
import { clockOf, momentOf } from "../format.ts";
import { words } from "../words.ts";
import { fullName } from "../words/durations.ts";
import { Icon, type IconName } from "./icon.tsx";
import { Mark } from "./mark.tsx";

/** Hour and minute; the whole moment when it is pointed at. */
export function Time(props: { readonly time: number }): VNode {
  const { time } = props;
  return <time dateTime={new Date(time).toISOString()} title={momentOf(time)}>{clockOf(time)}
  </time>;
}

/** The left margin: who wrote it, at the beginning of a group. */
export function Who(
  props: {
    readonly person: Person;
    readonly mine: boolean;
    readonly first: boolean;
    /** Shows what can be done with them. Reached by keyboard in the list of people. */
    readonly open?: (person: Person) => void;
  },
): VNode {
  const { person, mine, first, open } = props;
  if (!first) return <div class="who" />;
  const name = (
    <>
      <bdi class="nick" title={person.name}>{person.name}</bdi>
      <span class="tag">·{person.tag}</span>
    </>
  );
  return (
    <>
      <div class="who">
        {mine
          ? <span class="nick">{words.log.you}</span>
          : open === undefined
          ? name
          : (
            <button type="button" class="whose" tabIndex={-1} onClick={() => open(person)}>
              {name}
            </button>
          )}
      </div>
      <div class="who-mark">
        <Mark tag={person.tag} />
      </div>
    </>
  );
}

/** A row that nobody wrote. */
export function System(
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

/** A name with its tag, in the middle of a sentence. */
export function Full(props: { readonly person: Person }): VNode {
  return (
    <b title={fullName(props.person)}>
      <bdi>{props.person.name}</bdi>·{props.person.tag}
    </b>
  );
}
