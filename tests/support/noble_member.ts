/**
 * A client of pyChat that comes back after a cut, written from PROTOCOL.md with nothing of `lib`.
 *
 * @module
 */
import { isNumbered, nobleAck, NobleNumbers, NUMBERED } from "./noble_delivery.ts";
import { ascii } from "./noble_noise.ts";
import { type NobleMessage, NoblePeer } from "./noble_peer.ts";
import { NobleRooms } from "./noble_rooms.ts";
import { BYE, MESSAGE, type NoblePacket, utf8 } from "./noble_wire.ts";

/** How long to wait for what must come, in milliseconds: only a failure takes as long. */
const PATIENCE_MS = 60_000;

/** How a client may differ from the plainest one. */
export interface MemberOptions {
  /** 32 bytes; zeros where the server has no passphrase. */
  readonly psk?: Uint8Array;
  /** What becomes of each message before it is sent, the hello too. */
  readonly message?: (message: object) => object;
  /** What becomes of the packets of each record. */
  readonly record?: (packets: readonly NoblePacket[]) => readonly NoblePacket[];
  /** Whether it asks for delivery; the first clients did not. */
  readonly delivery?: boolean;
  /** Whom it claims to be when it joins. */
  readonly claim?: Claim;
}

/** Whom it claims to be. */
export interface Claim {
  readonly member: string;
  readonly secret: string;
  readonly received: number;
}

/** What a server told at the welcome. */
interface Membership {
  readonly id: string;
  /** Null where delivery is not agreed. */
  readonly secret: string | null;
  readonly numbers: NobleNumbers;
}

/** One person's client at a server on this machine. */
export class NobleMember {
  readonly #port: number;
  readonly #name: string;
  readonly #options: MemberOptions;
  /** What it knows of rooms and people since it was welcomed. */
  rooms = new NobleRooms();
  #peer: NoblePeer | null = null;
  #membership: Membership | null = null;
  #heard: NobleMessage[] = [];
  #ended = false;
  #left = false;
  /** Packets that go with the next record. */
  #owed: NoblePacket[] = [];

  private constructor(port: number, name: string, options: MemberOptions) {
    this.#port = port;
    this.#name = name;
    this.#options = options;
  }

  /** Comes in as somebody new. What it hears begins with `welcome`, or with the refusal. */
  static async join(port: number, name: string, options: MemberOptions = {}): Promise<NobleMember> {
    const member = new NobleMember(port, name, options);
    await member.#dial(options.claim ?? null);
    return member;
  }

  /** Comes in as somebody new, and hears the whole list of members. */
  static async come(port: number, name: string, options?: MemberOptions): Promise<NobleMember> {
    const member = await NobleMember.join(port, name, options);
    await member.until("members");
    return member;
  }

  /** The claim that it would come back with now. */
  get claim(): Claim {
    const { id: member, secret, numbers: { received } } = this.#member();
    if (secret === null) throw new Error("nothing to resume");
    return { member, secret, received };
  }

  /** Numbers of packets it has sent: the last, and the last one acknowledged. */
  get numbers(): { readonly sent: number; readonly acknowledged: number } {
    const { sent, acknowledged } = this.#member().numbers;
    return { sent, acknowledged };
  }

