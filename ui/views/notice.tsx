/**
 * What did not work, said where it was asked for.
 *
 * @module
 */
import type { VNode } from "preact";
import { words } from "../words.ts";
import { Icon } from "./icon.tsx";

/** A sentence at a field. The field points to it with `aria-describedby`. */
export function FieldProblem(props: { readonly id: string; readonly text: string }): VNode {
  return (
    <p class="field-problem" id={props.id} role="alert">
      <Icon name="warn" small />
      <span>{props.text}</span>
    </p>
  );
}

/** A sentence about the whole form. */
export function ProblemCard(props: { readonly text: string }): VNode {
  return (
    <div class="problem" role="alert">
      <Icon name="warn" />
      <p>{props.text}</p>
    </div>
  );
}

/** A sentence above the composer, until it is closed. */
export function Notice(props: { readonly text: string; readonly close: () => void }): VNode {
  return (
    <div class="strip" role="alert">
      <Icon name="warn" small />
      <p>{props.text}</p>
      <button
        type="button"
        class="icon-btn sm"
        aria-label={words.buttons.close}
        onClick={props.close}
      >
        <Icon name="x" small />
      </button>
    </div>
  );
}
