/**
 * Leaving a room, or closing a conversation: both forget what was said here.
 *
 * @module
 */
import type { VNode } from "preact";
import type { ConversationView } from "../../../lib/api/view.ts";
import { words } from "../../words.ts";
import type { App } from "../../model/app.ts";
import { nameOf } from "../conversation_name.ts";
import { Dialog } from "./dialog.tsx";
import { LastQuestion } from "./questions.tsx";

/** Asked once, and then done. */
export function CloseQuestion(
  props: App & { readonly view: ConversationView; readonly stay: () => void },
): VNode {
  const { store, actions, view, stay } = props;
  const { leaveRoom } = words.dialogs;
  const leaves = view.type === "room" && view.over === null;
  const me = store.model.value.state?.me;
  const own = leaves && view.owner !== null && view.owner === me?.id;
  return (
    <Dialog
      title={leaves ? leaveRoom.title(view.name) : leaveRoom.close(nameOf(view))}
      close={stay}
    >
      <LastQuestion
        {...props}
        text={own ? `${leaveRoom.text} ${leaveRoom.last}` : leaveRoom.text}
        label={leaves ? leaveRoom.submit : leaveRoom.submitClose}
        act={() => {
          stay();
          actions.ask({ type: "close", in: view.id });
        }}
        stay={stay}
      />
    </Dialog>
  );
}
