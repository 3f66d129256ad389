/**
 * A conversation in the list. Never any text of it.
 *
 * @module
 */
import type { VNode } from "preact";
import type { ConversationView } from "../../lib/api/view.ts";
import type { Unread } from "../model/unread.ts";
import { words } from "../words.ts";
import { Icon, type IconName } from "./icon.tsx";
import { Mark, Name } from "./mark.tsx";

const GLYPHS: { readonly [K in "public" | "hidden" | "locked"]: IconName } = {
  public: "hash",
  hidden: "hidden",
  locked: "lock",
};

/** Counts stop here. */
function capped(count: number): string {
  return count > 99 ? "99+" : String(count);
}

/** The glyph of a room by its kind, or the mark of a person; the name; what waits there. */
export function ConversationRow(
  props: {
    readonly view: ConversationView;
    readonly here: boolean;
    readonly unread: Unread;
    /** Whether a text stands in its composer. */
    readonly draft: boolean;
    readonly open: () => void;
  },
): VNode {
  const { view, here, unread } = props;
  const { count, mentions } = unread;
  const classes = [
    "conv",
    here ? "here" : "",
    count > 0 ? "unread" : "",
    view.over === null ? "" : "over",
  ];
  return (
    <button
      type="button"
      class={classes.filter((name) => name !== "").join(" ")}
      aria-current={here ? "page" : undefined}
      onClick={props.open}
    >
      <span class="g">
        {view.type === "room" ? <Icon name={GLYPHS[view.kind]} /> : <Mark tag={view.partner.tag} />}
      </span>
      <span class="n">
        {view.type === "room" ? <bdi>{view.name}</bdi> : <Name person={view.partner} />}
      </span>
      {view.type === "room" && view.kind !== "public" && (
        <span class="vh">{words.list.kinds[view.kind]}</span>
      )}
      {view.over !== null && <Sign icon="door" text={words.list.over} />}
      {props.draft && <Sign icon="pencil" text={words.list.draft} />}
      {view.type === "private" && count === 0 && !props.draft && view.over === null && (
        <Sign icon="eye" text={words.list.reads} />
      )}
      {mentions > 0 && (
        <span class="count at">
          <span aria-hidden="true">@{mentions > 1 ? ` ${capped(mentions)}` : ""}</span>
          <span class="vh">{words.list.mentions(mentions)}</span>
        </span>
      )}
      {count > 0 && (
        <span class="count">
          <span aria-hidden="true">{capped(count)}</span>
          <span class="vh">{words.list.unread(count)}</span>
        </span>
      )}
    </button>
  );
}

function Sign(props: { readonly icon: IconName; readonly text: string }): VNode {
  return (
    <span class="sign" title={props.text}>
      <Icon name={props.icon} small />
      <span class="vh">{props.text}</span>
    </span>
  );
}
