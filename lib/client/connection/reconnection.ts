/**
 * What keeps a person in: it dials again after a cut, and brings fresh keys now and then.
 *
 * It knows tries, pauses and the renewal, and must never know what is said. Nothing is decided by
 * a clock, so one that jumps spoils only what is shown. A timer is a number, and one that was set
 * for the same later makes it void: those that ring late, twice or after the end do nothing.
 *
 * @module
 */
import type { Problem } from "../../api/view.ts";
import { FIRST_RETRY_MS, GRACE_MS, MAX_RETRY_MS, RENEW_MS } from "../../limits.ts";
import type { Effect, LinkEvent } from "../effect.ts";
import type { ClientOptions } from "../options.ts";
import { Backoff } from "./backoff.ts";
import type { Entry } from "./entry.ts";
import { heldSeconds } from "./entry_problem.ts";
import { happeningOf } from "./happening.ts";
import { type Act, type Happening, RULES, type State } from "./return_rules.ts";
import type { How, Standing, Step } from "./step.ts";
import { Timers } from "./timers.ts";

/** What it needs. */
export interface ReconnectionOptions extends Pick<ClientOptions, "retry" | "renew" | "draw"> {
  /** The number of a new timer. */
  readonly nextTimer: () => number;
  /** Makes a way back in, as whom the person is now. */
  readonly enter: (now: number) => Entry;
}

/** How long to wait after a renewal that came to nothing, in milliseconds. */
const RENEW_AGAIN_MS = 60 * 60 * 1000;

const JOINED: Standing = { at: "joined" };

/** Keeps the connection of one conversation, from its first welcome on. */
export class Reconnection {
  readonly #options: ReconnectionOptions;
  readonly #renew: number;
  readonly #backoff: Backoff;
  readonly #timers: Timers<"retry_due" | "renewal_due" | "proved">;
  #state: State = "connected";
  #standing: Standing = JOINED;
  /** The link that is heard as the conversation's; 0 is none. */
  #link: number;
  /** Whether the server numbers: only then can it resume, or say whether it is there. */
  #isNumbered: boolean;
  /** The way back in. */
  #entry: Entry | null = null;
  #how: How = "cut";
  /** When the connection ended, in milliseconds since 1970 (UTC). */
  #since = 0;
  /** Whether it was told that the connection is lost. */
  #isLost = false;
  /** Whether the server said that it does not want the person any more. */
  #isSentAway = false;
  /** Whether this try was begun by news of the network: further news wait for its end. */
  #isHurried = false;

  /**
   * @param link The link that the person came in by.
   * @param isNumbered Whether the server numbers.
   */
  constructor(link: number, isNumbered: boolean, options: ReconnectionOptions) {
    this.#options = options;
    this.#link = link;
    this.#isNumbered = isNumbered;
    const usual = { first: FIRST_RETRY_MS, most: MAX_RETRY_MS };
    this.#backoff = new Backoff(options.retry ?? usual, options.draw);
    this.#renew = options.renew ?? RENEW_MS;
    this.#timers = new Timers(options.nextTimer);
  }

  /** The link that messages go to. */
  get link(): number {
    return this.#link;
  }

