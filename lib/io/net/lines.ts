/**
 * All lines of a server: their clock, and what they may hold together.
 *
 * @module
 */
import { TICK_MS } from "../../delivery/acknowledgements.ts";
import { Stock } from "../../delivery/stock.ts";
import {
  FIRST_FRAME_MS,
  GRACE_MS,
  HANDSHAKE_MS,
  INPUT_RATE,
  MAX_MEMBER_BYTES,
  MAX_STOCK_BYTES,
} from "../../limits.ts";
import type { Rate } from "../../token_bucket.ts";
import { keyedDigest } from "../keyed_digest.ts";
import { shareByConnections, type SharedByConnections } from "./connection.ts";
import { Gathering } from "./gathering.ts";
import type { Host } from "./host.ts";
import type { Deadlines, Keeper, KeptLine, LineLimit } from "./keeper.ts";

/**
 * Time between two looks at the clock after which the process has stood still, in milliseconds: the
 * machine slept, or was stopped. What came meanwhile is not read yet, so nobody was silent.
 */
const SLEPT_MS = 10_000;

/** What an operator or a test decides; each is one of `lib/limits.ts` if it is left out. */
export interface LineOptions {
  readonly deadlines?: Deadlines | undefined;
  /** How long a member may be away, in milliseconds. */
  readonly grace?: number | undefined;
  /** Bytes that may wait for one member. */
  readonly maxMemberBytes?: number | undefined;
  /** Bytes that may wait for all members. */
  readonly maxStockBytes?: number | undefined;
  /** Bytes that may be read from one client. */
  readonly input?: Rate | undefined;
  /** The mark that the chat gets in place of where somebody comes from; nobody must undo it. */
  readonly origin?: ((source: string) => string) | undefined;
  /** Milliseconds of a clock that never goes back. */
  readonly clock?: (() => number) | undefined;
}

/** Keeps lines, and looks at each four times a second; not at all while there are none. */
export class Lines implements Keeper {
  readonly host: Host;
  readonly stock: Stock = new Stock();
  readonly deadlines: Deadlines;
  readonly grace: number;
  readonly maxMemberBytes: number;
  readonly input: Rate;
  readonly origin: (source: string) => string;
  readonly clock: () => number;
  readonly shared: SharedByConnections = shareByConnections();
  readonly #maxStockBytes: number;
  readonly #lines = new Set<KeptLine>();
  readonly #gathering = new Gathering();
  readonly #hits = new Map<LineLimit, number>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #swept = 0;

  /**
   * @param host Who hears of clients.
   * @param options What differs from the usual.
   */
  constructor(host: Host, options: LineOptions = {}) {
    this.host = host;
    this.deadlines = options.deadlines ?? { firstFrame: FIRST_FRAME_MS, handshake: HANDSHAKE_MS };
    this.grace = options.grace ?? GRACE_MS;
    this.maxMemberBytes = options.maxMemberBytes ?? MAX_MEMBER_BYTES;
    this.input = options.input ?? INPUT_RATE;
    this.origin = options.origin ?? keyedDigest();
    this.clock = options.clock ?? (() => performance.now());
    this.#maxStockBytes = options.maxStockBytes ?? MAX_STOCK_BYTES;
  }

  /** How many there are, those without a connection too. */
  get size(): number {
    return this.#lines.size;
  }

  /** How often which limit was met. */
  get hits(): ReadonlyMap<LineLimit, number> {
    return this.#hits;
  }

  /** There is a line more. */
  keep(line: KeptLine): void {
    this.#lines.add(line);
    if (this.#lines.size > 1) return;
    this.#swept = this.clock();
    this.#timer = setInterval(() => this.#sweep(), TICK_MS);
  }

  /** It is over. */
  release(line: KeptLine): void {
    this.#lines.delete(line);
    this.#gathering.drop(line);
    if (this.#lines.size === 0) clearInterval(this.#timer);
  }

  /** A line has something to write that may wait a moment; it is woken with others. */
  gather(line: KeptLine): void {
    this.#gathering.add(line);
  }

  /** Counts a limit that was met. */
  hit(limit: LineLimit): void {
    this.#hits.set(limit, (this.#hits.get(limit) ?? 0) + 1);
  }

  /** More waits than before; if that is too much, whoever has the most gives way. */
  posted(): void {
    while (this.stock.bytes > this.#maxStockBytes) {
      let most: KeptLine | null = null;
      for (const line of this.#lines) if (line.bytes > (most?.bytes ?? 0)) most = line;
      if (most === null) return;
      this.hit("stock_bytes");
      most.strip();
    }
  }

  /** Tells the host something in a moment of its own. */
  tell(act: (host: Host) => void, failed: (error: unknown) => void = rethrow): void {
    queueMicrotask(() => {
      try {
        act(this.host);
      } catch (error) {
        this.#fail(error, failed);
      }
    });
  }

  /** All lines say goodbye, or are over at once where nobody is there. */
  finish(): void {
    for (const line of this.#lines) line.finish();
  }

  #sweep(): void {
    const now = this.clock();
    const slept = now - this.#swept > SLEPT_MS;
    this.#swept = now;
    for (const line of this.#lines) line.sweep(now, slept);
  }

  #fail(error: unknown, failed: (error: unknown) => void): void {
    try {
      failed(error);
    } catch (worse) {
      try {
        this.host.dropped({ how: "bug", error: worse });
      } catch {
        // There is nobody left to tell.
      }
    }
  }
}

function rethrow(error: unknown): never {
  throw error;
}
