/**
 * What a page may ask about rooms, and the guards that read it.
 *
 * @module
 */
import {
  MAX_NAME_INPUT_UNITS,
  MAX_PASSPHRASE_UNITS,
  MAX_SECONDS,
  MAX_TOPIC_INPUT_UNITS,
} from "../limits.ts";
import { type Fields, flag, memberOf, orNull, placeOf, text, whole } from "./fields.ts";

/** What is asked about rooms. */
export type RoomIntent =
  /** Make a room and own it; without a passphrase it is not locked. */
  | {
    readonly type: "create";
    readonly room: string;
    readonly hidden: boolean;
    readonly passphrase: string | null;
  }
  /** Come into a room that there is. */
  | { readonly type: "join_room"; readonly room: string; readonly passphrase: string | null }
  /** Which rooms are there? */
  | { readonly type: "rooms" }
  | { readonly type: "topic"; readonly in: string; readonly topic: string }
  /** Null opens it. */
  | { readonly type: "lock"; readonly in: string; readonly passphrase: string | null }
  | {
    readonly type: "mute";
    readonly in: string;
    readonly member: string;
    /** Null is until it is lifted. */
    readonly seconds: number | null;
  }
  | { readonly type: "unmute"; readonly in: string; readonly member: string }
  | { readonly type: "kick"; readonly in: string; readonly member: string }
  | {
    readonly type: "ban";
    readonly in: string;
    readonly member: string;
    /** Null is for as long as there is the room. */
    readonly seconds: number | null;
    /** Whether the person was told whom else it hits, or that it hits no address. */
    readonly sure: boolean;
  }
  | { readonly type: "unban"; readonly in: string; readonly ban: number }
  /** Who is banned from it? */
  | { readonly type: "bans"; readonly in: string }
  | { readonly type: "hand_over"; readonly in: string; readonly member: string }
  | { readonly type: "keep"; readonly in: string; readonly keep: boolean };

/** One small reader for each of them; a missing row would not compile. */
export const ROOM_READERS: {
  readonly [T in RoomIntent["type"]]: (fields: Fields) => RoomIntent | null;
} = {
  create: (fields) => {
    const [room, hidden] = [roomOf(fields), flag(fields, "hidden")];
    const passphrase = passphraseOf(fields);
    if (room === null || hidden === null || passphrase === undefined) return null;
    return { type: "create", room, hidden, passphrase };
  },
  join_room: (fields) => {
    const [room, passphrase] = [roomOf(fields), passphraseOf(fields)];
    if (room === null || passphrase === undefined) return null;
    return { type: "join_room", room, passphrase };
  },
  rooms: () => ({ type: "rooms" }),
  topic: (fields) => {
    const [place, topic] = [placeOf(fields), text(fields, "topic", MAX_TOPIC_INPUT_UNITS)];
    return place === null || topic === null ? null : { type: "topic", in: place, topic };
  },
  lock: (fields) => {
    const [place, passphrase] = [placeOf(fields), passphraseOf(fields)];
    if (place === null || passphrase === undefined) return null;
    return { type: "lock", in: place, passphrase };
  },
  mute: (fields) => {
    const [target, seconds] = [targetOf(fields), secondsOf(fields)];
    return target === null || seconds === undefined ? null : { type: "mute", ...target, seconds };
  },
  unmute: (fields) => aimed(fields, "unmute"),
  kick: (fields) => aimed(fields, "kick"),
  ban: (fields) => {
    const [target, seconds] = [targetOf(fields), secondsOf(fields)];
    const sure = flag(fields, "sure");
    if (target === null || seconds === undefined || sure === null) return null;
    return { type: "ban", ...target, seconds, sure };
  },
  unban: (fields) => {
    const [place, ban] = [placeOf(fields), whole(fields, "ban")];
    return place === null || ban === null ? null : { type: "unban", in: place, ban };
  },
  bans: (fields) => {
    const place = placeOf(fields);
    return place === null ? null : { type: "bans", in: place };
  },
  hand_over: (fields) => aimed(fields, "hand_over"),
  keep: (fields) => {
    const [place, keep] = [placeOf(fields), flag(fields, "keep")];
    return place === null || keep === null ? null : { type: "keep", in: place, keep };
  },
};

interface Target {
  readonly in: string;
  readonly member: string;
}

function targetOf(fields: Fields): Target | null {
  const [place, member] = [placeOf(fields), memberOf(fields)];
  return place === null || member === null ? null : { in: place, member };
}

function aimed<T extends "unmute" | "kick" | "hand_over">(
  fields: Fields,
  type: T,
): { readonly type: T; readonly in: string; readonly member: string } | null {
  const target = targetOf(fields);
  return target === null ? null : { type, ...target };
}

function roomOf(fields: Fields): string | null {
  return text(fields, "room", MAX_NAME_INPUT_UNITS);
}

function passphraseOf(fields: Fields): string | null | undefined {
  return orNull(fields, "passphrase", (from, key) => text(from, key, MAX_PASSPHRASE_UNITS));
}

function secondsOf(fields: Fields): number | null | undefined {
  return orNull(fields, "seconds", (from, key) => whole(from, key, 1, MAX_SECONDS));
}
