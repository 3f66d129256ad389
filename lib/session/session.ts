/**
 * One connection's protected conversation: the handshake, then records, then the goodbye.
 *
 * This folder knows handshake phases, records, padding and rekeying. It must never know sockets,
 * clocks or the chat: bytes in, events out. The same code serves both sides.
 *
 * @module
 */
import { type Soon, soon } from "../crypto/aead.ts";
import type { Primitives } from "../crypto/primitives.ts";
import type { KeyPair } from "../crypto/x25519.ts";
import { ProtocolError } from "../errors.ts";
import { CLIENT_HELLO_BYTES, SERVER_HELLO_BYTES } from "../limits.ts";
import { HandshakeState } from "../noise/handshake_state.ts";
import { XX_PSK3 } from "../noise/pattern.ts";
import { encodeFrame, FRAME_HEADER_BYTES, FrameDecoder, headFrame } from "../wire/frame.ts";
import { FramePool } from "../wire/frame_pool.ts";
import { KIND, type Packet } from "../wire/packet.ts";
import { padHello, unpadHello } from "./padding.ts";
import { type Phase, type Role, type Rule, RULES, VERSION_BYTES } from "./phase.ts";
import { RecordOpener, RecordSealer } from "./record.ts";
import { majorOfAnswer, majorOfMessage1, PROLOGUE } from "./version.ts";

const NOTHING = new Uint8Array(0);

/** Lends new frames, as nobody gives it any back. */
const NO_POOL = new FramePool();

/** What comes out of a session when bytes go in. */
export type SessionEvent =
  /** A frame of the handshake that must be written now, even where a fault follows. */
  | { readonly type: "write"; readonly bytes: Uint8Array }
  /** To a client: who answers. Nothing of ours was sent yet; `proceed` or end the connection. */
  | { readonly type: "server"; readonly key: Uint8Array; readonly hello: Uint8Array }
  /** To a client: what answers says it speaks this major version. A fault follows. */
  | { readonly type: "other_version"; readonly major: number }
  /** To a server: a client that knows the passphrase, where there is one. */
  | { readonly type: "client"; readonly hello: Uint8Array }
  | { readonly type: "packet"; readonly packet: Packet }
  /** The peer has ended the conversation, and nothing was cut off. */
  | { readonly type: "bye" };

/** What a client's session begins with. */
export interface ClientSessionOptions {
  readonly primitives: Primitives;
  /** 64 fresh random bytes: the ephemeral and the throw-away static secret. */
  readonly drawn: Uint8Array;
}

/** What a server's session begins with. */
export interface ServerSessionOptions {
  readonly primitives: Primitives;
  /** 32 fresh random bytes: the ephemeral secret. */
  readonly drawn: Uint8Array;
  /** The server's long-lived key pair. */
  readonly identity: KeyPair;
  /** The pre-shared key, 32 bytes. */
  readonly psk: Uint8Array;
  /** The server's hello, JSON in UTF-8, that fits `SERVER_HELLO_BYTES`. */
  readonly hello: Uint8Array;
}

/** One side of one connection. */
export class Session {
  readonly #role: Role;
  readonly #primitives: Primitives;
  /** `null` when it is done: its secrets are of no use any more, and nobody must find them. */
  #handshake: HandshakeState | null;
  #hello: Uint8Array;
  readonly #frames: FrameDecoder;
  #phase: Phase = "fresh";
  #sealer: RecordSealer | null = null;
  #opener: RecordOpener | null = null;

  private constructor(
    role: Role,
    primitives: Primitives,
    handshake: HandshakeState,
    hello: Uint8Array,
  ) {
    this.#role = role;
    this.#primitives = primitives;
    this.#handshake = handshake;
    this.#hello = hello;
    this.#frames = new FrameDecoder((bytes) => this.#rule.frames.includes(bytes));
  }

  /** A session of a client. Its static key is drawn for this one connection: it names nobody. */
  static async client({ primitives, drawn }: ClientSessionOptions): Promise<Session> {
    const e = await primitives.keyPair(drawn.subarray(0, 32));
    const s = await primitives.keyPair(drawn.subarray(32));
    const options = { pattern: XX_PSK3, initiator: true, prologue: PROLOGUE, primitives, e, s };
    return new Session("client", primitives, await HandshakeState.initialize(options), NOTHING);
  }

  /** A session of a server. It says nothing that depends on the passphrase before the client. */
  static async server(options: ServerSessionOptions): Promise<Session> {
    const { primitives, identity: s, psk, hello } = options;
    const e = await primitives.keyPair(options.drawn);
    const handshake = await HandshakeState.initialize(
      { pattern: XX_PSK3, initiator: false, prologue: PROLOGUE, primitives, e, s },
    );
    handshake.setPsks([psk]);
    return new Session("server", primitives, handshake, padHello(hello, SERVER_HELLO_BYTES));
  }

  /** How far it has come. */
  get phase(): Phase {
    return this.#phase;
  }

