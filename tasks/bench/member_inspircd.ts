/**
 * A member of a channel of IRC (RFC 2812), over TLS.
 *
 * @module
 */
import { writeAll } from "../../lib/io/write_all.ts";
import type { Dialect, Member, MemberOptions } from "./member.ts";
import { isAt, microseconds, TEXT_BYTES } from "./text.ts";
import { type Stream, TextSocket } from "./text_socket.ts";
import { dialTls } from "./tls.ts";

const CHANNEL = "#load";

const [NEWLINE, COLON, SPACE] = [10, 58, 32];

const PRIVMSG = new TextEncoder().encode(`PRIVMSG ${CHANNEL} :`);
/** The server answers it, also to who has not said a name. */
const QUIT = new TextEncoder().encode("QUIT\r\n");

const decoder = new TextDecoder();

/** What is spoken with InspIRCd. */
export const INSPIRCD: Dialect = {
  async join(options) {
    const stream = await dialTls(options.port);
    const member = new IrcMember(options, stream);
    await member.entered;
    return member;
  },
  async shake(port) {
    const stream = await dialTls(port);
    try {
      await writeAll(stream, QUIT);
      const buffer = new Uint8Array(512);
      if (await stream.read(buffer) === null) throw new Error("the server says nothing");
    } finally {
      stream.close();
    }
  },
};

class IrcMember implements Member {
  people = 0;
  readonly entered: Promise<void>;
  readonly #options: MemberOptions;
  readonly #socket: TextSocket;
  readonly #enter: () => void;
  #listed = 0;
  #now = 0;

  constructor(options: MemberOptions, stream: Stream) {
    this.#options = options;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.entered = promise;
    this.#enter = resolve;
    this.#socket = new TextSocket(stream, (bytes) => this.#take(bytes));
    const nick = `m${options.index}`;
    this.#socket.write(`NICK ${nick}\r\nUSER ${nick} 0 * :${nick}\r\n`);
    void this.#socket.run().then((error) => {
      reject(error);
      if (!this.#socket.isCut) options.ear.failed(options.member, error);
    });
  }

  say(texts: readonly string[]): void {
    for (const text of texts) this.#socket.write(`PRIVMSG ${CHANNEL} :${text}\r\n`);
  }

  tick(): void {}

  cut(): void {
    this.#socket.cut();
  }

  /** Line after line; what is said is not made a string. */
  #take(bytes: Uint8Array): number {
    this.#now = microseconds();
    let start = 0;
    for (;;) {
      const end = bytes.indexOf(NEWLINE, start);
      if (end < 0) break;
      this.#line(bytes, start, end);
      start = end + 1;
    }
    this.#options.ear.read();
    return start;
  }

  #line(bytes: Uint8Array, start: number, end: number): void {
    const command = bytes[start] === COLON ? bytes.indexOf(SPACE, start) + 1 : start;
    const text = command + PRIVMSG.length;
    if (end - text >= TEXT_BYTES && isAt(bytes, command, PRIVMSG)) {
      const { ear, member } = this.#options;
      ear.hear(member, bytes, text, this.#now);
    } else this.#understand(decoder.decode(bytes.subarray(command, end)).trim());
  }

  #understand(line: string): void {
    const [command, ...rest] = line.split(" ");
    switch (command) {
      case "PING":
        return this.#socket.write(`PONG ${rest.join(" ")}\r\n`);
      case "001":
        return this.#socket.write(`JOIN ${CHANNEL}\r\n`);
      case "JOIN":
        this.people++;
        return;
      case "353":
        this.#listed += line.slice(line.indexOf(":") + 1).trim().split(" ").length;
        return;
      case "366":
        this.people = this.#listed;
        return this.#enter();
      case "ERROR":
        throw new Error(`the server says: ${line}`);
    }
  }
}
