/**
 * Fairness: how fast one member may be, and how often wrong, so that it costs nobody else anything.
 *
 * @module
 */
import {
  BAD_MESSAGES_MS,
  COMMAND_RATE,
  INPUT_RATE,
  MAX_BAD_MESSAGES,
  RENAME_RATE,
} from "../limits.ts";
import type { ClientMessage } from "../message/from_client.ts";
import type { ClientLimits } from "../message/from_server.ts";
import { type Rate, TokenBucket } from "../token_bucket.ts";

/**
 * One member's. Each message is paid for after it was handled, and says how long nothing further
 * may be: nothing is lost, and whoever keeps to the rates never waits.
 */
export class Fairness {
  readonly #texts: TokenBucket | null;
  readonly #commands: TokenBucket;
  readonly #names: TokenBucket;
  /** Broken messages in the minute that began then. */
  #bad = 0;
  #since: number;

  /**
   * @param texts How often it may say something; `null` is as often as it likes.
   * @param now Milliseconds since 1970.
   */
  constructor(texts: Rate | null, now: number) {
    this.#texts = texts === null ? null : new TokenBucket(texts, now);
    this.#commands = new TokenBucket(COMMAND_RATE, now);
    this.#names = new TokenBucket(RENAME_RATE, now);
    this.#since = now;
  }

  /**
   * It has asked for something.
   *
   * @param type What kind of message that was.
   * @param done Whether it was done, and not refused.
   * @returns Milliseconds until it may do anything more.
   */
  pay(type: ClientMessage["type"], done: boolean, now: number): number {
    switch (type) {
      case "say":
      case "tell":
      case "edit":
        return done ? this.#payText(now) : this.payCommand(now);
      case "typing":
        return 0; // The hub drops it where it is too much.
      case "rename":
        if (done) this.#names.take(1, now);
        return this.payCommand(now);
      default:
        return this.payCommand(now);
    }
  }

  /** It has done something that is not said, or failed. Returns as {@linkcode pay} does. */
  payCommand(now: number): number {
    return pay(this.#commands, now);
  }

  #payText(now: number): number {
    return this.#texts === null ? 0 : pay(this.#texts, now);
  }

  /** Milliseconds until it may have another name. */
  nameWait(now: number): number {
    return this.#names.wait(1, now);
  }

  /** It has sent something broken. @returns Whether that was one too many in a minute. */
  isTooBad(now: number): boolean {
    if (now - this.#since >= BAD_MESSAGES_MS) [this.#bad, this.#since] = [0, now];
    return ++this.#bad > MAX_BAD_MESSAGES;
  }
}

/** Takes a token; milliseconds until there is a whole one again. */
function pay(bucket: TokenBucket, now: number): number {
  bucket.take(1, now);
  return bucket.wait(1, now);
}

/**
 * What a client is told of its limits. Whoever keeps to these numbers, which are whole, keeps to
 * the limits.
 *
 * @param texts As for {@linkcode Fairness}.
 */
export function limitsToTell(texts: Rate | null): ClientLimits {
  return {
    ...(texts !== null && {
      texts: { burst: whole(texts.burst), perMinute: whole(texts.perSecond * 60) },
    }),
    bytes: { burst: whole(INPUT_RATE.burst), perSecond: whole(INPUT_RATE.perSecond) },
  };
}

/** At least one, as a client is not told to be silent. */
function whole(number: number): number {
  return Math.max(1, Math.floor(number));
}
