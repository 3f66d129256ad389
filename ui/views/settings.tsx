/**
 * Settings: the look, another window or connection, export, leave, quit.
 *
 * @module
 */
import type { ComponentChildren, VNode } from "preact";
import type { Theme } from "../../lib/api/view.ts";
import { words } from "../words.ts";
import { problemSentence } from "../words/problems.ts";
import type { App } from "../model/app.ts";
import { useFocus } from "./focus.ts";
import { Icon } from "./icon.tsx";
import { Notice } from "./notice.tsx";
import { WindowLink } from "./window_link.tsx";

const ORDER: readonly Theme[] = ["nord", "light", "dark", "contrast", "system"];

/** In place of the conversation. */
export function Settings(props: App): VNode | null {
  const { store, actions } = props;
  const title = useFocus<HTMLHeadingElement>();
  const state = store.model.value.state;
  if (state === null) return null;
  const { settings, buttons } = words;
  const notice = store.dialog.value === null ? store.notice.value : null;
  return (
    <main class="page">
      <header class="bar">
        <button
          type="button"
          class="icon-btn back"
          aria-label={buttons.toList}
          onClick={() => actions.show("list")}
        >
          <Icon name="back" />
        </button>
        <h1 ref={title} tabIndex={-1}>{settings.title}</h1>
        <button type="button" class="btn quiet" onClick={() => actions.show("chat")}>
          <Icon name="x" small />
          {buttons.close} <kbd>Esc</kbd>
        </button>
      </header>
      <div class="in">
        {notice !== null && (
          <Notice text={problemSentence(notice)} close={() => (store.notice.value = null)} />
        )}
        <fieldset class="sect">
          <legend>{settings.appearance}</legend>
          <div class="themes">
            {ORDER.map((theme) => (
              <ThemeCard
                key={theme}
                theme={theme}
                chosen={state.theme === theme}
                choose={() => actions.theme(theme)}
              />
            ))}
          </div>
        </fieldset>
        <section class="sect">
          <h2>{settings.learn}</h2>
          <div class="opts">
            <Option title={settings.typing} text={settings.typingText} id="typing">
              <Switch
                id="typing"
                on={state.choices.typing}
                turn={(typing) => actions.ask({ type: "choose", choices: { typing } })}
              />
            </Option>
          </div>
        </section>
        <Here {...props} name={state.me?.name ?? state.name} />
        <p class="meta">{settings.version(state.version)}. {settings.kept}</p>
      </div>
    </main>
  );
}

function Here(props: App & { readonly name: string }): VNode {
  const { actions } = props;
  const { settings, buttons } = words;
  return (
    <>
      <section class="sect">
        <h2>{settings.here}</h2>
        <div class="opts">
          <Option title={settings.name} text={settings.nameText(props.name)}>
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
      </section>
      <section class="opts">
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
      </section>
    </>
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

function Option(
  props: {
    readonly title: string;
    readonly text: string;
    /** By which its switch finds its name and what it means. */
    readonly id?: string;
    readonly children: ComponentChildren;
  },
): VNode {
  const { id } = props;
  return (
    <div class="opt">
      <div>
        <b id={id && `${id}-title`}>{props.title}</b>
        <p id={id && `${id}-text`}>{props.text}</p>
      </div>
      {props.children}
    </div>
  );
}

/** Shows what is so, and not what was asked for. */
function Switch(
  props: {
    readonly id: string;
    readonly on: boolean;
    readonly turn: (on: boolean) => void;
  },
): VNode {
  return (
    <button
      type="button"
      class="sw"
      role="switch"
      aria-checked={props.on}
      aria-labelledby={`${props.id}-title`}
      aria-describedby={`${props.id}-text`}
      onClick={() => props.turn(!props.on)}
    />
  );
}

function ThemeCard(
  props: { readonly theme: Theme; readonly chosen: boolean; readonly choose: () => void },
): VNode {
  const { theme } = props;
  return (
    <label class="theme">
      <input
        type="radio"
        class="vh"
        name="theme"
        checked={props.chosen}
        onChange={props.choose}
      />
      {theme === "system"
        ? (
          <span class="pv split" aria-hidden="true">
            <Preview theme="light" />
            <Preview theme="nord" />
          </span>
        )
        : (
          <span class="pv" aria-hidden="true">
            <Preview theme={theme} />
          </span>
        )}
      {words.settings.themes[theme]}
    </label>
  );
}

/** A window in small, in its own colours. */
function Preview(props: { readonly theme: Theme }): VNode {
  return (
    <span class="mini" data-theme={props.theme}>
      <i />
      <em>
        <b />
        <b />
        <b />
        <b />
      </em>
    </span>
  );
}
