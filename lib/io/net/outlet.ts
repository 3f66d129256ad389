/**
 * Where a connection's bytes go out: one write at a time.
 *
 * @module
 */
import type { Soon } from "../../crypto/aead.ts";
import type { Flushing, Writer } from "./flushing.ts";

/** What an outlet writes to; `Deno.TcpConn` is one. */
export type WriteSocket = Pick<Deno.TcpConn, "write">;

/** Where the bytes come from. */
export interface Supply {
  /** The next bytes to write, at least one; `null` if nothing waits. If it throws, that is the end. */
  next(): Soon<Uint8Array> | null;
  /** These bytes of `next` are taken, all of them; nobody needs them any more. */
  done(bytes: Uint8Array): void;
  /** Nothing waits. What it does then must be done before there can be another write. */
  dry(): Soon<void>;
  /** Nothing more is written. Called once at most, and never while `next` is. */
  failed(error: unknown): void;
}

const NOTHING = new Uint8Array(0);

/**
 * Writes what a supply has when it is woken, and goes on until there is nothing.
 *
 * There is one write under way at most: two writes at once on one socket of Deno mix their bytes
 * when the first is taken only in part. What comes to wait while a write is under way leaves
 * together.
 */
export class Outlet implements Writer {
  readonly #socket: WriteSocket;
  readonly #supply: Supply;
  readonly #flushing: Flushing;
  readonly #clock: () => number;
  /** It waits for its turn, or bytes are being made or written. */
  #isBusy = false;
  #hasFailed = false;
  /** What is being written, and how much of it the socket has taken. */
  #bytes: Uint8Array = NOTHING;
  #taken = 0;
  #since: number | null = null;
  /** Hears when nothing is under way any more. */
  #settled: (() => void) | null = null;

  /**
   * @param socket Nobody else writes to it.
   * @param supply Where the bytes come from.
   * @param flushing Whose turns it writes in.
   * @param clock Milliseconds of a clock that never goes back.
   */
  constructor(socket: WriteSocket, supply: Supply, flushing: Flushing, clock: () => number) {
    this.#socket = socket;
    this.#supply = supply;
    this.#flushing = flushing;
    this.#clock = clock;
  }

  /** When the bytes were offered to the socket that it has not taken yet; `null` if there are none. */
  get since(): number | null {
    return this.#since;
  }

  /** There may be something to write. Neither waits nor throws. */
  wake(): void {
    if (this.#isBusy || this.#hasFailed) return;
    this.#isBusy = true;
    this.#flushing.add(this);
  }

  /** Waits until nothing is under way. */
  async settle(): Promise<void> {
    if (this.#isBusy) await new Promise<void>((resolve) => this.#settled = resolve);
  }

  /** @inheritDoc Writer */
  flush(): void {
    try {
      const bytes = this.#supply.next();
      if (bytes === null) this.#dry();
      else if (bytes instanceof Promise) this.#await(bytes);
      else this.#offer(bytes);
    } catch (error) {
      this.#fail(error);
    }
  }

  #await(making: Promise<Uint8Array>): void {
    this.#flushing.away();
    making.then((bytes) => {
      this.#flushing.back();
      this.#offer(bytes);
    }, (error) => {
      this.#flushing.back();
      this.#fail(error);
    });
  }

  #offer(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#taken = 0;
    this.#since = this.#clock();
    this.#socket.write(bytes).then(this.#take, this.#fail);
  }

  #dry(): void {
    const done = this.#supply.dry();
    if (done instanceof Promise) done.then(() => this.#rest()).catch(this.#fail);
    else this.#rest();
  }

  // Made once for each connection and not for each write: these two are what its promise calls.

  readonly #take = (count: number): void => {
    const bytes = this.#bytes;
    this.#taken += count;
    if (this.#taken < bytes.length) {
      const rest = bytes.subarray(this.#taken);
      return void this.#socket.write(rest).then(this.#take, this.#fail);
    }
    this.#bytes = NOTHING;
    this.#since = null;
    this.#supply.done(bytes);
    this.#flushing.add(this);
  };

  readonly #fail = (error: unknown): void => {
    this.#hasFailed = true;
    // The system may still read what it was offered, so it is not done with.
    this.#bytes = NOTHING;
    this.#supply.failed(error);
    this.#rest();
  };

  #rest(): void {
    this.#isBusy = false;
    this.#settled?.();
  }
}
