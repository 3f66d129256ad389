/**
 * The phone: carries out what the client asks of its connections, and tells it what comes of it.
 *
 * Whatever dials is given; it deals in bytes, and this turns them into messages and back. What a
 * call says that was given up is not heard.
 *
 * @module
 */
import { ProtocolError } from "../../errors.ts";
import { encodeMessage, packMessage } from "../../message/encode.ts";
import type { ClientLimits, ServerMessage } from "../../message/from_server.ts";
import { readServerHello, readServerMessage } from "../../message/read_server.ts";
import type { Rate } from "../../token_bucket.ts";
import type { ConnectFailure, Effect, LinkEvent } from "../effect.ts";

/** More than this no server has forgotten in the time that anybody may be away. */
const MAX_MISSING = 2 ** 32;

/** What outlives calls: all that is numbered and not known to have arrived. */
export interface Mail {
  /** How many numbered messages have come from the server. */
  readonly received: number;
}

/** How fast a server lets a client be; `null` where it does not say. */
export interface Limits {
  readonly texts: Rate | null;
  /** Bytes of records. */
  readonly bytes: Rate | null;
}

/** A message as it is queued. */
export type Parcel = ReturnType<typeof packMessage>;

/** A connection to a server, from dialling to the end. */
export interface Call {
  /** Goes on after `server`: sends the hello, protected by the pre-shared key of 32 bytes. */
  proceed(psk: Uint8Array, hello: Uint8Array): Promise<void>;
  /**
   * The server welcomes somebody new.
   *
   * @param numbered Whether it numbers.
   * @param mail A new one; where none is given, that which the call was dialled for.
   */
  begin(numbered: boolean, limits: Limits | null, mail?: Mail): void;
  /**
   * The server goes on with the mail that the call was dialled for.
   *
   * @returns Whether its numbers can be.
   */
  resume(received: number, missing: number): boolean;
  /** Queues a message. Neither waits nor throws. */
  send(parcel: Parcel): void;
  /** Ends soon, unless the server shows that it is there. */
  probe(): void;
  /** Says goodbye, where there is somebody to hear it, and ends; later, if it takes a while. */
  finish(): void | Promise<void>;
  /** Ends at once, and says nothing to anybody. */
  drop(): void;
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
  /** Makes what outlives calls. */
  mail(): Mail;
  /**
   * Begins a call.
   *
   * @param mail One that {@linkcode PhoneOptions.mail} made. It is not touched before the call is
   * begun or resumed: another call may still have it.
   */
  dial(host: string, port: number, caller: Caller, mail: Mail): Call;
  /** The pre-shared key of a passphrase at the server with this key; of none where it is null. */
  readonly psk: (passphrase: string | null, key: Uint8Array) => Promise<Uint8Array>;
  /** Takes what happened, with the number of the link it happened to. */
  readonly tell: (link: number, event: LinkEvent) => void;
}

/** Effects that are about a connection. */
export type LinkEffect = Extract<Effect, { readonly link: number }>;

/** A link that is heard: until its last event, or until it is given up. */
interface Line {
  readonly link: number;
  readonly call: Call;
  /** What it was dialled for. */
  readonly mail: Mail;
  /** Whether that is a conversation's already. */
  readonly resume: boolean;
  key: Uint8Array;
  /** Whether the server has said anything that has a meaning. */
  heard: boolean;
}

/** The connections of one client: one, and sometimes another that is to take its place. */
export class Phone {
  readonly #options: PhoneOptions;
  readonly #lines = new Map<number, Line>();
  readonly #finishing = new Set<Promise<void>>();
  /** The conversation's. */
  #mail: Mail | null = null;

  /** @param options What it needs. */
  constructor(options: PhoneOptions) {
    this.#options = options;
  }

