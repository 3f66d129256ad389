/**
 * The rooms that everybody may know of.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { MAX_NAME_INPUT_UNITS } from "../../../lib/api/limits.ts";
import type { ListedRoom } from "../../../lib/api/view.ts";
import { words } from "../../words.ts";
import type { App } from "../../model/app.ts";
import { Icon } from "../icon.tsx";
import { ProblemCard } from "../notice.tsx";
import { problemSentence } from "../../words/problems.ts";
import { useAskedAgain } from "./asked_again.ts";
import { Field } from "./parts.tsx";

/** From this many rooms on, there is a field to find one. */
const MANY = 9;

/** They were asked for when it opened, and may have changed since. */
export function Rooms(props: App): VNode {
  const { store, actions } = props;
  const { rooms: words_ } = words.dialogs;
  const find = useSignal("");
  const now = store.connected.value;
  useAskedAgain(now, () => actions.ask({ type: "rooms" }));
  const all = store.model.value.rooms;
  const wanted = find.value.trim().toLowerCase();
  const found = all?.filter(({ name, topic }) => `${name} ${topic}`.toLowerCase().includes(wanted));
  const problem = store.notice.value;
  return (
    <div class="form-body">
      {all !== null && all.length >= MANY && (
        <Field
          id="find-room"
          label={words_.find}
          value={find.value}
          most={MAX_NAME_INPUT_UNITS}
          type={(value) => (find.value = value)}
          focus
        />
      )}
      {problem !== null && <ProblemCard text={problemSentence(problem)} />}
      {!now && <p class="small">{words.compose.notNow}</p>}
      <div aria-live="polite">
        {found === undefined
          ? now && <p class="small">{words_.asking}</p>
          : found.length === 0
          ? <p class="small">{wanted === "" ? words_.none : words_.nothing}</p>
          : (
            <ul class="room-list">
              {found.map((room) => <Listed key={room.name} {...props} room={room} off={!now} />)}
            </ul>
          )}
      </div>
      <p class="meta">{words_.hidden}</p>
      <div class="row end wrap">
        <button
          type="button"
          class="btn"
          onClick={() => actions.open({ kind: "join", name: "", failed: false })}
        >
          {words_.byName}
        </button>
        <button
          type="button"
          class="btn"
          onClick={() => actions.open({ kind: "create", name: "" })}
        >
          {words_.create}
        </button>
      </div>
    </div>
  );
}

function Listed(
  { actions, room, off }: App & { readonly room: ListedRoom; readonly off: boolean },
): VNode {
  const { rooms: words_ } = words.dialogs;
  const { name, topic, people, joined } = room;
  return (
    <li>
      <Icon name="hash" />
      <div>
        <b>
          <bdi>{name}</bdi>
        </b>
        {topic !== "" && (
          <p class="small">
            <bdi>{topic}</bdi>
          </p>
        )}
        <p class="meta">
          {words_.people(people)}
          {joined && `, ${words_.joined}`}
        </p>
      </div>
      <button
        type="button"
        class="btn sm"
        disabled={off}
        aria-label={`${joined ? words_.show : words_.join} ${name}`}
        onClick={() => actions.ask({ type: "join_room", room: name, passphrase: null })}
      >
        {joined ? words_.show : words_.join}
      </button>
    </li>
  );
}
