/**
 * What a person writes: texts, and what they make of them later.
 *
 * @module
 */
import type { ChatIntent } from "../../api/intent.ts";
import type { ClientMessage, Where } from "../../message/from_client.ts";
import { checkText, normaliseText } from "../../message/text.ts";
import type { Conversation } from "../conversation/conversation.ts";
import { PrivateTalk } from "../conversation/private_talk.ts";
import { Room } from "../conversation/room.ts";
import { textProblem } from "./ask_problem.ts";
import { type Exchange, fateOf, obstacle } from "./exchange.ts";
import { fail, QUIET, type Reaction, send } from "./reaction.ts";

/** What is done with texts. */
export type TalkIntent = Extract<
  ChatIntent,
  { readonly type: "say" | "edit" | "delete" | "retry" | "amend" | "discard" | "typing" }
>;

type Intent<Type extends TalkIntent["type"]> = Extract<TalkIntent, { readonly type: Type }>;

/** How long a sign that the person is writing holds, in milliseconds. */
const TYPING_MS = 3_000;

/** The person's hand in all conversations at one server. */
export class Talk {
  readonly #exchange: Exchange;
  /** Where and when the last sign was given that the person is writing. */
  #typed = { in: "", at: 0 };

  /** @param exchange Where it is said. */
  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /**
   * Does what a person wants.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  do(intent: TalkIntent, now: number): Reaction {
    const conversation = this.#exchange.conversations.find(intent.in);
    if (conversation === null) return QUIET;
    switch (intent.type) {
      case "say":
        return this.#say(conversation, intent, now);
      case "edit":
        return this.#edit(conversation, intent);
      case "delete":
        return this.#delete(conversation, intent.id);
      case "retry":
        return this.#retry(conversation, intent.ref, now);
      case "amend":
        return this.#amend(conversation, intent, now);
      case "discard":
        if (conversation.pending.discard(intent.ref)) {
          this.#exchange.feed.pendingChanged(conversation.id);
        }
        return QUIET;
      case "typing":
        return this.#type(conversation, now);
    }
  }

  #say(conversation: Conversation, intent: Intent<"say">, now: number): Reaction {
    if (conversation instanceof PrivateTalk) conversation.want();
    conversation.draft = "";
    if (this.#typed.in === conversation.id) this.#typed = { in: "", at: 0 };
    const { text, action, reply, mentions } = intent;
    const fate = fateOf(conversation, this.#exchange.says());
    return send(...conversation.say({ text, action, reply, mentions }, now, fate));
  }

  /** A text that could go nowhere stays as it is: it says already why. */
  #retry(conversation: Conversation, ref: number, now: number): Reaction {
    const fate = fateOf(conversation, this.#exchange.says());
    if (fate === "gone" || fate === "no_connection") return QUIET;
    const written = conversation.pending.take(ref);
    return written === null ? QUIET : send(...conversation.say(written, now, fate));
  }

  /** Of a text in several pieces that one alone has other words then. */
  #amend(conversation: Conversation, intent: Intent<"amend">, now: number): Reaction {
    const { ref, mentions } = intent;
    const text = normaliseText(intent.text);
    const check = checkText(text);
    if (check !== "ok") return fail(textProblem(check));
    const fate = fateOf(conversation, this.#exchange.says());
    const state = conversation.pending.amend(ref, { text, mentions }, fate);
    if (state === null) return fail({ code: "not_waiting" });
    this.#exchange.feed.pendingChanged(conversation.id);
    return state === "failed" ? this.#retry(conversation, ref, now) : QUIET;
  }

  #edit(conversation: Conversation, { id, text, mentions }: Intent<"edit">): Reaction {
    const words = normaliseText(text);
    const check = checkText(words);
    if (check !== "ok") return fail(textProblem(check));
    if (conversation.log.find(id)?.text === words) return QUIET;
    return this.#change(conversation, id, (where, ref) => ({
      type: "edit",
      ...where,
      id,
      ref,
      text: words,
      ...(mentions.length > 0 && conversation instanceof Room && { mentions }),
    }));
  }

  #delete(conversation: Conversation, id: number): Reaction {
    return this.#change(conversation, id, (where, ref) => ({ type: "delete", ...where, id, ref }));
  }

  #change(
    conversation: Conversation,
    id: number,
    make: (where: Where, ref: number) => ClientMessage,
  ): Reaction {
    const problem = obstacle(this.#exchange);
    if (problem !== null) return fail(problem);
    if (!conversation.isOpen && conversation instanceof PrivateTalk) {
      return fail({ code: "no_member", person: conversation.partner });
    }
    // A text of an earlier membership may have the number of another one now.
    const isOwn = conversation.log.find(id)?.current === true;
    if (!isOwn || !conversation.isOpen) return fail({ code: "no_text" });
    const ref = this.#exchange.asks.add({ type: "change", in: conversation.id });
    return send(make(whereOf(conversation), ref));
  }

  #type(conversation: Conversation, now: number): Reaction {
    const isIn = conversation.isOpen && obstacle(this.#exchange) === null;
    const { in: last, at } = this.#typed;
    // A clock that goes back must not silence anybody.
    const isSaid = last === conversation.id && Math.abs(now - at) < TYPING_MS;
    if (!isIn || isSaid) return QUIET;
    this.#typed = { in: conversation.id, at: now };
    return send({ type: "typing", ...whereOf(conversation) });
  }
}

function whereOf(conversation: Conversation): Where {
  return conversation instanceof PrivateTalk
    ? { to: conversation.partner.id }
    : { room: conversation instanceof Room ? conversation.name : "" };
}

const TALK: ReadonlySet<string> = new Set<TalkIntent["type"]>([
  "say",
  "edit",
  "delete",
  "retry",
  "amend",
  "discard",
  "typing",
]);

/** Whether something is done with texts. */
export function isTalk(intent: { readonly type: string }): intent is TalkIntent {
  return TALK.has(intent.type);
}
