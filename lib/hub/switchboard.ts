/**
 * The switchboard: which line belongs to which member, and packets between lines and the hub.
 *
 * A line is whatever carries packets to one client and can be told to end; sockets and encryption
 * are behind it, out of sight. A message for many is encoded once, however many get it.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";
import { BAD_MESSAGES_MS, MAX_BAD_MESSAGES } from "../limits.ts";
import { packMessage } from "../message/encode.ts";
import { readClientHello, readClientMessage } from "../message/from_client.ts";
import {
  type ClosingMessage,
  ERROR_CODES,
  type ErrorCode,
  type LeftMessage,
  type ServerMessage,
} from "../message/from_server.ts";
import type { Effect } from "./effect.ts";
import type { Hub } from "./hub.ts";

/** The way to one client. */
export interface Line {
  /** Queues an encoded packet. Neither waits nor throws. */
  send(packet: Uint8Array): void;
  /** Says goodbye after all that is queued, and ends. */
  finish(): void;
}

/** A member's line, and how many broken messages came over it in the minute that began then. */
interface Seat {
  readonly id: string;
  bad: number;
  since: number;
}

/** What is said word for word to many is encoded once. */
const REPLIES = new Map<ErrorCode, Uint8Array>(
  ERROR_CODES.map((code) => [code, packMessage({ type: "error", code })]),
);

/** Connects lines with members. */
export class Switchboard {
  readonly #hub: Hub;
  readonly #lines = new Map<string, Line>();
  readonly #seats = new Map<Line, Seat>();

  /** @param hub Whose members the lines are; nobody else may put members into it. */
  constructor(hub: Hub) {
    this.#hub = hub;
  }

  /** How many are in. */
  get size(): number {
    return this.#lines.size;
  }

  /**
   * Lets a client in that has shown to know the passphrase, or tells it why not and ends.
   *
   * @param line The way to it.
   * @param hello What it said first, JSON in UTF-8.
   * @param now Milliseconds since 1970 (UTC).
   * @returns What refused it, or `null` if it is in.
   */
  enter(line: Line, hello: Uint8Array, now: number): ErrorCode | null {
    try {
      const entry = this.#hub.enter(readClientHello(hello), now);
      if ("refused" in entry) return this.#refuse(line, entry.refused);
      this.#lines.set(entry.member.id, line);
      this.#seats.set(line, { id: entry.member.id, bad: 0, since: now });
      this.#carryOut(entry.effects);
      return null;
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      return this.#refuse(line, "bad_message");
    }
  }

  /**
   * Does what a message says. One that breaks a rule is answered and changes nothing.
   *
   * @param line Whose message it is; one that is not in is not heard.
   * @param body The message, JSON in UTF-8.
   * @param now Milliseconds since 1970 (UTC).
   */
  receive(line: Line, body: Uint8Array, now: number): void {
    const seat = this.#seats.get(line);
    if (seat === undefined || seat.bad > MAX_BAD_MESSAGES) return;
    try {
      const message = readClientMessage(body);
      if (message === null) return complain(line, seat, "unknown_type", now);
      this.#carryOut(this.#hub.handle(seat.id, message, now));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      complain(line, seat, "bad_message", now);
    }
  }

  /**
   * A line has ended. Nothing happens if its client was not in.
   *
   * @param reason Whether the client said goodbye.
   * @param now Milliseconds since 1970 (UTC).
   * @returns Whether its client was in.
   */
  leave(line: Line, reason: LeftMessage["reason"], now: number): boolean {
    const seat = this.#seats.get(line);
    if (seat === undefined) return false;
    this.#seats.delete(line);
    this.#lines.delete(seat.id);
    this.#carryOut(this.#hub.leave(seat.id, reason, now));
    return true;
  }

  /** Tells everybody why, and ends all lines. */
  close(reason: ClosingMessage["reason"]): void {
    for (const line of this.#seats.keys()) {
      send(line, { type: "closing", reason });
      line.finish();
    }
  }

  #refuse(line: Line, code: ErrorCode): ErrorCode {
    turnAway(line, code);
    return code;
  }

  #carryOut(effects: readonly Effect[]): void {
    for (const { to, message } of effects) {
      const packet = packMessage(message);
      for (const id of to) this.#lines.get(id)?.send(packet);
    }
  }
}

/** Answers a broken message; who sends many of them is not spoken to any more. */
function complain(line: Line, seat: Seat, code: ErrorCode, now: number): void {
  if (now - seat.since >= BAD_MESSAGES_MS) [seat.bad, seat.since] = [0, now];
  seat.bad++;
  if (seat.bad > MAX_BAD_MESSAGES) turnAway(line, code);
  else reply(line, code);
}

function turnAway(line: Line, code: ErrorCode): void {
  reply(line, code);
  send(line, { type: "closing", reason: "refused" });
  line.finish();
}

function reply(line: Line, code: ErrorCode): void {
  const packet = REPLIES.get(code);
  if (packet !== undefined) line.send(packet);
}

function send(line: Line, message: ServerMessage): void {
  line.send(packMessage(message));
}
