/**
 * The strip under the header that says that something has ended.
 *
 * @module
 */
import type { VNode } from "preact";
import type { ConversationView, Line } from "../../lib/api/view.ts";
import { clockOf } from "../format.ts";
import type { LinkState } from "../model/socket.ts";
import { words } from "../words.ts";
import type { ConnectionLine } from "../model/log/rows.ts";
import { nameOf } from "./conversation_name.ts";
import { Icon } from "./icon.tsx";

const ENDS: ReadonlySet<string> = new Set(["lost", "gave_up", "cut", "stopping"]);

/**
 * When the connection ended, by the last lines about it; `null` if they are not held. Where it was
 * tried for, that is when it was lost, and not when the trying ended.
 */
export function endedAt(lines: readonly Line[]): number | null {
  const last = lines.findLastIndex(isConnection);
  const end = lines[last];
  if (end?.type !== "connection" || !ENDS.has(end.what)) return null;
  const before = lines.slice(0, last).findLast(isConnection);
  return before?.what === "lost" ? before.time : end.time;
}

function isConnection(line: Line): line is ConnectionLine {
  return line.type === "connection";
}

/** Amber: the server is not there any more. */
export function EndedBanner(
  props: {
    readonly server: string;
    readonly how: "cut" | "stopping";
    readonly lines: readonly Line[];
    readonly rejoin: () => void;
  },
): VNode {
  const at = endedAt(props.lines);
  const fact = props.how === "stopping"
    ? words.banner.stopping
    : at === null
    ? words.banner.cutSome
    : words.banner.cut(clockOf(at));
  return (
    <div class="banner" role="status">
      <Icon name="net" />
      <p class="tx">
        <b>{words.banner.ended(props.server)}</b> {fact}{" "}
        <span class="more">{words.banner.keep}</span>
      </p>
      <button type="button" class="btn sm" onClick={props.rejoin}>{words.buttons.joinAgain}</button>
    </div>
  );
}

/** Amber: the person is not in this conversation any more. */
export function OverBanner(
  props: {
    readonly view: ConversationView;
    /** Where the room may take the person again. */
    readonly comeIn?: () => void;
    readonly close: () => void;
  },
): VNode | null {
  const { view } = props;
  const { banner } = words;
  if (view.over === null) return null;
  return (
    <div class="banner over" role="status">
      <Icon name="door" />
      <p class="tx">
        <b>{banner.over[view.over](nameOf(view))}</b> <span class="more">{banner.overText}</span>
      </p>
      {props.comeIn !== undefined && (
        <button type="button" class="btn sm" onClick={props.comeIn}>{banner.comeIn}</button>
      )}
      <button type="button" class="btn sm quiet" onClick={props.close}>
        {words.buttons.close}
      </button>
    </div>
  );
}

/** Red: the process on this computer is not there any more, or does not know this page. */
export function GoneBanner(props: { readonly link: LinkState }): VNode | null {
  const { link } = props;
  if (link !== "gone" && link !== "denied") return null;
  return (
    <div class="banner stop" role="alert">
      <Icon name="warn" />
      <p class="tx">
        <b>{link === "gone" ? words.banner.gone : words.banner.restarted}</b>{" "}
        {link === "gone" ? words.banner.goneText : words.banner.restartedText}
      </p>
    </div>
  );
}
