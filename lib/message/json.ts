/**
 * Messages as bytes: JSON (RFC 8259) in UTF-8, one object in one packet.
 *
 * This folder knows every message, its encoding and its validation. It must never know who sends
 * a message or how it travels.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";
import { MAX_JSON_DEPTH, RECORD_BYTES } from "../limits.ts";
import { PACKET_HEADER_BYTES } from "../wire/packet.ts";
import { isObject, type JsonObject } from "./guards.ts";

/** Longest message, in bytes: the body of a packet that fills the largest record. */
export const MAX_MESSAGE_BYTES: number = Math.max(...RECORD_BYTES) - PACKET_HEADER_BYTES;

const encoder = new TextEncoder();
/** `ignoreBOM` keeps a byte order mark in the text, where the check for it finds it. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Parses a message, of which nothing but the outer form is checked then.
 *
 * @param bytes At most `MAX_MESSAGE_BYTES`.
 * @throws {ProtocolError} `packet_length` if there are more; `text_encoding` if they are not UTF-8
 * or begin with a byte order mark; `json` if they are not one JSON object, or if it is nested
 * deeper than `MAX_JSON_DEPTH`.
 */
export function decodeJson(bytes: Uint8Array): JsonObject {
  if (bytes.length > MAX_MESSAGE_BYTES) {
    throw new ProtocolError("packet_length", `a message of ${bytes.length} bytes`);
  }
  const value = parse(decodeText(bytes));
  if (!isObject(value)) throw new ProtocolError("json", "not an object");
  if (depthExceeds(value, MAX_JSON_DEPTH)) throw new ProtocolError("json", "nested too deep");
  return value;
}

/**
 * Writes an object as JSON.
 *
 * @param value Must not hold a lone surrogate, nor a field that is `undefined`.
 * @throws {RangeError} If that takes more than `MAX_MESSAGE_BYTES`.
 */
export function encodeJson(value: object): Uint8Array<ArrayBuffer> {
  const bytes = encoder.encode(JSON.stringify(value));
  if (bytes.length > MAX_MESSAGE_BYTES) {
    throw new RangeError(`a message of ${bytes.length} bytes does not fit a packet`);
  }
  return bytes;
}

function decodeText(bytes: Uint8Array): string {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new ProtocolError("text_encoding", "not UTF-8");
  }
  if (text.startsWith("\u{feff}")) throw new ProtocolError("text_encoding", "byte order mark");
  return text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProtocolError("json", "not JSON"); // the engine's own message quotes the text
  }
}

/** Level by level, without recursion: 8,000 levels fit a packet and would break the stack. */
function depthExceeds(value: object, most: number): boolean {
  let level: object[] = [value];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > most) return true;
    const next: object[] = [];
    for (const container of level) {
      for (const child of Object.values(container)) {
        if (typeof child === "object" && child !== null) next.push(child);
      }
    }
    level = next;
  }
  return false;
}
