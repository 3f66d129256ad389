/**
 * The switchboard: which line belongs to which member, and packets between lines and the hub.
 *
 * A message for many is encoded once, however many get it. What must arrive goes to whoever is
 * away too; what only says how things are does not, nor to a line that is busy: it is told whole
 * later.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";
import { packMessage } from "../message/encode.ts";
import type { ClientHello, ClientMessage, ResumeClaim } from "../message/from_client.ts";
import { readClientHello, readClientMessage } from "../message/read_client.ts";
import type { ClientLimits, ClosingMessage, ErrorCode, Member } from "../message/from_server.ts";
import type { Rate } from "../token_bucket.ts";
import { Audiences } from "./audiences.ts";
import type { Deliver, Effect, Expel } from "./effect.ts";
import { Fairness, limitsToTell } from "./fairness.ts";
import type { Hub } from "./hub.ts";
import { namedIn } from "./introductions.ts";
import type { Arrival, Line } from "./line.ts";
import { Parcels } from "./parcels.ts";
import type { Refusal } from "./places.ts";
import { mannerOf, Seat } from "./seat.ts";

/** What an operator decides. */
export interface SwitchboardOptions {
  /** How often one member may say something; `null` is as often as it likes. */
  readonly texts: Rate | null;
  /** How long a member whose connection was cut may come back, in milliseconds. */
  readonly grace: number;
}

/** What became of an arrival. */
export type Entered =
  | { readonly how: "joined" | "resumed" }
  | { readonly how: "refused"; readonly code: ErrorCode };

/** What is done with a line before the hub's effects and after them. */
interface Around {
  readonly before?: () => void;
  readonly after?: () => void;
}

/** Connects lines with members. */
export class Switchboard {
  readonly #hub: Hub;
  readonly #options: SwitchboardOptions;
  readonly #limits: ClientLimits;
  readonly #seats = new Map<string, Seat>();
  readonly #lines = new Map<Line, Seat>();
  readonly #audiences = new Audiences(this.#seats);
  readonly #parcels = new Parcels();
  /** What is being done, and what is to be done after it. */
  readonly #acts: (() => void)[] = [];

  /**
   * @param hub Whose members the lines are; nobody else may put members into it.
   * @param options What an operator decides.
   */
  constructor(hub: Hub, options: SwitchboardOptions) {
    this.#hub = hub;
    this.#options = options;
    this.#limits = limitsToTell(options.texts);
  }

  /** How many are in, those who are away too. */
  get size(): number {
    return this.#seats.size;
  }

  /** How many are away; costs a look at each. */
  get away(): number {
    return this.#hub.away;
  }

