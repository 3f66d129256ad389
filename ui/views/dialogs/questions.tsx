/**
 * What is asked once before something is lost.
 *
 * @module
 */
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { clockOf } from "../../format.ts";
import { words } from "../../words.ts";
import type { App } from "../../model/app.ts";
import type { TextLine } from "../../model/log/rows.ts";
import { Text } from "../text.tsx";
import { Form } from "./parts.tsx";

/** Asks before conversations are lost; they can still be exported. */
export function LastQuestion(
  { actions, text, label, act, stay, nothing }: App & {
    readonly text: string;
    readonly label: string;
    readonly act: () => void;
    readonly stay: () => void;
    /** Whether there is nothing to be exported. */
    readonly nothing?: boolean;
  },
): VNode {
  return (
    <>
      <p class="small">{text}</p>
      <div class="row end wrap">
        {nothing !== true && (
          <button
            type="button"
            class="btn quiet"
            onClick={() => {
              stay();
              actions.open({ kind: "export" });
            }}
          >
            {words.buttons.exportShort}
          </button>
        )}
        <button type="button" class="btn" onClick={stay}>
          {words.buttons.stay}
        </button>
        <button type="button" class="btn danger" onClick={act}>
          {label}
        </button>
      </div>
    </>
  );
}

/** Leave the server. */
export function Leave(props: App): VNode {
  return (
    <LastQuestion
      {...props}
      text={words.leave.text}
      label={words.buttons.leave}
      act={() => props.actions.ask({ type: "leave" })}
      stay={() => props.actions.open(null)}
    />
  );
}

/** End the program. */
export function Quit(props: App): VNode {
  return (
    <LastQuestion
      {...props}
      text={words.quit.text}
      label={words.buttons.quit}
      act={() => props.actions.quit(true)}
      stay={() => props.actions.open(null)}
    />
  );
}

/** Take back a text: what it is stands there once more. */
export function Delete(props: App & { readonly line: TextLine }): VNode {
  const { store, actions, line } = props;
  const place = useRef(store.open.value).current;
  // Once it is gone from everybody, there is nothing to ask any more.
  const there = store.held.value.lines.some((one) => one.type === "text" && one.id === line.id);
  useEffect(() => {
    if (!there) actions.open(null);
  }, [there]);
  return (
    <Form
      {...props}
      submit={words.dialogs.remove.submit}
      danger
      act={() => {
        actions.ask({ type: "delete", in: place, id: line.id });
        actions.open(null);
      }}
    >
      <div class="quoted">
        <Text text={line.text} />
        <p class="meta">{clockOf(line.time)}</p>
      </div>
      <p class="small">{words.dialogs.remove.text}</p>
    </Form>
  );
}
