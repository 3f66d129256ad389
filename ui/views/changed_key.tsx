/**
 * The key is not the known one: stop, and only an explicit act goes on.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { MAX_NAME_INPUT_UNITS } from "../../lib/api/limits.ts";
import type { Stage } from "../../lib/api/view.ts";
import { dateOf } from "../format.ts";
import { words } from "../words.ts";
import { useFocus } from "./focus.ts";
import { Card } from "./key_card.tsx";
import { FieldProblem } from "./notice.tsx";

/** The red card, the way back, and the way out for whoever has been read the new words. */
export function ChangedKey(
  props: {
    readonly stage: Extract<Stage, { at: "changed_key" }>;
    readonly accept: (word: string) => void;
    readonly cancel: () => void;
  },
): VNode {
  const { stage, cancel } = props;
  const title = useFocus<HTMLHeadingElement>();
  return (
    <>
      <h1 ref={title} tabIndex={-1}>{words.changedKey.title(stage.host)}</h1>
      <Card look="bad" icon="warn" title={words.changedKey.card}>
        {stage.compared && (
          <p class="loud">
            <b>{words.changedKey.compared}</b>
          </p>
        )}
        <p>{words.changedKey.text}</p>
        <dl class="keys">
          <dt>{words.changedKey.knownSince(dateOf(stage.knownSince, Date.now()))}</dt>
          <dd class="wl old">{stage.knownWords.join(" ")}</dd>
          <dt>{stage.fromInvitation ? words.changedKey.invited : words.changedKey.answered}</dt>
          <dd class="wl">{stage.words.join(" ")}</dd>
        </dl>
        <p>{words.changedKey.ask}</p>
      </Card>
      <button type="button" class="btn main lg" onClick={cancel}>{words.buttons.doNotJoin}</button>
      <WayOut first={stage.words[0] ?? ""} accept={props.accept} />
    </>
  );
}

function WayOut(
  props: { readonly first: string; readonly accept: (word: string) => void },
): VNode {
  const word = useSignal("");
  const wrong = useSignal(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const typed = word.value.trim().toLowerCase();
    wrong.value = typed !== props.first;
    if (!wrong.value) props.accept(typed);
  };
  return (
    <form class="field" onSubmit={submit} noValidate>
      <label for="first-word">{words.changedKey.word}</label>
      <div class="row wrap">
        <input
          id="first-word"
          class="inp mono grow"
          type="text"
          value={word.value}
          maxLength={MAX_NAME_INPUT_UNITS}
          placeholder={words.changedKey.wordPlaceholder}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={wrong.value}
          aria-describedby="first-word-note"
          onInput={(event) => {
            word.value = event.currentTarget.value;
            wrong.value = false;
          }}
        />
        <button type="submit" class="btn danger lg">{words.buttons.trustNewKey}</button>
      </div>
      <div id="first-word-note">
        {wrong.value && <FieldProblem id="first-word-wrong" text={words.changedKey.wrong} />}
      </div>
    </form>
  );
}
