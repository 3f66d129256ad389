/**
 * Readers for the fields of what a page sent: each gives a value of the right form, or `null`.
 *
 * @module
 */
import { MAX_MENTIONS } from "../limits.ts";

/** The fields of one message of a page. */
export type Fields = ReadonlyMap<string, unknown>;

/** Ids that the process gives to conversations. */
const PLACE = /^[a-z0-9]{1,16}$/;
/** Ids that a server gives to members. */
const MEMBER = /^[A-Za-z0-9_-]{11}$/;

/** A text of at most so many UTF-16 units; half a character, which no server takes, is U+FFFD. */
export function text(fields: Fields, key: string, most: number): string | null {
  const value = fields.get(key);
  return typeof value === "string" && value.length <= most ? value.toWellFormed() : null;
}

/** A whole number. */
export function whole(
  fields: Fields,
  key: string,
  least = 1,
  most: number = Number.MAX_SAFE_INTEGER,
): number | null {
  const value = fields.get(key);
  if (typeof value !== "number" || !Number.isSafeInteger(value)) return null;
  return value >= least && value <= most ? value : null;
}

/** True or false. */
export function flag(fields: Fields, key: string): boolean | null {
  const value = fields.get(key);
  return typeof value === "boolean" ? value : null;
}

/** The id of a conversation, in `in`. */
export function placeOf(fields: Fields): string | null {
  const value = fields.get("in");
  return typeof value === "string" && PLACE.test(value) ? value : null;
}

/** The id of a member, in `member`. */
export function memberOf(fields: Fields): string | null {
  const value = fields.get("member");
  return typeof value === "string" && MEMBER.test(value) ? value : null;
}

/** Ids of members, at most `MAX_MENTIONS`. */
export function members(fields: Fields, key: string): readonly string[] | null {
  const value = fields.get(key);
  if (!Array.isArray(value) || value.length > MAX_MENTIONS) return null;
  const ids = value.filter((id: unknown) => typeof id === "string" && MEMBER.test(id));
  return ids.length === value.length ? ids : null;
}

/** What a reader gives where the field is not `null`; `undefined` where it is wrong. */
export function orNull<Value>(
  fields: Fields,
  key: string,
  read: (fields: Fields, key: string) => Value | null,
): Value | null | undefined {
  if (fields.get(key) === null) return null;
  return read(fields, key) ?? undefined;
}
