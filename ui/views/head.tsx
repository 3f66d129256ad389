/**
 * The head of the conversation: the stamp, the title, the plain line, what can be done.
 *
 * @module
 */
import type { VNode } from "preact";
import type { ConversationView } from "../../lib/api/view.ts";
import { words } from "../words.ts";
import { fullName } from "../words/durations.ts";
import { Icon, type IconName } from "./icon.tsx";
import { Name } from "./mark.tsx";

/** What the head can be asked for. */
export interface HeadActs {
  list(): void;
  who(): void;
  people(): void;
  search(): void;
  invite(): void;
  export(): void;
  topic(): void;
  /** Leaves the room, or closes what is over or private. */
  close(): void;
}

/** The stamp is never hidden, at any width and in any theme. */
export function Head(
  props: { readonly view: ConversationView; readonly acts: HeadActs },
): VNode {
  const { view, acts } = props;
  const { head, buttons } = words;
  const stamp = view.type === "room" ? head.stamp : head.stampPrivate;
  const plain = plainOf(view);
  return (
    <header class="head">
      <button
        type="button"
        class="icon-btn back"
        aria-label={buttons.toList}
        onClick={() => acts.list()}
      >
        <Icon name="back" />
      </button>
      <div class="stamp" role="img" aria-label={stamp} title={stamp}>
        <Icon name="eye" />
        <span aria-hidden="true">{head.open}</span>
      </div>
      <div class="ti">
        <div class="title">
          <h1>
            {view.type === "room" ? <bdi>{view.name}</bdi> : <Name person={view.partner} />}
          </h1>
          {view.type === "room" && view.topic !== "" && (
            <button
              type="button"
              class="topic"
              title={view.topic}
              onClick={() => acts.topic()}
            >
              <bdi>{view.topic}</bdi>
            </button>
          )}
        </div>
        <button type="button" class="plain" onClick={() => acts.who()}>
          <span class="long">{plain.long}</span>
          <span class="short">{plain.short}</span> <u>{head.who}</u>
        </button>
      </div>
      <div class="acts">
        <Act icon="search" label={words.search.open} act={() => acts.search()} />
        {view.type === "room" && view.over === null && (
          <Act
            icon="invite"
            label={buttons.invite}
            act={() => acts.invite()}
            hide
          />
        )}
        <Act icon="save" label={buttons.export} act={() => acts.export()} hide />
        {(view.type === "private" || !view.lobby) && (
          <Act
            icon={view.type === "room" && view.over === null ? "door" : "x"}
            label={view.type === "room" && view.over === null ? head.leave : head.close}
            act={() => acts.close()}
            hide
          />
        )}
        <Act icon="people" label={buttons.people} act={() => acts.people()} narrow />
      </div>
    </header>
  );
}

/** Who can read, in one sentence: a long form, and one for where there is little room. */
function plainOf(view: ConversationView): { readonly long: string; readonly short: string } {
  const { head } = words;
  if (view.type === "private") {
    const name = fullName(view.partner);
    if (view.over !== null) return { long: head.plainLeft(name), short: head.plainLeft(name) };
    return { long: head.plainPrivate(name), short: head.plainPrivateShort(name) };
  }
  if (view.over !== null) return { long: head.plainOver, short: head.plainOver };
  return { long: head.plain(view.people), short: head.plainShort(view.people) };
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
