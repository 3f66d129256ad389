/**
 * One load generator, seen from the bench: its process, and what is asked of it.
 *
 * @module
 */
import { TextLineStream } from "@std/streams/text-line-stream";
import type { Answer, Crew, Order } from "./orders.ts";
import { endProcess, spawn } from "./process.ts";

/** How long a generator may take for anything, in milliseconds. */
export const PATIENCE_MS = 300_000;

/** One kind of answer. */
export type Done<Name extends Answer["did"]> = Extract<Answer, { did: Name }>;

/** One process. */
export class GeneratorProcess {
  readonly crew: Crew;
  /** Texts that all its members have heard. */
  done = 0;
  progressed: () => void = () => {};
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #waiting = new Map<Answer["did"], (answer: Answer) => void>();
  readonly #failed = Promise.withResolvers<never>();

  constructor(crew: Crew, flags: readonly string[]) {
    this.crew = crew;
    const script = new URL("generator.ts", import.meta.url).href;
    const command = [Deno.execPath(), "run", "-A", "--quiet", ...flags, script];
    this.#child = spawn([...command, JSON.stringify(crew)], {
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    });
    this.#input = this.#child.stdin.getWriter();
    this.#failed.promise.catch(() => {});
    void this.#listen();
  }

  tell(order: Order): void {
    this.#input.write(new TextEncoder().encode(`${JSON.stringify(order)}\n`)).catch(() => {});
  }

  async ask<Name extends Answer["did"]>(name: Name, order: Order): Promise<Done<Name>> {
    const answer = this.take(name);
    this.tell(order);
    return await answer;
  }

  async take<Name extends Answer["did"]>(name: Name): Promise<Done<Name>> {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#waiting.set(name, resolve);
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => late.reject(new Error(`a generator took too long to ${name}`)),
      PATIENCE_MS,
    );
    try {
      return await Promise.race([promise, late.promise, this.#failed.promise]) as Done<Name>;
    } finally {
      clearTimeout(timer);
    }
  }

  async end(): Promise<void> {
    await endProcess(this.#child);
    await this.#input.close().catch(() => {});
  }

  async #listen(): Promise<void> {
    const lines = this.#child.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream());
    for await (const line of lines) {
      const answer: Answer = JSON.parse(line);
      if (answer.did === "failed") this.#failed.reject(new Error(answer.why));
      else if (answer.did === "progress") {
        this.done = answer.done;
        this.progressed();
      } else this.#waiting.get(answer.did)?.(answer);
    }
    this.#failed.reject(new Error("a generator has ended by itself"));
  }
}
