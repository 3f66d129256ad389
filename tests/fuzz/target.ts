/**
 * What can be fuzzed: something that reads bytes of a peer, and what must hold of it.
 *
 * @module
 */
import { ProtocolError } from "../../lib/errors.ts";
import { type Random, randomFrom } from "../support/random.ts";
import { mutate } from "./mutate.ts";

/** One reader of bytes that somebody else made. */
export interface Target {
  readonly name: string;
  /** Bytes that it takes, to begin from. */
  readonly seeds: readonly Uint8Array[];
  /** Reads bytes; throws or rejects if anything is not as it must be. */
  read(bytes: Uint8Array, random: Random): void | Promise<void>;
}

/**
 * Reads changed bytes, so many times.
 *
 * @param seed Which changes; the same seed makes the same.
 * @throws {Error} With the bytes in hex, at the first that were not borne.
 */
export async function fuzz(target: Target, seed: number, times: number): Promise<void> {
  const random = randomFrom(seed);
  for (const bytes of target.seeds) await read(target, bytes, random);
  for (let time = 0; time < times; time++) {
    await read(target, mutate(random.pick(target.seeds), random), random);
  }
}

async function read(target: Target, bytes: Uint8Array, random: Random): Promise<void> {
  try {
    const reading = target.read(bytes, random);
    if (reading instanceof Promise) await reading;
  } catch (error) {
    throw new Error(`${target.name} does not bear ${bytes.toHex()}`, { cause: error });
  }
}

/**
 * What a reader gives, or null where it says that the peer broke a rule: the only error that bytes
 * of a peer may cause.
 */
export function unlessFault<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

/** A text as bytes. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Bytes as a text, whatever they are. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
