/**
 * What several dialogs are made of: a form with two buttons, a field, a choice of one.
 *
 * @module
 */
import type { ComponentChildren, VNode } from "preact";
import { problemSentence } from "../../words/problems.ts";
import { words } from "../../words.ts";
import type { App } from "../../model/app.ts";
import { useFocus } from "../focus.ts";
import { FieldProblem, ProblemCard } from "../notice.tsx";

/** A form that asks for something, and can be left. */
export function Form(
  props: App & {
    readonly submit: string;
    /** Whether what it asks for cannot be undone. */
    readonly danger?: boolean;
    /** Why it cannot be asked for just now. */
    readonly not?: string | null;
    readonly act: () => void;
    readonly children: ComponentChildren;
    /** What the process said is said at a field already. */
    readonly quiet?: boolean;
    /** Another way on, before the two buttons. */
    readonly other?: ComponentChildren;
  },
): VNode {
  const { store, actions } = props;
  const not = props.not ?? (store.connected.value ? null : words.compose.notNow);
  const problem = props.quiet ? null : store.notice.value;
  return (
    <form
      class="form-body"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (not === null) props.act();
      }}
    >
      {props.children}
      {problem !== null && <ProblemCard text={problemSentence(problem)} />}
      {not !== null && <p class="small">{not}</p>}
      <div class="row end wrap">
        {props.other}
        <button type="button" class="btn quiet" onClick={() => actions.open(null)}>
          {words.buttons.cancel}
        </button>
        <button
          type="submit"
          class={props.danger ? "btn danger" : "btn main"}
          disabled={not !== null}
        >
          {props.submit}
        </button>
      </div>
    </form>
  );
}

/** One line to write in, with a hint or what is wrong under it. */
export function Field(
  props: {
    readonly id: string;
    readonly label: string;
    readonly value: string;
    readonly most: number;
    readonly type: (value: string) => void;
    readonly hint?: string;
    readonly wrong?: string | null;
    /** Whether the focus goes there when it comes. */
    readonly focus?: boolean;
    /** A passphrase is not prose: no spelling is looked at, and no capital made of its first letter. */
    readonly secret?: boolean;
  },
): VNode {
  const { id, wrong = null } = props;
  const field = useFocus<HTMLInputElement>(true);
  const note = wrong !== null || props.hint !== undefined;
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <input
        id={id}
        ref={props.focus ? field : null}
        class="inp"
        data-first={props.focus ? "" : undefined}
        type="text"
        value={props.value}
        maxLength={props.most}
        autocomplete="off"
        autocapitalize={props.secret ? "none" : undefined}
        spellcheck={false}
        dir="auto"
        aria-invalid={wrong !== null}
        aria-describedby={note ? `${id}-note` : undefined}
        onInput={(event) => props.type(event.currentTarget.value)}
      />
      {wrong !== null
        ? <FieldProblem id={`${id}-note`} text={wrong} />
        : props.hint !== undefined && <p class="meta" id={`${id}-note`}>{props.hint}</p>}
    </div>
  );
}

/** One of several, each with a line about it. */
export function Choice<Key extends string>(
  props: {
    readonly name: string;
    readonly legend: string;
    readonly options: readonly {
      readonly key: Key;
      readonly title: string;
      readonly text?: string;
    }[];
    readonly chosen: Key;
    readonly choose: (key: Key) => void;
  },
): VNode {
  return (
    <fieldset class="choice">
      <legend>{props.legend}</legend>
      {props.options.map(({ key, title, text }) => (
        <label key={key}>
          <input
            type="radio"
            name={props.name}
            checked={props.chosen === key}
            onChange={() => props.choose(key)}
          />
          <span>
            <b>
              <bdi>{title}</bdi>
            </b>
            {text !== undefined && <span class="meta">{text}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
