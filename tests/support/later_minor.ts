/**
 * A client and a server of a later minor version of pyChat: all that PROTOCOL.md says may be added
 * at any time, at once. Written from PROTOCOL.md with nothing of `lib`.
 *
 * @module
 */
import { ascii, noblePublic } from "./noble_noise.ts";
import { type NobleMessage, NoblePeer } from "./noble_peer.ts";
import { BYE, MESSAGE, type NoblePacket, utf8 } from "./noble_wire.ts";

const ZEROS = new Uint8Array(32);

/** Fields of a later version, as deep as JSON may go, some with names that objects have anyway. */
const FIELDS = {
  version: "1.7",
  toString: null,
  hasOwnProperty: false,
  reply: { to: [17, { lines: 2 }], mood: "\u{1f44d}" },
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

/** Messages as a record of a later version has them: among packets of kinds that are not known. */
function laterRecord(...messages: readonly object[]): NoblePacket[] {
  const packets = messages.flatMap((message): NoblePacket[] => [
    [MESSAGE, ascii(JSON.stringify(laterMessage(message)))],
    [77, ascii("anything")],
  ]);
  return [[3, new Uint8Array(9)], [4, new Uint8Array(0)], ...packets, [255, ascii("}")]];
}

/** A client of a later minor version. */
export class LaterClient {
  readonly #peer: NoblePeer;
  #ref = 0;

  private constructor(peer: NoblePeer) {
    this.#peer = peer;
  }

  /** Joins a server that has no passphrase, on this machine. */
  static async join(port: number, name: string): Promise<LaterClient> {
    const socket = await Deno.connect({ hostname: "127.0.0.1", port });
    const hello = JSON.stringify(laterMessage({ type: "hello", name }));
    return new LaterClient(await NoblePeer.join(socket, hello, () => ZEROS));
  }

  /** Says a text to the lobby; gives its ref. */
  async say(text: string): Promise<number> {
    await this.send({ type: "say", room: "lobby", ref: ++this.#ref, text });
    return this.#ref;
  }

  /** Sends messages of any type in one record. */
  async send(...messages: readonly object[]): Promise<void> {
    await this.#peer.send(laterRecord(...messages));
  }

  /** The next messages, until there are so many or the stream ends. */
  async hear(count: number): Promise<NobleMessage[]> {
    return await this.#peer.messages(count);
  }

  /** Says goodbye, waits for the close, and closes. */
  async leave(): Promise<void> {
    await this.#peer.send([[200, new Uint8Array(1)], [BYE, new Uint8Array(0)]]);
    while (await this.#peer.receive() !== null);
    this.#peer.close();
  }
}

/** Somebody who is in. */
interface Seat {
  readonly id: string;
  readonly name: string;
  readonly tag: string;
}

/** A server of a later minor version, on a free port of 127.0.0.1, that lets everybody in. */
export class LaterServer {
  /** What clients said that was neither a text nor a goodbye. */
  readonly odd: NobleMessage[] = [];
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #identity = crypto.getRandomValues(new Uint8Array(32));
  readonly #seats = new Map<NoblePeer, Seat>();
  readonly #refusing: boolean;
  readonly #running: Promise<void>[] = [];
  #count = 0;
  #texts = 0;

  /** @param refusing Whether it lets nobody in, for a reason that is not known. */
  constructor(refusing = false) {
    this.#refusing = refusing;
    this.#running.push(this.#accept());
  }

  /** An invitation to it. */
  get invitation(): string {
    const key = noblePublic(this.#identity).toBase64({ alphabet: "base64url", omitPadding: true });
    return `pychat://127.0.0.1:${this.#listener.addr.port}#${key}`;
  }

  /** Says messages to everybody, in one record. */
  async tell(...messages: readonly object[]): Promise<void> {
    await Promise.all([...this.#seats.keys()].map((peer) => peer.send(laterRecord(...messages))));
  }

  /** Stops, for a reason that no version 1.0 knows. */
  async stop(): Promise<void> {
    this.#listener.close();
    const peers = [...this.#seats.keys()];
    this.#seats.clear(); // nobody is there to be told who leaves
    await Promise.all(peers.map((peer) => part(peer, "upgrading")));
    while (this.#running.length > 0) await this.#running.pop();
  }

  async #accept(): Promise<void> {
    for (;;) {
      const socket = await this.#listener.accept().catch(() => null);
      if (socket === null) return;
      this.#running.push(this.#serve(socket));
    }
  }

  async #serve(socket: Deno.TcpConn): Promise<void> {
    const own = JSON.stringify(laterMessage({ type: "server", name: "Later", passphrase: false }));
    const peer = await NoblePeer.serve(socket, this.#identity, own, ZEROS);
    const { name }: { readonly name: string } = JSON.parse(peer.hello);
    if (this.#refusing) {
      await peer.send(laterRecord({ type: "error", code: "moved_away" }));
      await part(peer, "elsewhere");
    } else await this.#welcome(peer, name);
    for (let packets = await hear(peer); packets !== null; packets = await hear(peer)) {
      for (const [kind, body] of packets) {
        if (kind === MESSAGE) await this.#take(peer, JSON.parse(utf8(body)));
      }
      if (packets.some(([kind]) => kind === BYE)) break;
    }
    peer.close();
    const seat = this.#seats.get(peer);
    this.#seats.delete(peer);
    if (seat === undefined) return;
    const reason = "wandered_off";
    await this.tell({ type: "left", room: "lobby", member: seat.id, reason, time: 4 });
  }

  async #welcome(peer: NoblePeer, name: string): Promise<void> {
    const you = { id: `${this.#count++}`.padStart(11, "A"), name, tag: "k7qd" };
    await this.tell({ type: "joined", room: "lobby", member: you, time: 2 });
    this.#seats.set(peer, you);
    await peer.send(laterRecord(
      { type: "welcome", you, room: "lobby", history: 0, time: 1 },
      { type: "topic", room: "lobby", topic: "what comes later" },
      { type: "members", room: "lobby", members: [...this.#seats.values()], last: true },
    ));
  }

  async #take(peer: NoblePeer, message: NobleMessage): Promise<void> {
    const { type, room, ref, text } = message;
    if (type !== "say") return void this.odd.push(message);
    if (text === "refuse this") {
      return await peer.send(laterRecord({ type: "error", code: "slow_down", ref }));
    }
    const from = this.#seats.get(peer)?.id;
    const said = { type: "text", room, id: ++this.#texts, from, text, time: 3 };
    for (const each of this.#seats.keys()) {
      const seen = { type: "seen", room, id: this.#texts };
      await each.send(laterRecord(seen, each === peer ? { ...said, ref } : said));
    }
  }
}

/** The next packets, or `null` where the connection ended, however it did. */
async function hear(peer: NoblePeer): Promise<NoblePacket[] | null> {
  return await peer.receive().catch(() => null);
}

/** Says why, and goodbye. */
async function part(peer: NoblePeer, reason: string): Promise<void> {
  await peer.send(laterRecord({ type: "closing", reason }));
  await peer.bye();
}