  /** The server's hello on the last connection. */
  get serverHello(): NobleMessage {
    return JSON.parse(this.#connected().hello);
  }

  /**
   * Dials anew and claims to be who it was. What it hears begins with `resumed` or `welcome`, or
   * with the refusal.
   *
   * @param claim Another one than it has.
   * @returns The packets that the old connection had still to bring, if there was one, up to its
   * end; they are not heard.
   */
  async resume(claim: Claim = this.claim): Promise<readonly NoblePacket[]> {
    const old = this.#peer;
    await this.#dial(claim);
    if (old === null) return [];
    const rest: NoblePacket[] = [];
    for (;;) {
      const packets = await soon(old.receive());
      if (packets === null) break;
      rest.push(...packets);
    }
    old.close();
    return rest;
  }

  /** Dials anew and claims to be who it was, but is cut before it hears what the server says. */
  async claimUnheard(): Promise<void> {
    const { claim } = this;
    const peer = await this.#greet(claim);
    await peer.receive();
    peer.close();
  }

  /** Comes in as somebody new, but is cut before it hears so. */
  static async vanish(port: number, name: string): Promise<void> {
    const peer = await new NobleMember(port, name, {}).#greet(null);
    await peer.receive();
    peer.close();
  }

  /** Sends messages in one record. */
  async say(...messages: readonly object[]): Promise<void> {
    const { secret } = this.#member();
    const change = this.#options.message ?? ((message) => message);
    const packets = messages.map((message): NoblePacket => {
      const kind = secret !== null && isNumbered(message) ? NUMBERED : MESSAGE;
      return [kind, ascii(JSON.stringify(change(message)))];
    });
    await this.send(...packets);
  }

  /** Sends packets in one record, with what is owed. */
  async send(...packets: readonly NoblePacket[]): Promise<void> {
    for (const packet of packets) this.#numbers?.keep(packet);
    const all = [...this.#owed, ...packets];
    this.#owed = [];
    await this.#connected().send(this.#options.record?.(all) ?? all);
  }

  /** Says messages as if it did not know that the connection is gone: they are kept. */
  keep(...messages: readonly object[]): void {
    for (const message of messages) {
      this.#member().numbers.keep([NUMBERED, ascii(JSON.stringify(message))]);
    }
  }

  /**
   * The next messages, until there are so many or the connection ends; a goodbye is of the type
   * `bye`. What is numbered is acknowledged.
   */
  async hear(count: number): Promise<NobleMessage[]> {
    while (this.#heard.length < count && !this.#ended) await this.read();
    return this.#heard.splice(0, count);
  }

  /** Messages up to and with the first of a type. */
  async until(type: string): Promise<NobleMessage[]> {
    const all: NobleMessage[] = [];
    while (all.at(-1)?.type !== type) {
      const [next] = await this.hear(1);
      if (next === undefined) throw new Error(`the connection ended before ${type}`);
      all.push(next);
    }
    return all;
  }

  /** Ends the connection without a goodbye. */
  cut(): void {
    this.#connected().close();
    this.#peer = null;
  }

  /** Says goodbye, waits for the close, and closes. */
  async leave(): Promise<void> {
    await this.send([BYE, new Uint8Array(0)]);
    this.#left = true;
    while (!this.#ended) await this.read();
    this.cut();
  }

  async #dial(claim: Claim | null): Promise<void> {
    [this.#heard, this.#owed, this.#ended] = [[], [], false];
    this.#peer = await this.#greet(claim);
    await this.read();
  }

  async #greet(claim: Claim | null): Promise<NoblePeer> {
    const { psk = new Uint8Array(32), message, delivery = true } = this.#options;
    const hello = {
      type: "hello",
      name: this.#name,
      ...(delivery && { delivery }),
      ...(claim && { resume: claim }),
    };
    const socket = await Deno.connect({ hostname: "127.0.0.1", port: this.#port });
    const json = JSON.stringify(message?.(hello) ?? hello);
    return await NoblePeer.join(socket, json, () => psk);
  }

  /** The list of rooms is known then, and is not among what is heard. */
  #take(message: NobleMessage): void {
    if (message.type === "welcome") this.rooms = new NobleRooms();
    this.rooms.hear(message);
    if (message.type !== "standing") this.#heard.push(message);
  }

  /** Takes in one record, and answers it where that is due; gives its packets, if there is one. */
  async read(): Promise<readonly NoblePacket[]> {
    const packets = await soon(this.#connected().receive()) ?? [];
    this.#ended = packets.length === 0;
    let due = false;
    for (const packet of packets) {
      const [kind, body] = packet;
      if (kind === BYE) this.#heard.push({ type: "bye" });
      if (kind === MESSAGE || kind === NUMBERED) this.#take(JSON.parse(utf8(body)));
      // The first record is answered at once, so that the server knows that it has arrived.
      if (kind === MESSAGE && this.#begin(utf8(body)) || kind === NUMBERED) due = true;
      const answer = this.#numbers?.hear(packet);
      if (answer) this.#owed.push(answer);
    }
    if (packets.some(([kind]) => kind === BYE)) {
      this.#ended = true;
      this.cut();
    } else if (!this.#left && this.#numbers !== null && (due || this.#owed.length > 0)) {
      this.#owed.unshift(nobleAck(this.#numbers.received));
      await this.send().catch(() => {}); // the next reading finds out
    }
    return packets;
  }

  /** Begins to count, or goes on; says whether this is what a connection begins with. */
  #begin(json: string): boolean {
    const { type, you, delivery, received = 0, missing = 0 }: Beginning = JSON.parse(json);
    if (type === "welcome" && you !== undefined) {
      const numbers = new NobleNumbers();
      this.#membership = { id: you.id, secret: delivery?.secret ?? null, numbers };
      return true;
    }
    if (type !== "resumed") return false;
    const { numbers } = this.#member();
    numbers.confirm(received);
    numbers.received += missing;
    this.#owed.push(...numbers.unconfirmed);
    return true;
  }

  get #numbers(): NobleNumbers | null {
    return this.#membership?.secret ? this.#membership.numbers : null;
  }

  #member(): Membership {
    if (this.#membership === null) throw new Error("not in");
    return this.#membership;
  }

  #connected(): NoblePeer {
    if (this.#peer === null) throw new Error("no connection");
    return this.#peer;
  }
}

/** What a message says, in a few words. */
export function brief({ type, text, code, reason }: NobleMessage): string {
  return [type, text ?? code ?? reason].filter((part) => part !== undefined).join(" ");
}

async function soon<Value>(promise: Promise<Value>): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("nothing came")), PATIENCE_MS);
  return await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** What is looked at in `welcome` and `resumed`. */
interface Beginning {
  readonly type: string;
  readonly you?: { readonly id: string };
  readonly delivery?: { readonly secret: string };
  readonly received?: number;
  readonly missing?: number;
}
