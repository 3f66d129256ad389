/**
 * The gate: which new connections are let in to the handshake at all.
 *
 * It knows addresses and counts, and nothing of sockets, keys or the chat. Whom it refuses costs a
 * closed socket and no cryptography. Strangers take places of the handshake only: a place among the
 * clients is had by who has come through it, so nobody fills a server without its passphrase.
 *
 * @module
 */
import {
  EARLY_DROP_HANDSHAKES,
  EARLY_DROP_SHARE,
  MAX_HANDSHAKES,
  MAX_TOLD_FULL,
  PENALTY_AUTH_MS,
  PENALTY_FAULT_MS,
  PENALTY_LATE_MS,
  SITE_WEIGHT,
} from "../../limits.ts";
import { AddressMemory, type AddressRecord } from "./address_memory.ts";
import { isInAny, type Network, siteOf, sourceOf } from "./source.ts";

/**
 * What a connection may run into here: too many handshakes at once, too many clients, too many
 * connections of one address, too many new ones of it, its penalty, or too many that are there only
 * to be told of the second or the third.
 */
export type Limit =
  | "handshakes"
  | "clients"
  | "per_address"
  | "address_rate"
  | "penalty"
  | "told_full";

/** What was wrong: the passphrase or message 3, a handshake that took too long, anything else. */
export type Blame = "auth" | "late" | "fault";

const PENALTY_MS: Readonly<Record<Blame, number>> = {
  auth: PENALTY_AUTH_MS,
  late: PENALTY_LATE_MS,
  fault: PENALTY_FAULT_MS,
};

/** What an operator may choose, and chance. */
export interface GateOptions {
  /** Clients at once, those included whose connection was cut a moment ago. */
  readonly maxClients: number;
  /** Connections at once from one address. */
  readonly maxPerAddress: number;
  /** Networks that are free from all that is counted by address. */
  readonly exempt: readonly Network[];
  /** A number from 0 to 1, without 1. */
  readonly random: () => number;
  /** Hears of each limit that is met, when it is; for a log. */
  readonly met?: (limit: Limit) => void;
}

/** The right of one connection to be here, until it is given back. */
export interface Pass {
  /**
   * Why the connection can become nobody new: it is here to be told so, or to come back as somebody
   * who is a client already. Others come and go during a handshake, so it is to be asked when the
   * hello is there.
   */
  readonly full: "server_full" | "address_full" | null;
  /** Where it comes from, as {@linkcode sourceOf} says; `null` where that is exempt. */
  readonly source: string | null;
  /** It is somebody now: it leaves the handshakes and counts as a client, also where it is full. */
  settle(): void;
  /** Adds to the penalty of its address. Call it before `release`. */
  blame(how: Blame, now: number): void;
  /** The connection is gone, and so is the member it belonged to. Further calls do nothing. */
  release(now: number): void;
}

/** What all passes together hold. */
interface Counts {
  handshakes: number;
  told: number;
  clients: number;
}

/** Lets connections in, or not, by what is there already and what is remembered of their address. */
export class Gate {
  readonly #options: GateOptions;
  readonly #addresses = new AddressMemory();
  readonly #counts: Counts = { handshakes: 0, told: 0, clients: 0 };
  readonly #hits = new Map<Limit, number>();

  /** @param options What an operator has chosen. */
  constructor(options: GateOptions) {
    this.#options = options;
  }

  /** Connections that have not come through the handshake. */
  get handshakes(): number {
    return this.#counts.handshakes;
  }

  /** Clients, and connections of former ones that are not gone yet. */
  get clients(): number {
    return this.#counts.clients;
  }

  /** How often which limit was met. */
  get hits(): ReadonlyMap<Limit, number> {
    return this.#hits;
  }

  /** Addresses of which something is remembered. */
  get addresses(): number {
    return this.#addresses.size;
  }

