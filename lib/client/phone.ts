/**
 * The phone: carries out what the client asks of a connection, and tells it what comes of it.
 *
 * Whatever dials is given; it deals in bytes, and this turns them into messages and back. One call
 * at a time: what an earlier one still says is not heard.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";
import { encodeMessage, packMessage } from "../message/encode.ts";
import { readServerHello, readServerMessage } from "../message/from_server.ts";
import type { ConnectFailure, Effect, LinkEvent } from "./effect.ts";

/** A connection to a server, from dialling to the end. */
export interface Call {
  /** Goes on after `server`: sends the hello, protected by the pre-shared key of 32 bytes. */
  proceed(psk: Uint8Array, hello: Uint8Array): Promise<void>;
  /** Queues an encoded packet. Neither waits nor throws. */
  send(packet: Uint8Array): void;
  /** Says goodbye, where there is somebody to hear it, and ends; later, if it takes a while. */
  finish(): void | Promise<void>;
}

/** Who hears of a call. */
export interface Caller {
  failed(why: ConnectFailure): void;
  server(key: Uint8Array, hello: Uint8Array): void;
  message(body: Uint8Array): void;
  closed(clean: boolean): void;
}

/** What a phone needs. */
export interface PhoneOptions {
  /** Begins a call. */
  readonly dial: (host: string, port: number, caller: Caller) => Call;
  /** The pre-shared key of a passphrase at the server with this key; of none where it is null. */
  readonly psk: (passphrase: string | null, key: Uint8Array) => Promise<Uint8Array>;
  /** Takes what happened, with the number of the link it happened to. */
  readonly tell: (link: number, event: LinkEvent) => void;
}

/** Effects that are about a connection. */
export type LinkEffect = Extract<Effect, { type: "connect" | "proceed" | "send" | "disconnect" }>;

/** What is not the number of any link. */
const NO_LINK = 0;

/** The connection of one client. */
export class Phone {
  readonly #options: PhoneOptions;
  #call: Call | null = null;
  /** The link that is heard: none after its last event, nor after it was given up. */
  #link = NO_LINK;
  #key: Uint8Array = new Uint8Array(0);
  /** Whether the server has said anything that has a meaning. */
  #heard = false;

  /** @param options What it needs. */
  constructor(options: PhoneOptions) {
    this.#options = options;
  }

  /** Carries out an effect. */
  run(effect: LinkEffect): void {
    switch (effect.type) {
      case "connect":
        void this.hangUp();
        this.#link = effect.link;
        this.#heard = false;
        this.#call = this.#options.dial(effect.host, effect.port, this.#caller(effect.link));
        break;
      case "proceed":
        void this.#proceed(effect.passphrase, encodeMessage(effect.hello));
        break;
      case "send":
        this.#call?.send(packMessage(effect.message));
        break;
      case "disconnect":
        void this.hangUp();
    }
  }

  /**
   * Ends the call that there is.
   *
   * @returns When its last packets and the goodbye are with the server.
   */
  async hangUp(): Promise<void> {
    const call = this.#call;
    this.#call = null;
    this.#link = NO_LINK;
    await call?.finish();
  }

  async #proceed(passphrase: string | null, hello: Uint8Array): Promise<void> {
    const [call, link] = [this.#call, this.#link];
    if (call === null) return;
    try {
      await call.proceed(await this.#options.psk(passphrase, this.#key), hello);
      if (this.#call === call) this.#options.tell(link, { type: "opened" });
    } catch {
      this.#breakOff(link);
    }
  }

  #caller(link: number): Caller {
    const tell = (event: LinkEvent): void => {
      if (link !== this.#link) return;
      if (event.type === "failed" || event.type === "closed") {
        this.#call = null;
        this.#link = NO_LINK;
      }
      this.#options.tell(link, event);
    };
    return {
      failed: (why) => tell({ type: "failed", why }),
      server: (key, hello) => {
        if (link === this.#link) this.#key = key;
        const name = key.toBase64({ alphabet: "base64url", omitPadding: true });
        this.#read(link, () => tell({ type: "server", key: name, hello: readServerHello(hello) }));
      },
      message: (body) => this.#message(link, body, tell),
      closed: (clean) => tell({ type: "closed", clean }),
    };
  }

  /**
   * A later version may have further messages, which are skipped. The first one is none of them:
   * a server could keep us waiting for a welcome with those.
   */
  #message(link: number, body: Uint8Array, tell: (event: LinkEvent) => void): void {
    if (link !== this.#link) return;
    try {
      const message = readServerMessage(body);
      if (message === null && !this.#heard) return this.#notPychat(link);
      this.#heard = true;
      if (message !== null) tell({ type: "message", message });
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      if (this.#heard) this.#breakOff(link);
      else this.#notPychat(link);
    }
  }

  #notPychat(link: number): void {
    void this.hangUp();
    this.#options.tell(link, { type: "failed", why: "not_pychat" });
  }

  /** A server that breaks a rule is not spoken to any more. */
  #read(link: number, act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#breakOff(link);
    }
  }

  #breakOff(link: number): void {
    if (link !== this.#link) return;
    void this.hangUp();
    this.#options.tell(link, { type: "closed", clean: false });
  }
}
