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
import { ConversationGlyph } from "./conversation_glyph.tsx";
import { nameOf } from "./conversation_name.ts";
import { Icon, type IconName } from "./icon.tsx";
import { Name } from "./mark.tsx";
import type { Place } from "./menu.tsx";
import { placeUnder, useMenuGestures } from "./menu_gestures.ts";
import { UnreadCounts } from "./unread_counts.tsx";

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

/** What it is, how it is called, and what waits there. */
function Row(props: RowProps): VNode {
  const { view, here } = props;
  const { count } = shownOf(view, props.unread);
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
        <ConversationGlyph view={view} />
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
      <UnreadCounts view={view} unread={props.unread} />
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
