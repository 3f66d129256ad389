/**
 * A socket of memory, and a connection on it.
 *
 * @module
 */
import {
  Connection,
  type ConnectionHandler,
  type PacketSource,
  type Socket,
} from "../../lib/io/net/connection.ts";
import type { End } from "../../lib/io/net/end.ts";
import type { Session, SessionEvent } from "../../lib/session/session.ts";
import { openPair } from "./session_pair.ts";

/** Takes writes as it is told to, and reads what it is given. */
export class FakeSocket implements Socket {
  readonly written: Uint8Array[] = [];
  closed = false;
  /** How often it was closed for writing. */
  halves = 0;
  writes = 0;
  reads = 0;
  /** Writes under way; more than one at once would mix bytes on a real socket. */
  under = 0;
  mostUnder = 0;
  /** Called in place of the network: how many bytes it takes now, and when. */
  take: (bytes: Uint8Array) => Promise<number> = (bytes) => Promise.resolve(bytes.length);
  #give: ((bytes: Uint8Array | null) => void) | null = null;
  #stuck = Promise.withResolvers<never>();

  read(buffer: Uint8Array): Promise<number | null> {
    this.reads++;
    return new Promise((resolve, reject) => {
      this.#give = (bytes) => {
        if (this.closed) return reject(new Deno.errors.Interrupted("closed"));
        if (bytes !== null) buffer.set(bytes);
        resolve(bytes === null ? null : bytes.length);
      };
    });
  }

  async write(bytes: Uint8Array): Promise<number> {
    this.writes++;
    this.mostUnder = Math.max(this.mostUnder, ++this.under);
    try {
      const count = await Promise.race([this.take(bytes), this.#stuck.promise]);
      this.written.push(bytes.slice(0, count));
      return count;
    } finally {
      this.under--;
    }
  }

  closeWrite(): Promise<void> {
    this.halves++;
    return Promise.resolve();
  }

  /** As Deno's since 2.9.5: what is under way fails. */
  close(): void {
    this.closed = true;
    this.#stuck.promise.catch(() => {});
    this.#stuck.reject(new Deno.errors.Interrupted("closed"));
    this.#give?.(null);
  }

  /** What the peer sends next; `null` is its end. */
  give(bytes: Uint8Array | null): void {
    this.#give?.(bytes);
  }

  /** It takes nothing from now on. */
  block(): void {
    this.take = () => new Promise(() => {});
  }
}

/** Packets that wait, in order, as many to a record as fit. */
export class FakeSource implements PacketSource {
  readonly sizes: number[] = [];
  readonly #packets: Uint8Array[];

  constructor(...packets: Uint8Array[]) {
    this.#packets = packets;
  }

  put(packet: Uint8Array): void {
    this.#packets.push(packet);
  }

  take(limit: number): readonly Uint8Array[] {
    let bytes = 0;
    const fits = (packet: Uint8Array) => (bytes += packet.length) <= limit;
    const at = this.#packets.findIndex((packet) => !fits(packet));
    return this.#packets.splice(0, at < 0 ? this.#packets.length : Math.max(at, 1));
  }

  sealed(bytes: number): void {
    this.sizes.push(bytes);
  }
}

/** A server's open connection, and who is at the other end of it. */
export interface FakeConnection {
  readonly socket: FakeSocket;
  readonly connection: Connection;
  readonly peer: Session;
  readonly ends: End[];
  readonly running: Promise<void>;
  /** Gives the connection a record of the peer's. */
  hear(...packets: readonly Uint8Array[]): Promise<void>;
  /** What came out at the peer since it was asked before. */
  arrived(): Promise<SessionEvent[]>;
}

/** Opens one. */
export async function openFake(
  handler: Partial<ConnectionHandler> = {},
  clock?: () => number,
): Promise<FakeConnection> {
  const { client, server } = await openPair();
  const [socket, ends] = [new FakeSocket(), [] as End[]];
  const connection = new Connection(socket, server, {
    event: () => {},
    ...handler,
    end(end) {
      ends.push(end);
      handler.end?.(end);
    },
  }, clock);
  return {
    socket,
    connection,
    peer: client,
    ends,
    running: connection.run(),
    async hear(...packets) {
      socket.give(await client.seal(packets));
      await settle();
    },
    async arrived() {
      const seen: SessionEvent[] = [];
      const bytes = socket.written.splice(0).flatMap((part) => [...part]);
      await client.receive(new Uint8Array(bytes), (event) => seen.push(event));
      return seen;
    },
  };
}

/** Lets all that is under way happen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
}