  /**
   * Lets a client in that has shown to know the passphrase, as who it was before a cut or as
   * somebody new, or tells it why not and ends.
   *
   * @param arrival The way to it.
   * @param hello What it said first, JSON in UTF-8.
   * @param now Milliseconds since 1970 (UTC).
   */
  enter(arrival: Arrival, hello: Uint8Array, now: number): Entered {
    let said: ClientHello;
    try {
      said = readClientHello(hello);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      return this.#refuse(arrival, { code: "bad_message" });
    }
    // Without numbers there is nothing to go on from.
    const claim = said.delivery === true ? said.resume : undefined;
    if (claim !== undefined && this.#resume(arrival, claim, now)) return { how: "resumed" };
    if (arrival.full !== null) return this.#refuse(arrival, { code: arrival.full });
    return this.#join(arrival, said, now);
  }

  /**
   * Does what a message says. One that breaks a rule is answered and changes nothing.
   *
   * @param line Whose message it is; one that is not in is not heard. One that is away is, as the
   * message came before the cut.
   * @param body The message, JSON in UTF-8.
   * @param now Milliseconds since 1970 (UTC).
   * @returns Milliseconds for which no further message of this line may be handed in.
   */
  receive(line: Line, body: Uint8Array, now: number): number {
    const seat = this.#lines.get(line);
    if (seat === undefined || seat.isOver) return 0;
    let message: ClientMessage | null;
    try {
      message = readClientMessage(body);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      return this.#complain(seat, "bad_message", now);
    }
    if (message === null) return this.#complain(seat, "unknown_type", now);
    return this.#obey(seat, message, now);
  }

  /**
   * A line's connection was cut, and it may get another one. Nothing happens if it is away already.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  lose(line: Line, now: number): void {
    const seat = this.#lines.get(line);
    if (seat === undefined) return;
    if (seat.isOver) return void this.leave(line, "cut", now);
    seat.lose();
    this.#carryOut(this.#hub.lose(seat.id, now, now + this.#options.grace));
  }

  /**
   * Lets somebody else act on the hub, who is not a member: what comes of it is carried out.
   *
   * @param act Gives the hub's effects.
   */
  operate(act: (hub: Hub) => readonly Effect[]): void {
    this.#carryOut(act(this.#hub));
  }

  /** A line is not busy any more, and learns what it has missed: the lists of all its rooms. */
  drained(line: Line): void {
    const seat = this.#lines.get(line);
    if (seat?.catchUp()) this.#carryOut(this.#hub.list(seat.id));
  }

  /**
   * A line has ended for good. Nothing happens if its client was not in.
   *
   * @param reason Whether the client said goodbye.
   * @param now Milliseconds since 1970 (UTC).
   * @returns Whether its client was in.
   */
  leave(line: Line, reason: "left" | "cut", now: number): boolean {
    const seat = this.#lines.get(line);
    if (seat === undefined) return false;
    this.#lines.delete(line);
    this.#seats.delete(seat.id);
    seat.leave();
    this.#carryOut(this.#hub.leave(seat.id, reason, now));
    return true;
  }

  /** Tells everybody why, and ends all lines, also those of who is away. */
  close(reason: ClosingMessage["reason"]): void {
    const closing = packMessage({ type: "closing", reason });
    for (const seat of [...this.#seats.values()]) seat.end(closing);
  }

  #join(arrival: Arrival, hello: ClientHello, now: number): Entered {
    const entry = this.#hub.enter(hello, arrival.origin, now);
    if ("refused" in entry) return this.#refuse(arrival, entry.refused);
    const { line, secret } = arrival.settle(hello.delivery === true);
    const seat = new Seat(entry.member.id, line, new Fairness(this.#options.texts, now));
    this.#seats.set(seat.id, seat);
    this.#lines.set(line, seat);
    const grace = Math.floor(this.#options.grace / 1000);
    const welcome = packMessage({
      ...entry.welcome,
      ...(secret !== null && { delivery: { secret, grace } }),
      limits: this.#limits,
    });
    this.#carryOut(entry.effects, { before: () => seat.tell(welcome) });
    return { how: "joined" };
  }

  /** @returns Whether the arrival is the member now. */
  #resume(arrival: Arrival, claim: ResumeClaim, now: number): boolean {
    const seat = this.#seats.get(claim.member);
    if (seat === undefined || seat.isOver) return false;
    const resumption = arrival.resume(seat.line, claim);
    if (resumption === null) return false;
    if (resumption === "stale") {
      this.leave(seat.line, "cut", now);
      seat.end();
      return false;
    }
    const { received, missing } = resumption;
    const { you, time, effects } = this.#hub.regain(seat.id, arrival.origin, now);
    const resumed = packMessage({ type: "resumed", you, received, missing, time });
    this.#carryOut(effects, { before: () => seat.regain(resumed), after: () => seat.replay() });
    return true;
  }

  #obey(seat: Seat, message: ClientMessage, now: number): number {
    const { fairness } = seat;
    const wait = message.type === "rename" ? fairness.nameWait(now) : 0;
    if (wait > 0) {
      seat.send(this.#parcels.error({ code: "too_often", seconds: Math.ceil(wait / 1000) }));
      return fairness.payCommand(now);
    }
    const effects = this.#hub.handle(seat.id, message, now);
    this.#carryOut(effects);
    return fairness.pay(message.type, isDone(effects), now);
  }

  /** Answers a broken message; who sends many of them is not spoken to any more. */
  #complain(seat: Seat, code: ErrorCode, now: number): number {
    seat.send(this.#parcels.error({ code }));
    if (seat.fairness.isTooBad(now)) seat.end(packMessage({ type: "closing", reason: "refused" }));
    return seat.fairness.payCommand(now);
  }

  #refuse(arrival: Arrival, refusal: Refusal): Entered {
    arrival.send(this.#parcels.error(refusal));
    arrival.send(packMessage({ type: "closing", reason: "refused" }));
    arrival.finish();
    return { how: "refused", code: refusal.code };
  }

  /**
   * Sends what the hub wants. That can cut a line, which changes the state again: what comes of it
   * is sent after all of this, so that everybody hears everything in the order in which it
   * happened.
   */
  #carryOut(effects: readonly Effect[], around: Around = {}): void {
    const idle = this.#acts.length === 0;
    if (around.before) this.#acts.push(around.before);
    for (const effect of effects) this.#acts.push(this.#actOf(effect));
    if (around.after) this.#acts.push(around.after);
    if (!idle) return;
    try {
      for (let at = 0; at < this.#acts.length; at++) this.#acts[at]?.();
    } finally {
      this.#acts.length = 0;
    }
  }

  #actOf(effect: Effect): () => void {
    switch (effect.type) {
      case "deliver": {
        // Looked up now: a line that ends while something is sent takes its member along.
        const named = namedIn(effect.message).flatMap((id) => this.#hub.find(id) ?? []);
        return () => this.#deliver(effect, named);
      }
      case "withhold":
        return () => this.#seats.get(effect.member)?.withhold(effect.room, this.#parcels.stub);
      case "expel":
        return () => this.#expel(effect);
    }
  }

  #deliver({ to, but, message }: Deliver, named: readonly Member[]): void {
    const parcel = this.#parcels.pack(message);
    const manner = mannerOf(message);
    for (const seat of this.#audiences.of(to)) {
      if (seat.id === but) continue;
      for (const member of named) {
        if (seat.meets(member.id)) seat.tell(this.#parcels.introduction(member));
      }
      seat.give(message, parcel, manner);
    }
  }

  /** Nothing of this member's is heard any more, and nothing brings it back. */
  #expel({ member, reason }: Expel): void {
    const seat = this.#seats.get(member);
    if (seat === undefined) return;
    this.#seats.delete(member);
    this.#lines.delete(seat.line);
    seat.expel(this.#parcels.stub, packMessage({ type: "closing", reason }));
  }
}

/** Whether something came of what was asked for, and it was not refused. */
function isDone([first]: readonly Effect[]): boolean {
  return first !== undefined && !(first.type === "deliver" && first.message.type === "error");
}
