/**
 * Who watches, from a loopback address of its own, whether a server still serves everybody else.
 *
 * @module
 */
import { assert } from "@std/assert";
import { HostilePeer } from "./hostile_peer.ts";
import { FAREWELL } from "./hostile_wire.ts";
import { NUMBERED } from "./noble_delivery.ts";
import { processSize } from "./process_size.ts";

/** How long a test waits for what must become so, in milliseconds: only a failure takes as long. */
const PATIENCE_MS = 60_000;

/** Two honest members of one room, who read all the time. */
export class Witness {
  readonly #members: readonly HostilePeer[];
  readonly #reading: readonly Promise<unknown>[];
  #texts = 0;

  private constructor(members: readonly HostilePeer[]) {
    this.#members = members;
    this.#reading = members.map((member) => member.until(() => false));
  }

  /** Comes into a server. */
  static async enter(port: number, from: string = "127.0.0.1"): Promise<Witness> {
    const members: HostilePeer[] = [];
    for (const name of ["ada", "bern"]) {
      const as = { type: "hello", name, delivery: true };
      members.push(await HostilePeer.enter(port, { as, from, behaves: true }));
    }
    return new Witness(members);
  }

  /** What the second of them has heard, in order. */
  get heard(): HostilePeer["messages"] {
    return this.#members[1]?.messages ?? [];
  }

  /** Says something, which must arrive with both. */
  async check(): Promise<void> {
    const text = `still here, ${++this.#texts}`;
    const message = { type: "say", room: "lobby", ref: this.#texts, text };
    assert(await this.#members[0]?.say(message, NUMBERED));
    const has = ({ heard }: HostilePeer) => heard.some(({ message }) => message["text"] === text);
    await becomes(() => this.#members.every(has), `${text} arrives`);
  }

  /** Leaves with a goodbye. */
  async leave(): Promise<void> {
    for (const member of this.#members) await member.send([FAREWELL]);
    await Promise.all(this.#reading);
    for (const member of this.#members) member.close();
  }
}

/** Waits until something is so; it must become so. */
export async function becomes(so: () => boolean, what: string): Promise<void> {
  const latest = performance.now() + PATIENCE_MS;
  while (!so()) {
    assert(performance.now() < latest, what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits until a process has no more descriptors than so many; on other systems, not at all. */
export async function freesDescriptors(pid: number, most: number): Promise<void> {
  if (Deno.build.os !== "linux") return;
  const count = () => processSize(pid).descriptors;
  await becomes(() => count() <= most, `more than ${most} descriptors`);
}
