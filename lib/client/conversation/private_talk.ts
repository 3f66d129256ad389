/**
 * A conversation with one other person, who is who they are for as long as they stay.
 *
 * @module
 */
import type { Person, Present, PrivateView } from "../../api/view.ts";
import type { TellMessage } from "../../message/from_client.ts";
import type { DeletedMessage, EditedMessage, ToldMessage } from "../../message/from_server.ts";
import { type Company, Conversation } from "./conversation.ts";
import type { Released } from "./pending.ts";

/** What is between the person and one other member. */
export class PrivateTalk extends Conversation {
  #partner: Person;
  #hasLeft = false;
  /** Whether the person ever wrote something here. */
  #isWanted = false;
  #isHidden: boolean;

  /**
   * @param id Names it to pages.
   * @param company What it needs of others.
   * @param partner The other one.
   * @param isHidden Whether the person sees nothing of it for now: they ignore the other one.
   */
  constructor(id: string, company: Company, partner: Person, isHidden = false) {
    super(id, company);
    this.#partner = partner;
    this.#isHidden = isHidden;
  }

  /** The other one, as they are called now. */
  get partner(): Person {
    return this.#partner;
  }

  /** Whether nothing of it is the person's own doing. */
  get isUnwanted(): boolean {
    return !this.#isWanted && this.draft === "";
  }

  override get isHidden(): boolean {
    return this.#isHidden;
  }

  override get isOpen(): boolean {
    return !this.#hasLeft;
  }

  override get isOver(): boolean {
    return this.#hasLeft;
  }

  override get present(): readonly Present[] {
    return [];
  }

  override get view(): PrivateView {
    const over = this.#hasLeft ? "left" : null;
    return { type: "private", id: this.id, partner: this.#partner, over, quiet: this.quiet };
  }

  /** The person wants it to be there. */
  want(): void {
    this.#isWanted = true;
    this.reveal();
  }

  /** The person wants to see it, whoever began it. */
  reveal(): void {
    if (!this.#isHidden) return;
    this.#isHidden = false;
    this.company.feed.stateChanged();
  }

  /**
   * The person is another member: texts to the one before did not come.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  begin(now: number): void {
    this.restart();
    if (!this.#hasLeft) this.log.add({ type: "gap", time: now, missing: null });
  }

  /** Takes a text. */
  take(message: ToldMessage): void {
    if (this.#hasLeft) {
      this.#hasLeft = false; // a list that is not whole left them out
      this.company.feed.stateChanged();
    }
    const mine = message.from === this.company.me();
    this.text(message, mine ? this.person(message.from) : this.#partner, false);
  }

  /** Takes what became of a text. */
  change(message: EditedMessage | DeletedMessage): void {
    if (message.type === "edited") this.edit(message);
    else this.delete(message);
  }

  /** The other one has another name. */
  rename(name: string, time: number): void {
    if (this.#partner.name === name) return;
    this.log.add({ type: "renamed", time, person: this.#partner, name, mine: false });
    this.#partner = { ...this.#partner, name };
    this.company.feed.stateChanged();
  }

  /** The other one has left the server. */
  leave(time: number): void {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    this.close({ type: "partner_left", time, person: this.#partner });
  }

  protected override message({ ref, text, action, reply }: Released): TellMessage {
    const to = this.#partner.id;
    return {
      type: "tell",
      to,
      ref,
      text,
      ...(action && { action }),
      ...(reply !== null && { reply }),
    };
  }
}
