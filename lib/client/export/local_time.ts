/**
 * Times as the clocks of a zone show them, with how far they are from UTC.
 *
 * @module
 */

/** One moment on the clocks of a zone. */
export interface LocalTime {
  /** As in `2026-11-22`; years after 9999 have a sign and six digits (ECMA-262, section 21.4.1.32). */
  readonly day: string;
  /** As in `13:03:05`. */
  readonly clock: string;
  /** Thousandths of the second, three digits. */
  readonly thousandths: string;
  /** How far the zone is from UTC, as in `+01:00`. */
  readonly offset: string;
}

const MINUTE_MS = 60_000;

/** Clocks are changed at full quarters of an hour, so within one the offset is always the same. */
const QUARTER_MS = 15 * MINUTE_MS;

/**
 * Reads the clocks of a zone.
 *
 * @param zone Its IANA name.
 * @returns What they show at a time in milliseconds since 1970 (UTC), from 0 to the last a `Date`
 * can hold.
 */
export function localTimes(zone: string): (time: number) => LocalTime {
  const offsetAt = offsets(zone);
  let known = { quarter: NaN, offset: 0 };
  return (time) => {
    const quarter = Math.floor(time / QUARTER_MS);
    if (quarter !== known.quarter) known = { quarter, offset: offsetAt(time) };
    const { offset } = known;
    const shown = new Date(time + offset).toISOString();
    const at = shown.indexOf("T");
    return {
      day: shown.slice(0, at),
      clock: shown.slice(at + 1, at + 9),
      thousandths: shown.slice(at + 10, at + 13),
      offset: offsetText(offset),
    };
  };
}

/** As people read it: `2026-11-22 13:03:05 +01:00`. */
export function plainTime({ day, clock, offset }: LocalTime): string {
  return `${day} ${clock} ${offset}`;
}

/** As programs read it (ISO 8601, RFC 3339): `2026-11-22T13:03:05.000+01:00`. */
export function isoTime({ day, clock, thousandths, offset }: LocalTime): string {
  return `${day}T${clock}.${thousandths}${offset}`;
}

/** How far a zone is from UTC at a time, in milliseconds. A formatter is dear to make. */
function offsets(timeZone: string): (time: number) => number {
  const format = new Intl.DateTimeFormat("en-GB-u-ca-iso8601-nu-latn", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  });
  return (time) => {
    const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
    const [year, month, day] = [part("year"), part("month") - 1, part("day")];
    const shown = Date.UTC(year, month, day, part("hour"), part("minute"), part("second"));
    const offset = shown - Math.floor(time / 1000) * 1000;
    // Where a `Date` ends, no clock is ahead of UTC's.
    if (Number.isNaN(offset)) return 0;
    // Before there were zones, towns had odd seconds, which the notation has no place for.
    return Math.round(offset / MINUTE_MS) * MINUTE_MS;
  };
}

function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / MINUTE_MS;
  const two = (value: number) => String(value).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
