/**
 * A client and a server of other major versions of pyChat, as far as any two versions understand
 * each other. Written from PROTOCOL.md with nothing of `lib`.
 *
 * @module
 */
import { ascii, NobleHandshake } from "./noble_noise.ts";
import { NobleFrames } from "./noble_wire.ts";

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Which side must be updated; `null` where that cannot be told. */
export type Older = "client" | "server" | null;

/** Calls a server on this machine as a client of a major version would, and hears who is older. */
export async function callAs(major: number, port: number): Promise<Older> {
  const frames = new NobleFrames(await Deno.connect({ hostname: "127.0.0.1", port }));
  await frames.write(new NobleHandshake(random(), random(), `pychat/${major}`).writeFirst());
  const answer = await frames.read();
  const end = answer === null || await frames.read() === null;
  frames.close();
  const theirs = DIGITS.find((digit) => answer?.join() === ascii(`pychat/${digit}`).join());
  if (!end || theirs === undefined || theirs === major) return null;
  return theirs > major ? "client" : "server";
}

/** A server of a major version that tells everybody else which one it is. */
export class MajorServer {
  /** The versions of those who called; `null` for garbage. */
  readonly callers: (number | null)[] = [];
  /** Bytes that callers sent after their message 1. */
  more = 0;
  readonly #major: number;
  readonly #listener: Deno.TcpListener;
  readonly #running: Promise<void>;

  /**
   * @param major A digit.
   * @param port Of 127.0.0.1; any free one where it is 0.
   */
  constructor(major: number, port = 0) {
    this.#major = major;
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port });
    this.#running = this.#accept();
  }

  /** Where it listens. */
  get port(): number {
    return this.#listener.addr.port;
  }

  /** Listens no more. */
  async stop(): Promise<void> {
    this.#listener.close();
    await this.#running;
  }

  async #accept(): Promise<void> {
    for (;;) {
      const socket = await this.#listener.accept().catch(() => null);
      if (socket === null) return;
      await this.#answer(socket);
    }
  }

  async #answer(socket: Deno.TcpConn): Promise<void> {
    const frames = new NobleFrames(socket);
    const first = await frames.read();
    const theirs = first === null ? null : versionOf(first);
    this.callers.push(theirs);
    if (theirs !== null && theirs !== this.#major) {
      await frames.write(ascii(`pychat/${this.#major}`));
      await socket.closeWrite();
      const buffer = new Uint8Array(4096);
      const read = () => socket.read(buffer).catch(() => null);
      for (let count = await read(); count !== null; count = await read()) this.more += count;
    }
    frames.close();
  }
}

/** The version whose prologue fits a message 1. */
function versionOf(first: Uint8Array): number | null {
  const fits = (digit: number): boolean => {
    try {
      new NobleHandshake(random(), random(), `pychat/${digit}`).readFirst(first);
      return true;
    } catch {
      return false;
    }
  };
  return DIGITS.find(fits) ?? null;
}

function random(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(32));
}
