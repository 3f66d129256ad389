/**
 * Making a room, and coming into one by its name.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import {
  MAX_NAME_INPUT_UNITS,
  MAX_PASSPHRASE_UNITS,
  MAX_ROOM_PASSPHRASE_UNITS,
  MIN_ROOM_PASSPHRASE_UNITS,
} from "../../../lib/api/limits.ts";
import type { Problem, RoomKind } from "../../../lib/api/view.ts";
import { problemSentence } from "../../words/problems.ts";
import { words } from "../../words.ts";
import type { App } from "../../model/app.ts";
import { Choice, Field, Form } from "./parts.tsx";

/** What a passphrase of a room that is too short or too long is told; `null` for others. */
export function passphraseProblem(text: string): string | null {
  const [least, most] = [MIN_ROOM_PASSPHRASE_UNITS, MAX_ROOM_PASSPHRASE_UNITS];
  return text.length >= least && text.length <= most
    ? null
    : problemSentence({ code: "room_passphrase", least, most });
}

/** Whether what did not work is about the name of the room. */
function isAboutName(problem: Problem | null): boolean {
  return problem?.code === "room_taken" || problem?.code === "room_name";
}

/** A name, and who may come in. It closes when the room is there. */
export function Create(props: App & { readonly room: string }): VNode {
  const { store, actions } = props;
  const words_ = words.dialogs.create;
  const name = useSignal(props.room);
  const kind = useSignal<RoomKind>("public");
  const passphrase = useSignal("");
  const wrong = useSignal<string | null>(null);
  const problem = store.notice.value;
  const about = problem !== null && isAboutName(problem);
  const act = () => {
    const locked = kind.value === "locked";
    wrong.value = locked ? passphraseProblem(passphrase.value) : null;
    if (wrong.value !== null) return;
    actions.ask({
      type: "create",
      room: name.value.trim(),
      hidden: kind.value === "hidden",
      passphrase: locked ? passphrase.value : null,
    });
  };
  return (
    <Form {...props} submit={words_.submit} quiet={about} act={act}>
      <Field
        id="room-name"
        label={words_.name}
        value={name.value}
        most={MAX_NAME_INPUT_UNITS}
        type={(value) => (name.value = value)}
        hint={words_.nameHint}
        wrong={about && problem !== null ? problemSentence(problem) : null}
        focus
      />
      <Choice
        name="room-kind"
        legend={words_.who}
        options={(["public", "hidden", "locked"] as const).map((key) => ({
          key,
          ...words_.kinds[key],
        }))}
        chosen={kind.value}
        choose={(key) => (kind.value = key)}
      />
      {kind.value === "locked" && (
        <Field
          id="room-passphrase"
          label={words_.passphrase}
          value={passphrase.value}
          most={MAX_PASSPHRASE_UNITS}
          type={(value) => {
            passphrase.value = value;
            wrong.value = null;
          }}
          hint={words_.passphraseHint}
          wrong={wrong.value}
          secret
        />
      )}
      <p class="meta">{words_.server}</p>
    </Form>
  );
}

/** A name and a passphrase. Where the server says no, the room can be made instead. */
export function Join(
  props: App & { readonly room: string; readonly failed: boolean },
): VNode {
  const { store, actions } = props;
  const words_ = words.dialogs.join;
  const name = useSignal(props.room);
  const passphrase = useSignal("");
  const refused = store.notice.value?.code === "no_entry";
  const failed = props.failed && refused && name.value === props.room;
  const act = () => {
    const room = name.value.trim();
    if (room === "") return;
    const text = passphrase.value;
    actions.ask({ type: "join_room", room, passphrase: text === "" ? null : text });
  };
  return (
    <Form
      {...props}
      submit={words_.submit}
      quiet={refused}
      act={act}
      other={failed && (
        <button
          type="button"
          class="btn"
          title={words_.createHint}
          onClick={() => actions.open({ kind: "create", name: name.value.trim() })}
        >
          {words_.create}
        </button>
      )}
    >
      <Field
        id="room-name"
        label={words_.name}
        value={name.value}
        most={MAX_NAME_INPUT_UNITS}
        type={(value) => (name.value = value)}
        wrong={failed ? words_.failed(props.room) : null}
        focus={!props.failed}
      />
      <Field
        id="room-passphrase"
        label={words_.passphrase}
        value={passphrase.value}
        most={MAX_PASSPHRASE_UNITS}
        type={(value) => (passphrase.value = value)}
        focus={props.failed}
        secret
      />
    </Form>
  );
}