  /**
   * The client's first word.
   *
   * @returns A frame to write.
   * @throws {RangeError} If this is not a client's session, or not a fresh one.
   */
  async start(): Promise<Uint8Array> {
    const { next } = this.#allow("start");
    this.#phase = next;
    return encodeFrame(await this.#underWay.writeMessage(NOTHING));
  }

  /**
   * The client goes on, having looked at the server's key. From here on it may seal.
   *
   * @param psk 32 bytes.
   * @param hello The client's hello, JSON in UTF-8, that fits `CLIENT_HELLO_BYTES`.
   * @returns A frame to write before any record.
   * @throws {RangeError} If no `server` event has come, or the hello does not fit.
   */
  async proceed(psk: Uint8Array, hello: Uint8Array): Promise<Uint8Array> {
    const payload = padHello(hello, CLIENT_HELLO_BYTES);
    const { next } = this.#allow("proceed");
    const handshake = this.#underWay;
    handshake.setPsks([psk]);
    const message = await handshake.writeMessage(payload);
    await this.#open();
    // The server may have broken a rule meanwhile; what has ended does not open again.
    if (this.#phase === "deciding") this.#phase = next;
    return encodeFrame(message);
  }

  /**
   * Takes the next bytes of the stream. One call at a time: wait for the answer before the next.
   *
   * @param chunk Any number of bytes; do not reuse them before the call is answered.
   * @param emit Takes each event, in order, before the next one is looked for.
   * @throws {ProtocolError} (or rejects with it) if the peer broke a rule. The session has ended.
   */
  receive(chunk: Uint8Array, emit: (event: SessionEvent) => void): Soon<void> {
    return this.#drain(this.#frames.push(chunk), emit);
  }

  /**
   * Seals packets into one record. One call at a time.
   *
   * @param packets Encoded packets, together at most `MAX_RECORD_BYTES`.
   * @param pool Lends the frame. Whoever has it gives it back when it is written.
   * @returns A frame to write.
   * @throws {RangeError} If the session is not open, or the packets do not fit.
   */
  seal(packets: readonly Uint8Array[], pool: FramePool = NO_POOL): Soon<Uint8Array> {
    this.#allow("seal");
    if (this.#sealer === null) throw new RangeError("the handshake is not finished");
    const into = (bytes: number) => pool.take(FRAME_HEADER_BYTES + bytes);
    return soon(this.#sealer.seal(packets, into), headFrame);
  }

  /** Bytes that are missing of the frame that has begun; 0 while none has. */
  get missing(): number {
    return this.#frames.missing;
  }

  get #underWay(): HandshakeState {
    if (this.#handshake === null) throw new RangeError("the handshake is finished");
    return this.#handshake;
  }

  get #rule(): Rule {
    return RULES[this.#role][this.#phase];
  }

  #allow(act: Rule["act"]): Rule {
    if (this.#rule.act !== act) throw new RangeError(`a ${this.#phase} session cannot ${act}`);
    return this.#rule;
  }

  /** Frame after frame, without a pause where the crypto needs none. A fault is the end. */
  #drain(bodies: Generator<Uint8Array>, emit: (event: SessionEvent) => void): Soon<void> {
    try {
      for (;;) {
        const { done, value } = bodies.next();
        if (done === true) return;
        const taken = this.#take(value, emit);
        if (taken instanceof Promise) {
          return taken.then(() => this.#drain(bodies, emit), (error) => this.#end(error));
        }
      }
    } catch (error) {
      this.#end(error);
    }
  }

  #take(body: Uint8Array, emit: (event: SessionEvent) => void): Soon<void> {
    const rule = this.#rule;
    if (rule.frame === "record") return this.#takeRecord(body, emit);
    if (body.length === VERSION_BYTES) return this.#takeAnswer(body, emit);
    return this.#takeHandshake(rule, body, emit);
  }

  async #takeHandshake(
    { frame, next }: Rule,
    body: Uint8Array,
    emit: (event: SessionEvent) => void,
  ): Promise<void> {
    if (frame === "message_1") {
      await this.#takeFirst(body, emit);
      const bytes = encodeFrame(await this.#underWay.writeMessage(this.#hello));
      this.#hello = NOTHING;
      this.#phase = next;
      return emit({ type: "write", bytes });
    }
    const handshake = this.#underWay;
    const hello = unpadHello(await handshake.readMessage(body));
    if (frame === "message_3") await this.#open();
    this.#phase = next;
    if (frame === "message_3") return emit({ type: "client", hello });
    const key = handshake.rs;
    if (key === null) throw new RangeError("message 2 brought no key");
    emit({ type: "server", key, hello });
  }

  /** A client of another version is told which one is spoken here; garbage is told nothing. */
  async #takeFirst(body: Uint8Array, emit: (event: SessionEvent) => void): Promise<void> {
    try {
      await this.#underWay.readMessage(body);
    } catch (error) {
      const major = error instanceof ProtocolError
        ? await majorOfMessage1(body, this.#primitives)
        : null;
      if (major === null) throw error;
      emit({ type: "write", bytes: encodeFrame(PROLOGUE) });
      throw new ProtocolError("other_version", `a client of version ${major}`);
    }
  }

  /** Nothing of ours follows it, whatever it says: an answer in the clear must not steer us. */
  #takeAnswer(body: Uint8Array, emit: (event: SessionEvent) => void): never {
    const major = majorOfAnswer(body);
    emit({ type: "other_version", major });
    throw new ProtocolError("other_version", `a server of version ${major}`);
  }

  #takeRecord(body: Uint8Array, emit: (event: SessionEvent) => void): Soon<void> {
    if (this.#opener === null) throw new RangeError("the handshake is not finished");
    return soon(this.#opener.open(body), (packets) => {
      for (const packet of packets) {
        if (this.#phase === "ended") throw new ProtocolError("bye_body", "something follows it");
        if (packet.kind !== KIND.bye) {
          emit({ type: "packet", packet });
          continue;
        }
        if (packet.body.length > 0) throw new ProtocolError("bye_body", "not empty");
        this.#phase = "ended";
        emit({ type: "bye" });
      }
    });
  }

  async #open(): Promise<void> {
    const { initiator, responder } = await this.#underWay.split();
    this.#handshake = null;
    const [ours, theirs] = this.#role === "client"
      ? [initiator, responder]
      : [responder, initiator];
    this.#sealer = new RecordSealer(ours);
    this.#opener = new RecordOpener(theirs);
  }

  #end(error: unknown): never {
    this.#phase = "ended";
    throw error;
  }
}
