/**
 * A member of pyChat, with the project's own session and delivery, as cheap as it can be.
 *
 * It numbers and acknowledges as a client does (`lib/io/net/carrier.ts`), but has no timer of its
 * own, and reads texts by their bytes: what a person's client does with a text is not measured.
 *
 * @module
 */
import { NO_PASSPHRASE } from "../../lib/crypto/passphrase.ts";
import { Delivery } from "../../lib/delivery/delivery.ts";
import { Stock } from "../../lib/delivery/stock.ts";
import { hangUp } from "../../lib/io/net/hang_up.ts";
import { writeAll } from "../../lib/io/write_all.ts";
import { encodeMessage, packMessage } from "../../lib/message/encode.ts";
import type { WelcomeMessage } from "../../lib/message/from_server.ts";
import { readServerMessage } from "../../lib/message/read_server.ts";
import { MAX_RECORD_BYTES } from "../../lib/session/padding.ts";
import { Session, type SessionEvent } from "../../lib/session/session.ts";
import { KIND, type Packet } from "../../lib/wire/packet.ts";
import type { Dialect, Member, MemberOptions } from "./member.ts";
import { cheapPrimitives, shakePychat } from "./shake_pychat.ts";
import { dialTcp } from "./sockets.ts";
import { isAt, microseconds } from "./text.ts";
import { LARGE, SMALL, type Stream } from "./text_socket.ts";

const TEXT = new TextEncoder().encode('{"type":"text"');
const JOINED = new TextEncoder().encode('{"type":"joined"');
const WORDS = new TextEncoder().encode('"text":"');

const ROOM = "lobby";

/** What is spoken with a server of pyChat. */
export const PYCHAT: Dialect = {
  async join(options) {
    const member = new PychatMember(options);
    await member.comeBack();
    return member;
  },
  shake: shakePychat,
};

/** One member; it can be cut and come back as the same. */
class PychatMember implements Member {
  people = 0;
  readonly #options: MemberOptions;
  #delivery = new Delivery(new Stock());
  #welcome: WelcomeMessage | null = null;
  #session: Session | null = null;
  #socket: Stream | null = null;
  #listed = 0;
  /** Whether the connection carries the delivery. */
  #isIn = false;
  #isWriting = false;
  #ref = 0;
  /** Where the words of a text were found last; most are in the same place. */
  #words = 0;
  /** When it was read what is heard: milliseconds of this process, and microseconds since 1970. */
  #read = 0;
  #now = 0;
  #entered = Promise.withResolvers<void>();

  constructor(options: MemberOptions) {
    this.#options = options;
  }

  /** Connects, as somebody new or as who it was; it is in when it has the list of members. */
  async comeBack(): Promise<void> {
    const primitives = cheapPrimitives();
    const { port } = this.#options;
    const entered = this.#entered = Promise.withResolvers<void>();
    const socket = await dialTcp(port);
    const drawn = crypto.getRandomValues(new Uint8Array(64));
    const session = await Session.client({ primitives, drawn });
    this.#socket = socket;
    this.#session = session;
    void this.#run(socket, session);
    await entered.promise;
  }

  say(texts: readonly string[]): void {
    for (const text of texts) {
      this.#delivery.post(packMessage({ type: "say", room: ROOM, ref: ++this.#ref, text }));
    }
    this.#flush();
  }

