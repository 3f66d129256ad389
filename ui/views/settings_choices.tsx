/**
 * The settings that are chosen: the look, writing, what others learn, the language.
 *
 * @module
 */
import type { VNode } from "preact";
import { DENSITIES, LANGUAGES, SEND_KEYS } from "../../lib/api/view.ts";
import type { Choices, Theme } from "../../lib/api/view.ts";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import { OneOf, Option, Switch } from "./settings_parts.tsx";

const THEMES: readonly Theme[] = ["nord", "light", "dark", "contrast", "system"];

/** What was chosen, and how something else is. */
function chosenOf({ store, actions }: App): {
  readonly choices: Choices | null;
  readonly choose: (choices: Partial<Choices>) => void;
} {
  return {
    choices: store.model.value.state?.choices ?? null,
    choose: (choices) => actions.ask({ type: "choose", choices }),
  };
}

/** The theme, how much stands on the screen, and who comes and goes. */
export function Appearance(props: App): VNode | null {
  const { settings } = words;
  const { choices, choose } = chosenOf(props);
  if (choices === null) return null;
  const theme = props.store.model.value.state?.theme;
  return (
    <>
      <div class="themes" role="radiogroup" aria-label={settings.theme}>
        {THEMES.map((one) => (
          <ThemeCard
            key={one}
            theme={one}
            chosen={one === theme}
            choose={() => props.actions.theme(one)}
          />
        ))}
      </div>
      <div class="opts">
        <Option title={settings.density} text={settings.densityText} id="density">
          <OneOf
            id="density"
            all={DENSITIES}
            chosen={choices.density}
            names={settings.densities}
            choose={(density) => choose({ density })}
          />
        </Option>
        <Option title={settings.comings} text={settings.comingsText} id="comings">
          <Switch
            id="comings"
            on={choices.comings}
            turn={(comings) => choose({ comings })}
          />
        </Option>
      </div>
    </>
  );
}

/** Which key sends. */
export function Writing(props: App): VNode | null {
  const { settings } = words;
  const { choices, choose } = chosenOf(props);
  return choices && (
    <div class="opts">
      <Option title={settings.send} text={settings.sendText} id="send">
        <OneOf
          id="send"
          all={SEND_KEYS}
          chosen={choices.send}
          names={settings.sends}
          choose={(send) => choose({ send })}
        />
      </Option>
    </div>
  );
}

/** What others see of the person beside what they write. */
export function Learn(props: App): VNode | null {
  const { settings } = words;
  const { choices, choose } = chosenOf(props);
  return choices && (
    <>
      <div class="opts">
        <Option title={settings.typing} text={settings.typingText} id="typing">
          <Switch id="typing" on={choices.typing} turn={(typing) => choose({ typing })} />
        </Option>
      </div>
      <p class="meta">{settings.alone}</p>
    </>
  );
}

/** The language of the words. */
export function Language(props: App): VNode | null {
  const { settings } = words;
  const { choices, choose } = chosenOf(props);
  return choices && (
    <div class="opts">
      <Option title={settings.language} text={settings.languageText} id="language">
        <OneOf
          id="language"
          all={LANGUAGES}
          chosen={choices.language}
          names={settings.languages}
          choose={(language) => choose({ language })}
        />
      </Option>
    </div>
  );
}

/** The lists of what can be pressed and typed. */
export function Keyboard({ actions }: App): VNode {
  const { settings, buttons } = words;
  return (
    <div class="opts">
      <Option title={settings.keys} text={settings.keysText}>
        <button type="button" class="btn" onClick={() => actions.open({ kind: "keys" })}>
          {settings.keysShow}
        </button>
      </Option>
      <Option title={settings.commands} text={settings.commandsText}>
        <button type="button" class="btn" onClick={() => actions.open({ kind: "help" })}>
          {buttons.allCommands}
        </button>
      </Option>
    </div>
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
