/**
 * Gates for tests, and who comes to them.
 *
 * @module
 */
import { assert } from "@std/assert";
import { Gate, type GateOptions, type Pass } from "../../lib/io/net/gate.ts";
import { type Network, readNetwork } from "../../lib/io/net/source.ts";
import { MAX_CLIENTS, MAX_PER_ADDRESS } from "../../lib/limits.ts";

/** A gate with the usual limits that drops nobody by chance, or with some others. */
export function makeGate(options: Partial<GateOptions> = {}): Gate {
  return new Gate({
    maxClients: MAX_CLIENTS,
    maxPerAddress: MAX_PER_ADDRESS,
    exempt: [],
    random: () => 0.999999,
    ...options,
  });
}

/** Networks that are known to be some. */
export function networks(...texts: string[]): Network[] {
  return texts.map((text) => {
    const network = readNetwork(text);
    assert(network !== null, text);
    return network;
  });
}

/** Somebody who must be let in. */
export function admitted(gate: Gate, address: string, now: number): Pass {
  const pass = gate.admit(address, now);
  assert(pass !== null, `${address} at ${now}`);
  return pass;
}

/** An address of its own for each number, so that no rule for addresses is met. */
export function other(n: number): string {
  return `10.${n >> 16 & 255}.${n >> 8 & 255}.${n & 255}`;
}

/** How often which limit was met. */
export function hits(gate: Gate): Readonly<Record<string, number>> {
  return Object.fromEntries(gate.hits);
}
