/**
 * What concerns this computer and this stay: the name, windows, export, and every way to go.
 *
 * @module
 */
import type { VNode } from "preact";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import { Option } from "./settings_parts.tsx";
import { WindowLink } from "./window_link.tsx";

/** The own name, other windows and connections, and the conversations as a file. */
export function Here(props: App): VNode {
  const { store, actions } = props;
  const { settings, buttons } = words;
  const state = store.model.value.state;
  return (
    <div class="opts">
      <Option title={settings.name} text={settings.nameText(state?.me?.name ?? state?.name ?? "")}>
        <button type="button" class="btn" onClick={() => actions.open({ kind: "rename" })}>
          {buttons.changeName}
        </button>
      </Option>
      <Option title={settings.window} text={settings.windowText}>
        <OpenWindow {...props} />
      </Option>
      <Option title={settings.another} text={settings.anotherText}>
        <button type="button" class="btn" onClick={() => actions.another()}>
          {buttons.another}
        </button>
      </Option>
      <Option title={settings.export} text={settings.exportText}>
        <button type="button" class="btn" onClick={() => actions.open({ kind: "export" })}>
          {buttons.exportShort}
        </button>
      </Option>
    </div>
  );
}

function OpenWindow(props: App): VNode {
  const url = props.store.windowLink.value;
  if (url !== null) return <WindowLink {...props} url={url} />;
  return (
    <button
      type="button"
      class="btn"
      onClick={() => props.actions.ask({ type: "link", to: "here" })}
    >
      {words.buttons.open}
    </button>
  );
}

/** Out of the server, out of the program, and without a trace. */
export function Leaving({ actions }: App): VNode {
  const { settings, buttons } = words;
  return (
    <div class="opts">
      <Option title={settings.leave} text={settings.leaveText}>
        <button type="button" class="btn danger" onClick={() => actions.open({ kind: "leave" })}>
          {buttons.leaveAsk}
        </button>
      </Option>
      <Option title={settings.quit} text={settings.quitText}>
        <button type="button" class="btn danger" onClick={() => actions.open({ kind: "quit" })}>
          {buttons.quitAsk}
        </button>
      </Option>
      <Option title={settings.wipe} text={settings.wipeText}>
        <button type="button" class="btn danger" onClick={() => actions.open({ kind: "wipe" })}>
          {settings.wipeAsk}
        </button>
      </Option>
    </div>
  );
}
