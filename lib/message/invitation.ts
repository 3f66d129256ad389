/**
 * Invitations: `pychat://HOST[:PORT][/ROOM]#KEY[.SECRET]`, and addresses as people type them.
 *
 * The grammar stands in PROTOCOL.md. Reading is strict but for three things that have one meaning
 * and are written by hand: a port of 7420, an IPv6 address in a longer spelling, and a room whose
 * letters are escaped without need. Writing gives one text for one invitation.
 *
 * @module
 */
import { DEFAULT_PORT, MAX_ROOM_GRAPHEMES } from "../limits.ts";
import { countGraphemes } from "./graphemes.ts";
import {
  formatAddress,
  parseHost,
  parseIpv6,
  parsePort,
  type PartFault,
  type PartProblem,
  type PartResult,
  right,
  wrong,
} from "./host.ts";
import { checkRoomName } from "./name.ts";

/** What an invitation says. */
export interface Invitation {
  /** An IPv6 address stands without its brackets. */
  readonly host: string;
  /** 1 to 65535. */
  readonly port: number;
  /** Without `#`; `null` is the room everybody comes into. */
  readonly room: string | null;
  /** The server's X25519 public key: 43 letters of base64url. */
  readonly key: string;
  /** Reserved for sealed rooms: 43 letters of base64url. */
  readonly secret: string | null;
}

/** Which part of an invitation or address is wrong, and how. */
export interface InvitationProblem {
  readonly code: "invitation";
  readonly part: "scheme" | "host" | "port" | "room" | "key" | "secret";
  readonly fault: PartFault;
  /** Letters too few or too many; 0 where that means nothing. */
  readonly by: number;
}

/** An invitation, or what is wrong with it. */
export type InvitationResult =
  | { readonly ok: true; readonly invitation: Invitation }
  | { readonly ok: false; readonly problem: InvitationProblem };

/** Where to connect to, with the invitation if it was one, or what is wrong with it. */
export type WhereResult =
  | {
    readonly ok: true;
    readonly host: string;
    readonly port: number;
    readonly invitation: Invitation | null;
  }
  | { readonly ok: false; readonly problem: InvitationProblem };

/** Longest invitation that is read, in UTF-16 units: a host of 253, a room of 288, and room. */
const MAX_INVITATION_UNITS = 1024;
const SCHEME = "pychat://";

/** A key and nothing else, which would otherwise pass for the name of a computer. */
const KEY_ALONE = /^#?[\w-]{43}$/;

/** Longest letter that an invitation is looked for in, in UTF-16 units. */
const MAX_PASTED_UNITS = 4_000;
/** 32 bytes in base64url. */
const KEY_LETTERS = 43;