  /** Where it stands; another object whenever that has changed. */
  get standing(): Standing {
    const isEntry = this.#state === "asking" || this.#state === "rejoining";
    return (isEntry && this.#entry?.stage) || this.#standing;
  }

  /**
   * Sets the timers of a link by which the person has just come in. One that lasts as long as the
   * next pause has proved itself: from there on pauses begin anew.
   */
  watch(): readonly Step[] {
    return [
      ...(this.#isNumbered ? [this.#timers.set("renewal_due", this.#renew)] : []),
      ...(this.#backoff.hasPaused ? [this.#timers.set("proved", this.#backoff.bound)] : []),
    ];
  }

  /**
   * Takes what happened to a link; of those that were given up, nothing.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  hear(link: number, event: LinkEvent, now: number): readonly Step[] {
    if (link !== this.#link) return this.decide((entry) => entry.hear(link, event), now);
    if (event.type === "message") {
      const { message } = event;
      this.#isSentAway ||= message.type === "closing" && message.reason !== "stopping";
      return [{ type: "message", message }];
    }
    if (event.type !== "closed" && event.type !== "failed") return [];
    this.#how = event.type === "closed" && event.clean ? "stopping" : "cut";
    this.#since = now;
    this.#link = 0;
    return this.#happen(this.#isSentAway ? "sent_away" : "cut", now);
  }

  /**
   * A timer rings.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  waited(timer: number, now: number): readonly Step[] {
    const what = this.#timers.take(timer);
    return what === null ? [] : this.#happen(what, now);
  }

  /** Whether a timer means anything still. */
  waitsFor(timer: number): boolean {
    return this.#timers.has(timer);
  }

  /**
   * Somebody wants something of the connection, or the network is another one.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  want(what: "network" | "try_now" | "cancel" | "rejoin", now: number): readonly Step[] {
    return this.#happen(what, now);
  }

  /**
   * Goes a step on the way back in.
   *
   * @param decision What a person decides, or what a link says.
   * @param now Milliseconds since 1970 (UTC).
   */
  decide(decision: (entry: Entry) => readonly Effect[], now: number): readonly Step[] {
    const entry = this.#entry;
    if (entry === null) return [];
    const effects = decision(entry);
    // Where another link takes its place, the first one ends before anything is sent on it.
    return [...this.#happen(happeningOf(entry, now - this.#since), now), ...effects];
  }

  /** Ends whatever there is. */
  leave(): readonly Effect[] {
    const link = this.#link;
    const other = this.#giveUp();
    return link === 0 ? other : [{ type: "disconnect", link }, ...other];
  }

  #happen(what: Happening, now: number): readonly Step[] {
    const rule = RULES[this.#state][what];
    if (rule === undefined) return [];
    const [act, next] = rule;
    this.#state = next;
    return this.#acts[act](now);
  }

  readonly #acts: Readonly<Record<Act, (now: number) => readonly Step[]>> = {
    lose: (now) => {
      this.#entry = null;
      return [...this.#lose(), ...this.#rest(null, 0, now)];
    },
    turn: () => {
      this.#isHurried = false;
      this.#show(null, null);
      return this.#lose();
    },
    swap: (now) => {
      const link = this.#link;
      this.#link = 0;
      this.#how = "cut";
      this.#since = now;
      return [{ type: "drop", link }, ...this.#lose()];
    },
    pause: (now) => {
      const problem = this.#problem;
      const held = (problem && heldSeconds(problem)) ?? 0;
      return [...this.#tellLost(), ...this.#rest(problem, held * 1000, now)];
    },
    hold: (now) => [{ type: "cut" }, ...this.#acts.pause(now)],
    ask: () => this.#tellLost(),
    dial: (now) => this.#dial(now, false),
    hurry: (now) => {
      this.#backoff.reset();
      return this.#dial(now, true);
    },
    redial: (now) => {
      // The server may have let the person in; and news without end would let nobody get there.
      const isLate = this.#isHurried || this.#entry?.hasProceeded;
      return isLate ? [] : this.#acts.hurry(now);
    },
    goOn: () => {
      this.#isHurried = false;
      this.#show(null, this.#problem);
      return [];
    },
    connect: () => this.#connect(),
    settle: () => {
      this.#backoff.reset();
      return [];
    },
    probe: () => this.#isNumbered ? [{ type: "probe", link: this.#link }] : [],
    renew: (now) => this.#enter(now),
    keep: () => {
      this.#entry = null;
      return [this.#timers.set("renewal_due", Math.min(RENEW_AGAIN_MS, this.#renew))];
    },
    rejoin: (now) => this.#enter(now),
    finish: () => this.#end(null),
    refuse: () => this.#end(this.#problem),
  };

  /** Why the last try came to nothing, if one did. */
  get #problem(): Problem | null {
    const outcome = this.#entry?.outcome;
    return outcome?.type === "failed" ? outcome.problem : null;
  }

  #enter(now: number): readonly Step[] {
    this.#entry ??= this.#options.enter(now);
    return this.decide((entry) => entry.begin(), now);
  }

  #dial(now: number, isHurried: boolean): readonly Step[] {
    this.#isHurried = isHurried;
    this.#timers.drop("retry_due");
    this.#show(null, this.#problem);
    return this.#enter(now);
  }

  #lose(): readonly Step[] {
    this.#isLost = false;
    this.#timers.drop("renewal_due", "proved");
    return [{ type: "cut" }];
  }

  #tellLost(): readonly Step[] {
    if (this.#isLost) return [];
    this.#isLost = true;
    return [{ type: "lost", since: this.#since }];
  }

  /** Pauses, for `least` milliseconds or more. */
  #rest(problem: Problem | null, least: number, now: number): readonly Step[] {
    const ms = Math.max(this.#backoff.next(), Math.min(least, GRACE_MS));
    this.#show(now + ms, problem);
    return [this.#timers.set("retry_due", ms)];
  }

  #connect(): readonly Step[] {
    const entry = this.#entry;
    const outcome = entry?.outcome;
    if (!entry || !outcome || outcome.type === "failed") return [];
    this.#entry = null;
    this.#link = entry.link;
    this.#standing = JOINED;
    this.#isSentAway = false;
    if (outcome.type === "resumed") return [outcome, ...this.watch()];
    this.#isNumbered = outcome.admission.welcome.delivery !== undefined;
    return [{ ...outcome, madeUp: entry.wanted.madeUp }, ...this.watch()];
  }

  #end(problem: Problem | null): readonly Step[] {
    const effects = this.#giveUp();
    return [...effects, { type: "over", how: this.#how, since: this.#since, problem }];
  }

  #giveUp(): readonly Effect[] {
    const effects = this.#entry?.cancel() ?? [];
    this.#entry = null;
    this.#link = 0;
    this.#state = "over";
    this.#standing = { at: "ended", how: this.#how };
    this.#timers.clear();
    return effects;
  }

  #show(next: number | null, problem: Problem | null): void {
    const [how, since] = [this.#how, this.#since];
    this.#standing = { at: "reconnecting", how, since, next, problem };
  }
}
