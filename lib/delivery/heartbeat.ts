/**
 * Whether the other side of a connection is still there.
 *
 * A peer whose computer was switched off or lost its network says nothing about it, and neither
 * does TCP to who only listens. So silence is asked about once, and then believed.
 *
 * @module
 */
import { SILENCE_MS } from "../limits.ts";

/** One connection's silence. Times are milliseconds of any clock. */
export class Heartbeat {
  readonly #pingAfter: number;
  #heard: number;
  #asked = false;

  /**
   * @param pingAfter Silence after which the peer is asked, in milliseconds: `PING_MS`, varied by
   * up to `PING_JITTER_MS`, so that those who came together are not asked together for ever.
   * @param now When the silence begins.
   */
  constructor(pingAfter: number, now: number) {
    this.#pingAfter = pingAfter;
    this.#heard = now;
  }

  /** Bytes came from the peer, or it could not be heard until now because nobody read. */
  heard(now: number): void {
    this.#heard = now;
    this.#asked = false;
  }

  /**
   * What the silence means by now.
   *
   * @returns `ping` once in a silence; `dead` from `SILENCE_MS` on.
   */
  check(now: number): "fine" | "ping" | "dead" {
    // A clock that was set back must not keep a dead peer until it has caught up.
    this.#heard = Math.min(this.#heard, now);
    const silence = now - this.#heard;
    if (silence >= SILENCE_MS) return "dead";
    if (silence < this.#pingAfter || this.#asked) return "fine";
    this.#asked = true;
    return "ping";
  }
}
