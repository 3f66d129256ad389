/**
 * Lists in parts: one that is longer than a packet travels as several messages.
 *
 * @module
 */
import { encodeMessage } from "../message/encode.ts";
import type { ServerMessage } from "../message/from_server.ts";
import { encodeJson, MAX_MESSAGE_BYTES } from "../message/json.ts";

/** Something with what it takes in a list, so that it is encoded once and not for every list. */
export interface Measured<Item> {
  readonly item: Item;
  /** Bytes of its JSON. */
  readonly bytes: number;
}

/** Measures something. */
export function measured<Item extends object>(item: Item): Measured<Item> {
  return { item, bytes: encodeJson(item).length };
}

/**
 * Cuts a list into parts for messages of at most `MAX_MESSAGE_BYTES` each.
 *
 * @param entries If there are none, there is no part.
 * @param empty Bytes of a message without any of them.
 */
export function inParts<Item>(entries: Iterable<Measured<Item>>, empty: number): Item[][] {
  const parts: Item[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const more = entry.bytes + 1; // with a comma
    const part = parts.at(-1);
    if (part === undefined || bytes + more > MAX_MESSAGE_BYTES) {
      parts.push([entry.item]);
      bytes = empty + entry.bytes;
    } else {
      part.push(entry.item);
      bytes += more;
    }
  }
  return parts;
}

/**
 * Cuts a list into messages of which the last one, and only that, says so.
 *
 * @param entries May be none.
 * @param make Makes the message of one part.
 * @returns At least one message.
 */
export function listMessages<Item, Made extends ServerMessage>(
  entries: Iterable<Measured<Item>>,
  make: (part: readonly Item[], last: boolean) => Made,
): readonly Made[] {
  // Measured with `false`, which is longer than `true`: the last part may leave a byte unused.
  const parts = inParts(entries, encodeMessage(make([], false)).length);
  const last = parts.pop() ?? [];
  return [...parts.map((part) => make(part, false)), make(last, true)];
}
