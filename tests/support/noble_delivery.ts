/**
 * Numbered delivery of pyChat a second time, written from PROTOCOL.md with nothing of `lib`.
 *
 * @module
 */
import { ascii } from "./noble_noise.ts";
import { type NoblePacket, utf8 } from "./noble_wire.ts";

/** The kinds of packet that delivery has. */
export const [NUMBERED, ACK, PING, PONG] = [3, 4, 5, 6] as const;

/** What goes in kind 3, from a client and from a server; some types are both. */
const NUMBERED_TYPES = [
  "say tell edit delete rename create join leave topic lock mute unmute kick ban unban hand_over",
  "keep text told edited deleted announcement entered exited owner mode muted unmuted keeping",
  "unbanned withheld error",
].join(" ").split(" ");

/** Whether a message is numbered where delivery is agreed. */
export function isNumbered(message: object): boolean {
  return "type" in message && NUMBERED_TYPES.some((type) => type === message.type);
}

/** An acknowledgement. */
export function nobleAck(received: number): NoblePacket {
  const body = new Uint8Array(8);
  new DataView(body.buffer).setBigUint64(0, BigInt(received));
  return [ACK, body];
}

/** One side's numbers, from `welcome` on and across connections. */
export class NobleNumbers {
  /** Numbered packets of the other side, those included that are missing. */
  received = 0;
  readonly #kept: NoblePacket[] = [];
  #acknowledged = 0;

  /** The number of the last packet that was sent. */
  get sent(): number {
    return this.#acknowledged + this.#kept.length;
  }

  /** How many of them the other side has, as far as it said so. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** Keeps a packet that is sent until it is acknowledged, and numbers it by that. */
  keep(packet: NoblePacket): NoblePacket {
    if (packet[0] === NUMBERED) this.#kept.push(packet);
    return packet;
  }

  /** Takes in how many packets the other side has. */
  confirm(received: number): void {
    if (received < this.#acknowledged || received > this.sent) {
      throw new Error(`${received} packets, of ${this.#acknowledged} to ${this.sent}`);
    }
    this.#kept.splice(0, received - this.#acknowledged);
    this.#acknowledged = received;
  }

  /** Takes back what is kept of a room: something that says nothing stands in its place. */
  withhold(room: string): void {
    const stub: NoblePacket = [NUMBERED, ascii('{"type":"withheld"}')];
    for (const [at, [, body]] of this.#kept.entries()) {
      if (JSON.parse(utf8(body)).room === room) this.#kept[at] = stub;
    }
  }

  /** What is sent again on another connection. */
  get unconfirmed(): readonly NoblePacket[] {
    return [...this.#kept];
  }

  /**
   * Takes in a packet of the other side.
   *
   * @returns What has to be sent because of it, if anything.
   */
  hear([kind, body]: NoblePacket): NoblePacket | null {
    const length = kind === ACK ? 8 : 0;
    if (kind >= ACK && kind <= PONG && body.length !== length) throw new Error("a control body");
    if (kind === ACK) {
      this.confirm(Number(new DataView(body.buffer, body.byteOffset).getBigUint64(0)));
    }
    if (kind === NUMBERED) this.received++;
    return kind === PING ? [PONG, new Uint8Array(0)] : null;
  }
}