  /** Carries out an effect. */
  run(effect: LinkEffect): void {
    const line = this.#lines.get(effect.link);
    switch (effect.type) {
      case "connect":
        return this.#connect(effect);
      case "proceed":
        return void (line && this.#proceed(line, effect));
      case "send":
        return line?.call.send(packMessage(effect.message));
      case "probe":
        return line?.call.probe();
      case "disconnect":
        return line && this.#hangUp(line);
      case "drop":
        this.#lines.delete(effect.link);
        return line?.call.drop();
    }
  }

  /** When the last packets of all calls that were given up, and their goodbyes, are with the server. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#finishing);
  }

  #connect({ link, host, port, resume }: Extract<Effect, { readonly type: "connect" }>): void {
    const old = resume ? this.#mail : null;
    const mail = old ?? this.#options.mail();
    const call = this.#options.dial(host, port, this.#caller(link), mail);
    const key = new Uint8Array(0);
    this.#lines.set(link, { link, call, mail, resume: old !== null, key, heard: false });
  }

  #hangUp({ link, call }: Line): void {
    this.#lines.delete(link);
    const finishing = Promise.resolve(call.finish()).catch(() => {}).finally(() => {
      this.#finishing.delete(finishing);
    });
    this.#finishing.add(finishing);
  }

  async #proceed(
    line: Line,
    { passphrase, hello, claim }: Extract<Effect, { readonly type: "proceed" }>,
  ): Promise<void> {
    try {
      const psk = await this.#options.psk(passphrase, line.key);
      if (!this.#isHeard(line)) return;
      const { received } = line.mail;
      const resume = claim && { member: claim.member, secret: claim.secret, received };
      await line.call.proceed(psk, encodeMessage(resume ? { ...hello, resume } : hello));
      this.#tell(line, { type: "opened" });
    } catch {
      this.#breakOff(line);
    }
  }

  #caller(link: number): Caller {
    const on = (act: (line: Line) => void): void => {
      const line = this.#lines.get(link);
      if (line !== undefined) act(line);
    };
    return {
      failed: (why) => on((line) => this.#end(line, { type: "failed", why })),
      server: (key, hello) => on((line) => this.#server(line, key, hello)),
      message: (body) => on((line) => this.#message(line, body)),
      closed: (clean) => on((line) => this.#end(line, { type: "closed", clean })),
    };
  }

  #server(line: Line, key: Uint8Array, hello: Uint8Array): void {
    line.key = key;
    const name = key.toBase64({ alphabet: "base64url", omitPadding: true });
    try {
      this.#tell(line, { type: "server", key: name, hello: readServerHello(hello) });
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#breakOff(line);
    }
  }

  /**
   * A later version may have further messages, which are skipped. The first one is none of them:
   * a server could keep us waiting for a welcome with those.
   */
  #message(line: Line, body: Uint8Array): void {
    try {
      const message = readServerMessage(body);
      if (message === null && !line.heard) return this.#notPychat(line);
      const isFirst = !line.heard;
      line.heard = true;
      if (message === null) return;
      if (isFirst && !this.#greet(line, message)) return this.#notPychat(line);
      this.#tell(line, { type: "message", message });
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      if (line.heard) this.#breakOff(line);
      else this.#notPychat(line);
    }
  }

  /** Sets the call's numbers by the server's first word. */
  #greet({ call, mail, resume }: Line, message: ServerMessage): boolean {
    if (message.type === "resumed") {
      return message.missing <= MAX_MISSING && call.resume(message.received, message.missing);
    }
    if (message.type !== "welcome") return true;
    // The server knows nothing of the numbers before, so what they counted is given up.
    const fresh = resume ? this.#options.mail() : mail;
    this.#mail = fresh;
    call.begin(message.delivery !== undefined, limitsOf(message.limits), fresh);
    return true;
  }

  #notPychat(line: Line): void {
    this.#hangUp(line);
    this.#options.tell(line.link, { type: "failed", why: "not_pychat" });
  }

  /** A server that breaks a rule is not spoken to any more. */
  #breakOff(line: Line): void {
    if (!this.#isHeard(line)) return;
    this.#hangUp(line);
    this.#options.tell(line.link, { type: "closed", clean: false });
  }

  #end(line: Line, event: LinkEvent): void {
    this.#lines.delete(line.link);
    this.#options.tell(line.link, event);
  }

  #tell(line: Line, event: LinkEvent): void {
    if (this.#isHeard(line)) this.#options.tell(line.link, event);
  }

  #isHeard(line: Line): boolean {
    return this.#lines.get(line.link) === line;
  }
}

function limitsOf(limits: ClientLimits | undefined): Limits | null {
  if (limits === undefined) return null;
  const { texts, bytes } = limits;
  return {
    texts: texts ? { burst: texts.burst, perSecond: texts.perMinute / 60 } : null,
    bytes: { burst: bytes.burst, perSecond: bytes.perSecond },
  };
}
