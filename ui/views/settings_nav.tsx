/**
 * The sections of the settings, in the column of the list.
 *
 * @module
 */
import type { VNode } from "preact";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import { useFocus } from "./focus.ts";
import { Icon, Logo } from "./icon.tsx";
import { Mark, Name } from "./mark.tsx";

/** The sections, as they follow one another. */
export const SECTIONS = [
  "appearance",
  "writing",
  "learn",
  "attention",
  "language",
  "here",
  "keyboard",
  "leave",
] as const;
/** One of {@linkcode SECTIONS}. */
export type Section = typeof SECTIONS[number];

/** Goes to a section. Where there is one pane, it is that pane until one was chosen. */
export function SettingsNav(
  props: App & {
    /** Whether nothing stands beside it. */
    readonly alone: boolean;
    /** Which section is read. */
    readonly here: Section;
    readonly go: (section: Section) => void;
  },
): VNode {
  const { store, actions, alone, here } = props;
  const { settings } = words;
  const me = store.model.value.state?.me ?? null;
  const Column = alone ? "main" : "nav";
  return (
    <Column class="set-nav" aria-label={settings.title}>
      <div class="set-head">
        {alone && (
          <button
            type="button"
            class="icon-btn back"
            aria-label={words.buttons.toList}
            onClick={() => actions.show("list")}
          >
            <Icon name="back" />
          </button>
        )}
        <Logo />
        <div>
          {alone ? <Title /> : <b>{settings.title}</b>}
          <span class="meta">{settings.keptHere}</span>
        </div>
      </div>
      <ul>
        {SECTIONS.map((section) => (
          <li key={section}>
            <button
              type="button"
              class={section === "leave" ? "stop" : undefined}
              aria-current={!alone && section === here ? "true" : undefined}
              onClick={() => props.go(section)}
            >
              {settings.sections[section]}
              {alone && <Icon name="right" small />}
            </button>
          </li>
        ))}
      </ul>
      {me !== null && (
        <div class="me">
          <Mark tag={me.tag} />
          <span class="me-text">
            <Name person={me} />
            <span class="meta">{words.list.you}</span>
          </span>
        </div>
      )}
    </Column>
  );
}

function Title(): VNode {
  const title = useFocus<HTMLHeadingElement>();
  return <h1 ref={title} tabIndex={-1}>{words.settings.title}</h1>;
}
