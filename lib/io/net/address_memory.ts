/**
 * What is remembered of the addresses that connections come from.
 *
 * Memory is bounded: an address that has connections is kept, and the gate bounds those; of others
 * there are at most `MAX_ADDRESSES`. A call costs the same however many there are.
 *
 * @module
 */
import { ADDRESS_RATE, MAX_ADDRESSES, MAX_PENALTY_MS, MIN_PENALTY_MS } from "../../limits.ts";
import { TokenBucket } from "../../token_bucket.ts";

/** One source of connections. Times are milliseconds of a clock that never goes back. */
export class AddressRecord {
  readonly address: string;
  /** How many usual addresses it stands for. */
  readonly weight: number;
  /** How often it may connect. */
  readonly rate: TokenBucket;
  /** Connections of it that count against its limit. */
  open = 0;
  /** Passes given to it and not given back yet; while there are any, it is kept. */
  passes = 0;
  #penaltyEnd: number;

  /**
   * @param address What `sourceOf` or `siteOf` says.
   * @param weight By how much more it takes to reach its limits.
   */
  constructor(address: string, weight: number, now: number) {
    const { burst, perSecond } = ADDRESS_RATE;
    this.address = address;
    this.weight = weight;
    this.rate = new TokenBucket({ burst: burst * weight, perSecond: perSecond * weight }, now);
    this.#penaltyEnd = now;
  }

  /** Whether it has as many connections as it may. */
  isOccupied(maxPerAddress: number): boolean {
    return this.open >= maxPerAddress * this.weight;
  }

  /** Adds to its penalty, which runs off as time goes by. */
  blame(ms: number, now: number): void {
    const end = Math.max(this.#penaltyEnd, now) + ms;
    this.#penaltyEnd = Math.min(end, now + MAX_PENALTY_MS);
  }

  /** Whether its penalty is high enough to act. */
  isPenalized(now: number): boolean {
    return this.#penaltyEnd - now >= MIN_PENALTY_MS * this.weight;
  }

  /** Whether a new record would be as good. */
  isBlank(now: number): boolean {
    return this.passes === 0 && this.#penaltyEnd <= now && this.rate.isFull(now);
  }
}

/**
 * The records, by address.
 *
 * Where there are too many without connections, the one unused for longest gives way. Those whose
 * penalty acts have half of the room to themselves, so that one is forgotten early only if as many
 * others are penalized meanwhile, each for several bad connections: making a crowd of harmless ones
 * helps nobody out of a penalty, and nobody loses their rate to a crowd of penalized ones.
 */
export class AddressMemory {
  readonly #busy = new Map<string, AddressRecord>();
  // A Map keeps the order in which keys were put in. The way to its first one leads over those
  // that were deleted before it: 2 microseconds with thousands of records.
  readonly #light = new Map<string, AddressRecord>();
  readonly #penalized = new Map<string, AddressRecord>();
  readonly #room: number;

  /** @param most Addresses without connections that are remembered, an even number. */
  constructor(most: number = MAX_ADDRESSES) {
    this.#room = most / 2;
  }

  /** Records that are kept. */
  get size(): number {
    return this.#busy.size + this.#light.size + this.#penalized.size;
  }

  /** What is remembered of an address; asking is a use of it. A new record is not kept yet. */
  find(address: string, weight: number, now: number): AddressRecord {
    const busy = this.#busy.get(address);
    if (busy !== undefined) return busy;
    const idle = this.#light.get(address) ?? this.#penalized.get(address);
    if (idle === undefined) return new AddressRecord(address, weight, now);
    this.#forget(idle);
    this.#remember(idle, now);
    return idle;
  }

  /** One pass more. */
  hold(record: AddressRecord): void {
    this.#forget(record);
    record.passes++;
    this.#busy.set(record.address, record);
  }

  /** One pass less. */
  letGo(record: AddressRecord, now: number): void {
    record.passes--;
    if (record.passes > 0) return;
    this.#busy.delete(record.address);
    this.#remember(record, now);
  }

  #forget({ address }: AddressRecord): void {
    this.#light.delete(address);
    this.#penalized.delete(address);
  }

  #remember(record: AddressRecord, now: number): void {
    const records = record.isPenalized(now) ? this.#penalized : this.#light;
    if (!record.isBlank(now)) records.set(record.address, record);
    const [oldest] = records.values();
    if (oldest === undefined) return;
    if (records.size > this.#room || oldest.isBlank(now)) records.delete(oldest.address);
  }
}
