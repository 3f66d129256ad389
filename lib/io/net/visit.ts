/**
 * One connection of a client to a server: the handshake, then nobody's, then perhaps a member's.
 *
 * @module
 */
import { Delivery } from "../../delivery/delivery.ts";
import { ProtocolError } from "../../errors.ts";
import type { Session, SessionEvent } from "../../session/session.ts";
import type { Rate } from "../../token_bucket.ts";
import { KIND, type Packet } from "../../wire/packet.ts";
import type { Parcel } from "../../wire/parcel.ts";
import {
  Connection,
  type ConnectionHandler,
  type PacketSource,
  type Socket,
} from "./connection.ts";
import { type End, isReturnable } from "./end.ts";
import type { HeldPass } from "./held_pass.ts";
import type { Arrival, Claim, Line, Resumption } from "./host.ts";
import { Inbox, type InboxOptions } from "./inbox.ts";
import type { Keeper } from "./keeper.ts";
import { MemberLine } from "./member_line.ts";
import { unnumbered } from "./unnumbered.ts";

/** Brings one client through the handshake, and from then on its packets to its line. */
export class Visit implements Arrival, ConnectionHandler, PacketSource, InboxOptions {
  readonly #keeper: Keeper;
  readonly #pass: HeldPass;
  readonly #connection: Connection;
  readonly #accepted: number;
  readonly #inbox: Inbox;
  /** What is said to a client that is nobody. */
  #refusal: Delivery | null = null;
  #line: MemberLine | null = null;
  #isAnswered = false;
  #isFinished = false;

  /**
   * @param keeper Who keeps it.
   * @param pass What the connection was let in with; this lets go of it.
   * @param socket The connection.
   * @param session A fresh session.
   * @param accepted When it was accepted, in milliseconds of the keeper's clock.
   */
  constructor(
    keeper: Keeper,
    pass: HeldPass,
    socket: Socket,
    session: Session,
    accepted: number,
  ) {
    this.#keeper = keeper;
    this.#pass = pass;
    this.#accepted = accepted;
    this.#inbox = new Inbox(this, accepted);
    this.#connection = new Connection(socket, session, this, keeper.clock, keeper.shared);
  }

  /** Why it is here only to be told so, unless it resumes. It may change from moment to moment. */
  get full(): "server_full" | "address_full" | null {
    return this.#pass.pass.full;
  }

  /** @inheritDoc Arrival */
  get origin(): string | null {
    const { source } = this.#pass.pass;
    return source === null ? null : this.#keeper.origin(source);
  }

  /** Reads until the end; its place is free only when its descriptor is. Never rejects. */
  run(): Promise<void> {
    this.#limit(this.#keeper.deadlines.firstFrame);
    return this.#connection.run().then(() => this.#pass.drop(this.#keeper.clock()));
  }

  /** Queues a packet for a client that is nobody yet. Neither waits nor throws. */
  send(parcel: Parcel): void {
    if (this.#line !== null) return this.#line.send(parcel);
    if (this.#isFinished) return;
    this.#refusal ??= new Delivery(this.#keeper.stock);
    this.#refusal.post(unnumbered(parcel));
    this.#connection.wake();
  }

  /** Says goodbye after all that waits, and ends. */
  finish(): void {
    if (this.#line !== null) return this.#line.finish();
    this.#isFinished = true;
    this.#connection.finish();
  }

  /**
   * Becomes a member's line.
   *
   * @param numbered Whether the client numbers too.
   */
  settle(numbered: boolean): { readonly line: Line; readonly secret: string | null } {
    if (this.#line !== null) throw new RangeError("it is somebody already");
    const line = new MemberLine(this.#keeper, numbered);
    this.#become(line);
    return { line, secret: line.secret };
  }

  /** Becomes the connection of a line that there is. */
  resume(line: Line, claim: Claim): Resumption | "stale" | null {
    if (this.#line !== null) throw new RangeError("it is somebody already");
    if (!(line instanceof MemberLine)) return null;
    const resumption = line.claim(claim);
    if (resumption !== null && resumption !== "stale") this.#become(line);
    return resumption;
  }

  /** Bytes that may be read from it. */
  get input(): Rate {
    return this.#keeper.input;
  }

  /** @inheritDoc InboxOptions */
  handle(packet: Packet): number {
    return this.#line?.isOn(this.#connection) ? this.#line.handle(packet) : 0;
  }

  /** @inheritDoc InboxOptions */
  isFull(): boolean {
    return this.#line?.busy === true;
  }

  /** @inheritDoc InboxOptions */
  isBehind(): boolean {
    return this.#keeper.shared.flushing.isBehind;
  }

  /** @inheritDoc InboxOptions */
  hit(limit: "message_rate" | "input_rate"): void {
    this.#keeper.hit(limit);
  }

  /** Of what is said to a client that is nobody. */
  take(limit: number): readonly Uint8Array[] {
    return this.#refusal?.take(limit, this.#keeper.clock()) ?? [];
  }

  /** @inheritDoc ConnectionHandler */
  event(event: SessionEvent): void {
    if (event.type === "write") {
      this.#isAnswered = true;
      this.#limit(this.#keeper.deadlines.handshake);
    } else if (event.type === "client") {
      this.#enter(event.hello);
    } else if (event.type === "packet" && this.#line !== null) {
      this.#hear(this.#line, event.packet);
    } else if (event.type === "bye") {
      this.#inbox.finish(this.#keeper.clock());
    }
  }

  /** @inheritDoc ConnectionHandler */
  pause(bytes: number): number {
    const now = this.#keeper.clock();
    const ms = this.#inbox.rest(bytes, now);
    if (this.#line?.isOn(this.#connection)) this.#line.nudge();
    // Nobody else: who pauses for its own fault would be asked again for each record that is made.
    if (this.#inbox.isHeld(now)) this.#keeper.shared.flushing.tell(this.#connection);
    return ms;
  }

  /** @inheritDoc ConnectionHandler */
  end(end: End): void {
    this.#inbox.clear();
    this.#refusal?.close();
    this.#blame(end);
    if (this.#line !== null) this.#line.ended(this.#connection, end);
    else this.#keeper.tell((host) => host.dropped(end));
  }

  /** Both deadlines run from the moment it was accepted, and no byte moves them. */
  #limit(ms: number): void {
    this.#connection.setDeadline(ms - (this.#keeper.clock() - this.#accepted));
  }

  #enter(hello: Uint8Array): void {
    this.#keeper.host.enter(this, hello);
    if (this.#line !== null) return;
    this.#connection.attach(this);
    if (!this.#isFinished) this.finish();
  }

  #become(line: MemberLine): void {
    this.#line = line;
    this.#pass.pass.settle();
    line.attach(this.#connection, this.#pass);
  }

  #hear(line: MemberLine, packet: Packet): void {
    line.heard();
    if (packet.kind === KIND.numbered && line.secret === null) {
      throw new ProtocolError("not_numbered", "numbers were not agreed on");
    }
    const isMessage = packet.kind === KIND.message || packet.kind === KIND.numbered;
    if (isMessage) this.#inbox.put(packet, this.#keeper.clock());
    else line.handle(packet);
  }

  /** A connection that the network cut costs its address nothing, nor does another version. */
  #blame(end: End): void {
    const now = this.#keeper.clock();
    const { pass } = this.#pass;
    if (this.#line === null && end.how === "late") pass.blame("late", now);
    if (end.how !== "fault" || end.fault === "other_version") return;
    if (this.#line === null) pass.blame(this.#isAnswered ? "auth" : "fault", now);
    else if (!isReturnable(end)) pass.blame("fault", now);
  }
}
