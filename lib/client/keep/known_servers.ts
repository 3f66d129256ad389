/**
 * The keys of servers this person has been to, and the file they are kept in.
 *
 * A lost entry would let another server pose as the one that was lost, so the file is read
 * strictly and a damaged one is never written over.
 *
 * @module
 */

/** What is remembered of a server. */
export interface KnownServer {
  readonly host: string;
  readonly port: number;
  /** Its public key, as 43 characters of base64url. */
  readonly key: string;
  /** When this key was first seen, in milliseconds since 1970 (UTC). */
  readonly since: number;
  /** Whether the person said that they compared the words of the key. */
  readonly compared: boolean;
  /** What its operator calls it. */
  readonly name: string;
}

/** One change of what is known. */
export interface KnownServerChange {
  readonly server: KnownServer;
  /** The key that was known before and was given up for this one, or null. */
  readonly replaces: string | null;
}

const KEY = /^[A-Za-z0-9_-]{43}$/;

/**
 * Looks up a server by its address.
 *
 * @param known What is known.
 */
export function findServer(
  known: readonly KnownServer[],
  host: string,
  port: number,
): KnownServer | null {
  return known.find((server) => server.host === host && server.port === port) ?? null;
}

/**
 * Adds what was learnt of a server to what is known.
 *
 * Another process may have written meanwhile. Its `compared` and its earlier date stay; and if
 * it took another key for this address, that one stays too, unless the change replaces just it.
 *
 * @param known What is known.
 * @param change What was learnt.
 */
export function learnServer(
  known: readonly KnownServer[],
  change: KnownServerChange,
): readonly KnownServer[] {
  const { server, replaces } = change;
  const old = findServer(known, server.host, server.port);
  if (old === null) return [...known, server];
  if (old.key !== server.key && old.key !== replaces) return known;
  const learnt = old.key !== server.key ? server : {
    ...server,
    since: Math.min(old.since, server.since),
    compared: old.compared || server.compared,
  };
  return known.map((other) => other === old ? learnt : other);
}

/**
 * The file after a change, whatever other processes wrote into it before.
 *
 * @param text The file, or null where there is none.
 * @param change What was learnt.
 * @throws {SyntaxError} A sentence for the person, if the file is damaged.
 */
export function mergeKnownServers(text: string | null, change: KnownServerChange): string {
  return serialiseKnownServers(learnServer(parseKnownServers(text), change));
}

/**
 * The file that holds these servers.
 *
 * @param known What is known.
 */
export function serialiseKnownServers(known: readonly KnownServer[]): string {
  return JSON.stringify({ servers: known }, null, 2) + "\n";
}

/**
 * Reads the file.
 *
 * @param text The file, or null where there is none.
 * @throws {SyntaxError} A sentence for the person, if the file is damaged.
 */
export function parseKnownServers(text: string | null): readonly KnownServer[] {
  if (text === null) return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw damaged("it is not JSON");
  }
  const list = field(parsed, "servers");
  if (!Array.isArray(list)) throw damaged("it has no list of servers");
  const known = list.map(readServer);
  const addresses = new Set(known.map((server) => `${server.host} ${server.port}`));
  if (addresses.size < known.length) throw damaged("one address is in it twice");
  return known;
}

function readServer(entry: unknown, index: number): KnownServer {
  const host = field(entry, "host");
  const port = field(entry, "port");
  const key = field(entry, "key");
  const since = field(entry, "since");
  const compared = field(entry, "compared");
  const name = field(entry, "name");
  const good = typeof host === "string" && host !== "" &&
    typeof port === "number" && Number.isInteger(port) && port >= 1 && port <= 65535 &&
    typeof key === "string" && KEY.test(key) &&
    typeof since === "number" && Number.isSafeInteger(since) &&
    typeof compared === "boolean" && typeof name === "string";
  if (!good) throw damaged(`entry ${index + 1} of it is not whole`);
  return { host, port, key, since, compared, name };
}

function field(object: unknown, key: string): unknown {
  if (typeof object !== "object" || object === null || !Object.hasOwn(object, key)) {
    return undefined;
  }
  return new Map<string, unknown>(Object.entries(object)).get(key);
}

function damaged(how: string): SyntaxError {
  return new SyntaxError(
    `The file of known servers is damaged: ${how}. Mend it, or move it away and compare the ` +
      "words of each server's key again.",
  );
}
