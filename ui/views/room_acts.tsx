/**
 * What the owner of a room can do with it.
 *
 * @module
 */
import type { VNode } from "preact";
import type { RoomView } from "../../lib/api/view.ts";
import type { App } from "../model/app.ts";
import { words } from "../words.ts";

/** A few buttons under the people. */
export function RoomActs({ store, actions, view }: App & { readonly view: RoomView }): VNode {
  const { people } = words;
  const server = store.server.value;
  const now = store.connected.value;
  const kept = view.history > 0;
  return (
    <section class="room-acts">
      <h2>{people.room}</h2>
      <div class="row wrap">
        <button type="button" class="btn sm" onClick={() => actions.open({ kind: "topic" })}>
          {people.topic}
        </button>
        <button type="button" class="btn sm" onClick={() => actions.open({ kind: "lock" })}>
          {view.kind === "locked" ? people.unlock : people.lock}
        </button>
        <button type="button" class="btn sm" onClick={() => actions.open({ kind: "bans" })}>
          {people.bans}
        </button>
        {(kept || server !== null && server.history > 0) && (
          <button
            type="button"
            class="btn sm"
            disabled={!now}
            onClick={() => actions.ask({ type: "keep", in: view.id, keep: !kept })}
          >
            {kept ? people.forget : people.keep}
          </button>
        )}
      </div>
    </section>
  );
}
