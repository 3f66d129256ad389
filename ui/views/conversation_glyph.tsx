/**
 * What stands before the name of a conversation.
 *
 * @module
 */
import type { VNode } from "preact";
import type { ConversationView } from "../../lib/api/view.ts";
import { Icon, type IconName } from "./icon.tsx";
import { Mark } from "./mark.tsx";

const GLYPHS: { readonly [K in "public" | "hidden" | "locked"]: IconName } = {
  public: "hash",
  hidden: "hidden",
  locked: "lock",
};

/** The glyph of a room by its kind, or the mark of a person. */
export function ConversationGlyph({ view }: { readonly view: ConversationView }): VNode {
  return view.type === "room" ? <Icon name={GLYPHS[view.kind]} /> : <Mark tag={view.partner.tag} />;
}
