/**
 * A conversation in the list. Never any text of it.
 *
 * @module
 */
import type { VNode } from "preact";
import type { ConversationView } from "../../lib/api/view.ts";
import { shownOf } from "../model/attention.ts";
import type { Unread } from "../model/log/unread.ts";
import { words } from "../words.ts";
import { nameOf } from "./conversation_name.ts";
import { Icon, type IconName } from "./icon.tsx";
import { Mark, Name } from "./mark.tsx";
import type { Place } from "./menu.tsx";
import { placeUnder, useMenuGestures } from "./menu_gestures.ts";

const GLYPHS: { readonly [K in "public" | "hidden" | "locked"]: IconName } = {
  public: "hash",
  hidden: "hidden",
  locked: "lock",
};

/** Counts stop here. */
function capped(count: number): string {
  return count > 99 ? "99+" : String(count);
}

interface RowProps {
  readonly view: ConversationView;
  readonly here: boolean;
  readonly unread: Unread;
  /** Whether a text stands in its composer. */
  readonly draft: boolean;
  readonly open: () => void;
}

/** One conversation, with a menu of what can be done with it. */
export function ConversationRow(
  props: RowProps & {
    /** Whether its menu is open. */
    readonly menu: boolean;
    /** Opens the menu at a place, or closes it. */
    readonly turnMenu: (at: Place | null) => void;
  },
): VNode {
  const { view, menu, turnMenu } = props;
  const more = words.attention.menu.more(nameOf(view));
  return (
    <li class="conv-row" {...useMenuGestures(view.id, turnMenu)}>
      <Row {...props} />
      <button
        type="button"
        class="icon-btn sm row-more"
        aria-label={more}
        title={more}
        aria-haspopup="menu"
        aria-expanded={menu}
        onClick={({ currentTarget }) => turnMenu(menu ? null : placeUnder(currentTarget))}
      >
        <Icon name="more" small />
      </button>
    </li>
  );
}

/** The glyph of a room by its kind, or the mark of a person; the name; what waits there. */
function Row(props: RowProps): VNode {
  const { view, here } = props;
  const { count, mentions } = shownOf(view, props.unread);
  const classes = [
    "conv",
    here ? "here" : "",
    count > 0 ? "unread" : "",
    view.over === null ? "" : "over",
    view.quiet ? "quiet" : "",
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
      {view.quiet && <Sign icon="mute" text={words.attention.quiet} />}
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
      {count > 0 && !view.quiet && (
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
