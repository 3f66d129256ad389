/**
 * A pass of the gate that both a connection and a member need.
 *
 * @module
 */
import type { Pass } from "./gate.ts";

/** Given back when the last who holds it lets go; whoever makes it holds it. */
export class HeldPass {
  readonly #pass: Pass;
  #holders = 1;

  /** @param pass Nobody else may give it back. */
  constructor(pass: Pass) {
    this.#pass = pass;
  }

  /** The pass. */
  get pass(): Omit<Pass, "release"> {
    return this.#pass;
  }

  /** One more holds it. */
  hold(): this {
    this.#holders++;
    return this;
  }

  /**
   * One of them lets go.
   *
   * @param now Milliseconds of the gate's clock.
   */
  drop(now: number): void {
    if (--this.#holders === 0) this.#pass.release(now);
  }
}
