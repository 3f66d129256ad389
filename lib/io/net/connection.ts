/**
 * One TCP connection with a session on it: bytes from the socket into the session, packets from
 * a source onto the socket.
 *
 * @module
 */
import { type Soon, soon } from "../../crypto/aead.ts";
import { MAX_READ_BYTES, READ_BYTES, STOP_MS } from "../../limits.ts";
import { MAX_RECORD_BYTES } from "../../session/padding.ts";
import type { Session, SessionEvent } from "../../session/session.ts";
import { FramePool } from "../../wire/frame_pool.ts";
import { encodePacket, KIND } from "../../wire/packet.ts";
import { type End, endOf } from "./end.ts";
import { Flushing } from "./flushing.ts";
import { hangUp } from "./hang_up.ts";
import { Outlet } from "./outlet.ts";

/** What a connection reports to. All may call back. */
export interface ConnectionHandler {
  /** Each event of the session, in order; those that are to be written are written already. */
  event(event: SessionEvent): void;
  /**
   * For how long nothing may be read, in milliseconds. Asked after every read, and after every
   * pause again, until it is 0. Without it, reading never pauses.
   *
   * @param bytes Read since it was asked before.
   */
  pause?(bytes: number): number;
  /** Once, as the last call. */
  end(end: End): void;
}

/** Where the packets for a connection come from. No call may wait. */
export interface PacketSource {
  /**
   * Takes the packets of the next record.
   *
   * @param limit Bytes that they may have together.
   * @returns None if nothing is to be written now.
   */
  take(limit: number): readonly Uint8Array[];
  /** They became a record that has so many bytes on the wire; for who is held to a pace. */
  sealed?(bytes: number): void;
}

/** A TCP connection as far as one is needed; `Deno.TcpConn` is one. */
export type Socket = Pick<Deno.TcpConn, "read" | "write" | "close" | "closeWrite">;

/** What all connections of a process that has many have in common. */
export interface SharedByConnections {
  /** Whose turns they write in. */
  readonly flushing: Flushing;
  /** Who lends them the frames that they write. */
  readonly frames: FramePool;
}

/** What connections can have in common. */
export function shareByConnections(): SharedByConnections {
  return { flushing: new Flushing(), frames: new FramePool() };
}

const BYE = encodePacket(KIND.bye, new Uint8Array(0));

