/**
 * The head of the conversation: the stamp, the title, the plain line, what can be done.
 *
 * @module
 */
import type { VNode } from "preact";
import { words } from "../words.ts";
import { Icon, type IconName } from "./icon.tsx";

/** What the head can be asked for. */
export interface HeadActs {
  list(): void;
  who(): void;
  people(): void;
  invite(): void;
  export(): void;
}

/** The stamp is never hidden, at any width and in any theme. */
export function Head(
  props: { readonly room: string; readonly people: number; readonly acts: HeadActs },
): VNode {
  const { room, people, acts } = props;
  return (
    <header class="head">
      <button
        type="button"
        class="icon-btn back"
        aria-label={words.buttons.toList}
        onClick={() => acts.list()}
      >
        <Icon name="back" />
      </button>
      <div class="stamp" role="img" aria-label={words.head.stamp} title={words.head.stamp}>
        <Icon name="eye" />
        <span aria-hidden="true">{words.head.open}</span>
      </div>
      <div class="ti">
        <h1>{room}</h1>
        <button type="button" class="plain" onClick={() => acts.who()}>
          <span class="long">{words.head.plain(people)}</span>
          <span class="short">{words.head.plainShort(people)}</span> <u>{words.head.who}</u>
        </button>
      </div>
      <div class="acts">
        <Act icon="invite" label={words.buttons.invite} act={() => acts.invite()} hide />
        <Act icon="save" label={words.buttons.export} act={() => acts.export()} hide />
        <Act icon="people" label={words.buttons.people} act={() => acts.people()} narrow />
      </div>
    </header>
  );
}

function Act(
  props: {
    readonly icon: IconName;
    readonly label: string;
    readonly act: () => void;
    /** Only where the right side is not always there. */
    readonly narrow?: boolean;
    /** Not on a phone: people and settings have it there. */
    readonly hide?: boolean;
  },
): VNode {
  return (
    <button
      type="button"
      class={`icon-btn ${props.narrow ? "only" : ""} ${props.hide ? "hide-s" : ""}`}
      aria-label={props.label}
      title={props.label}
      onClick={props.act}
    >
      <Icon name={props.icon} />
    </button>
  );
}
