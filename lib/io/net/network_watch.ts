/**
 * Noticing that this machine has come to another network, or back to one.
 *
 * @module
 */
import { ownAddresses } from "./own_addresses.ts";

/** What an interface has, as far as it matters here. */
type Interface = Pick<Deno.NetworkInterfaceInfo, "family" | "address">;

/** A watch that can be ended. */
export interface NetworkWatch {
  /** Nobody is called any more. */
  stop(): void;
}

/**
 * Which addresses others may reach this machine under, in whatever order the system lists them.
 *
 * @returns The same text for the same set.
 */
export function addressesOf(interfaces: readonly Interface[]): string {
  return ownAddresses(interfaces).sort().join(" ");
}

/**
 * Calls back each time this machine has other addresses than before: a cable was plugged in, a
 * wireless network joined or left. It asks the system, which costs a tenth of a millisecond and
 * the permission `--allow-sys=networkInterfaces`; there is nothing that would tell by itself.
 *
 * The watch keeps no process alive.
 *
 * @param onChange Called in a moment of its own.
 * @param ms How often it looks, in milliseconds.
 * @param interfaces How it looks; where it cannot, nothing has changed.
 */
export function watchNetwork(
  onChange: () => void,
  ms = 2_000,
  interfaces: () => readonly Interface[] = Deno.networkInterfaces,
): NetworkWatch {
  let known = look(interfaces);
  const timer = setInterval(() => {
    const found = look(interfaces);
    if (found === null || found === known) return;
    const isFirst = known === null;
    known = found;
    if (!isFirst) onChange();
  }, ms);
  Deno.unrefTimer(timer);
  return { stop: () => clearInterval(timer) };
}

function look(interfaces: () => readonly Interface[]): string | null {
  try {
    return addressesOf(interfaces());
  } catch {
    return null;
  }
}
