/**
 * Another name.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { MAX_NAME_INPUT_UNITS } from "../../../lib/api/limits.ts";
import { problemSentence } from "../../words/problems.ts";
import { words } from "../../words.ts";
import type { App } from "../../model/app.ts";
import type { Store } from "../../model/store.ts";
import { Field, Form } from "./parts.tsx";

/** It closes when everybody sees the new name. */
export function Rename(props: App): VNode {
  const { store, actions } = props;
  const now = store.model.value.state?.me?.name ?? "";
  const typed = useSignal(now);
  const before = useRef(now);
  const problem = store.notice.value;
  useEffect(() => {
    if (now !== before.current) actions.open(null);
  }, [now]);
  return (
    <Form
      {...props}
      submit={words.rename.submit}
      not={store.connected.value ? null : notNow(store)}
      quiet
      act={() => {
        const name = typed.value.trim();
        if (name === now) actions.open(null);
        else actions.ask({ type: "rename", name });
      }}
    >
      <Field
        id="new-name"
        label={words.rename.label}
        value={typed.value}
        most={MAX_NAME_INPUT_UNITS}
        type={(value) => (typed.value = value)}
        hint={words.rename.text}
        wrong={problem === null ? null : problemSentence(problem)}
        focus
      />
    </Form>
  );
}

/** Why a name cannot be changed at this moment. */
function notNow({ canSend, link }: Store): string {
  if (link.value !== "open") return words.rename.gone;
  return canSend.value ? words.compose.later : words.rename.ended;
}
