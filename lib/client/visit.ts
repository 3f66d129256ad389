/**
 * A visit at a server: the conversation there, and the connection that it is kept up by.
 *
 * @module
 */
import type { Update } from "../api/update.ts";
import type { Stage } from "../api/view.ts";
import type { ClientMessage } from "../message/from_client.ts";
import type { EntryWorld } from "./connection/admission.ts";
import type { Entered } from "./connection/door.ts";
import type { Effect } from "./effect.ts";
import type { Feed } from "./conversation/feed.ts";
import { Entry } from "./connection/entry.ts";
import type { Answer, ClientOptions } from "./options.ts";
import type { Reaction } from "./session/reaction.ts";
import { Reconnection } from "./connection/reconnection.ts";
import type { Refs } from "./conversation/refs.ts";
import { Session } from "./session/session.ts";
import type { Step } from "./connection/step.ts";
import { Timers } from "./connection/timers.ts";

/** What a visit consists of. */
export interface VisitParts {
  readonly session: Session;
  readonly connection: Reconnection;
  /** Is told of each change. */
  readonly feed: Feed;
  /** What to do about a server that let the person in. */
  readonly remember: (session: Session) => readonly Effect[];
  /** The number of a new timer. */
  readonly nextTimer: () => number;
}

/** Joins a conversation and its connection: each hears from the other what it must. */
export class Visit {
  readonly session: Session;
  readonly #parts: VisitParts;
  readonly #timers: Timers<"return_due">;

  /** @param parts What it consists of; the person is in. */
  constructor(parts: VisitParts) {
    this.session = parts.session;
    this.#parts = parts;
    this.#timers = new Timers(parts.nextTimer);
  }

  /** Where it stands. */
  get stage(): Stage {
    const { standing } = this.#parts.connection;
    const { at } = standing;
    if (at !== "joined" && at !== "reconnecting" && at !== "ended") return standing;
    return { ...standing, server: this.session.server };
  }

  /** The person has come in for the first time. */
  arrive(): readonly Effect[] {
    const { messages, problem } = this.session.arrive();
    if (problem) this.#parts.feed.notice(problem);
    return this.send(messages);
  }

  /**
   * Does what its connection asks for, and tells the conversation of it.
   *
   * @param act What happens to the connection.
   * @param now Milliseconds since 1970 (UTC).
   */
  step(act: (connection: Reconnection) => readonly Step[], now: number): readonly Effect[] {
    const { connection, feed } = this.#parts;
    const before = connection.standing;
    const steps = act(connection);
    if (connection.standing !== before) feed.stateChanged();
    const effects = steps.flatMap((step) => this.#carryOut(step, now));
    const pause = this.session.takePause();
    return pause === null ? effects : [...effects, this.#timers.set("return_due", pause)];
  }

  /**
   * A timer rings.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  waited(timer: number, now: number): readonly Effect[] {
    if (this.#timers.take(timer) !== null) return this.send(this.session.again());
    return this.step((connection) => connection.waited(timer, now), now);
  }

  /**
   * Sends what the conversation has to say.
   *
   * @param messages In this order.
   */
  send(messages: readonly ClientMessage[]): readonly Effect[] {
    const { link } = this.#parts.connection;
    return messages.map((message) => ({ type: "send", link, message }));
  }

  /**
   * Does what the person wants in a conversation.
   *
   * @returns What to do about it, and what to tell the page that asked.
   */
  answer({ messages, problem }: Reaction): Answer {
    const replies: Update[] = problem === null ? [] : [{ type: "notice", problem }];
    return { effects: this.send(messages), replies };
  }

  /** Whether a timer means anything still. */
  waitsFor(timer: number): boolean {
    return this.#timers.has(timer) || this.#parts.connection.waitsFor(timer);
  }

  /** Ends it, and what there is of a connection. */
  leave(): readonly Effect[] {
    return this.#parts.connection.leave();
  }

  #carryOut(step: Step, now: number): readonly Effect[] {
    const { session } = this;
    const { feed, remember } = this.#parts;
    switch (step.type) {
      case "message":
        return this.send(session.receive(step.message, now));
      case "cut":
        session.cut();
        return [];
      case "lost":
        session.lost(step.since);
        return [];
      case "resumed":
        return this.send(session.resume(step.message, now));
      case "admitted": {
        const messages = session.begin(step.admission, step.madeUp, now);
        return [...remember(session), ...this.send(messages)];
      }
      case "over":
        session.end(step.how, step.since, now);
        // A failure to go on with the conversation is no reason to lose it.
        if (step.problem) feed.notice(step.problem);
        return [];
      default:
        return [step];
    }
  }
}

/** What a visit is begun with. */
export interface VisitNeeds extends Pick<VisitParts, "feed" | "remember" | "nextTimer"> {
  readonly options: ClientOptions;
  /** What a way back in needs. */
  readonly world: EntryWorld;
  /** Gives each text and each ask its number. */
  readonly refs: Refs;
  /** An id that no conversation ever had. */
  readonly nextId: () => string;
}

/**
 * Begins a visit of somebody who was let in.
 *
 * @param now Milliseconds since 1970 (UTC).
 */
export function beginVisit(
  { admission, entry }: Entered,
  { options, world, feed, refs, nextId, nextTimer, remember }: VisitNeeds,
  now: number,
): Visit {
  const { target, wanted: { madeUp } } = entry;
  const session = new Session({ admission, target, madeUp, feed, refs, nextId }, now);
  const isNumbered = admission.welcome.delivery !== undefined;
  const enter = (now: number) => new Entry(session.way, world, now);
  const connection = new Reconnection(entry.link, isNumbered, { ...options, nextTimer, enter });
  return new Visit({ session, connection, feed, remember, nextTimer });
}
