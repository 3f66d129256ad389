/**
 * A member of the plain relay.
 *
 * @module
 */
import type { Dialect, Member, MemberOptions } from "./member.ts";
import { dialTcp } from "./sockets.ts";
import { microseconds, TEXT_BYTES } from "./text.ts";
import { type Stream, TextSocket } from "./text_socket.ts";

const HEADER_BYTES = 2;

/** What is spoken with the relay. */
export const RELAY: Dialect = {
  async join(options) {
    return new RelayMember(options, await dialTcp(options.port));
  },
};

class RelayMember implements Member {
  /** The relay tells nobody of others. */
  readonly people = Infinity;
  readonly #socket: TextSocket;

  constructor({ ear, member }: MemberOptions, stream: Stream) {
    this.#socket = new TextSocket(stream, (bytes) => {
      const now = microseconds();
      let at = 0;
      for (; at + HEADER_BYTES + TEXT_BYTES <= bytes.length; at += HEADER_BYTES + TEXT_BYTES) {
        ear.hear(member, bytes, at + HEADER_BYTES, now);
      }
      ear.read();
      return at;
    });
    void this.#socket.run().then((error) => {
      if (!this.#socket.isCut) ear.failed(member, error);
    });
  }

  say(texts: readonly string[]): void {
    for (const text of texts) this.#socket.write(`\0${String.fromCharCode(TEXT_BYTES)}${text}`);
  }

  tick(): void {}

  cut(): void {
    this.#socket.cut();
  }
}