  /**
   * Lets a new connection in, or not.
   *
   * @param address Where it comes from, as the system writes it.
   * @param now Milliseconds of a clock that never goes back, here and for the pass.
   * @returns `null` if it is to be closed at once, without a word.
   */
  admit(address: string, now: number): Pass | null {
    const { maxPerAddress, maxClients, random } = this.#options;
    const source = isInAny(address, this.#options.exempt) ? null : sourceOf(address);
    const records = this.#recordsOf(source, now);
    if (records.some((one) => one.isPenalized(now))) return this.#refuse("penalty");
    if (records.some((one) => one.rate.wait(1, now) > 0)) return this.#refuse("address_rate");
    if (random() < dropShare(this.#counts.handshakes)) return this.#refuse("handshakes");
    const noPlace = records.some((one) => one.isOccupied(maxPerAddress));
    const told = noPlace || this.#counts.clients >= maxClients;
    if (told) {
      this.#hit(noPlace ? "per_address" : "clients");
      if (this.#counts.told >= MAX_TOLD_FULL) return this.#refuse("told_full");
    }
    for (const { rate } of records) rate.take(1, now);
    const ticket = new Ticket(this.#options, this.#counts, this.#addresses, {
      source,
      records,
      told,
    });
    if (!noPlace) ticket.takePlace();
    return ticket;
  }

  /** What its connections are counted by; nothing for who is exempt. */
  #recordsOf(source: string | null, now: number): AddressRecord[] {
    if (source === null) return [];
    const site = siteOf(source);
    const records = [this.#addresses.find(source, 1, now)];
    if (site !== null) records.push(this.#addresses.find(site, SITE_WEIGHT, now));
    return records;
  }

  #refuse(limit: Limit): null {
    this.#hit(limit);
    return null;
  }

  #hit(limit: Limit): void {
    this.#hits.set(limit, (this.#hits.get(limit) ?? 0) + 1);
    this.#options.met?.(limit);
  }
}

/**
 * The share of new connections that are refused whoever they are. A flood of strangers then finds
 * the door shut most of the time, and somebody honest among them gets in after a few tries, where
 * a plain limit would keep out everybody but the fastest.
 */
function dropShare(handshakes: number): number {
  if (handshakes < EARLY_DROP_HANDSHAKES) return 0;
  const way = (handshakes - EARLY_DROP_HANDSHAKES) / (MAX_HANDSHAKES - EARLY_DROP_HANDSHAKES);
  return EARLY_DROP_SHARE + (1 - EARLY_DROP_SHARE) * way;
}

/** What a new connection is counted by, and whether it is here only to be told why not. */
interface Admission {
  readonly source: string | null;
  readonly records: readonly AddressRecord[];
  readonly told: boolean;
}

class Ticket implements Pass {
  readonly source: string | null;
  readonly #options: GateOptions;
  readonly #counts: Counts;
  readonly #addresses: AddressMemory;
  readonly #records: readonly AddressRecord[];
  readonly #told: boolean;
  /** Whether it counts against the limit of its address. */
  #hasPlace = false;
  #stage: "handshake" | "client" | "gone" = "handshake";

  constructor(
    options: GateOptions,
    counts: Counts,
    addresses: AddressMemory,
    { source, records, told }: Admission,
  ) {
    this.source = source;
    this.#options = options;
    this.#counts = counts;
    this.#addresses = addresses;
    this.#records = records;
    this.#told = told;
    counts.handshakes++;
    if (told) counts.told++;
    for (const record of records) addresses.hold(record);
  }

  get full(): "server_full" | "address_full" | null {
    const { maxClients, maxPerAddress } = this.#options;
    if (this.#stage !== "handshake") return null;
    if (this.#counts.clients >= maxClients) return "server_full";
    if (this.#hasPlace) return null;
    return this.#records.some((one) => one.isOccupied(maxPerAddress)) ? "address_full" : null;
  }

  settle(): void {
    if (this.#stage !== "handshake") return;
    this.#leaveHandshake("client");
    this.#counts.clients++;
    this.takePlace();
  }

  blame(how: Blame, now: number): void {
    if (this.#stage === "gone") return;
    for (const record of this.#records) record.blame(PENALTY_MS[how], now);
  }

  release(now: number): void {
    if (this.#stage === "gone") return;
    if (this.#stage === "client") this.#counts.clients--;
    else this.#leaveHandshake("gone");
    this.#stage = "gone";
    for (const record of this.#records) {
      if (this.#hasPlace) record.open--;
      this.#addresses.letGo(record, now);
    }
  }

  /** From now on it counts against the limit of its address. */
  takePlace(): void {
    if (this.#hasPlace) return;
    this.#hasPlace = true;
    for (const record of this.#records) record.open++;
  }

  #leaveHandshake(stage: "client" | "gone"): void {
    this.#stage = stage;
    this.#counts.handshakes--;
    if (this.#told) this.#counts.told--;
  }
}
