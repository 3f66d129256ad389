/**
 * The connect form: where, under which name, and one button.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { RefObject, VNode } from "preact";
import { useEffect } from "preact/hooks";
import { MAX_NAME_INPUT_UNITS, MAX_WHERE_UNITS } from "../../lib/api/limits.ts";
import type { Checked } from "../../lib/api/update.ts";
import type { Problem } from "../../lib/api/view.ts";
import type { Model } from "../model/model.ts";
import { isAboutName, isAboutPlace, problemSentence } from "../words/problems.ts";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import { useFocus } from "./focus.ts";
import { KeyCard } from "./key_card.tsx";
import { FieldProblem, ProblemCard } from "./notice.tsx";

/** What the process said about exactly this text, if it did. */
function checkedFor(model: Model, where: string): Checked | null {
  return model.checked !== null && model.checked.where === where.trim()
    ? model.checked.result
    : null;
}

/** The form of stage `start`. */
export function StartForm(props: App & { readonly problem: Problem | null }): VNode {
  const { store, actions } = props;
  const where = store.where.value;
  const name = store.name.value;
  const field = useFocus<HTMLInputElement>(true);
  const tried = useSignal({ where, name });
  useEffect(() => actions.check(), []);

  const checked = checkedFor(store.model.value, where);
  const same = tried.value.where === where && tried.value.name === name;
  const problem = store.notice.value ?? (same ? props.problem : null);
  const typed = checked?.ok === false && where.trim() !== "" ? checked.problem : null;
  const whereProblem = typed ?? (problem !== null && isAboutPlace(problem) ? problem : null);
  const nameProblem = problem !== null && isAboutName(problem) ? problem : null;
  const other = problem !== nameProblem && (problem === null || !isAboutPlace(problem));
  const busy = store.model.value.state?.stage.at === "connecting";

  return (
    <form
      class="form-body"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        tried.value = { where, name };
        if (where.trim() === "") field.current?.focus();
        else if (!busy) actions.join();
      }}
    >
      <h1>{checked?.ok === true ? words.connect.title(checked.host) : words.connect.titleEmpty}</h1>
      <WhereField
        field={field}
        value={where}
        problem={whereProblem}
        hint={checked === null ? words.connect.whereHint : ""}
        type={(text) => actions.typeWhere(text)}
      />
      {checked?.ok === true && <KeyCard checked={checked} />}
      <NameField
        value={name}
        problem={nameProblem}
        type={(text) => (store.name.value = text)}
      />
      {other && problem !== null && <ProblemCard text={problemSentence(problem)} />}
      <button type="submit" class="btn main lg" aria-disabled={busy}>{words.buttons.join}</button>
      <p class="meta quit">
        {words.connect.quitHint}
        <span class="row">
          <button type="button" class="btn quiet sm" onClick={() => actions.quit(false)}>
            {words.buttons.quit}
          </button>
          <button
            type="button"
            class="btn quiet sm"
            onClick={() => actions.open({ kind: "wipe" })}
          >
            {words.settings.wipeAsk}
          </button>
        </span>
      </p>
    </form>
  );
}

interface FieldProps {
  readonly value: string;
  readonly problem: Problem | null;
  readonly type: (text: string) => void;
}

function WhereField(
  props: FieldProps & {
    readonly field: RefObject<HTMLInputElement | null>;
    readonly hint: string;
  },
): VNode {
  const { field, value, problem } = props;
  return (
    <div class="field">
      <label for="where">{words.connect.where}</label>
      <input
        id="where"
        ref={field}
        class="inp mono"
        type="text"
        value={value}
        maxLength={MAX_WHERE_UNITS}
        placeholder={words.connect.wherePlaceholder}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        dir="ltr"
        aria-invalid={problem !== null}
        aria-describedby="where-note"
        onInput={(event) => props.type(event.currentTarget.value)}
      />
      {problem === null
        ? <p class="meta" id="where-note">{props.hint}</p>
        : <FieldProblem id="where-note" text={problemSentence(problem)} />}
    </div>
  );
}

function NameField(props: FieldProps): VNode {
  const { value, problem } = props;
  return (
    <div class="field">
      <label for="name">{words.connect.name}</label>
      <input
        id="name"
        class="inp"
        type="text"
        value={value}
        maxLength={MAX_NAME_INPUT_UNITS}
        placeholder={words.connect.namePlaceholder}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        aria-invalid={problem !== null}
        aria-describedby="name-note"
        onInput={(event) => props.type(event.currentTarget.value)}
      />
      {problem === null
        ? <p class="meta" id="name-note">{words.connect.nameHint}</p>
        : <FieldProblem id="name-note" text={problemSentence(problem)} />}
    </div>
  );
}
