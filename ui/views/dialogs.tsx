/**
 * What opens over everything: commands, invitation, name, leaving, the end.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { MAX_NAME_INPUT_UNITS } from "../../lib/api/limits.ts";
import { COMMANDS } from "../model/commands.ts";
import { problemSentence } from "../words/problems.ts";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import type { Store } from "../model/store.ts";
import { Icon } from "./icon.tsx";
import { Invitation } from "./invitation.tsx";
import { FieldProblem } from "./notice.tsx";

/** The open dialog, if one is. */
export function Dialogs(props: App): VNode | null {
  const { store, actions } = props;
  const server = store.server.value;
  switch (store.dialog.value) {
    case "help":
      return (
        <Dialog title={words.commands.title} close={() => actions.open(null)}>
          <Help />
        </Dialog>
      );
    case "invite":
      return server && (
        <Dialog title={words.invite.title} close={() => actions.open(null)}>
          <p class="small">{words.invite.text}</p>
          <Invitation text={server.invitation} host={server.host} />
        </Dialog>
      );
    case "rename":
      return (
        <Dialog title={words.rename.title} close={() => actions.open(null)}>
          <Rename {...props} />
        </Dialog>
      );
    case "leave":
      return server && (
        <Dialog
          title={words.leave.title(server.name)}
          close={() => actions.open(null)}
        >
          <Leave {...props} />
        </Dialog>
      );
    case "quit":
      return (
        <Dialog title={words.quit.title} close={() => actions.open(null)}>
          <Quit {...props} />
        </Dialog>
      );
    case null:
      return null;
  }
}

/** The browser's own modal: it holds the focus, closes with Escape and gives the focus back. */
function Dialog(
  props: {
    readonly title: string;
    readonly close: () => void;
    readonly children: ComponentChildren;
  },
): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="dialog-title" onClose={props.close}>
      <header>
        <h2 id="dialog-title">{props.title}</h2>
        <button
          type="button"
          class="icon-btn"
          aria-label={words.buttons.close}
          onClick={props.close}
        >
          <Icon name="x" />
        </button>
      </header>
      {props.children}
    </dialog>
  );
}

function Help(): VNode {
  const { commands } = words;
  const rows = [...COMMANDS.map((name) => commands[name]), commands.slash, commands.newLine];
  return (
    <>
      <p class="small">{commands.intro}</p>
      <dl class="commands">
        {rows.map(({ form, text }) => (
          <div key={form}>
            <dt>{form}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Rename({ store, actions }: App): VNode {
  const now = store.model.value.state?.me?.name ?? "";
  const typed = useSignal(now);
  const before = useRef(now);
  const problem = store.notice.value;
  useEffect(() => {
    if (now !== before.current) actions.open(null);
  }, [now]);
  return (
    <form
      class="form-body"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const name = typed.value.trim();
        if (name === now) actions.open(null);
        else actions.ask({ type: "rename", name });
      }}
    >
      <div class="field">
        <label for="new-name">{words.rename.label}</label>
        <input
          id="new-name"
          class="inp"
          type="text"
          value={typed.value}
          maxLength={MAX_NAME_INPUT_UNITS}
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          aria-invalid={problem !== null}
          aria-describedby="new-name-note"
          onInput={(event) => (typed.value = event.currentTarget.value)}
        />
        {problem === null
          ? <p class="meta" id="new-name-note">{words.rename.text}</p>
          : <FieldProblem id="new-name-note" text={problemSentence(problem)} />}
      </div>
      {!store.connected.value && <p class="small">{notNow(store)}</p>}
      <div class="row end">
        <button type="button" class="btn quiet" onClick={() => actions.open(null)}>
          {words.buttons.cancel}
        </button>
        <button type="submit" class="btn main" disabled={!store.connected.value}>
          {words.rename.submit}
        </button>
      </div>
    </form>
  );
}

/** Why a name cannot be changed at this moment. */
function notNow({ canSend, link }: Store): string {
  if (link.value !== "open") return words.rename.gone;
  return canSend.value ? words.compose.later : words.rename.ended;
}

function Leave(props: App): VNode {
  return (
    <LastQuestion
      {...props}
      text={words.leave.text}
      label={words.buttons.leave}
      act={() => props.actions.ask({ type: "leave" })}
    />
  );
}

function Quit(props: App): VNode {
  return (
    <LastQuestion
      {...props}
      text={words.quit.text}
      label={words.buttons.quit}
      act={() => props.actions.quit(true)}
    />
  );
}

/** Asks before a conversation is lost; it can still be exported. */
function LastQuestion(
  { actions, text, label, act }: App & {
    readonly text: string;
    readonly label: string;
    readonly act: () => void;
  },
): VNode {
  return (
    <>
      <p class="small">{text}</p>
      <div class="row end wrap">
        <button type="button" class="btn quiet" onClick={() => actions.ask({ type: "export" })}>
          {words.buttons.exportShort}
        </button>
        <button type="button" class="btn" onClick={() => actions.open(null)}>
          {words.buttons.stay}
        </button>
        <button type="button" class="btn danger" onClick={act}>
          {label}
        </button>
      </div>
    </>
  );
}
