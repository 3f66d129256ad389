/**
 * The line of one member: what is for it, through all the connections it has one after another.
 *
 * @module
 */
import { Heartbeat } from "../../delivery/heartbeat.ts";
import { RESUME_SECRET_BYTES, ResumeSecret } from "../../delivery/resume_secret.ts";
import { PING_JITTER_MS, PING_MS, SLOW_MS } from "../../limits.ts";
import { KIND, type Packet } from "../../wire/packet.ts";
import type { Parcel } from "../../wire/parcel.ts";
import { Backlog } from "./backlog.ts";
import type { Connection } from "./connection.ts";
import { type End, isReturnable } from "./end.ts";
import type { HeldPass } from "./held_pass.ts";
import type { Claim, Host, Line, Resumption } from "./host.ts";
import type { Keeper, KeptLine } from "./keeper.ts";

/** A connection of a member, and what lasts as long. */
interface Link {
  readonly connection: Connection;
  readonly heartbeat: Heartbeat;
}

/**
 * A member's line, from when it is settled until it has left.
 *
 * It has a connection, or is away and may get another, or is over. Each of these changes at once,
 * whoever causes it; the host hears of it in a moment of its own, and only if it is still so.
 */
export class MemberLine implements Line, KeptLine {
  readonly #keeper: Keeper;
  readonly #backlog: Backlog;
  /** What it comes back with; `null` for a member that does not number, whose cut is its end. */
  readonly #secret: ResumeSecret | null;
  #link: Link | null = null;
  #pass: HeldPass | null = null;
  /** How the last connection ended, while the host does not know it yet. */
  #untold: End | null = null;
  #awaySince = 0;
  /** Whether anything came from the member: it has the secret then, and not only its name. */
  #isHeard = false;
  #isFinal = false;
  #isOver = false;

  /**
   * @param keeper Who keeps it.
   * @param numbered Whether the member numbers, and may come back.
   */
  constructor(keeper: Keeper, numbered: boolean) {
    this.#keeper = keeper;
    this.#backlog = new Backlog(keeper, numbered, () => this.#drained());
    const drawn = crypto.getRandomValues(new Uint8Array(RESUME_SECRET_BYTES));
    this.#secret = numbered ? new ResumeSecret(drawn) : null;
    keeper.keep(this);
  }

  /** What the member shows to come back; `null` if it cannot. */
  get secret(): string | null {
    return this.#secret?.text ?? null;
  }

  /** Bytes that wait for the member, written or not. */
  get bytes(): number {
    return this.#backlog.bytes;
  }

  /** Changes of state are better left out now: too much waits, or nobody is there. */
  get busy(): boolean {
    return this.#backlog.isBusy || this.#link === null;
  }

