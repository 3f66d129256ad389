/**
 * Times, days, numbers and plurals as the reader's language has them.
 *
 * @module
 */

/** The language of the words; dates and numbers follow it, the clock follows the computer. */
export const LANGUAGE = "en-GB";

/** In columns "09:05" is easier to read, but nobody writes "09:05 AM". */
const halfDays = new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions().hour12;
const clock = new Intl.DateTimeFormat(undefined, {
  hour: halfDays ? "numeric" : "2-digit",
  minute: "2-digit",
});
const full = new Intl.DateTimeFormat(LANGUAGE, {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "short",
});
const nearDay = new Intl.DateTimeFormat(LANGUAGE, { day: "numeric", month: "long" });
const farDay = new Intl.DateTimeFormat(LANGUAGE, {
  day: "numeric",
  month: "long",
  year: "numeric",
});
const relative = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: "auto" });
const numbers = new Intl.NumberFormat(LANGUAGE);
const plurals = new Intl.PluralRules(LANGUAGE);

/** Hour and minute, such as "14:06"; `time` in milliseconds since 1970 (UTC). */
export function clockOf(time: number): string {
  return clock.format(time);
}

/** Everything about a moment, with its zone. */
export function momentOf(time: number): string {
  return full.format(time);
}

/** A date, with its year where that is not the year of `now`. */
export function dateOf(time: number, now: number): string {
  const near = new Date(time).getFullYear() === new Date(now).getFullYear();
  return (near ? nearDay : farDay).format(time);
}

/** "Today", "Yesterday" or a date. */
export function dayNameOf(time: number, now: number): string {
  const days = Math.round((midnight(time) - midnight(now)) / 86_400_000);
  if (days !== 0 && days !== -1) return dateOf(time, now);
  const name = relative.format(days, "day");
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A number with its separators. */
export function numberOf(count: number): string {
  return numbers.format(count);
}

/** The form for a count, with `#` replaced by the number. */
export function plural(
  count: number,
  forms: { readonly one: string; readonly other: string },
): string {
  const form = plurals.select(count) === "one" ? forms.one : forms.other;
  return form.replace("#", numbers.format(count));
}

const MIME_TYPES: Readonly<Record<string, string>> = {
  json: "application/json",
  md: "text/markdown;charset=utf-8",
};

/** What a file is that has this name: JSON, Markdown or plain text. */
export function mimeTypeOf(fileName: string): string {
  return MIME_TYPES[fileName.split(".").at(-1) ?? ""] ?? "text/plain;charset=utf-8";
}

/** Midnight where the reader is. */
function midnight(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
