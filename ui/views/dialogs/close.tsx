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
import { LastQuestion } from "./questions.tsx";

/** Names what is left or closed. */
export function closeTitle(view: ConversationView): string {
  const { leaveRoom } = words.dialogs;
  if (view.type === "private") return leaveRoom.close(nameOf(view));
  return view.over === null ? leaveRoom.title(view.name) : leaveRoom.closeRoom(view.name);
}

/** Asked once, and then done. */
export function Close(props: App & { readonly view: ConversationView }): VNode {
  const { store, actions, view } = props;
  const { leaveRoom } = words.dialogs;
  const leaves = view.type === "room" && view.over === null;
  const me = store.model.value.state?.me;
  const own = leaves && view.owner !== null && view.owner === me?.id;
  return (
    <LastQuestion
      {...props}
      text={own ? `${leaveRoom.text} ${leaveRoom.last}` : leaveRoom.text}
      label={leaves ? leaveRoom.submit : leaveRoom.submitClose}
      act={() => {
        actions.open(null);
        actions.ask({ type: "close", in: view.id });
      }}
      stay={() => actions.open(null)}
    />
  );
}