  /** Queues a packet; without a connection only one that is numbered. Neither waits nor throws. */
  send(parcel: Parcel): void {
    if (this.#isOver || this.#isFinal) return;
    this.#backlog.post(parcel);
    if (this.#link === null) this.#backlog.trim();
    else if (this.#backlog.isTooMuch()) this.#giveUp("slow", "member_bytes");
    // How things are may wait a moment, as it does in a crowd of changes.
    if (this.#link !== null && parcel.packet[0] === KIND.message) this.#keeper.gather(this);
    else this.wake();
    this.#keeper.posted();
  }

  /**
   * Takes back what the member has not got. Only the record that its connection is writing still
   * leaves, which is 16 KiB at most, and what the system has of those before it.
   *
   * @param about What it is about; `null` is everything.
   * @param stub Numbered; it stands in the place of each that is so.
   */
  withhold(about: string | null, stub: Parcel): void {
    if (!this.#isOver) this.#backlog.withhold(about, stub);
  }

  /** Writes what waits. */
  wake(): void {
    this.#link?.connection.wake();
  }

  /** What must arrive goes again, behind what was sent since the resumption. */
  replay(): void {
    this.#backlog.replay();
    this.wake();
  }

  /** Says goodbye after all that waits, and ends, with no way back. */
  finish(): void {
    if (this.#isOver || this.#isFinal) return;
    this.#isFinal = true;
    if (this.#link === null) this.#leave({ how: "cut" });
    else this.#link.connection.finish();
  }

  /** Whether this is its connection now. */
  isOn(connection: Connection): boolean {
    return this.#link?.connection === connection;
  }

  /**
   * Goes on over this connection.
   *
   * @param pass What the connection came in with; the member's place from now on.
   */
  attach(connection: Connection, pass: HeldPass): void {
    const now = this.#keeper.clock();
    this.#pass?.drop(now);
    this.#pass = pass.hold();
    const jitter = PING_JITTER_MS * (2 * Math.random() - 1);
    this.#link = { connection, heartbeat: new Heartbeat(PING_MS + jitter, now) };
    this.#untold = null;
    connection.setDeadline(null);
    connection.attach(this.#backlog);
  }

  /**
   * Lets somebody prove to be the member. The connection that the member still has ends by it,
   * without a word.
   *
   * @returns As `Arrival.resume`; after a resumption another one has to be attached.
   */
  claim({ secret, received }: Claim): Resumption | "stale" | null {
    if (this.#isOver || this.#isFinal || this.#secret?.is(secret) !== true) return null;
    const missing = this.#backlog.resume(received);
    if (missing === "old") return null;
    if (missing === null) return "stale";
    this.#link?.connection.close();
    this.#link = null;
    return { received: this.#backlog.received, missing };
  }

  /**
   * Handles a packet. One that is no message may be handled before the messages in front of it.
   *
   * @returns For how long no further message may be handled, in milliseconds.
   * @throws {ProtocolError} As `Delivery.hear` does.
   */
  handle(packet: Packet): number {
    if (packet.kind === KIND.message) return this.#keeper.host.receive(this, packet.body);
    if (this.#secret === null) return 0;
    const body = this.#backlog.hear(packet);
    return body === null ? 0 : this.#keeper.host.receive(this, body);
  }

  /** Something came over its connection. */
  heard(): void {
    this.#isHeard = true;
    this.#link?.heartbeat.heard(this.#keeper.clock());
  }

  /** What is owed goes by itself if nothing takes it along. */
  nudge(): void {
    if (this.#backlog.owes) this.wake();
  }

  /** A connection has ended; nothing happens unless it is the one that the line has now. */
  ended(connection: Connection, end: End): void {
    if (this.isOn(connection)) this.#lose(end);
  }

  /** Ends the connection and forgets all that waits: others need the memory. */
  strip(): void {
    this.#cut("slow");
    if (!this.#isOver) this.#backlog.empty();
  }

  /** Looks at the clock: the grace time, and the limits of the connection. */
  sweep(now: number, slept: boolean): void {
    this.#backlog.shrink();
    if (this.#link === null) {
      if (now - this.#awaySince >= this.#keeper.grace) this.#leave({ how: "cut" });
      return;
    }
    const { connection, heartbeat } = this.#link;
    const since = connection.writingSince;
    if (since !== null && !slept && now - since >= SLOW_MS) return this.#giveUp("slow");
    if (this.#secret === null) return;
    // Silence is the peer's only while we listen.
    if (slept || connection.isPausing) heartbeat.heard(now);
    const check = heartbeat.check(now);
    if (check === "dead") return this.#giveUp("silent");
    if (check === "ping") this.#backlog.ping();
    this.nudge();
  }

  /** It is heard again, and told what it has missed. */
  #drained(): void {
    this.#link?.connection.readOn();
    this.#tell((host) => {
      if (!this.busy) host.drained(this);
    });
  }

  #giveUp(how: "slow" | "silent", limit: "slow" | "silent" | "member_bytes" = how): void {
    this.#keeper.hit(limit);
    this.#cut(how);
  }

  #cut(how: "slow" | "silent"): void {
    if (this.#link === null) return;
    this.#link.connection.close(how);
    this.#lose({ how });
  }

  #lose(end: End): void {
    this.#link = null;
    this.#awaySince = this.#keeper.clock();
    this.#backlog.cut();
    const mayReturn = this.#isHeard && this.#secret !== null && !this.#isFinal;
    if (!mayReturn || !isReturnable(end)) return this.#leave(end);
    this.#untold = end;
    this.#tell((host) => {
      const untold = this.#untold;
      this.#untold = null;
      if (untold !== null && !this.#isOver) host.lost(this, untold);
    });
  }

  #leave(end: End): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#link = null;
    this.#backlog.close();
    this.#pass?.drop(this.#keeper.clock());
    this.#pass = null;
    this.#keeper.release(this);
    this.#tell((host) => host.left(this, end));
  }

  /** A host that fails on a line loses it, and no other. */
  #tell(act: (host: Host) => void): void {
    this.#keeper.tell(act, (error) => {
      if (this.#isOver) throw error;
      this.#link?.connection.close();
      this.#leave({ how: "bug", error });
    });
  }
}
