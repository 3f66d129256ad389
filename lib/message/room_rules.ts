/**
 * What may stand in a topic, and what may be the passphrase of a room.
 *
 * @module
 */
import {
  MAX_ROOM_PASSPHRASE_UNITS,
  MAX_TOPIC_UNITS,
  MIN_ROOM_PASSPHRASE_UNITS,
} from "../limits.ts";
import { checkText, normaliseText } from "./text.ts";

const BLANKS = /\s+/gu;

/**
 * A topic as it is shown: one line, without blanks around it.
 *
 * @param raw As it was typed; a lone surrogate becomes U+FFFD.
 * @returns Empty if nothing of it could be seen; `null` if it has more than `MAX_TOPIC_UNITS` UTF-16 units.
 */
export function normaliseTopic(raw: string): string | null {
  // What is that long stays too long, and is not worth looking at.
  if (raw.length > 4 * MAX_TOPIC_UNITS) return null;
  const topic = normaliseText(raw).replace(BLANKS, " ").trim();
  if (topic.length > MAX_TOPIC_UNITS) return null;
  return checkText(topic) === "ok" ? topic : "";
}

/** Whether a text can be the passphrase of a room: `MIN_` to `MAX_ROOM_PASSPHRASE_UNITS` long. */
export function isRoomPassphrase(text: string): boolean {
  return text.length >= MIN_ROOM_PASSPHRASE_UNITS && text.length <= MAX_ROOM_PASSPHRASE_UNITS;
}
