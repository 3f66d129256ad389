/**
 * Members whose texts the person does not want to see, for as long as those stay.
 *
 * @module
 */
import { MAX_IGNORED } from "../../limits.ts";
import type { Conversations } from "./conversations.ts";

/** Their ids: whoever comes back as somebody else is somebody else. */
export class Ignored {
  readonly #conversations: Pick<Conversations, "lobby" | "me" | "with">;
  readonly #ids = new Set<string>();

  /** @param conversations Say who is there. */
  constructor(conversations: Pick<Conversations, "lobby" | "me" | "with">) {
    this.#conversations = conversations;
  }

  /** All of them. */
  get all(): readonly string[] {
    return [...this.#ids];
  }

  /** Whether somebody is among them. */
  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** The person wants to see the texts of somebody, or not. Of too many, who has left gives way. */
  set(id: string, isIgnored: boolean): void {
    const { lobby, me } = this.#conversations;
    if (!isIgnored) {
      this.#ids.delete(id);
      // What they wrote meanwhile is there from the moment the person wants to see it.
      this.#conversations.with(id)?.reveal();
      return;
    }
    if (id === me.id) return;
    if (this.#ids.size >= MAX_IGNORED && !this.#ids.has(id)) {
      const gone = this.all.find((one) => !lobby.members.has(one)) ?? this.all[0];
      if (gone !== undefined) this.#ids.delete(gone);
    }
    this.#ids.add(id);
  }
}
