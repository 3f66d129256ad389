/**
 * Readers for the fields of an object a peer sent.
 *
 * Each takes an object of unknown fields and a key, and gives back a value of the right type and
 * range or throws. Whoever copies fields with these, one by one, passes on nothing he does not
 * know.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";
import { MAX_MENTIONS, MAX_NAME_BYTES } from "../limits.ts";

/** A JSON object as it was parsed: nothing is known of its fields. */
export interface JsonObject {
  readonly [key: string]: unknown;
}

/** Latest time a `Date` can hold, in milliseconds since 1970 (ECMA-262, section 21.4.1.1). */
const MAX_TIME = 8.64e15;

const MEMBER_ID = /^[A-Za-z0-9_-]{11}$/;
const SECRET = /^[A-Za-z0-9_-]{43}$/;
const TAG = /^[a-z2-7]{4}$/;
/**
 * What no honest server puts into a name, as it would draw over its neighbours. Unassigned
 * characters are not among them: a newer server may know more characters than we do.
 */
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

const encoder = new TextEncoder();

/** Whether a parsed value is an object with named fields: neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The length of a text in UTF-8.
 *
 * @param text Well-formed; a lone surrogate counts as U+FFFD.
 * @returns Bytes.
 */
export function utf8Bytes(text: string): number {
  return encoder.encode(text).length;
}

/**
 * The `type` of a message.
 *
 * @throws {ProtocolError} `message_type` if there is none or it is not a string.
 */
export function readType(object: JsonObject): string {
  const type = own(object, "type");
  if (typeof type !== "string") throw new ProtocolError("message_type", "not a string");
  return type;
}

/**
 * A string without lone surrogates, of any length.
 *
 * @throws {ProtocolError} `message_field`
 */
export function readString(object: JsonObject, key: string): string {
  const value = own(object, key);
  if (typeof value !== "string") throw wrong(key, "not a string");
  if (!value.isWellFormed()) throw wrong(key, "a lone surrogate");
  return value;
}

/**
 * A whole number that a double holds exactly.
 *
 * @param least Smallest value allowed.
 * @param most Largest value allowed.
 * @throws {ProtocolError} `message_field`
 */
export function readInteger(
  object: JsonObject,
  key: string,
  least: number,
  most: number = Number.MAX_SAFE_INTEGER,
): number {
  const value = own(object, key);
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw wrong(key, "no integer");
  if (value < least || value > most) throw wrong(key, "out of range");
  return value + 0; // JSON can say -0, which would be shown as such.
}

/**
 * A time a `Date` can show, in milliseconds since 1970 (UTC).
 *
 * @throws {ProtocolError} `message_field`
 */
export function readTime(object: JsonObject): number {
  return readInteger(object, "time", 0, MAX_TIME);
}

/**
 * True or false.
 *
 * @throws {ProtocolError} `message_field`
 */
export function readBoolean(object: JsonObject, key: string): boolean {
  const value = own(object, key);
  if (typeof value !== "boolean") throw wrong(key, "not true or false");
  return value;
}

/**
 * One of the words known here. Another one is from a later version and means the nearest thing we
 * know: ending the connection over it would shut out every older client.
 *
 * @param otherwise What a word that is not known means.
 * @throws {ProtocolError} `message_field` if it is not a string at all.
 */
export function readWord<Word extends string>(
  object: JsonObject,
  key: string,
  words: readonly Word[],
  otherwise: Word,
): Word {
  const value = readString(object, key);
  return words.find((word) => word === value) ?? otherwise;
}

/**
 * A field that may be absent.
 *
 * @param read Reads it where it is there.
 * @returns An object with that field, or an empty one: to be spread into the result.
 */
export function optional<Key extends string, Value>(
  object: JsonObject,
  key: Key,
  read: (object: JsonObject, key: string) => Value,
): { readonly [K in Key]?: Value } {
  if (!Object.hasOwn(object, key)) return {};
  const field: { [K in Key]?: Value } = {};
  field[key] = read(object, key);
  return field;
}

/**
 * An object inside the object.
 *
 * @throws {ProtocolError} `message_field`
 */
export function readObject(object: JsonObject, key: string): JsonObject {
  const value = own(object, key);
  if (!isObject(value)) throw wrong(key, "not an object");
  return value;
}

/**
 * A list of objects.
 *
 * @throws {ProtocolError} `message_field`
 */
export function readObjects(object: JsonObject, key: string): readonly JsonObject[] {
  const value = own(object, key);
  if (!Array.isArray(value)) throw wrong(key, "not a list");
  return value.map((element: unknown) => {
    if (!isObject(element)) throw wrong(key, "not a list of objects");
    return element;
  });
}

/**
 * A member id: 8 bytes as 11 letters of base64url.
 *
 * @throws {ProtocolError} `message_field`
 */
export function readMemberId(object: JsonObject, key: string): string {
  return readMatching(object, key, MEMBER_ID);
}

/**
 * A list of member ids, each once.
 *
 * @param most How many there may be.
 * @throws {ProtocolError} `message_field`
 */
export function readMemberIds(object: JsonObject, key: string, most: number): readonly string[] {
  const value = own(object, key);
  if (!Array.isArray(value) || value.length > most) throw wrong(key, "not a list, or too long");
  const ids = value.map((element: unknown) => {
    if (typeof element !== "string" || !MEMBER_ID.test(element)) throw wrong(key, "not of ids");
    return element;
  });
  return [...new Set(ids)];
}

/**
 * The members whom a text names, at most `MAX_MENTIONS`.
 *
 * @throws {ProtocolError} `message_field`
 */
export function readMentions(object: JsonObject, key: string): readonly string[] {
  return readMemberIds(object, key, MAX_MENTIONS);
}

/**
 * The number that a client gave to what it asked, from 1.
 *
 * @throws {ProtocolError} `message_field`
 */
export function readRef(object: JsonObject, key = "ref"): number {
  return readInteger(object, key, 1);
}

/**
 * A secret: 32 bytes as 43 letters of base64url.
 *
 * @throws {ProtocolError} `message_field`
 */
export function readSecret(object: JsonObject, key: string): string {
  return readMatching(object, key, SECRET);
}

/**
 * A tag: four letters of `a-z2-7`.
 *
 * @throws {ProtocolError} `message_field`
 */
export function readTag(object: JsonObject): string {
  return readMatching(object, "tag", TAG);
}

/**
 * A name a server gives us to show: of a person, a room or itself.
 *
 * Only what would harm the display is refused. The server's rules for names may be newer than
 * ours and are no reason to end a connection.
 *
 * @param least Fewest bytes allowed; at most `MAX_NAME_BYTES` are.
 * @throws {ProtocolError} `message_field`
 */
export function readLabel(object: JsonObject, key: string, least: 0 | 1 = 1): string {
  const label = readString(object, key);
  // Counting bytes is dear; a unit takes one to three, so most labels need no counting.
  const tooLong = label.length > MAX_NAME_BYTES ||
    label.length * 3 > MAX_NAME_BYTES && utf8Bytes(label) > MAX_NAME_BYTES;
  if (tooLong || label.length < least) throw wrong(key, "too long or too short");
  if (UNSHOWABLE.test(label)) throw wrong(key, "a character that cannot be shown");
  return label;
}

function readMatching(object: JsonObject, key: string, pattern: RegExp): string {
  const value = readString(object, key);
  if (!pattern.test(value)) throw wrong(key, "not of the right form");
  return value;
}

/** Without this, a missing field named as a method of every object would seem to be there. */
function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function wrong(key: string, what: string): ProtocolError {
  return new ProtocolError("message_field", `${key}: ${what}`);
}
