/**
 * What can be done with a person.
 *
 * @module
 */
import type { VNode } from "preact";
import type { Intent } from "../../lib/api/intent.ts";
import type { Person } from "../../lib/api/view.ts";
import type { App } from "../model/app.ts";
import { words } from "../words.ts";
import { Icon, type IconName } from "./icon.tsx";

/** For everybody what stays between the two; for the owner of the open room what is done in it. */
export function PersonActs(
  props: App & {
    readonly person: Person;
    /** Something was asked for that the person wants to see. */
    readonly done: () => void;
  },
): VNode {
  const { store, actions, person } = props;
  const { people } = words;
  const view = store.conversation.value;
  const member = store.held.value.members.find(({ id }) => id === person.id);
  const present = store.lobby.value.members.some(({ id }) => id === person.id);
  const ignored = store.ignored.value.has(person.id);
  const me = store.model.value.state?.me?.id;
  const room = view?.type === "room" && view.over === null && member !== undefined ? view : null;
  const owner = room !== null && room.owner !== null && room.owner === me && person.id !== me;
  const now = store.connected.value;
  const ask = (intent: Intent) => () => {
    actions.ask(intent);
    props.done();
  };
  return (
    <ul class="acts-of">
      {present && person.id !== me && (
        <Act
          icon="write"
          text={people.write}
          off={!now}
          act={ask({ type: "write_to", member: person.id })}
        />
      )}
      {room !== null && (
        <Act
          icon="at"
          text={people.mention}
          act={() => {
            props.done();
            actions.mention(person);
          }}
        />
      )}
      {person.id !== me && (
        <Act
          icon={ignored ? "eye" : "blind"}
          text={ignored ? people.unignore : people.ignore}
          act={ask({ type: "ignore", member: person.id, on: !ignored })}
        />
      )}
      {owner && room !== null && (
        <>
          {member?.muted
            ? (
              <Act
                icon="bell"
                text={people.unmute}
                off={!now}
                act={ask({ type: "unmute", in: room.id, member: person.id })}
              />
            )
            : (
              <Act
                icon="mute"
                text={people.mute}
                off={!now}
                act={() => actions.open({ kind: "mute", person })}
              />
            )}
          <Act
            icon="door"
            text={people.kick}
            off={!now}
            danger
            act={ask({ type: "kick", in: room.id, member: person.id })}
          />
          <Act
            icon="ban"
            text={people.ban}
            off={!now}
            danger
            act={() => actions.open({ kind: "ban", person })}
          />
          <Act
            icon="star"
            text={people.handOver}
            off={!now}
            act={() => actions.open({ kind: "hand_over", person })}
          />
        </>
      )}
    </ul>
  );
}

function Act(
  props: {
    readonly icon: IconName;
    readonly text: string;
    readonly act: () => void;
    /** Cannot be done just now. */
    readonly off?: boolean;
    readonly danger?: boolean;
  },
): VNode {
  return (
    <li>
      <button
        type="button"
        class={props.danger ? "act danger" : "act"}
        disabled={props.off}
        onClick={props.act}
      >
        <Icon name={props.icon} small />
        {props.text}
      </button>
    </li>
  );
}