  tick(): void {
    if (this.#isIn && this.#delivery.owes(performance.now())) this.#flush();
  }

  cut(): void {
    const socket = this.#socket;
    this.#letGo();
    if (socket !== null) hangUp(socket);
  }

  async #run(socket: Stream, session: Session): Promise<void> {
    try {
      await writeAll(socket, await session.start());
      await this.#listen(socket, session);
      throw new Error("the server has closed the connection");
    } catch (error) {
      if (this.#session !== session) return; // It was cut by us.
      const wasIn = this.#isIn;
      this.cut();
      this.#entered.reject(error);
      if (wasIn) this.#options.ear.failed(this.#options.member, error);
    }
  }

  async #listen(socket: Stream, session: Session): Promise<void> {
    let buffer = new Uint8Array(SMALL);
    let proceeding: Promise<void> | null = null;
    const emit = (event: SessionEvent): void => {
      if (event.type === "packet") this.#hear(event.packet);
      else if (event.type === "server") proceeding = this.#proceed(socket, session);
    };
    for (;;) {
      const count = await socket.read(buffer);
      if (count === null) return;
      this.#read = performance.now();
      this.#now = microseconds(this.#read);
      const taken = session.receive(buffer.subarray(0, count), emit);
      if (taken instanceof Promise) await taken;
      if (proceeding !== null) {
        await proceeding;
        proceeding = null;
      }
      if (this.#session !== session) return;
      if (this.#isIn && this.#delivery.owes(this.#read)) this.#flush();
      this.#options.ear.read();
      if (count === buffer.length && count < LARGE) buffer = new Uint8Array(LARGE);
    }
  }

  async #proceed(socket: Stream, session: Session): Promise<void> {
    const hello = { type: "hello", name: `member ${this.#options.index}`, delivery: true } as const;
    const [member, secret] = [this.#welcome?.you.id, this.#welcome?.delivery?.secret];
    const claim = member === undefined || secret === undefined
      ? {}
      : { resume: { member, secret, received: this.#delivery.received } };
    await writeAll(
      socket,
      await session.proceed(NO_PASSPHRASE, encodeMessage({ ...hello, ...claim })),
    );
  }

  #hear(packet: Packet): void {
    const body = packet.kind === KIND.message || !this.#isIn
      ? packet.body
      : this.#delivery.hear(packet, this.#read);
    if (body === null) return;
    if (isAt(body, 0, TEXT)) {
      this.#words = findWords(body, this.#words);
      const { ear, member } = this.#options;
      ear.hear(member, body, this.#words, this.#now);
    } else if (!isAt(body, 0, JOINED)) this.#understand(body);
    else if (this.#listed > 0) this.#listed++;
    else this.people++;
  }

  /** Whatever is rarer than a text or somebody coming. */
  #understand(body: Uint8Array): void {
    const message = readServerMessage(body);
    switch (message?.type) {
      case "welcome":
        if (this.#welcome !== null) this.#delivery = new Delivery(new Stock());
        this.#welcome = message;
        this.#isIn = true;
        // The server keeps no place for who has shown no sign of having read its first word.
        this.#delivery.ping();
        this.#flush();
        break;
      case "resumed":
        this.#delivery.resume(message.received);
        this.#delivery.skip(message.missing);
        this.#delivery.replay();
        this.#isIn = true;
        this.#delivery.ping();
        this.#flush();
        break;
      case "members":
        this.#listed += message.members.length;
        if (!message.last) break;
        this.people = this.#listed;
        this.#listed = 0;
        this.#entered.resolve();
        break;
      case "left":
        this.people--;
        break;
      case "closing":
      case "error":
        throw new Error(`the server says: ${new TextDecoder().decode(body)}`);
    }
  }

  /** One write at a time; what comes to wait meanwhile leaves together. */
  #flush(): void {
    if (this.#isWriting || !this.#isIn) return;
    this.#isWriting = true;
    void this.#drain();
  }

  async #drain(): Promise<void> {
    // A turn later, so that all that is said in this one leaves together.
    await null;
    try {
      while (this.#isIn && this.#socket !== null && this.#session !== null) {
        const packets = this.#delivery.take(MAX_RECORD_BYTES, performance.now());
        if (packets.length === 0) break;
        await writeAll(this.#socket, await this.#session.seal(packets));
      }
    } catch {
      // The reader hears of it as well.
    } finally {
      this.#isWriting = false;
    }
  }

  #letGo(): void {
    this.#session = null;
    this.#socket = null;
    if (this.#isIn) this.#delivery.cut();
    this.#isIn = false;
  }
}

/** Where the words begin, looked for first where they were found before. */
function findWords(body: Uint8Array, before: number): number {
  if (isAt(body, before - WORDS.length, WORDS)) return before;
  for (let at = TEXT.length; at < body.length; at++) {
    if (isAt(body, at, WORDS)) return at + WORDS.length;
  }
  throw new Error("a text without words");
}
