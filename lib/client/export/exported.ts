/**
 * What is written to a file when a person exports conversations.
 *
 * @module
 */
import type { ConversationView, Line, Pending, Person, Server } from "../../api/view.ts";

/** One conversation, as this client holds it. */
export interface ExportedConversation {
  readonly view: ConversationView;
  readonly lines: readonly Line[];
  /** Lines that were too many to be kept, before the first. */
  readonly dropped: number;
  readonly pending: readonly Pending[];
}

/** What all conversations of a file have in common. */
export interface ExportContext {
  readonly server: Server;
  /** Ids of those whose texts the person does not want to see. */
  readonly ignored: readonly string[];
  /** The person; null where nobody was in yet. */
  readonly me: Person | null;
}

/** What depends on the person's computer. */
export interface ExportTools {
  /** The time zone of all times, by its IANA name. */
  readonly zone: string;
  /** Makes control characters visible, all but newline and tab. */
  readonly printable: (text: string) => string;
  /** Makes newline and tab visible too, so that the result is one line. */
  readonly printableLine: (text: string) => string;
}
