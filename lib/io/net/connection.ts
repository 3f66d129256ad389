/**
 * One TCP connection with a session on it: bytes from the socket into the session, packets from
 * a queue onto the socket.
 *
 * @module
 */
import type { Soon } from "../../crypto/aead.ts";
import { type Fault, ProtocolError } from "../../errors.ts";
import { MAX_QUEUED_BYTES, READ_BYTES, STOP_MS } from "../../limits.ts";
import { MAX_RECORD_BYTES } from "../../session/padding.ts";
import type { Session, SessionEvent } from "../../session/session.ts";
import { encodePacket, KIND } from "../../wire/packet.ts";
import { PacketQueue } from "./packet_queue.ts";

/**
 * How a connection ended: `bye` after a goodbye from either side, `cut` without one, `fault` when
 * the peer broke a rule, `late` at a deadline, `slow` when it did not take what was queued for
 * it, `bug` when our own code failed on it.
 */
export type End =
  | { readonly how: "bye" | "cut" | "late" | "slow" }
  | { readonly how: "fault"; readonly fault: Fault }
  | { readonly how: "bug"; readonly error: unknown };

/** What a connection reports to. Both may call back. */
export interface ConnectionHandler {
  /** Each event of the session, in order; those that are to be written are written already. */
  event(event: SessionEvent): void;
  /** Once, as the last call. */
  end(end: End): void;
}

/** A TCP connection as far as one is needed; `Deno.TcpConn` is one. */
export type Socket = Pick<Deno.TcpConn, "read" | "write" | "close" | "closeWrite">;

const BYE = encodePacket(KIND.bye, new Uint8Array(0));

/**
 * Reads, writes, and ends exactly once, whatever fails.
 *
 * There is one read and one write under way at most: two writes at once on one socket of Deno
 * mix their bytes when the first is taken only in part. `send` never waits and never throws; what
 * is queued while a write is under way leaves together, in one record.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #session: Session;
  readonly #handler: ConnectionHandler;
  readonly #frames: Uint8Array[] = [];
  readonly #packets = new PacketQueue();
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #writing = false;
  /** How it ends as soon as nothing waits to be written, if that is decided. */
  #last: End | null = null;
  #finishing = false;
  #ended = false;

  /**
   * @param socket An open connection; it is closed when this ends.
   * @param session A fresh session.
   * @param handler Who hears of it.
   */
  constructor(socket: Socket, session: Session, handler: ConnectionHandler) {
    this.#socket = socket;
    this.#session = session;
    this.#handler = handler;
  }

  /** Reads until the end. Never rejects. */
  async run(): Promise<void> {
    const buffer = new Uint8Array(READ_BYTES);
    try {
      while (!this.#ended) {
        const count = await this.#socket.read(buffer);
        if (count === null) return this.#end({ how: this.#finishing ? "bye" : "cut" });
        const taken = this.#session.receive(
          buffer.subarray(0, count),
          (event) => this.#hear(event),
        );
        if (taken instanceof Promise) await taken;
      }
    } catch (error) {
      const end = endOf(error, this.#finishing);
      // No other fault leaves anything to be said. The deadline bounds the wait for it.
      if (end.how === "fault" && end.fault === "other_version") this.#endAfterWriting(end);
      else this.#end(end);
    }
  }

  /**
   * Ends the connection if it is still there then. A second call replaces the first.
   *
   * @param ms Milliseconds from now; `null` takes the deadline away.
   */
  setDeadline(ms: number | null): void {
    clearTimeout(this.#deadline);
    if (ms === null || this.#ended) return;
    this.#deadline = setTimeout(() => this.#end({ how: this.#finishing ? "bye" : "late" }), ms);
  }

  /** Writes a frame of the handshake. */
  write(frame: Uint8Array): void {
    this.#frames.push(frame);
    this.#pump();
  }

  /**
   * Queues a packet. Packets queued in one turn leave in as few records as they fit.
   *
   * @param packet Encoded, at most `MAX_RECORD_BYTES`.
   */
  send(packet: Uint8Array): void {
    if (this.#ended || this.#finishing) return;
    this.#packets.push(packet);
    if (this.#packets.cost > MAX_QUEUED_BYTES) return this.#end({ how: "slow" });
    this.#pump();
  }

  /**
   * Says goodbye after all that is queued, then waits for the peer to close, for that long.
   *
   * The peer's own bytes are read meanwhile and dropped: closing a socket with unread bytes makes
   * the system throw away what the peer has not read yet, the goodbye with it. All of it may take
   * `STOP_MS`.
   */
  finish(): void {
    if (this.#ended || this.#finishing) return;
    if (this.#session.phase !== "open") return this.#end({ how: "bye" });
    this.send(BYE);
    this.#finishing = true;
    this.setDeadline(STOP_MS);
  }

  /** Ends at once, without a goodbye. */
  close(): void {
    this.#end({ how: "cut" });
  }

  #hear(event: SessionEvent): void {
    if (event.type === "write") this.write(event.bytes);
    if (this.#ended || this.#finishing) return;
    this.#handler.event(event);
    if (event.type === "bye") this.#end({ how: "bye" });
  }

  #pump(): void {
    if (this.#writing || this.#ended) return;
    this.#writing = true;
    // In a turn of its own, so that all that this turn queues is there.
    queueMicrotask(() => this.#drain());
  }

  async #drain(): Promise<void> {
    try {
      // Nothing may be awaited between finding that nothing waits and saying so: what is queued
      // in that moment would wait for good.
      for (let next = this.#next(); next !== null; next = this.#next()) {
        const frame = next instanceof Promise ? await next : next;
        for (let rest = frame; rest.length > 0;) {
          rest = rest.subarray(await this.#socket.write(rest));
        }
      }
      if (this.#last !== null) this.#end(this.#last);
      else if (this.#finishing) await this.#socket.closeWrite();
    } catch (error) {
      this.#end(endOf(error, this.#finishing));
    } finally {
      this.#writing = false;
    }
  }

  /** The next bytes to write: what the handshake wants first, else a record of what is queued. */
  #next(): Soon<Uint8Array> | null {
    if (this.#ended) return null;
    const frame = this.#frames.shift();
    if (frame !== undefined) return frame;
    if (this.#packets.empty) return null;
    return this.#session.seal(this.#packets.take(MAX_RECORD_BYTES));
  }

  #endAfterWriting(end: End): void {
    this.#last = end;
    this.#pump();
  }

  #end(end: End): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#deadline);
    try {
      this.#socket.close();
    } catch {
      // Closed already by what went wrong.
    }
    // In a moment of its own: who hears of one end tells others, and each of them may end by it.
    queueMicrotask(() => this.#handler.end(end));
  }
}

/** What an error means: the peer's fault, the network's, or ours. */
function endOf(error: unknown, finishing: boolean): End {
  if (finishing) return { how: "bye" };
  if (error instanceof ProtocolError) return { how: "fault", fault: error.fault };
  const network = [
    Deno.errors.BadResource,
    Deno.errors.BrokenPipe,
    Deno.errors.ConnectionAborted,
    Deno.errors.ConnectionReset,
    Deno.errors.Interrupted,
    Deno.errors.NotConnected,
    Deno.errors.TimedOut,
    Deno.errors.UnexpectedEof,
    Deno.errors.NetworkUnreachable,
  ];
  if (network.some((kind) => error instanceof kind)) return { how: "cut" };
  return { how: "bug", error };
}
