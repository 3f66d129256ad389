/**
 * What goes out to a server, counted as the numbers of delivery count it.
 *
 * @module
 */
import type { ClientMessage } from "../../message/from_client.ts";
import type { Conversations } from "../conversation/conversations.ts";

/** What is of no use later, and is not numbered. */
const UNNUMBERED: ReadonlySet<ClientMessage["type"]> = new Set(["typing", "rooms", "bans"]);

/** Counts what is sent, so that a resumption tells which texts the server has. */
export class Outgoing {
  readonly #conversations: Pick<Conversations, "all">;
  /** How many numbered messages went out since the server let the person in. */
  #sent = 0;

  /** @param conversations Have the texts that go out. */
  constructor(conversations: Pick<Conversations, "all">) {
    this.#conversations = conversations;
  }

  /** The server counts anew. */
  restart(): void {
    this.#sent = 0;
  }

  /** Messages go out, in this order. Gives them. */
  send(messages: readonly ClientMessage[]): readonly ClientMessage[] {
    for (const message of messages) {
      if (!UNNUMBERED.has(message.type)) this.#sent++;
      if (message.type !== "say" && message.type !== "tell") continue;
      const { ref } = message;
      const owner = this.#conversations.all.find(({ pending }) => pending.has(ref));
      owner?.pending.number(ref, this.#sent);
    }
    return messages;
  }
}
