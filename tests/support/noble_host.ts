/**
 * A server of pyChat that lets everybody in and back, written from PROTOCOL.md with nothing of
 * `lib`. It knows no limits, and whoever is away may come back for as long as it runs.
 *
 * @module
 */
import { ACK, isNumbered, nobleAck, NobleNumbers, NUMBERED } from "./noble_delivery.ts";
import { NobleCourt, type NoblePost } from "./noble_court.ts";
import { ascii, noblePublic } from "./noble_noise.ts";
import type { HostOptions, NobleHello } from "./noble_host_options.ts";
import { type NobleMessage, NoblePeer } from "./noble_peer.ts";
import { BYE, MESSAGE, type NoblePacket, utf8 } from "./noble_wire.ts";

/** Somebody who is in. */
interface Seat {
  readonly you: { readonly id: string; readonly name: string; readonly tag: string };
  /** Null where delivery is not agreed. */
  readonly numbers: NobleNumbers | null;
  readonly secret: string;
  /** Null while it is away. */
  peer: NoblePeer | null;
}

const PLAIN = { left: "left", stopping: "stopping", refused: "refused" };

/** A server on a free port of 127.0.0.1. */
export class NobleHost {
  /** What clients said that was neither a text nor a goodbye. */
  readonly odd: NobleMessage[] = [];
  /** What clients said first, in the order in which they came. */
  readonly hellos: NobleHello[] = [];
  /** The kinds of packet that came, each once. */
  readonly kinds: Set<number> = new Set();
  readonly #options: HostOptions;
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #identity = crypto.getRandomValues(new Uint8Array(32));
  readonly #seats = new Map<string, Seat>();
  readonly #court: NobleCourt | null;
  readonly #running: Promise<void>[] = [];
  #held: string | null = null;
  #count = 0;
  #texts = 0;

  /** @param options How it differs. */
  constructor(options: HostOptions = {}) {
    this.#options = options;
    const entry = (id: string) => this.#entries().find((one) => one.id === id);
    this.#court = options.rooms === true ? new NobleCourt(entry) : null;
    this.#running.push(this.#accept());
  }

  /** Where it listens. */
  get port(): number {
    return this.#listener.addr.port;
  }

  /** An invitation to it. */
  get invitation(): string {
    return `pychat://127.0.0.1:${this.port}#${base64(noblePublic(this.#identity))}`;
  }

