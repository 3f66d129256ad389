/**
 * Settings: each says what it does for the person, and what others learn from it.
 *
 * @module
 */
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { words } from "../words.ts";
import { problemSentence } from "../words/problems.ts";
import type { App } from "../model/app.ts";
import { AttentionSettings } from "./attention_settings.tsx";
import { useFocus } from "./focus.ts";
import { Icon } from "./icon.tsx";
import { Notice } from "./notice.tsx";
import { type Section, SECTIONS, SettingsNav } from "./settings_nav.tsx";
import { Appearance, Keyboard, Language, Learn, Writing } from "./settings_choices.tsx";
import { Here, Leaving } from "./settings_here.tsx";

const CONTENT: { readonly [S in Section]: (props: App) => ComponentChildren } = {
  appearance: Appearance,
  writing: Writing,
  learn: Learn,
  attention: AttentionSettings,
  language: Language,
  here: Here,
  keyboard: Keyboard,
  leave: Leaving,
};

/** In place of the list and the conversation; where there is one pane, one after the other. */
export function Settings(props: App): VNode | null {
  const { store } = props;
  const page = useRef<HTMLElement>(null);
  const [chosen, choose] = useState<Section | null>(null);
  // A section that is chosen twice is gone to twice.
  const [turn, goOn] = useState(0);
  useEffect(() => {
    if (chosen === null) return;
    const head = headOf(page.current, chosen);
    // The focus alone would leave a section that was below the screen at its lower edge.
    head?.scrollIntoView();
    head?.focus({ preventScroll: true });
  }, [turn]);
  if (store.model.value.state === null) return null;
  const narrow = store.narrow.value;
  const look = () => choose((before) => inView(page.current, before));
  return (
    <>
      {(!narrow || chosen === null) && (
        <SettingsNav
          {...props}
          alone={narrow}
          here={chosen ?? SECTIONS[0]}
          go={(section) => {
            choose(section);
            goOn(turn + 1);
          }}
        />
      )}
      {(!narrow || chosen !== null) && (
        <main class="page" ref={page} onScroll={narrow ? undefined : look}>
          <SettingsPage
            {...props}
            back={() =>
              choose(null)}
          />
        </main>
      )}
    </>
  );
}

function SettingsPage(props: App & { readonly back: () => void }): VNode {
  const { store, actions } = props;
  const title = useFocus<HTMLHeadingElement>();
  const { settings, buttons } = words;
  const notice = store.dialog.value === null ? store.notice.value : null;
  return (
    <>
      <header class="bar">
        <button
          type="button"
          class="icon-btn back"
          aria-label={settings.title}
          onClick={props.back}
        >
          <Icon name="back" />
        </button>
        <h1 ref={title} tabIndex={-1}>{settings.title}</h1>
        <button type="button" class="btn quiet" onClick={() => actions.show("chat")}>
          <Icon name="x" small />
          {buttons.close} <kbd>{words.keys.caps.escape}</kbd>
        </button>
      </header>
      <div class="in">
        {notice !== null && (
          <Notice text={problemSentence(notice)} close={() => (store.notice.value = null)} />
        )}
        {SECTIONS.map((section) => {
          const Content = CONTENT[section];
          return (
            <section key={section} class="sect" aria-labelledby={`set-${section}`}>
              <h2 id={`set-${section}`} tabIndex={-1}>{settings.sections[section]}</h2>
              <Content {...props} />
            </section>
          );
        })}
        <p class="meta">
          {settings.version(store.model.value.state?.version ?? "")}. {settings.kept}
        </p>
      </div>
    </>
  );
}

function headOf(page: HTMLElement | null, section: Section): HTMLElement | null {
  return page?.querySelector<HTMLElement>(`#set-${section}`) ?? null;
}

/** Which section is read: the one that was gone to as long as it is seen, or else the first. */
function inView(page: HTMLElement | null, before: Section | null): Section | null {
  if (page === null) return before;
  const { top, bottom } = page.getBoundingClientRect();
  const at = (section: Section) => headOf(page, section)?.getBoundingClientRect().top ?? top;
  const seen = SECTIONS.filter((section) => at(section) >= top && at(section) < bottom);
  if (before !== null && seen.includes(before)) return before;
  return seen[0] ?? SECTIONS.findLast((section) => at(section) < top) ?? before;
}
