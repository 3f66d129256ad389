/**
 * The strip under the header that says that something has ended.
 *
 * @module
 */
import type { VNode } from "preact";
import type { Line } from "../../lib/api/view.ts";
import { clockOf } from "../format.ts";
import type { LinkState } from "../model/socket.ts";
import { words } from "../words.ts";
import { Icon } from "./icon.tsx";

const ENDS: ReadonlySet<string> = new Set(["lost", "cut", "stopping"]);

/** When the connection ended, by the last line about it; `null` if none is held. */
function endedAt(lines: readonly Line[]): number | null {
  const last = lines.findLast((line) => line.type === "connection" && ENDS.has(line.what));
  return last?.time ?? null;
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