  /** Says messages to everybody, each to everybody in one record. */
  async tell(...messages: readonly object[]): Promise<void> {
    await Promise.all([...this.#seats.values()].map((seat) => this.#post(seat, ...messages)));
  }

  /** Sends packets to everybody who is here, in one record. */
  async send(...packets: readonly NoblePacket[]): Promise<void> {
    await Promise.all([...this.#seats.values()].map((seat) => this.#write(seat, packets)));
  }

  /** Cuts the connection of everybody, or of one. */
  cut(name: string | null = null): void {
    for (const { you, peer } of this.#seats.values()) {
      if (peer !== null && (name === null || name === you.name)) close(peer);
    }
  }

  /** Lets nothing more reach somebody, until what it gives is called, which cuts them. */
  hold(name: string): () => void {
    this.#held = name;
    return () => {
      this.#held = null;
      this.cut(name);
    };
  }

  /** Stops with a goodbye to everybody. */
  async stop(): Promise<void> {
    this.#listener.close();
    const seats = [...this.#seats.values()];
    this.#seats.clear(); // nobody is there to be told who leaves
    const reason = this.#words.stopping;
    for (const { peer } of seats) if (peer) await this.#part(peer, { type: "closing", reason });
    while (this.#running.length > 0) await this.#running.pop();
  }

  get #words(): typeof PLAIN {
    return this.#options.words ?? PLAIN;
  }

  async #accept(): Promise<void> {
    for (;;) {
      const socket = await this.#listener.accept().catch(() => null);
      if (socket === null) return;
      this.#running.push(this.#serve(socket).catch(() => socket.close()));
    }
  }

  async #serve(socket: Deno.TcpConn): Promise<void> {
    const { name = "Noble", refusal } = this.#options;
    const own = JSON.stringify(this.#changed({ type: "server", name, passphrase: false }));
    const peer = await NoblePeer.serve(socket, this.#identity, own, new Uint8Array(32));
    const hello: NobleHello = JSON.parse(peer.hello);
    this.hellos.push(hello);
    if (refusal !== undefined) {
      const reason = this.#words.refused;
      await this.#part(peer, { type: "error", code: refusal }, { type: "closing", reason });
    }
    const seat = refusal === undefined ? await this.#seat(peer, hello) : null;
    const bye = await this.#hear(peer, seat);
    if (seat === null || seat.peer === peer) close(peer);
    if (seat?.peer === peer) await this.#ended(seat, bye);
  }

  /** A place for a newcomer, or the one that a claim is right about. */
  async #seat(peer: NoblePeer, { name, delivery, resume }: NobleHello): Promise<Seat> {
    const claimed = delivery && resume ? this.#seats.get(resume.member) : undefined;
    if (resume && claimed?.numbers && claimed.secret === resume.secret) {
      await this.#resume(claimed, claimed.numbers, peer, resume.received);
      return claimed;
    }
    const agreed = delivery === true && this.#options.delivery !== false;
    const you = { id: `${this.#count++}`.padStart(11, "A"), name, tag: "k7qd" };
    const secret = base64(crypto.getRandomValues(new Uint8Array(32)));
    const numbers = agreed ? new NobleNumbers() : null;
    const room = "lobby";
    await this.tell({ type: "joined", room, member: you, time: 2 });
    const seat: Seat = { you, numbers, secret, peer };
    this.#seats.set(you.id, seat);
    const terms = agreed && { delivery: { secret, grace: 120 } };
    const rooms = this.#court !== null && { rooms: true };
    const welcome = { type: "welcome", you, room, history: 0, time: 1, ...terms, ...rooms };
    if (this.#options.early) await this.#write(seat, [this.#options.early]);
    await this.#post(seat, welcome, ...agreed ? this.#standing(you.id) : [], this.#members());
    return seat;
  }

  async #resume(
    seat: Seat,
    numbers: NobleNumbers,
    peer: NoblePeer,
    received: number,
  ): Promise<void> {
    const old = seat.peer;
    numbers.confirm(received);
    seat.peer = peer;
    if (old !== null) close(old);
    const { you } = seat;
    const resumed = { type: "resumed", you, received: numbers.received, missing: 0, time: 3 };
    const again = numbers.unconfirmed;
    const lists = [this.#members(), ...this.#court?.standing(you.id).lists ?? []];
    await this.#post(seat, resumed, ...this.#standing(you.id), ...lists);
    for (const packet of again) await this.#write(seat, [packet]);
    if (old === null) await this.#tellOthers(seat, "reconnected");
  }

  /** Takes in what comes until a goodbye or the end; says which. */
  async #hear(peer: NoblePeer, seat: Seat | null): Promise<boolean> {
    for (;;) {
      const packets = await peer.receive().catch(() => null);
      if (packets === null) return false;
      const owed: NoblePacket[] = [];
      for (const packet of packets) {
        const [kind, body] = packet;
        this.kinds.add(kind);
        const answer = seat?.numbers?.hear(packet);
        if (answer) owed.push(answer);
        if (kind === BYE) return true;
        if (kind === NUMBERED && seat?.numbers) owed.push(nobleAck(seat.numbers.received));
        if (kind === NUMBERED && !seat?.numbers) throw new Error("numbered without delivery");
        if (!seat || kind !== MESSAGE && kind !== NUMBERED) continue;
        await this.#take(seat, JSON.parse(utf8(body)));
      }
      // Of several acknowledgements the last one says it all.
      const due = owed.filter(([kind], at) => kind !== ACK || at === owed.length - 1);
      if (seat?.peer === peer && due.length > 0) await this.#write(seat, due);
    }
  }

  async #ended(seat: Seat, bye: boolean): Promise<void> {
    seat.peer = null;
    if (seat.numbers !== null && !bye) return await this.#tellOthers(seat, "reconnecting");
    this.#seats.delete(seat.you.id);
    const reason = bye ? this.#words.left : "cut";
    await this.#deliver(this.#court?.part(seat.you.id, reason) ?? []);
    await this.tell({ type: "left", room: "lobby", member: seat.you.id, reason, time: 4 });
  }

  async #take(seat: Seat, message: NobleMessage): Promise<void> {
    const { type, room, ref, text } = message;
    if (this.#court !== null && (type !== "say" || room !== "lobby")) {
      return await this.#deliver(this.#court.hear(seat.you.id, message));
    }
    if (type !== "say") return void this.odd.push(message);
    const { beside, judge } = this.#options;
    const code = judge?.(text) ?? null;
    if (code !== null) return await this.#post(seat, { type: "error", code, ref });
    const said = { type: "text", room, id: ++this.#texts, from: seat.you.id, text, time: 3 };
    for (const each of this.#seats.values()) {
      const own = each === seat ? { ...said, ref } : said;
      await this.#post(each, ...(beside ? [beside, own] : [own]));
    }
  }

  async #tellOthers(seat: Seat, type: "reconnecting" | "reconnected"): Promise<void> {
    const others = [...this.#seats.values()].filter((each) => each !== seat);
    const news = { type, member: seat.you.id, time: 5 };
    for (const other of others) await this.#post(other, news);
  }

  #members(): object {
    return { type: "members", room: "lobby", members: this.#entries(), last: true };
  }

  #entries(): Seat["you"][] {
    return [...this.#seats.values()].map(({ you, peer }) =>
      peer === null ? { ...you, reconnecting: true } : you
    );
  }

  /** The rooms of a member, in two parts; nothing where there is only the lobby. */
  #standing(id: string): object[] {
    if (this.#court === null) return [];
    const lobby = { room: "lobby", kind: "public", topic: "", history: 0 };
    const { states } = this.#court.standing(id);
    return [{ type: "standing", rooms: [lobby], last: false }, {
      ...{ type: "standing", rooms: states, last: true },
    }];
  }

  async #deliver(posts: readonly NoblePost[]): Promise<void> {
    for (const { to, message, withhold } of posts) {
      const seat = this.#seats.get(to);
      if (seat === undefined) continue;
      if (withhold !== undefined) seat.numbers?.withhold(withhold);
      await this.#post(seat, message);
    }
  }

  async #post(seat: Seat, ...messages: readonly object[]): Promise<void> {
    await this.#write(seat, messages.map((message) => this.#packet(seat, message)));
  }

  #packet({ numbers }: Seat, message: object): NoblePacket {
    const kind = numbers !== null && isNumbered(message) ? NUMBERED : MESSAGE;
    const packet: NoblePacket = [kind, ascii(JSON.stringify(this.#changed(message)))];
    return numbers?.keep(packet) ?? packet;
  }

  async #write({ peer, you }: Seat, packets: readonly NoblePacket[]): Promise<void> {
    if (you.name === this.#held) return;
    // Who is gone finds out by reading.
    await peer?.send(this.#record(packets)).catch(() => {});
  }

  async #part(peer: NoblePeer, ...messages: readonly object[]): Promise<void> {
    const packets = messages.map((message): NoblePacket => [
      MESSAGE,
      ascii(JSON.stringify(this.#changed(message))),
    ]);
    await peer.send(this.#record([...packets, [BYE, new Uint8Array(0)]])).catch(() => {});
  }

  #changed(message: object): object {
    return this.#options.message?.(message) ?? message;
  }

  #record(packets: readonly NoblePacket[]): readonly NoblePacket[] {
    return this.#options.record?.(packets) ?? packets;
  }
}

/** Closes a connection that may have been closed. */
function close(peer: NoblePeer): void {
  try {
    peer.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}

function base64(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}
