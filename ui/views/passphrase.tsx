/**
 * The server wants its passphrase.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { MAX_PASSPHRASE_UNITS } from "../../lib/api/limits.ts";
import type { Stage } from "../../lib/api/view.ts";
import { words } from "../words.ts";
import { useFocus } from "./focus.ts";
import { Card } from "./key_card.tsx";
import { FieldProblem } from "./notice.tsx";

const TEXT = { type: "text" } as const;
const PASSWORD = { type: "password" } as const;

/** One field; a wrong one says so without saying more than the server did. */
export function Passphrase(
  props: {
    readonly stage: Extract<Stage, { at: "passphrase" }>;
    readonly submit: (passphrase: string) => void;
    readonly cancel: () => void;
  },
): VNode {
  const { stage, cancel } = props;
  const typed = useSignal("");
  const shown = useSignal(false);
  const field = useFocus<HTMLInputElement>(true);
  const wrong = stage.wrong && typed.value === "";
  return (
    <form
      class="form-body"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const passphrase = typed.value;
        typed.value = "";
        if (passphrase !== "") props.submit(passphrase);
        else field.current?.focus();
      }}
    >
      <h1>{words.passphrase.title(stage.name)}</h1>
      {!stage.vouched && (
        <Card look="new" icon="warn" title={words.cards.new.title}>
          <p>{words.passphrase.unvouched}</p>
        </Card>
      )}
      <div class="field">
        <label for="passphrase">{words.passphrase.label}</label>
        <input
          id="passphrase"
          ref={field}
          class="inp"
          {...(shown.value ? TEXT : PASSWORD)}
          value={typed.value}
          maxLength={MAX_PASSPHRASE_UNITS}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={wrong}
          aria-describedby="passphrase-note"
          onInput={(event) => (typed.value = event.currentTarget.value)}
        />
        {wrong
          ? <FieldProblem id="passphrase-note" text={words.passphrase.wrong} />
          : <p class="meta" id="passphrase-note">{words.passphrase.hint}</p>}
        <label class="check">
          <input
            type="checkbox"
            checked={shown.value}
            onChange={(event) => (shown.value = event.currentTarget.checked)}
          />
          {words.buttons.reveal}
        </label>
      </div>
      <div class="stack">
        <button type="submit" class="btn main lg">{words.buttons.join}</button>
        <button type="button" class="btn quiet lg" onClick={cancel}>{words.buttons.cancel}</button>
      </div>
    </form>
  );
}
