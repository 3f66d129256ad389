/**
 * Names of people and rooms: which are allowed, and which are the same.
 *
 * The rules stop names that look like another because of invisible, reordering or borrowed
 * characters. Names that look alike within one script stay possible, which is why a name is never
 * shown without its tag.
 *
 * @module
 */
import { MAX_NAME_BYTES, MAX_NAME_GRAPHEMES, MAX_ROOM_GRAPHEMES } from "../limits.ts";
import { countGraphemes } from "./graphemes.ts";
import { utf8Bytes } from "./guards.ts";

/** Which rule a name broke. */
export type NameRule =
  | "empty"
  | "too_long"
  | "characters"
  | "marks"
  | "mixed_scripts"
  | "script"
  | "no_letter"
  | "reserved";

/** A name as everybody will see it, or the first rule it broke. */
export type NameCheck =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly rule: NameRule };

/**
 * Longest name that is looked at, in UTF-16 units. Of what NFKC makes shorter, Hangul letters
 * shrink most, three units to one; full-width letters do in bytes, three to one.
 */
const MAX_RAW_UNITS = 4 * MAX_NAME_BYTES;

const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/**
 * Dots like the one before a tag, with which a name could carry a false one; and characters that
 * leave no trace, or one that says nothing, though Unicode does not call them ignorable.
 */
const MISLEADING = /[\u{b7}\u{2027}\u{2219}\u{22c5}\u{fffc}\u{fffd}\u{1d159}]/u;
/** What begins the name of a person or a room where it is typed, and is no part of it. */
const SIGIL = /^[@#]/;
/** A page shows several blanks as one. */
const BLANKS = / +/g;
/** Spacing marks (Mc) stand beside their letter and pile up nowhere: Burmese needs several. */
const BAD_MARKS = /^\p{M}|[\p{Mn}\p{Me}]{3}/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/**
 * The scripts a name may be written in, one to a name: those in everyday use (UAX #31, table 5).
 * Japanese and Chinese are written with several at once, and with Latin letters between.
 */
const WRITING_SYSTEMS: readonly (readonly string[])[] = [
  ["Han", "Hiragana", "Katakana", "Latin"],
  ["Arabic"],
  ["Armenian"],
  ["Bengali"],
  ["Bopomofo"],
  ["Cyrillic"],
  ["Devanagari"],
  ["Ethiopic"],
  ["Georgian"],
  ["Greek"],
  ["Gujarati"],
  ["Gurmukhi"],
  ["Hangul"],
  ["Hebrew"],
  ["Kannada"],
  ["Khmer"],
  ["Lao"],
  ["Malayalam"],
  ["Myanmar"],
  ["Oriya"],
  ["Sinhala"],
  ["Tamil"],
  ["Telugu"],
  ["Thaana"],
  ["Thai"],
  ["Tibetan"],
];
const ONE_SYSTEM: readonly RegExp[] = WRITING_SYSTEMS.map(onlyScripts);
const ANY_SYSTEM: RegExp = onlyScripts(WRITING_SYSTEMS.flat());

/** Names that would seem to speak for the server, or for whoever reads them. */
const RESERVED: ReadonlySet<string> = new Set(
  ["you", "server", "admin", "system", "pychat"].map(foldName),
);

/**
 * Checks the name of a person, and brings it into the form in which it is shown.
 *
 * @param raw As it was typed; may be anything.
 */
export function checkName(raw: string): NameCheck {
  return check(raw, MAX_NAME_GRAPHEMES);
}

/**
 * Checks the name of a room, without its `#`: the rules for people, but `MAX_ROOM_GRAPHEMES`.
 *
 * @param raw As it was typed; may be anything.
 */
export function checkRoomName(raw: string): NameCheck {
  return check(raw, MAX_ROOM_GRAPHEMES);
}

/**
 * What two names have in common that count as the same.
 *
 * Lower case can undo NFKC, hence it comes twice.
 *
 * @param name A checked name, or any string.
 */
export function foldName(name: string): string {
  return name.normalize("NFKC").toLowerCase().normalize("NFKC");
}

function check(raw: string, mostGraphemes: number): NameCheck {
  const trimmed = raw.trim();
  if (trimmed.length > MAX_RAW_UNITS) return { ok: false, rule: "too_long" };
  const name = trimmed.normalize("NFKC").trim().replace(BLANKS, " ");
  const rule = brokenRule(name, mostGraphemes);
  return rule === null ? { ok: true, name } : { ok: false, rule };
}

function brokenRule(name: string, mostGraphemes: number): NameRule | null {
  if (name === "") return "empty";
  if (FORBIDDEN.test(name) || MISLEADING.test(name) || SIGIL.test(name)) return "characters";
  if (BAD_MARKS.test(name)) return "marks";
  if (utf8Bytes(name) > MAX_NAME_BYTES || countGraphemes(name) > mostGraphemes) return "too_long";
  if (!ANY_SYSTEM.test(name)) return "script";
  if (!ONE_SYSTEM.some((system) => system.test(name))) return "mixed_scripts";
  if (!LETTER_OR_DIGIT.test(name)) return "no_letter";
  return RESERVED.has(foldName(name)) ? "reserved" : null;
}

/**
 * By Script_Extensions (UAX #24), which knows that the mark for long vowels serves two scripts
 * and that an Arabic vowel sign has no business in a Latin name.
 */
function onlyScripts(scripts: readonly string[]): RegExp {
  const classes = ["Common", "Inherited", ...scripts].map((script) => `\\p{scx=${script}}`);
  return new RegExp(`^[${classes.join("")}]*$`, "u");
}
