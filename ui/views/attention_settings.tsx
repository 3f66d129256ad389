/**
 * What the person is told while they look elsewhere, and how.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { NOTIFIED, SOUNDS } from "../../lib/api/choices.ts";
import { notifier } from "../attention/notifier.ts";
import { play } from "../attention/sounds.ts";
import type { App } from "../model/app.ts";
import { words } from "../words.ts";
import { Fill } from "./fill.tsx";
import { Icon } from "./icon.tsx";
import { OneOf, Option, Switch } from "./settings_parts.tsx";

/** Rows of the settings. */
export function AttentionSettings({ store, actions }: App): VNode | null {
  const choices = store.model.value.state?.choices;
  if (choices === undefined) return null;
  const { attention } = words;
  return (
    <div class="opts">
      <Option title={attention.notify} text={attention.notifyText} id="notify">
        <OneOf
          id="notify"
          all={NOTIFIED}
          chosen={choices.notify}
          names={attention.levels}
          choose={(notify) => {
            actions.ask({ type: "choose", choices: { notify } });
            if (notify !== "never") void notifier.ask();
          }}
        />
      </Option>
      {choices.notify !== "never" && <Allowed />}
      <Option title={attention.preview} text={attention.previewText} id="preview">
        <Switch
          id="preview"
          on={choices.preview}
          turn={(preview) => actions.ask({ type: "choose", choices: { preview } })}
        />
      </Option>
      <Option title={attention.sound} text={attention.soundText} id="sound">
        <SoundTest sound={choices.sound} />
        <OneOf
          id="sound"
          all={SOUNDS}
          chosen={choices.sound}
          names={attention.sounds}
          choose={(sound) => actions.ask({ type: "choose", choices: { sound } })}
        />
      </Option>
    </div>
  );
}

/**
 * In the list, where notifications were chosen and the browser was not asked since the page has
 * another address: they would be missed without a word.
 */
export function NotificationsWait({ store }: App): VNode | null {
  const wanted = (store.model.value.state?.choices.notify ?? "never") !== "never";
  if (!wanted || notifier.permission.value !== "default") return null;
  const { attention } = words;
  return (
    <button
      type="button"
      class="conv add"
      aria-label={attention.waits}
      title={attention.waitsText}
      onClick={() => void notifier.ask()}
    >
      <span class="g">
        <Icon name="bell" />
      </span>
      <span class="n">{attention.waits}</span>
    </button>
  );
}

/** What the browser says of it, and what can be done. */
function Allowed(): VNode {
  const { attention } = words;
  const said = useSignal("");
  const permission = notifier.permission.value;
  const test = async () => {
    said.value = "";
    const shown = await notifier.test(attention.testTitle, attention.testBody);
    said.value = shown ? attention.tested : attention.notTested;
  };
  return (
    <div class="opt">
      <div role="status">
        <p>
          <Fill text={attention.permission[permission]} with={{ option: <code>--ui-port</code> }} />
        </p>
        {said.value !== "" && <p>{said.value}</p>}
      </div>
      {permission === "default" && (
        <button
          type="button"
          class="btn"
          onClick={() => void notifier.ask()}
        >
          {attention.allow}
        </button>
      )}
      {permission === "granted" && (
        <button type="button" class="btn" onClick={() => void test()}>
          {attention.sendTest}
        </button>
      )}
    </div>
  );
}

function SoundTest({ sound }: { readonly sound: typeof SOUNDS[number] }): VNode {
  const { attention } = words;
  const silent = useSignal(false);
  const test = async () => {
    if (sound !== "none") silent.value = !await play(sound);
  };
  return (
    <>
      <span class="meta" role="status">{silent.value ? attention.silent : ""}</span>
      <button
        type="button"
        class="btn sm"
        aria-label={attention.testLabel}
        disabled={sound === "none"}
        onClick={() => void test()}
      >
        {attention.test}
      </button>
    </>
  );
}
