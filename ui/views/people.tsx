/**
 * Everybody in the conversation.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { ConversationView, Person, Present, RoomView } from "../../lib/api/view.ts";
import type { App } from "../model/app.ts";
import { words } from "../words.ts";
import { Icon, type IconName } from "./icon.tsx";
import { Mark, Name } from "./mark.tsx";
import { PersonActs } from "./person_acts.tsx";
import { RoomActs } from "./room_acts.tsx";

/** The owner, then everybody else: the own entry first, the others in the order the process gave. */
export function People(props: App & { readonly view: ConversationView }): VNode {
  const { store, actions, view } = props;
  const opened = useSignal<string | null>(null);
  const me = store.model.value.state?.me ?? null;
  const rowOf = (person: Present) => (
    <PersonRow
      key={person.id}
      {...props}
      person={person}
      own={person.id === me?.id}
      open={opened.value === person.id}
      turn={() => (opened.value = opened.value === person.id ? null : person.id)}
    />
  );
  // Nobody knows who is in a room that one is not in.
  const away = view.type === "room" && view.over !== null;
  const held = store.held.value.members;
  const members = away ? [] : membersOf(view, held, me, store.lobby.value.members);
  const owner = view.type === "room" ? members.filter(({ id }) => id === view.owner) : [];
  const others = members.filter((person) => !owner.includes(person));
  return (
    <div class="people">
      {view.type === "room" && view.topic !== "" && (
        <p class="room-topic small" dir="auto">{view.topic}</p>
      )}
      {away && <p class="not-here small">{words.head.plainOver}</p>}
      {owner.length > 0 && (
        <>
          <h2>{words.people.owner}</h2>
          <ul>{owner.map(rowOf)}</ul>
        </>
      )}
      {others.length > 0 && (
        <>
          <h2>
            {owner.length > 0 ? words.people.members(others.length) : words.people.here}
          </h2>
          <ul>{others.map(rowOf)}</ul>
        </>
      )}
      <div class="stack">
        {view.type === "room" && view.over === null && (
          <Way
            icon="invite"
            text={words.buttons.invite}
            act={() => actions.open({ kind: "invite" })}
          />
        )}
        <CloseWay view={view} close={() => actions.close()} />
      </div>
      {isOwn(view, me) && <RoomActs {...props} view={view} />}
    </div>
  );
}

/** What is in the head where that has room for it. */
function CloseWay(
  { view, close }: { readonly view: ConversationView; readonly close: () => void },
): VNode | null {
  if (view.type === "room" && view.lobby) return null;
  return view.type === "room" && view.over === null
    ? <Way icon="door" text={words.head.leave} act={close} small />
    : <Way icon="x" text={words.head.close} act={close} small />;
}

function Way(
  props: {
    readonly icon: IconName;
    readonly text: string;
    readonly act: () => void;
    /** Only on a phone. */
    readonly small?: boolean;
  },
): VNode {
  return (
    <button
      type="button"
      class={props.small ? "btn quiet sm only-s" : "btn quiet sm"}
      onClick={props.act}
    >
      <Icon name={props.icon} small />
      {props.text}
    </button>
  );
}

function isOwn(view: ConversationView, me: Person | null): view is RoomView {
  return view.type === "room" && view.over === null && view.owner !== null &&
    view.owner === me?.id;
}

/** The own entry first; of a private conversation the two who have it. */
function membersOf(
  view: ConversationView,
  members: readonly Present[],
  me: Person | null,
  all: readonly Present[],
): readonly Present[] {
  if (view.type === "private") {
    const of = ({ id }: Person) => all.filter((one) => one.id === id);
    return [...(me === null ? [] : of(me)), ...of(view.partner)];
  }
  const own = members.filter((person) => person.id === me?.id);
  return [...own, ...members.filter((person) => person.id !== me?.id)];
}

function PersonRow(
  props: App & {
    readonly person: Present;
    readonly own: boolean;
    readonly open: boolean;
    readonly turn: () => void;
  },
): VNode {
  const { person, own, open, store } = props;
  const states = [
    ...(person.reconnecting ? [words.people.reconnecting] : []),
    ...(person.muted ? [words.people.muted] : []),
    ...(store.ignored.value.has(person.id) ? [words.people.ignored] : []),
    ...(own ? [words.people.you] : []),
  ];
  const content = (
    <>
      <Mark tag={person.tag} />
      <span class="nm" title={`${person.name}·${person.tag}`}>
        <Name person={person} />
      </span>
      {states.length > 0 && <span class="st" title={states.join(", ")}>{states.join(", ")}</span>}
    </>
  );
  const classes = person.reconnecting ? "person away" : "person";
  if (own) {
    return (
      <li>
        <div class={classes}>{content}</div>
      </li>
    );
  }
  return (
    <li class={open ? "opened" : undefined}>
      <button type="button" class={classes} aria-expanded={open} onClick={props.turn}>
        {content}
      </button>
      {open && (
        <PersonActs
          store={store}
          actions={props.actions}
          person={person}
          done={() => {
            props.turn();
            store.sideOpen.value = false;
          }}
        />
      )}
    </li>
  );
}
