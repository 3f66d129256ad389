/**
 * A client and a server of a later minor version of pyChat: all that PROTOCOL.md says may be added
 * at any time, at once. Written from PROTOCOL.md with nothing of `lib`.
 *
 * @module
 */
import { NobleHost } from "./noble_host.ts";
import { NobleMember } from "./noble_member.ts";
import { ascii } from "./noble_noise.ts";
import type { NobleMessage } from "./noble_peer.ts";
import { BYE, type NoblePacket } from "./noble_wire.ts";

/** Fields of a later version, as deep as JSON may go, some with names that objects have anyway. */
const FIELDS = {
  version: "1.7",
  toString: null,
  hasOwnProperty: false,
  thread: { to: [17, { lines: 2 }], mood: "\u{1f44d}" },
} as const;

/** A message with fields that nobody knew when this was written, also in what it holds. */
function laterMessage(message: object): object {
  const fields = Object.entries(message).map(([name, value]) => [name, laterValue(value)]);
  return { ...FIELDS, ...Object.fromEntries(fields) };
}

function laterValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(laterValue);
  if (typeof value !== "object" || value === null) return value;
  return { badge: "*", joined: 7, ...value };
}

/** Packets as a record of a later version has them: among others of kinds that are not known. */
function laterRecord(packets: readonly NoblePacket[]): NoblePacket[] {
  const among = packets.flatMap((packet): NoblePacket[] =>
    packet[0] === BYE ? [packet] : [packet, [77, ascii("anything")]]
  );
  const goodbye = packets.at(-1)?.[0] === BYE;
  const before: NoblePacket[] = [[7, new Uint8Array(9)], [8, new Uint8Array(0)]];
  return [...before, ...among, ...(goodbye ? [] : [[255, ascii("}")] as const])];
}

/** A client of a later minor version. */
export class LaterClient {
  readonly #member: NobleMember;
  #ref = 0;

  private constructor(member: NobleMember) {
    this.#member = member;
  }

  /** Joins a server that has no passphrase, on this machine. */
  static async join(port: number, name: string): Promise<LaterClient> {
    const options = { message: laterMessage, record: laterRecord };
    return new LaterClient(await NobleMember.join(port, name, options));
  }

  /** Says a text to the lobby; gives its ref. */
  async say(text: string): Promise<number> {
    await this.send({ type: "say", room: "lobby", ref: ++this.#ref, text });
    return this.#ref;
  }

  /** Sends messages of any type in one record. */
  async send(...messages: readonly object[]): Promise<void> {
    await this.#member.say(...messages);
  }

  /** The next messages, until there are so many or the stream ends. */
  async hear(count: number): Promise<NobleMessage[]> {
    return await this.#member.hear(count);
  }

  /** Loses its connection without a goodbye. */
  cut(): void {
    this.#member.cut();
  }

  /** Comes back as who it was. */
  async resume(): Promise<void> {
    await this.#member.resume();
  }

  /** Says goodbye, waits for the close, and closes. */
  async leave(): Promise<void> {
    await this.#member.leave();
  }
}

/** A server of a later minor version, on a free port of 127.0.0.1, that lets everybody in. */
export class LaterServer extends NobleHost {
  /** @param refusing Whether it lets nobody in, for a reason that is not known. */
  constructor(refusing = false) {
    super({
      name: "Later",
      message: laterMessage,
      record: laterRecord,
      words: { left: "wandered_off", stopping: "upgrading", refused: "elsewhere" },
      beside: { type: "weather", room: "lobby", sky: "what comes later" },
      judge: (text) => text === "refuse this" ? "slow_down" : null,
      ...(refusing && { refusal: "moved_away" }),
    });
  }
}
