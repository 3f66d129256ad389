/**
 * What opens over the conversation, one at a time.
 *
 * @module
 */
import type { Person, Problem } from "../../lib/api/view.ts";
import type { TextLine } from "./log/rows.ts";

/** A ban that the person has to be sure of. */
export type BanProblem = Extract<Problem, { readonly code: "ban_shared" | "ban_no_address" }>;

/** What is about the conversation on the screen, and goes with it. */
export const OF_CONVERSATION: ReadonlySet<string> = new Set<NonNullable<Dialog>["kind"]>([
  "invite",
  "close",
  "topic",
  "lock",
  "bans",
  "mute",
  "ban",
  "hand_over",
  "delete",
  "details",
  "search",
]);

/** What is open; `null` is nothing. */
export type Dialog =
  | null
  | {
    readonly kind:
      | "help"
      | "invite"
      | "rename"
      /** Leave the server. */
      | "leave"
      | "quit"
      /** Leave every server and remove everything from this computer. */
      | "wipe"
      | "rooms"
      | "export"
      /** The keys that do something. */
      | "keys"
      /** Leave the open room, or close the open conversation. */
      | "close"
      | "topic"
      | "lock"
      | "bans";
  }
  | { readonly kind: "create"; readonly name: string }
  /** Go to a conversation or a person; `text` is sought at once. */
  | { readonly kind: "switcher"; readonly text: string }
  /** Not over everything: it stands above the log, of which it shows more. */
  | { readonly kind: "search"; readonly text: string }
  /** `failed`: the server said that there is no such room, or that the passphrase is wrong. */
  | { readonly kind: "join"; readonly name: string; readonly failed: boolean }
  | { readonly kind: "person" | "mute" | "ban" | "hand_over"; readonly person: Person }
  | { readonly kind: "ban_sure"; readonly problem: BanProblem }
  | { readonly kind: "delete"; readonly line: TextLine }
  /** Everything about a text; `index` is where it stands in its conversation. */
  | { readonly kind: "details"; readonly index: number };
