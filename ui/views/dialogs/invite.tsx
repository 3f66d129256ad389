/**
 * An invitation to the open room.
 *
 * @module
 */
import type { VNode } from "preact";
import type { RoomView, Server } from "../../../lib/api/view.ts";
import { words } from "../../words.ts";
import type { App } from "../../model/app.ts";
import type { Store } from "../../model/store.ts";
import { Invitation } from "../invitation.tsx";

/** The room it leads into; null is the server alone. */
function roomOf({ conversation }: Store): RoomView | null {
  const view = conversation.value;
  return view?.type === "room" && view.over === null ? view : null;
}

/** What the dialog is called. */
export function inviteTitle(store: Store): string {
  const room = roomOf(store);
  return room === null || room.lobby ? words.invite.title : words.invite.room(room.name);
}

/** As text, to copy, and as a QR code. */
export function Invite({ store, server }: App & { readonly server: Server }): VNode {
  const { invite } = words;
  const room = roomOf(store);
  const own = room !== null && !room.lobby;
  return (
    <>
      <p class="small">{own ? invite.roomText : invite.text}</p>
      <Invitation text={room?.invitation ?? server.invitation} host={server.host} />
      {own && room.kind !== "public" && <p class="small">{invite[room.kind]}</p>}
      <p class="meta">{invite.serverPassphrase}</p>
    </>
  );
}
