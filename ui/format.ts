/**
 * Times, days, numbers and plurals as the reader's language has them.
 *
 * @module
 */

/** What dates and numbers are written in until somebody says otherwise: British, for it has no AM. */
const BEFORE = "en-GB";

let locale = BEFORE;

/**
 * Writes dates, numbers and plurals in this language from now on.
 *
 * @param tag A language as BCP 47 has it, such as `en-GB`.
 */
export function writeIn(tag: string): void {
  locale = tag;
}

/** Made when it is first wanted, and again in another language: making one takes a while. */
function once<T>(make: (locale: string) => T): () => T {
  let made: { readonly locale: string; readonly format: T } | null = null;
  return () => {
    if (made?.locale !== locale) made = { locale, format: make(locale) };
    return made.format;
  };
}

/** Whether this computer counts the day in two halves: that is no matter of the words' language. */
const halfDays = new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions().hour12;
/** In columns "09:05" is easier to read, but nobody writes "09:05 AM". */
const hour = {
  hour: halfDays ? "numeric" : "2-digit",
  hourCycle: halfDays ? "h12" : "h23",
} as const;
const day = { day: "numeric", month: "long" } as const;

const clock = once((locale) => new Intl.DateTimeFormat(locale, { ...hour, minute: "2-digit" }));
const full = once((locale) =>
  new Intl.DateTimeFormat(locale, {
    ...day,
    ...hour,
    weekday: "long",
    year: "numeric",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  })
);
const nearDay = once((locale) => new Intl.DateTimeFormat(locale, day));
const farDay = once((locale) => new Intl.DateTimeFormat(locale, { ...day, year: "numeric" }));
const relative = once((locale) => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
const numbers = once((locale) => new Intl.NumberFormat(locale));
const plurals = once((locale) => new Intl.PluralRules(locale));

/** Hour and minute, such as "14:06"; `time` in milliseconds since 1970 (UTC). */
export function clockOf(time: number): string {
  return clock().format(time);
}

/** Everything about a moment, with its zone. */
export function momentOf(time: number): string {
  return full().format(time);
}

/** A date, with its year where that is not the year of `now`. */
export function dateOf(time: number, now: number): string {
  const near = new Date(time).getFullYear() === new Date(now).getFullYear();
  return (near ? nearDay() : farDay()).format(time);
}

/** "Today", "Yesterday" or a date. */
export function dayNameOf(time: number, now: number): string {
  const days = Math.round((midnight(time) - midnight(now)) / 86_400_000);
  if (days !== 0 && days !== -1) return dateOf(time, now);
  const name = relative().format(days, "day");
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** A number with its separators. */
export function numberOf(count: number): string {
  return numbers().format(count);
}

/** A count as it stands where there is little room. */
export function capped(count: number): string {
  return count > 99 ? "99+" : String(count);
}

/** A number of units of time in words, such as "10 minutes". */
export function timeOf(count: number, unit: "second" | "minute" | "hour" | "day"): string {
  const long = { style: "unit", unit, unitDisplay: "long" } as const;
  return new Intl.NumberFormat(locale, long).format(count);
}

/** One form for each way in which a language counts; English has `one` and `other`. */
export type Forms = { readonly [R in Intl.LDMLPluralRule]?: string } & { readonly other: string };

/** The form for a count, with `#` replaced by the number. */
export function plural(count: number, forms: Forms): string {
  const form = forms[plurals().select(count)] ?? forms.other;
  return form.replace("#", numbers().format(count));
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
