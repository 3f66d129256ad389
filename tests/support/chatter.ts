/**
 * One client of a server, as a program would be, without a person.
 *
 * @module
 */
import { assert } from "@std/assert";
import { NO_PASSPHRASE } from "../../lib/crypto/passphrase.ts";
import { Delivery } from "../../lib/delivery/delivery.ts";
import { Stock } from "../../lib/delivery/stock.ts";
import { Call, type CallLimits } from "../../lib/io/net/call.ts";
import { encodeMessage, packMessage } from "../../lib/message/encode.ts";
import type { ClientHello, ClientMessage } from "../../lib/message/from_client.ts";
import type { Member, ServerMessage, WelcomeMessage } from "../../lib/message/from_server.ts";
import { readServerMessage } from "../../lib/message/read_server.ts";
import { parcelOf } from "../../lib/wire/parcel.ts";

/** How long a test waits for what must come, in milliseconds: only a failure takes as long. */
const PATIENCE_MS = 60_000;

/** How a client may differ from the usual one. */
export interface ChatterOptions {
  /** The pre-shared key, 32 bytes. */
  readonly psk?: Uint8Array;
  /** `false` is a client of the first version, which does not number. */
  readonly numbers?: boolean;
  /** `false` is one that sends as fast as it can, whatever the server says. */
  readonly keepsPace?: boolean;
  /** Dials again after a cut, so many milliseconds later. */
  readonly returnsAfter?: number;
}

/** Numbers, acknowledges, and comes back after a cut when it is told to. */
export class Chatter {
  /** Everything the server said, in order, over all connections. */
  readonly heard: ServerMessage[] = [];
  /** How the last call ended: why there was none, or whether it ended with a goodbye. */
  ended: string | null = null;
  /** Numbers that the server has left out in resumptions. */
  missing = 0;
  /** How often it came back as whom it was. */
  resumptions = 0;
  readonly #name: string;
  readonly #options: ChatterOptions;
  readonly #waiting = new Set<() => void>();
  #port: number;
  #delivery = new Delivery(new Stock());
  #call: Call;
  #welcome: WelcomeMessage | null = null;
  /** Whether its call carries its delivery. */
  #isIn = false;
  #hasLeft = false;
  #ref = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Calls a server and goes in, whoever answers. */
  constructor(port: number, name: string, options: Uint8Array | ChatterOptions = {}) {
    this.#port = port;
    this.#name = name;
    this.#options = options instanceof Uint8Array ? { psk: options } : options;
    this.#call = this.#dial();
  }

  /** Calls a server and waits until it is in. */
  static async join(
    port: number,
    name: string,
    options?: Uint8Array | ChatterOptions,
  ): Promise<Chatter> {
    const chatter = new Chatter(port, name, options);
    await chatter.until((one) => one.heard.some(({ type }) => type === "members"));
    return chatter;
  }

  /** The texts it heard, in order. */
  get texts(): string[] {
    return this.heard.flatMap((message) => message.type === "text" ? [message.text] : []);
  }

  /** Whom the server takes it for. */
  get you(): Member | null {
    return this.#welcome?.you ?? null;
  }

  /** Bytes that wait, or are not acknowledged. */
  get bytes(): number {
    return this.#delivery.bytes;
  }

  /** Says a text to a room. */
  say(text: string, room = "lobby"): void {
    this.send({ type: "say", room, ref: this.nextRef(), text });
  }

  /** A number that nothing was asked under. */
  nextRef(): number {
    return ++this.#ref;
  }

  /** Sends any message; while it is away it waits for the next connection. */
  send(message: ClientMessage): void {
    const parcel = packMessage(message);
    if (this.#isIn) this.#call.send(parcel);
    else this.#delivery.post(parcel);
  }

  /** Sends any packet. */
  sendPacket(packet: Uint8Array): void {
    this.#call.send(parcelOf(packet));
  }

  /** Asks whether the server is there. */
  probe(): void {
    this.#call.probe();
  }

  /** Says goodbye. */
  leave(): void {
    this.#hasLeft = true;
    clearTimeout(this.#timer);
    this.#call.finish();
  }

  /** Ends the connection without a word. */
  cut(): void {
    this.#call.drop(0);
    this.#end("cut");
  }

  /**
   * Calls again, to come back as whom it was; without waiting for the answer.
   *
   * @param port Where, if not where it was.
   */
  redial(port = this.#port): void {
    this.#port = port;
    this.#call.drop();
    this.#isIn = false;
    this.ended = null;
    this.#call = this.#dial();
  }

  /** Calls again, and waits until it is in, as whom it was or as somebody new. */
  async resume(port?: number): Promise<void> {
    const before = this.heard.length;
    this.redial(port);
    await this.until(({ heard }) => heard.slice(before).some(({ type }) => type === "members"));
  }

  /** Waits until something is so. Fails if it is not so after very long. */
  async until(so: (chatter: Chatter) => boolean): Promise<void> {
    const timer = setTimeout(() => this.#wake(), PATIENCE_MS);
    const start = performance.now();
    while (!so(this)) {
      assert(performance.now() - start < PATIENCE_MS, `it is not so; heard ${this.heard.length}`);
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
    clearTimeout(timer);
  }

  #dial(): Call {
    const call: Call = Call.start("127.0.0.1", this.#port, {
      failed: (why) => this.#end(typeof why === "string" ? why : "other_version"),
      server: () => {
        const hello = encodeMessage(this.#hello());
        void call.proceed(this.#options.psk ?? NO_PASSPHRASE, hello);
      },
      message: (body) => this.#hear(call, body),
      closed: (clean) => this.#end(clean ? "bye" : "cut"),
    }, this.#delivery);
    return call;
  }

  #hello(): ClientHello {
    const hello = { type: "hello", name: this.#name } as const;
    if (this.#options.numbers === false) return hello;
    const [member, secret] = [this.#welcome?.you.id, this.#welcome?.delivery?.secret];
    if (member === undefined || secret === undefined) return { ...hello, delivery: true };
    const { received } = this.#delivery;
    return { ...hello, delivery: true, resume: { member, secret, received } };
  }

  #hear(call: Call, body: Uint8Array): void {
    const message = readServerMessage(body);
    assert(message !== null);
    if (message.type === "welcome") this.#begin(call, message);
    if (message.type === "resumed") {
      assert(call.resume(message.received, message.missing), "numbers that cannot be");
      this.#isIn = true;
      this.missing += message.missing;
      this.resumptions++;
    }
    this.heard.push(message);
    this.#wake();
  }

  #begin(call: Call, welcome: WelcomeMessage): void {
    if (this.#welcome !== null) this.#delivery = new Delivery(new Stock());
    this.#welcome = welcome;
    const limits = this.#options.keepsPace === false ? null : limitsOf(welcome);
    call.begin(welcome.delivery !== undefined, limits, this.#delivery);
    this.#isIn = true;
  }

  #end(how: string): void {
    this.ended = how;
    this.#isIn = false;
    const { returnsAfter } = this.#options;
    if (returnsAfter !== undefined && !this.#hasLeft) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.redial(), returnsAfter);
    }
    this.#wake();
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }
}

function limitsOf({ limits }: WelcomeMessage): CallLimits | null {
  if (limits === undefined) return null;
  const { texts, bytes } = limits;
  return {
    texts: texts === undefined ? null : { burst: texts.burst, perSecond: texts.perMinute / 60 },
    bytes,
  };
}
