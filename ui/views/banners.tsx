/**
 * The strips over the log.
 *
 * @module
 */
import type { VNode } from "preact";
import type { ConversationView } from "../../lib/api/view.ts";
import type { App } from "../model/app.ts";
import { EndedBanner, GoneBanner, OverBanner } from "./banner.tsx";
import { ReconnectingBanner } from "./reconnecting.tsx";

/** What has ended or is away: the program, the connection, or this conversation. */
export function Banners(
  { store, actions, view }: App & { readonly view: ConversationView },
): VNode {
  const stage = store.model.value.state?.stage;
  const shown = store.shown.value;
  const linked = store.link.value === "open";
  return (
    <>
      <GoneBanner link={store.link.value} />
      {shown?.at === "reconnecting" && linked && (
        <ReconnectingBanner
          stage={shown}
          tryNow={() => actions.ask({ type: "try_now" })}
          stop={() => actions.ask({ type: "cancel" })}
        />
      )}
      {stage?.at === "ended" && linked && (
        <EndedBanner
          server={stage.server.name}
          how={stage.how}
          lines={store.lobby.value.lines}
          rejoin={() => actions.ask({ type: "rejoin" })}
        />
      )}
      {view.over !== null && linked && (
        <OverBanner
          view={view}
          {...(view.type === "room" && view.over !== "banned" && store.connected.value
            ? {
              comeIn: () => actions.ask({ type: "join_room", room: view.name, passphrase: null }),
            }
            : {})}
          close={() => actions.close()}
        />
      )}
    </>
  );
}
