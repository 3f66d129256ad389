/**
 * What a conversation says of the connection that it goes through.
 *
 * @module
 */
import type { Log } from "./log.ts";

/** Tells of the connection what a person has noticed, and nothing twice. */
export class ConnectionLines {
  readonly #log: Log;
  /** What was told of the end: nothing yet, that it is dialled again, or all. */
  #told: "nothing" | "lost" | "end" = "nothing";

  /**
   * The person is in.
   *
   * @param log Where it is said.
   * @param now Milliseconds since 1970 (UTC).
   */
  constructor(log: Log, now: number) {
    this.#log = log;
    log.add({ type: "connection", time: now, what: "joined" });
  }

  /**
   * The connection did not come back at once.
   *
   * @param since When it ended, in milliseconds since 1970 (UTC).
   */
  lost(since: number): void {
    if (this.#told !== "nothing") return;
    this.#told = "lost";
    this.#log.add({ type: "connection", time: since, what: "lost" });
  }

  /**
   * It is back, for the same member.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  back(now: number): void {
    this.#back("back", now);
  }

  /**
   * The person is another member, whom nobody tells what was said meanwhile.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  begin(now: number): void {
    if (this.#told !== "end") this.#log.add({ type: "gap", time: now, missing: null });
    this.#back(this.#told === "end" ? "joined" : "back", now);
  }

  /**
   * The connection ended, and nothing is dialled.
   *
   * @param since When it ended, in milliseconds since 1970 (UTC).
   * @param now Milliseconds since 1970 (UTC).
   */
  end(how: "cut" | "stopping", since: number, now: number): void {
    if (this.#told === "end") return;
    // How it ended was told where it was lost; what is new is that nobody tries any more.
    const [what, time] = this.#told === "lost" ? ["gave_up", now] as const : [how, since] as const;
    this.#told = "end";
    this.#log.add({ type: "connection", time, what });
  }

  #back(what: "joined" | "back", now: number): void {
    if (this.#told !== "nothing") this.#log.add({ type: "connection", time: now, what });
    this.#told = "nothing";
  }
}
