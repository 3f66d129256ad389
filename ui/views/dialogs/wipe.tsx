/**
 * What is asked once before everything is removed from this computer.
 *
 * @module
 */
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { words } from "../../words.ts";
import type { App } from "../../model/app.ts";
import { LastQuestion } from "./questions.tsx";

/** Leave every server and forget everything. */
export function Wipe(props: App): VNode {
  const { store, actions } = props;
  const { wiping } = words.settings;
  const [asked, ask] = useState(false);
  const stay = () => actions.open(null);
  if (store.link.value !== "open") {
    return (
      <>
        <p class="small">{wiping.gone}</p>
        <div class="row end">
          <button type="button" class="btn" onClick={stay}>{words.buttons.close}</button>
        </div>
      </>
    );
  }
  return (
    <LastQuestion
      {...props}
      text={`${wiping.text} ${wiping.servers}`}
      label={asked ? wiping.asked : wiping.submit}
      act={() => {
        // A second click is no second wish.
        if (!asked) actions.ask({ type: "wipe" });
        ask(true);
      }}
      stay={stay}
      nothing={store.server.value === null}
    />
  );
}
