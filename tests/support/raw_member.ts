/**
 * A client of which a test decides every packet, and whether it reads at all.
 *
 * @module
 */
import { NO_PASSPHRASE } from "../../lib/crypto/passphrase.ts";
import { nodePrimitives } from "../../lib/io/primitives.ts";
import { encodeMessage } from "../../lib/message/encode.ts";
import type { ClientHello, ClientMessage, ResumeClaim } from "../../lib/message/from_client.ts";
import type { ServerMessage, WelcomeMessage } from "../../lib/message/from_server.ts";
import { readServerMessage } from "../../lib/message/read_server.ts";
import { Session, type SessionEvent } from "../../lib/session/session.ts";
import { encodePacket, KIND, type Packet } from "../../lib/wire/packet.ts";

/** One packet of JSON. */
export function packet(kind: number, message: ClientMessage | object): Uint8Array {
  return encodePacket(kind, new TextEncoder().encode(JSON.stringify(message)));
}

/** A packet that says a text to the lobby, numbered unless it is told otherwise. */
export function say(ref: number, text: string, kind: number = KIND.numbered): Uint8Array {
  return packet(kind, { type: "say", room: "lobby", ref, text });
}

/** An acknowledgement. */
export function ack(received: number | bigint): Uint8Array {
  const body = new Uint8Array(8);
  new DataView(body.buffer).setBigUint64(0, BigInt(received));
  return encodePacket(KIND.ack, body);
}

const NOTHING = new Uint8Array(0);
export const PING = encodePacket(KIND.ping, NOTHING);
export const PONG = encodePacket(KIND.pong, NOTHING);
export const BYE = encodePacket(KIND.bye, NOTHING);

/** One connection, after message 3. */
export class RawMember {
  readonly socket: Deno.TcpConn;
  readonly #session: Session;
  /** Packets that came, in order, all but the goodbye. */
  readonly packets: Packet[] = [];
  /** Whether the server said goodbye. */
  saidBye = false;
  /** Whether the stream has ended. */
  ended = false;

  private constructor(socket: Deno.TcpConn, session: Session) {
    this.socket = socket;
    this.#session = session;
  }

  /** Comes through the handshake; nothing that follows is read. */
  static async enter(port: number, hello: Partial<ClientHello>): Promise<RawMember> {
    const socket = await Deno.connect({ hostname: "127.0.0.1", port });
    const drawn = crypto.getRandomValues(new Uint8Array(64));
    const session = await Session.client({ primitives: nodePrimitives, drawn });
    const member = new RawMember(socket, session);
    await member.write(await session.start());
    let met = false;
    while (!met && await member.#read((event) => met ||= event.type === "server"));
    const said = encodeMessage({ type: "hello", name: "raw", delivery: true, ...hello });
    await member.write(await session.proceed(NO_PASSPHRASE, said));
    return member;
  }

  /** The messages that came, numbered or not. */
  get messages(): ServerMessage[] {
    return this.packets.filter(({ kind }) => kind === KIND.message || kind === KIND.numbered)
      .flatMap(({ body }) => readServerMessage(body) ?? []);
  }

  /** The texts that came. */
  get texts(): string[] {
    return this.messages.flatMap((message) => message.type === "text" ? [message.text] : []);
  }

  /** The last acknowledgement that came. */
  get acknowledged(): number {
    const last = this.packets.findLast(({ kind }) => kind === KIND.ack);
    if (last === undefined) return 0;
    return Number(new DataView(last.body.buffer, last.body.byteOffset).getBigUint64(0));
  }

  /** How many numbered packets came over this connection. */
  get numbered(): number {
    return this.packets.filter(({ kind }) => kind === KIND.numbered).length;
  }

  /** What the welcome says of coming back. */
  claim(received = this.numbered): ResumeClaim {
    const welcome = this.messages.find((one): one is WelcomeMessage => one.type === "welcome");
    if (welcome?.delivery === undefined) throw new Error("nothing to come back with");
    return { member: welcome.you.id, secret: welcome.delivery.secret, received };
  }

  /** Sends one record. */
  async send(...packets: readonly Uint8Array[]): Promise<void> {
    await this.write(await this.#session.seal(packets));
  }

  /** Writes bytes as they are. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0;) {
      rest = rest.subarray(await this.socket.write(rest));
    }
  }

  /** Reads until something is so, or the stream ends. */
  async until(so: (member: RawMember) => boolean): Promise<this> {
    while (!so(this) && await this.#read(() => {}));
    return this;
  }

  /** Reads to the end of the stream. */
  async drain(): Promise<this> {
    return await this.until(() => false);
  }

  /** Ends the connection without a word. */
  close(): void {
    try {
      this.socket.close();
    } catch {
      // It is closed.
    }
  }

  async #read(see: (event: SessionEvent) => void): Promise<boolean> {
    const buffer = new Uint8Array(65_536);
    const count = this.ended ? null : await this.socket.read(buffer).catch(() => null);
    this.ended = count === null;
    if (count === null) return false;
    await this.#session.receive(buffer.subarray(0, count), (event) => {
      if (event.type === "bye") this.saidBye = true;
      // A view into a record that nobody changes.
      if (event.type === "packet") this.packets.push(event.packet);
      see(event);
    });
    return true;
  }
}
