/**
 * What a client said and what it may be heard of by now.
 *
 * @module
 */
import { FULL_MS, INPUT_RATE } from "../../limits.ts";
import { type Rate, TokenBucket } from "../../token_bucket.ts";
import { type Packet, PACKET_HEADER_BYTES } from "../../wire/packet.ts";

const NOTHING: Uint8Array = new Uint8Array(0);

/** What an inbox is given. */
export interface InboxOptions {
  /** Handles a message, and says for how long, in milliseconds, no further one may be. */
  readonly handle: (packet: Packet) => number;
  /**
   * Whether so much waits for the client that it is heard only when it has taken that, or after
   * `FULL_MS`. What it says comes back to it and to others like it, faster than it could be written.
   */
  readonly isFull: () => boolean;
  /** Whether messages have to wait for what came of those before them; reading need not. */
  readonly isBehind: () => boolean;
  /** Hears of each message that has to wait, and of each read that was too much. */
  readonly hit: (limit: "message_rate" | "input_rate") => void;
  /** Bytes that may be read. */
  readonly input?: Rate | undefined;
}

/**
 * Messages of one connection that wait for their turn, and how long nothing may be read for it.
 *
 * They wait as bytes: a record full of the smallest packets is five thousand objects and a hundred
 * times the memory. What waits came with one read, so it is bounded, and nothing is read meanwhile:
 * TCP carries the pressure back to who sends.
 */
export class Inbox {
  readonly #options: InboxOptions;
  readonly #input: TokenBucket;
  #waiting: Uint8Array = NOTHING;
  /** How many bytes of it are there; those before `#begin` were handled. */
  #end = 0;
  #begin = 0;
  /** Before then no message is handled. */
  #until = 0;
  /** Since when the next one waits for its sender to take; `null` if it does not. */
  #fullSince: number | null = null;

  /**
   * @param options Who handles messages.
   * @param now Milliseconds of a clock that never goes back.
   */
  constructor(options: InboxOptions, now: number) {
    this.#options = options;
    this.#input = new TokenBucket(options.input ?? INPUT_RATE, now);
  }

  /** Handles a message, or keeps it for later. */
  put(packet: Packet, now: number): void {
    if (this.#begin === this.#end && this.#mayTake(now)) return this.#take(packet, now);
    if (now < this.#until) this.#options.hit("message_rate");
    this.#keep(packet);
  }

  /**
   * Handles what may be handled by now.
   *
   * @param bytes Read since it was asked before.
   * @returns For how long nothing is to be read, in milliseconds; 0 if reading may go on.
   */
  rest(bytes: number, now: number): number {
    this.#input.take(bytes, now);
    while (this.#begin < this.#end && this.#mayTake(now)) this.#take(this.#next(), now);
    const debt = this.#input.wait(0, now);
    if (bytes > 0 && debt > 0) this.#options.hit("input_rate");
    return Math.max(this.#wait(now), debt);
  }

  /** Whether messages wait for what came of those of others, and for nothing else. */
  isHeld(now: number): boolean {
    return this.#begin < this.#end && this.#isDue(now) && this.#options.isBehind();
  }

  /**
   * Handles what its sender has not said too fast, whoever is behind and whatever it has to take:
   * nothing comes after it, and it would be lost.
   */
  finish(now: number): void {
    while (this.#begin < this.#end && now >= this.#until) this.#take(this.#next(), now);
  }

  /** Forgets what waits. */
  clear(): void {
    this.#waiting = NOTHING;
    this.#begin = this.#end = 0;
    this.#fullSince = null;
  }

  #mayTake(now: number): boolean {
    return this.#isDue(now) && !this.#options.isBehind();
  }

  /** Whether the next message waits for nothing that has to do with its sender. */
  #isDue(now: number): boolean {
    if (now < this.#until) return false;
    if (!this.#options.isFull()) this.#fullSince = null;
    else this.#fullSince ??= now;
    return this.#fullSince === null || now - this.#fullSince >= FULL_MS;
  }

  /** For how long nothing is to be read for the sake of messages. */
  #wait(now: number): number {
    if (now < this.#until) return this.#until - now;
    // Where none waits reading goes on: what comes may acknowledge what there was to take.
    if (this.#begin === this.#end) return 0;
    if (!this.#isDue(now)) return (this.#fullSince ?? now) + FULL_MS - now;
    return this.#options.isBehind() ? FULL_MS : 0;
  }

  #take(packet: Packet, now: number): void {
    this.#fullSince = null;
    this.#until = now + this.#options.handle(packet);
  }

  #keep({ kind, body }: Packet): void {
    const begin = this.#end;
    this.#end += PACKET_HEADER_BYTES + body.length;
    if (this.#end > this.#waiting.length) {
      const longer = new Uint8Array(2 * this.#end);
      longer.set(this.#waiting.subarray(0, begin));
      this.#waiting = longer;
    }
    this.#waiting.set([kind, body.length >> 8, body.length & 255], begin);
    this.#waiting.set(body, begin + PACKET_HEADER_BYTES);
  }

  #next(): Packet {
    const [kind = 0, high = 0, low = 0] = this.#waiting.subarray(this.#begin);
    const begin = this.#begin + PACKET_HEADER_BYTES;
    this.#begin = begin + (high << 8) + low;
    const body = this.#waiting.subarray(begin, this.#begin);
    if (this.#begin === this.#end) this.clear();
    return { kind, body };
  }
}