/**
 * Reads, writes, and ends exactly once, whatever fails.
 *
 * There is one read and one write under way at most. What comes to wait while a write is under way
 * leaves together, in one record.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #session: Session;
  readonly #handler: ConnectionHandler;
  readonly #outlet: Outlet;
  readonly #pool: FramePool;
  readonly #frames: Uint8Array[] = [];
  #source: PacketSource | null = null;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  /** Ends the pause that there is. */
  #readOn: (() => void) | null = null;
  /** How it ends as soon as nothing waits to be written, if that is decided. */
  #last: End | null = null;
  #finishing = false;
  #saidBye = false;
  #ended = false;

  /**
   * @param socket An open connection; it is closed when this ends.
   * @param session A fresh session.
   * @param handler Who hears of it.
   * @param clock Milliseconds of a clock that never goes back.
   * @param shared What it has in common with others.
   */
  constructor(
    socket: Socket,
    session: Session,
    handler: ConnectionHandler,
    clock: () => number = () => performance.now(),
    { flushing, frames }: SharedByConnections = shareByConnections(),
  ) {
    this.#socket = socket;
    this.#session = session;
    this.#pool = frames;
    this.#handler = handler;
    const supply = {
      next: () => this.#next(),
      done: (frame: Uint8Array) => frames.give(frame),
      dry: () => this.#dry(),
      failed: (error: unknown) => this.#end(this.#endOf(error)),
    };
    this.#outlet = new Outlet(socket, supply, flushing, clock);
  }

  /** When the bytes were offered to the socket that it has not taken yet; `null` if there are none. */
  get writingSince(): number | null {
    return this.#outlet.since;
  }

  /** Whether nothing is read at present, so that silence is not the peer's. */
  get isPausing(): boolean {
    return this.#readOn !== null;
  }

  /**
   * Reads until the end. Never rejects.
   *
   * @returns When the last read and the last write have settled as well: only then the system has
   * its descriptor back.
   */
  run(): Promise<void> {
    return this.#readAll().then(() => this.#outlet.settle());
  }

  /**
   * Ends the connection if it is still there then. A second call replaces the first.
   *
   * @param ms Milliseconds from now; `null` takes the deadline away.
   */
  setDeadline(ms: number | null): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
    if (ms === null || this.#ended) return;
    this.#deadline = setTimeout(() => this.#end({ how: this.#finishing ? "bye" : "late" }), ms);
  }

  /** Writes a frame of the handshake. */
  write(frame: Uint8Array): void {
    this.#frames.push(frame);
    this.wake();
  }

  /** Writes what this source has from now on, as soon as the session is open. */
  attach(source: PacketSource): void {
    this.#source = source;
    this.wake();
  }

  /** Ends the pause that there is; whether to read on is asked anew. */
  readOn(): void {
    this.#readOn?.();
  }

  /** The source may have something. Neither waits nor throws. */
  wake(): void {
    if (!this.#ended && !this.#saidBye) this.#outlet.wake();
  }

  /**
   * Says goodbye after all that the source has, then waits for the peer to close, for that long.
   *
   * The peer's own bytes are read meanwhile and dropped: closing a socket with unread bytes makes
   * the system throw away what the peer has not read yet, the goodbye with it. All of it may take
   * `STOP_MS`.
   */
  finish(): void {
    if (this.#ended || this.#finishing) return;
    if (this.#session.phase !== "open") return this.#end({ how: "bye" });
    this.#finishing = true;
    this.setDeadline(STOP_MS);
    this.readOn();
    this.wake();
  }

  /** Ends at once, without a goodbye. */
  close(how: "cut" | "slow" | "silent" = "cut"): void {
    this.#end({ how });
  }

  async #readAll(): Promise<void> {
    const small = new Uint8Array(READ_BYTES);
    let buffer = small;
    try {
      while (!this.#ended) {
        const count = await this.#socket.read(buffer);
        if (count === null) return this.#end({ how: this.#finishing ? "bye" : "cut" });
        // Nothing of it is heard any more, so it is not decrypted: that would be work without limit.
        if (this.#finishing) continue;
        const taken = this.#session.receive(
          buffer.subarray(0, count),
          (event) => this.#hear(event),
        );
        if (taken instanceof Promise) await taken;
        const isMore = count === buffer.length || this.#session.missing > READ_BYTES;
        if (!isMore) buffer = small;
        else if (buffer === small) buffer = new Uint8Array(MAX_READ_BYTES);
        for (let ms = this.#askPause(count); ms > 0; ms = this.#askPause(0)) await this.#pause(ms);
      }
    } catch (error) {
      const end = this.#endOf(error);
      // No other fault leaves anything to be said. The deadline bounds the wait for it.
      if (end.how === "fault" && end.fault === "other_version") this.#endAfterWriting(end);
      else this.#end(end);
    }
  }

  #hear(event: SessionEvent): void {
    if (event.type === "write") this.write(event.bytes);
    if (this.#ended || this.#finishing) return;
    this.#handler.event(event);
    if (event.type === "bye") this.#end({ how: "bye" });
  }

  #askPause(bytes: number): number {
    if (this.#ended || this.#finishing) return 0;
    return this.#handler.pause?.(bytes) ?? 0;
  }

  /** A pause; the end of the connection, or of its conversation, ends it early. */
  async #pause(ms: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.#readOn = resolve;
      timer = setTimeout(resolve, ms);
    });
    clearTimeout(timer);
    this.#readOn = null;
  }

  /** The next bytes to write: what the handshake wants, then the source's, then the goodbye. */
  #next(): Soon<Uint8Array> | null {
    if (this.#ended) return null;
    const frame = this.#frames.shift();
    if (frame !== undefined) return frame;
    if (this.#session.phase !== "open" || this.#saidBye) return null;
    const source = this.#source;
    const packets = source?.take(MAX_RECORD_BYTES) ?? [];
    if (packets.length > 0) {
      const sealing = this.#session.seal(packets, this.#pool);
      if (source?.sealed === undefined) return sealing;
      return soon(sealing, (record) => {
        source.sealed?.(record.length);
        return record;
      });
    }
    if (!this.#finishing) return null;
    this.#saidBye = true;
    return this.#session.seal([BYE]);
  }

  /** Nothing waits. After a goodbye nothing ever will. */
  #dry(): Soon<void> {
    if (this.#last !== null) this.#end(this.#last);
    if (!this.#ended && this.#saidBye) return this.#socket.closeWrite();
  }

  #endAfterWriting(end: End): void {
    this.#last = end;
    this.wake();
  }

  /** Whatever else becomes of it, a conversation that is finishing ends with our goodbye. */
  #endOf(error: unknown): End {
    const end = endOf(error);
    return this.#finishing && end.how !== "bug" ? { how: "bye" } : end;
  }

  #end(end: End): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#deadline);
    this.readOn();
    hangUp(this.#socket);
    // In a moment of its own: who hears of one end tells others, and each of them may end by it.
    queueMicrotask(() => this.#handler.end(end));
  }
}
