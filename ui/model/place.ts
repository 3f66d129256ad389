/**
 * What is around a text that is written.
 *
 * @module
 */
import type { ConversationView, Person } from "../../lib/api/view.ts";
import type { Place } from "./composer/commands.ts";
import { heldOf } from "./model.ts";
import type { Signals } from "./signals.ts";

/** What a command must know that is written here. */
export function placeOf(store: Signals, conversation: ConversationView): Place {
  const { model, held, lobby, ignored, server, emoji } = store;
  return {
    conversation,
    me: model.value.state?.me ?? null,
    here: held.value.members,
    everybody: lobby.value.members,
    ignored: ignored.value,
    history: server.value?.history ?? 0,
    emoji: emoji.value,
  };
}

/** Whom a text can name that is said here. */
export function peopleIn(store: Signals, view: ConversationView): readonly Person[] {
  return view.type === "private" ? [view.partner] : heldOf(store.model.value, view.id).members;
}
