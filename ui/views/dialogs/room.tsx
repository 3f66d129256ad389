/**
 * What the owner of a room sets: its topic, its passphrase, who is banned.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import {
  MAX_PASSPHRASE_UNITS,
  MAX_TOPIC_INPUT_UNITS,
  MAX_TOPIC_UNITS,
} from "../../../lib/api/limits.ts";
import type { BanView, RoomView } from "../../../lib/api/view.ts";
import { fullName } from "../../words/durations.ts";
import { problemSentence } from "../../words/problems.ts";
import { words } from "../../words.ts";
import type { App } from "../../model/app.ts";
import { Mark, Name } from "../mark.tsx";
import { useAskedAgain } from "./asked_again.ts";
import { passphraseProblem } from "./create.tsx";
import { Field, Form } from "./parts.tsx";

/** Whether the room is the person's own. */
export function isMine({ store }: App, room: RoomView): boolean {
  const me = store.model.value.state?.me;
  return room.owner !== null && room.owner === me?.id;
}

/** One line; for who does not own the room, only to be read. */
export function Topic(props: App & { readonly room: RoomView }): VNode {
  const { actions, room } = props;
  const { topic: words_ } = words.dialogs;
  const typed = useSignal(room.topic);
  const left = MAX_TOPIC_UNITS - typed.value.trim().length;
  if (!isMine(props, room)) {
    return (
      <>
        <p class="whole-topic" dir="auto">{room.topic === "" ? words_.none : room.topic}</p>
        <p class="meta">{words_.read}</p>
      </>
    );
  }
  return (
    <Form
      {...props}
      submit={words_.submit}
      act={() => {
        if (left < 0) return;
        actions.ask({ type: "topic", in: room.id, topic: typed.value.trim() });
        actions.open(null);
      }}
    >
      <Field
        id="topic"
        label={words_.label}
        value={typed.value}
        most={MAX_TOPIC_INPUT_UNITS}
        type={(value) => (typed.value = value)}
        hint={left < 40 ? words_.left(left) : words_.hint}
        wrong={left < 0 ? problemSentence({ code: "topic_too_long", most: MAX_TOPIC_UNITS }) : null}
        focus
      />
    </Form>
  );
}

/** A passphrase locks the room; a locked one can be opened. */
export function Lock(props: App & { readonly room: RoomView }): VNode {
  const { actions, room } = props;
  const { lock: words_ } = words.dialogs;
  const typed = useSignal("");
  const wrong = useSignal<string | null>(null);
  const locked = room.kind === "locked";
  const ask = (passphrase: string | null) => {
    actions.ask({ type: "lock", in: room.id, passphrase });
    actions.open(null);
  };
  return (
    <Form
      {...props}
      submit={locked ? words_.again : words_.submit}
      act={() => {
        wrong.value = passphraseProblem(typed.value);
        if (wrong.value === null) ask(typed.value);
      }}
      other={locked && (
        <button type="button" class="btn" onClick={() => ask(null)}>{words_.open}</button>
      )}
    >
      <p class="small">{locked ? `${words_.locked} ${words_.text}` : words_.text}</p>
      <Field
        id="room-passphrase"
        label={words_.label}
        value={typed.value}
        most={MAX_PASSPHRASE_UNITS}
        type={(value) => {
          typed.value = value;
          wrong.value = null;
        }}
        hint={words_.hint}
        wrong={wrong.value}
        focus
        secret
      />
    </Form>
  );
}

/** They were asked for when it opened, and are whenever one is lifted. */
export function Bans(props: App & { readonly room: RoomView }): VNode {
  const { store, actions, room } = props;
  const { bans: words_ } = words.dialogs;
  const now = store.connected.value;
  useAskedAgain(now, () => actions.ask({ type: "bans", in: room.id }));
  const told = store.model.value.bans;
  const bans = told?.in === room.id ? told.bans : null;
  const lift = ({ id }: BanView) => {
    actions.ask({ type: "unban", in: room.id, ban: id });
    actions.ask({ type: "bans", in: room.id });
  };
  if (!now) return <p class="small">{words.compose.notNow}</p>;
  return (
    <div aria-live="polite">
      {bans === null
        ? <p class="small">{words_.asking}</p>
        : bans.length === 0
        ? <p class="small">{words_.none}</p>
        : (
          <ul class="room-list">
            {bans.map((ban) => <Banned key={ban.id} ban={ban} lift={() => lift(ban)} />)}
          </ul>
        )}
    </div>
  );
}

function Banned(props: { readonly ban: BanView; readonly lift: () => void }): VNode {
  const { bans: words_ } = words.dialogs;
  const { name, tag, seconds } = props.ban;
  const person = { id: "", name, tag };
  return (
    <li>
      <Mark tag={tag} />
      <div>
        <Name person={person} />
        <p class="meta">{words_.left(seconds)}</p>
      </div>
      <button
        type="button"
        class="btn sm"
        aria-label={words_.liftOf(fullName(person))}
        onClick={props.lift}
      >
        {words_.lift}
      </button>
    </li>
  );
}
