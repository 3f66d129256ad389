/**
 * The limits an operator may choose, as options say them.
 *
 * @module
 */
import { MAX_EXEMPT, MAX_HISTORY, MAX_PER_ADDRESS, MESSAGE_RATE } from "../../limits.ts";
import type { Rate } from "../../token_bucket.ts";
import { type Network, readNetwork } from "../net/source.ts";
import { StartError } from "../start_error.ts";

/** Most clients that may be asked for: what all of them hold then is still memory a machine has. */
export const MOST_CLIENTS = 10_000;

/** Highest `--message-rate`, in texts a second: what is more is as good as `off`. */
export const MOST_MESSAGES = 1_000;

/** Texts kept of each room where nothing is said: none. */
export const DEFAULT_HISTORY = 0;

/** The options with limits, as they were given. */
export type LimitOptions = Readonly<
  Partial<
    Record<"max-clients" | "max-per-address" | "exempt" | "message-rate" | "history", string>
  >
>;

/** What was chosen, or the usual. */
export interface ServerLimits {
  /** `null` where nothing was said. */
  readonly maxClients: number | null;
  readonly maxPerAddress: number;
  /** Networks that are free from what is counted by address. */
  readonly exempt: readonly Network[];
  /** How fast one member may send texts; `null` is as fast as it can. */
  readonly texts: Rate | null;
  /** How many texts of each room are kept in memory. */
  readonly history: number;
}

/**
 * Reads them.
 *
 * @param given What was typed, or stands in a file.
 * @throws {StartError} If one is not understood.
 */
export function readLimits(given: LimitOptions): ServerLimits {
  const { "max-clients": clients, "max-per-address": perAddress } = given;
  return {
    maxClients: clients === undefined ? null : readCount("max-clients", clients, MOST_CLIENTS),
    maxPerAddress: perAddress === undefined
      ? MAX_PER_ADDRESS
      : readCount("max-per-address", perAddress, MOST_CLIENTS),
    exempt: given.exempt === undefined ? [] : readExempt(given.exempt),
    texts: readRate(given["message-rate"]),
    history: readHistory(given.history),
  };
}

function readExempt(text: string): Network[] {
  const networks = text.split(",").map((one) => {
    const network = readNetwork(one.trim());
    if (network !== null) return network;
    throw new StartError(
      `“${one.trim()}” in --exempt is neither an address nor a network. A network is written as ` +
        "192.0.2.0/24 or 2001:db8::/32, with zeros after its length; a comma stands between two.",
    );
  });
  if (networks.length <= MAX_EXEMPT) return networks;
  throw new StartError(
    `--exempt names ${networks.length} networks; there is room for ${MAX_EXEMPT}.`,
  );
}

/** The burst grows with the rate. */
function readRate(text: string | undefined): Rate | null {
  if (text === undefined) return MESSAGE_RATE;
  if (text === "off") return null;
  const perSecond = readNumber(text, MOST_MESSAGES);
  if (perSecond !== null) {
    return { burst: perSecond * MESSAGE_RATE.burst / MESSAGE_RATE.perSecond, perSecond };
  }
  throw new StartError(
    `--message-rate is a number of texts a second, from 1 to ${MOST_MESSAGES}, or off; ` +
      `not “${text}”.`,
  );
}

function readHistory(text: string | undefined): number {
  if (text === undefined) return DEFAULT_HISTORY;
  const number = text === "0" ? 0 : readNumber(text, MAX_HISTORY);
  if (number !== null) return number;
  throw new StartError(
    `--history is a number of texts, from 0 (keep none) to ${MAX_HISTORY}, not “${text}”.`,
  );
}

function readCount(name: string, text: string, most: number): number {
  const number = readNumber(text, most);
  if (number !== null) return number;
  throw new StartError(`--${name} is a number from 1 to ${most}, not “${text}”.`);
}

function readNumber(text: string, most: number): number | null {
  return /^[1-9]\d{0,6}$/.test(text) && Number(text) <= most ? Number(text) : null;
}