const BASE64URL = /^[A-Za-z0-9_-]*$/;
/** What a path segment may hold (`pchar`, RFC 3986, section 3.3). */
const SEGMENT = /^(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*$/;

/**
 * Reads an invitation.
 *
 * @param text Without blanks around it.
 */
export function parseInvitation(text: string): InvitationResult {
  if (!text.startsWith(SCHEME)) {
    return problem("scheme", wrong(text.includes("://") ? "characters" : "missing"));
  }
  const hash = text.indexOf("#");
  const place = text.slice(SCHEME.length, hash < 0 ? undefined : hash);
  const slash = place.indexOf("/");
  if (text.length > MAX_INVITATION_UNITS) {
    const longer = place.length < text.length / 2 ? "key" : slash < 0 ? "host" : "room";
    return problem(longer, wrong("long", text.length - MAX_INVITATION_UNITS));
  }
  const address = parseAddressStrictly(
    slash < 0 ? place : place.slice(0, slash),
    DEFAULT_PORT,
  );
  if (!address.ok) return address;
  const room = slash < 0 ? right(null) : parseRoom(place.slice(slash + 1));
  if (!room.ok) return problem("room", room);

  const tail = hash < 0 ? "" : text.slice(hash + 1);
  const dot = tail.indexOf(".");
  const key = parseKey(dot < 0 ? tail : tail.slice(0, dot));
  if (!key.ok) return problem("key", key);
  const secret = dot < 0 ? right(null) : parseKey(tail.slice(dot + 1));
  if (!secret.ok) return problem("secret", secret);
  const { host, port } = address;
  return {
    ok: true,
    invitation: { host, port, room: room.value, key: key.value, secret: secret.value },
  };
}

/**
 * Writes an invitation, without the port if it is 7420.
 *
 * @param invitation Its parts must be such as {@linkcode parseInvitation} gives.
 */
export function formatInvitation(invitation: Invitation): string {
  const { host, port, room, key, secret } = invitation;
  const place = room === null ? "" : `/${encodeURIComponent(room)}`;
  const tail = secret === null ? key : `${key}.${secret}`;
  return `${SCHEME}${formatAddress(host, port)}${place}#${tail}`;
}

/**
 * Reads what a person typed or pasted: an invitation or an address. Blanks around it do not
 * count, nor does what a letter puts around or into it: words, quotes, line breaks; in an address
 * neither does the case of the host.
 *
 * @param text May be anything, of any length.
 */
export function parseWhere(text: string): WhereResult {
  const where = text.trim();
  if (KEY_ALONE.test(where)) return problem("host", wrong("missing"));
  if (!where.includes("://") && !where.includes("#")) return parseAddress(where);
  const result = parseInvitation(invitationWithin(where));
  if (!result.ok) return result;
  const { invitation } = result;
  return { ok: true, host: invitation.host, port: invitation.port, invitation };
}

/** The invitation in a letter: to the next blank or bracket, or across lines that a mail broke. */
function invitationWithin(text: string): string {
  const start = text.indexOf(SCHEME);
  if (start < 0 || text.length > MAX_PASTED_UNITS) return text;
  const rest = text.slice(start);
  const [whole = ""] = /^[^\s"'<>«»“”‘’‹›(){}]+/u.exec(rest) ?? [];
  const candidates = [rest, whole, whole.replace(/[.,;:!?]+$/u, ""), rest.replace(/\s+/gu, "")];
  return candidates.find((candidate) => parseInvitation(candidate).ok) ?? whole;
}

/**
 * Reads an address as a person types it: `HOST`, `HOST:PORT`, `[IPv6]:PORT`, or IPv6 alone.
 *
 * @param text Blanks around it and the case of the host do not count.
 * @param otherwise The port where none is named.
 */
export function parseAddress(text: string, otherwise: number = DEFAULT_PORT): WhereResult {
  const typed = text.trim();
  if (typed.length > MAX_INVITATION_UNITS) {
    return problem("host", wrong("long", typed.length - MAX_INVITATION_UNITS));
  }
  const address = typed.toLowerCase();
  const colons = address.split(":").length - 1;
  if (colons < 2 || address.startsWith("[")) return parseAddressStrictly(address, otherwise);
  const host = parseIpv6(address);
  if (!host.ok) return problem("host", host);
  return { ok: true, host: host.value, port: otherwise, invitation: null };
}

function parseAddressStrictly(address: string, otherwise: number): WhereResult {
  const hostEnd = endOfHost(address);
  const host = hostEnd < 0 ? wrong("characters") : parseHost(address.slice(0, hostEnd));
  if (!host.ok) return problem("host", host);
  const rest = address.slice(hostEnd);
  if (rest === "") return { ok: true, host: host.value, port: otherwise, invitation: null };
  const port = parsePort(rest.slice(1));
  if (!port.ok) return problem("port", port);
  return { ok: true, host: host.value, port: port.value, invitation: null };
}

/** Where the colon before the port stands, or the end; -1 if neither follows a host. */
function endOfHost(address: string): number {
  const afterBracket = address.indexOf("]") + 1;
  const colon = address.indexOf(":", afterBracket);
  if (address.startsWith("[")) {
    const ends = afterBracket === address.length || colon === afterBracket;
    return afterBracket > 0 && ends ? afterBracket : -1;
  }
  if (colon < 0) return address.length;
  return colon === address.lastIndexOf(":") ? colon : -1; // IPv6 without brackets
}

function parseRoom(escaped: string): PartResult<string> {
  if (escaped === "") return wrong("missing");
  if (!SEGMENT.test(escaped)) return wrong("characters");
  let raw: string;
  try {
    raw = decodeURIComponent(escaped);
  } catch {
    return wrong("characters"); // not UTF-8
  }
  const checked = checkRoomName(raw);
  if (checked.ok) return right(checked.name);
  if (checked.rule === "empty") return wrong("missing");
  if (checked.rule !== "too_long") return wrong("characters");
  return wrong("long", Math.max(0, countGraphemes(raw) - MAX_ROOM_GRAPHEMES));
}

/** 43 letters hold two bits more than 32 bytes; they must be 0, or one key had four spellings. */
function parseKey(letters: string): PartResult<string> {
  if (letters === "") return wrong("missing");
  if (!BASE64URL.test(letters)) return wrong("characters");
  if (letters.length < KEY_LETTERS) return wrong("short", KEY_LETTERS - letters.length);
  if (letters.length > KEY_LETTERS) return wrong("long", letters.length - KEY_LETTERS);
  try {
    Uint8Array.fromBase64(`${letters}=`, { alphabet: "base64url", lastChunkHandling: "strict" });
    return right(letters);
  } catch {
    return wrong("characters");
  }
}

function problem(
  part: InvitationProblem["part"],
  cause: PartProblem,
): { readonly ok: false; readonly problem: InvitationProblem } {
  const { fault, by } = cause;
  return { ok: false, problem: { code: "invitation", part, fault, by } };
}
