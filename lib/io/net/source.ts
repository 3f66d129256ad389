/**
 * Where a connection comes from, as far as limits need to know it.
 *
 * It is kept in memory only: never logged, and the chat is given no more than a mark of it.
 *
 * @module
 */

/** Bytes of an IPv6 address that name a network; the rest is its own to choose (RFC 7421). */
const NETWORK_BYTES = 8;

/** Bytes of it that are one subscriber's at most: many have a /56, some a /48 (RFC 6177). */
const SITE_BYTES = 6;

/** What stands before an IPv4 address in the IPv6 form of it (RFC 4291, section 2.5.5.2). */
const MAPPED = new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]);

/** A network, as an operator writes it in CIDR notation (RFC 4632, section 3.1; RFC 4291, 2.3). */
export interface Network {
  /** 4 bytes of IPv4 or 16 of IPv6; those after the length are zero. */
  readonly bytes: Uint8Array;
  /** How many bits of them count. */
  readonly length: number;
}

/**
 * Who is counted as one: an IPv4 address, or the /64 that an IPv6 address lies in, as whoever has
 * one address of it can use them all.
 *
 * @param address An address as the system writes it; a zone is left out.
 * @returns The same for the same source, however it is written. What is no address stands for
 * itself.
 */
export function sourceOf(address: string): string {
  const bytes = readAddress(withoutZone(address));
  if (bytes === null) return address;
  if (bytes.length === 4) return bytes.join(".");
  return `${bytes.subarray(0, NETWORK_BYTES).toHex()}/64`;
}

/**
 * Who is counted as one besides: the /48 that an IPv6 address lies in. A home has hundreds of /64s
 * at least, and could be as many sources.
 *
 * @param source What {@linkcode sourceOf} says.
 * @returns `null` for IPv4, where nobody has many addresses for nothing.
 */
export function siteOf(source: string): string | null {
  return source.endsWith("/64") ? `${source.slice(0, 2 * SITE_BYTES)}/48` : null;
}

/**
 * Reads a network, or a single address.
 *
 * @param text CIDR notation: an IPv4 address of four decimal numbers, or an IPv6 address in any of
 * its forms, without a zone; then perhaps `/` and a length in bits.
 * @returns `null` if it is anything else, or has bits after its length, which are a mistake more
 * often than not.
 */
export function readNetwork(text: string): Network | null {
  const [address = "", length, more] = text.split("/");
  const bytes = readAddress(address);
  if (bytes === null || more !== undefined) return null;
  const most = bytes.length * 8;
  if (length === undefined) return { bytes, length: most };
  // The length of an IPv4 network counts from another place in the IPv6 form.
  if (most === 32 && address.includes(":")) return null;
  if (!/^(0|[1-9]\d{0,2})$/.test(length) || Number(length) > most) return null;
  const network = { bytes, length: Number(length) };
  const rest = sameBits(bytes, new Uint8Array(bytes.length), network.length, most);
  return rest ? network : null;
}

/**
 * Whether an address lies in one of some networks.
 *
 * @param address An address as the system writes it; it is read only once.
 * @param networks An IPv6 one holds no IPv4 address, in whichever form that is written.
 */
export function isInAny(address: string, networks: readonly Network[]): boolean {
  if (networks.length === 0) return false;
  const bytes = readAddress(withoutZone(address));
  if (bytes === null) return false;
  return networks.some((network) =>
    network.bytes.length === bytes.length && sameBits(bytes, network.bytes, 0, network.length)
  );
}

/** Whether two addresses have the same bits from one on to before another. */
function sameBits(one: Uint8Array, other: Uint8Array, begin: number, end: number): boolean {
  for (let bit = begin; bit < end; bit++) {
    const difference = (one[bit >> 3] ?? 0) ^ (other[bit >> 3] ?? 0);
    if ((difference >> (7 - bit % 8) & 1) === 1) return false;
  }
  return true;
}

/** The interface of a link-local address differs from machine to machine (RFC 4007, section 11). */
function withoutZone(address: string): string {
  const zone = address.indexOf("%");
  return zone < 0 ? address : address.slice(0, zone);
}

/** 4 bytes, or 16; an IPv4 address in its IPv6 form is the IPv4 address. */
function readAddress(text: string): Uint8Array | null {
  if (!text.includes(":")) return readV4(text);
  const bytes = readV6(text);
  if (bytes === null) return null;
  return sameBits(bytes, MAPPED, 0, MAPPED.length * 8) ? bytes.subarray(MAPPED.length) : bytes;
}

/** Four numbers without leading zeros, which some would read as octal. */
function readV4(text: string): Uint8Array | null {
  const parts = text.split(".");
  const good = parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return good && parts.length === 4 ? new Uint8Array(parts.map(Number)) : null;
}

/** Groups of four hexadecimal digits, `::` once at most (RFC 4291, section 2.2). */
function readV6(text: string): Uint8Array | null {
  const [head = "", tail, more] = text.split("::");
  const before = readGroups(head, tail === undefined);
  const after = readGroups(tail ?? "", true);
  if (before === null || after === null || more !== undefined) return null;
  const length = before.length + after.length;
  // "::" stands for at least one group.
  if (tail === undefined ? length !== 16 : length > 14) return null;
  const bytes = new Uint8Array(16);
  bytes.set(before);
  bytes.set(after, 16 - after.length);
  return bytes;
}

/** @param last Whether the address ends here; then the last 32 bits may be written as IPv4. */
function readGroups(text: string, last: boolean): number[] | null {
  if (text === "") return [];
  const parts = text.split(":");
  const bytes: number[] = [];
  for (const [index, part] of parts.entries()) {
    const v4 = last && index === parts.length - 1 ? readV4(part) : null;
    if (v4 !== null) bytes.push(...v4);
    else if (!/^[\da-f]{1,4}$/i.test(part)) return null;
    else bytes.push(Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 0xff);
  }
  return bytes;
}
