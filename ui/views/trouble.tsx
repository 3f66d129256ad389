/**
 * The page of a program that could not begin as it was asked to.
 *
 * @module
 */
import type { VNode } from "preact";
import type { Stage } from "../../lib/api/view.ts";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import { useFocus } from "./focus.ts";
import { ProblemCard } from "./notice.tsx";

/** What is wrong, and what can be done about it here. */
export function Trouble(
  props: App & { readonly stage: Extract<Stage, { at: "trouble" }> },
): VNode {
  const { actions, stage } = props;
  const title = useFocus<HTMLHeadingElement>();
  const { trouble, buttons } = words;
  return (
    <>
      <h1 ref={title} tabIndex={-1}>{trouble.title}</h1>
      <ProblemCard text={stage.sentence} />
      <p class="small">{trouble.without[stage.without]}</p>
      <div class="row wrap">
        {stage.without === "memory" && (
          <button
            type="button"
            class="btn main lg"
            onClick={() => actions.ask({ type: "again" })}
          >
            {buttons.again}
          </button>
        )}
        <button
          type="button"
          class={stage.without === "memory" ? "btn lg" : "btn main lg"}
          onClick={() => actions.ask({ type: "without" })}
        >
          {trouble.button[stage.without]}
        </button>
        <button type="button" class="btn quiet lg" onClick={() => actions.quit(false)}>
          {buttons.quit}
        </button>
      </div>
    </>
  );
}
