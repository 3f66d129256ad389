import { assert, assertEquals } from "@std/assert";
import { Connection, type End, type Socket } from "../../../lib/io/net/connection.ts";
import { MAX_QUEUED_BYTES, PACKET_COST_BYTES } from "../../../lib/limits.ts";
import type { Session } from "../../../lib/session/session.ts";
import { encodeFrame } from "../../../lib/wire/frame.ts";
import { encodePacket, KIND } from "../../../lib/wire/packet.ts";
import { NobleHandshake } from "../../support/noble_noise.ts";
import { drawn, messagePacket, openPair, sessions, texts } from "../../support/session_pair.ts";

/** A socket of memory: takes writes as it is told to, and reads what it is given. */
class FakeSocket implements Socket {
  readonly written: Uint8Array[] = [];
  closed = false;
  writes = 0;
  /** Writes under way; more than one at once would mix bytes on a real socket. */
  under = 0;
  mostUnder = 0;
  /** Called in place of the network: how many bytes it takes now, and when. */
  take: (bytes: Uint8Array) => Promise<number> = (bytes) => Promise.resolve(bytes.length);
  #give: ((bytes: Uint8Array | null) => void) | null = null;

  read(buffer: Uint8Array): Promise<number | null> {
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
    const count = await this.take(bytes);
    this.written.push(bytes.slice(0, count));
    this.under--;
    return count;
  }

  closeWrite(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    this.closed = true;
    this.#give?.(null);
  }

  /** What the peer sends next; `null` is its end. */
  give(bytes: Uint8Array | null): void {
    this.#give?.(bytes);
  }
}

interface Set {
  readonly socket: FakeSocket;
  readonly connection: Connection;
  readonly peer: Session;
  readonly ends: End[];
  readonly heard: string[];
  readonly running: Promise<void>;
  /** The texts that came out at the peer, with the number of records they took. */
  arrived(): Promise<{ texts: string[]; records: number }>;
}

async function open(): Promise<Set> {
  const { client, server } = await openPair();
  const [socket, ends, heard] = [new FakeSocket(), [] as End[], [] as string[]];
  const connection = new Connection(socket, server, {
    event: (event) => heard.push(...texts([event])),
    end: (end) => ends.push(end),
  });
  return {
    socket,
    connection,
    peer: client,
    ends,
    heard,
    running: connection.run(),
    async arrived() {
      const all: string[] = [];
      const stream = new Uint8Array(socket.written.flatMap((bytes) => [...bytes]));
      await client.receive(stream, (event) => all.push(...texts([event])));
      return { texts: all, records: socket.writes };
    },
  };
}

/** Lets all that is under way happen. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
}

Deno.test("Connection.send() puts all that is queued in one turn into one record", async () => {
  const { socket, connection, arrived } = await open();
  for (const text of ["a", "b", "c"]) connection.send(messagePacket(text));
  assertEquals(socket.writes, 0);
  await settle();
  assertEquals(await arrived(), { texts: ["a", "b", "c"], records: 1 });
  connection.close();
});

Deno.test("Connection.send() loses nothing, whatever moment of a write it falls into", async () => {
  for (let moment = 0; moment < 30; moment++) {
    const { socket, connection, arrived } = await open();
    connection.send(messagePacket("first"));
    for (let tick = 0; tick < moment; tick++) await Promise.resolve();
    connection.send(messagePacket("second"));
    await settle();
    assertEquals((await arrived()).texts, ["first", "second"], `after ${moment} ticks`);
    assertEquals(socket.mostUnder, 1);
    connection.close();
  }
});

Deno.test("Connection has one write under way, finishes a partial one first, and gathers the rest meanwhile", async () => {
  const { socket, connection, arrived } = await open();
  socket.take = async (bytes) => {
    await settle();
    return Math.min(bytes.length, 100);
  };
  for (let n = 0; n < 50; n++) {
    connection.send(messagePacket(`message ${n}`));
    await Promise.resolve();
  }
  for (let turn = 0; turn < 100; turn++) await settle();
  const { texts: found } = await arrived();
  assertEquals(found, Array.from({ length: 50 }, (_, n) => `message ${n}`));
  assertEquals(socket.mostUnder, 1);
  connection.close();
});

Deno.test("Connection ends once when the peer goes without a goodbye, and says that it was cut", async () => {
  const { socket, ends, running, connection } = await open();
  socket.give(null);
  await running;
  connection.close();
  assertEquals([ends, socket.closed], [[{ how: "cut" }], true]);
});

Deno.test("Connection ends at a write that fails, as cut, and never throws to who sends", async () => {
  const { socket, connection, ends } = await open();
  socket.take = () => Promise.reject(new Deno.errors.BrokenPipe("gone"));
  connection.send(messagePacket("a"));
  await settle();
  connection.send(messagePacket("b"));
  await settle();
  assertEquals(ends, [{ how: "cut" }]);
});

Deno.test("Connection ends as slow when more is queued than may wait, and frees its socket", async () => {
  const { socket, connection, ends } = await open();
  socket.take = () => new Promise(() => {});
  const packet = encodePacket(KIND.message, new Uint8Array(16_000));
  let sent = 0;
  while (!socket.closed && sent <= MAX_QUEUED_BYTES) {
    connection.send(packet);
    sent += packet.length;
  }
  await settle();
  assertEquals([ends, socket.closed], [[{ how: "slow" }], true]);
  const least = MAX_QUEUED_BYTES * packet.length / (packet.length + PACKET_COST_BYTES);
  assert(sent > least && sent <= least + 2 * packet.length);
});

Deno.test("Connection tells of its end in a moment of its own, so that a thousand ends are no recursion", async () => {
  const all: Connection[] = [];
  let told = 0;
  for (let n = 0; n < 3; n++) {
    const { server } = await openPair();
    const socket = new FakeSocket();
    socket.take = () => new Promise(() => {});
    const connection = new Connection(socket, server, {
      event() {},
      end() {
        told++;
        for (const other of all) other.close();
      },
    });
    all.push(connection);
  }
  all[0]?.close();
  assertEquals(told, 0, "nobody hears of it while the one who ended it is still at work");
  await settle();
  assertEquals(told, 3);
});

Deno.test("Connection names the rule that the peer broke", async () => {
  const { socket, ends, running } = await open();
  socket.give(new Uint8Array([0, 5]));
  await running;
  assertEquals(ends, [{ how: "fault", fault: "frame_length" }]);
});

/** A server's connection on which a client of another major version has begun. */
async function foreign(socket: FakeSocket): Promise<Pick<Set, "connection" | "ends">> {
  const { server } = await sessions();
  const ends: End[] = [];
  const connection = new Connection(socket, server, { event() {}, end: (end) => ends.push(end) });
  const running = connection.run();
  const client = new NobleHandshake(drawn(32, 3), drawn(32, 4), "pychat/2");
  socket.give(encodeFrame(client.writeFirst()));
  await running;
  await settle();
  return { connection, ends };
}

Deno.test("Connection writes the whole answer to another major version before it ends by that fault", async () => {
  const socket = new FakeSocket();
  const takes: ((count: number) => void)[] = [];
  socket.take = () => new Promise((resolve) => takes.push(resolve));
  const { ends } = await foreign(socket);
  for (const count of [3, 6, 1]) {
    assertEquals([ends, socket.closed], [[], false]);
    takes.pop()?.(count);
    await settle();
  }
  assertEquals([ends, socket.closed], [[{ how: "fault", fault: "other_version" }], true]);
  const written = socket.written.map((bytes) => new TextDecoder().decode(bytes));
  assertEquals(written, ["\0\x08p", "ychat/", "1"]);
});

Deno.test("Connection waits no longer than its deadline for an answer to be taken, nor for one that cannot be", async () => {
  const [stuck, gone] = [new FakeSocket(), new FakeSocket()];
  stuck.take = () => new Promise(() => {});
  const { connection, ends } = await foreign(stuck);
  connection.setDeadline(1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assertEquals([ends, stuck.closed], [[{ how: "late" }], true]);
  gone.take = () => Promise.reject(new Deno.errors.ConnectionReset("gone"));
  assertEquals([(await foreign(gone)).ends, gone.closed], [[{ how: "cut" }], true]);
});

Deno.test("Connection ends at any other fault at once, whatever waits to be written", async () => {
  const { socket, connection, ends, running } = await open();
  socket.take = () => new Promise(() => {});
  connection.send(messagePacket("never taken"));
  await settle();
  socket.give(new Uint8Array([0, 5]));
  await running;
  assertEquals([ends, socket.closed], [[{ how: "fault", fault: "frame_length" }], true]);
});

Deno.test("Connection ends as a bug of ours, and no further, when who hears of it throws", async () => {
  const { client, server } = await openPair();
  const [socket, ends] = [new FakeSocket(), [] as End[]];
  const mistake = new TypeError("not a function");
  const connection = new Connection(socket, server, {
    event() {
      throw mistake;
    },
    end: (end) => ends.push(end),
  });
  const running = connection.run();
  socket.give(await client.seal([messagePacket("a")]));
  await running;
  assertEquals(ends, [{ how: "bug", error: mistake }]);
});

Deno.test("Connection.finish() says goodbye after all that was queued, and hears nothing more", async () => {
  const { socket, connection, peer, ends, heard, running } = await open();
  connection.send(messagePacket("so long"));
  connection.finish();
  connection.send(messagePacket("never"));
  await settle();
  const late = await peer.seal([messagePacket("too late")]);
  const seen: string[] = [];
  for (const bytes of socket.written) {
    await peer.receive(bytes, (event) => seen.push(event.type, ...texts([event])));
  }
  assertEquals(seen, ["packet", "so long", "bye"]);
  socket.give(late);
  await settle();
  socket.give(null);
  await running;
  assertEquals([ends, heard], [[{ how: "bye" }], []]);
});

Deno.test("Connection ends with a goodbye when the peer says it", async () => {
  const { socket, peer, ends, heard, running } = await open();
  socket.give(
    await peer.seal([messagePacket("bye all"), encodePacket(KIND.bye, new Uint8Array(0))]),
  );
  await running;
  assertEquals([ends, heard, socket.closed], [[{ how: "bye" }], ["bye all"], true]);
});

Deno.test("Connection.setDeadline() ends a connection that is late, unless it is taken away", async () => {
  const late = await open();
  late.connection.setDeadline(1);
  await late.running;
  assertEquals(late.ends, [{ how: "late" }]);
  const kept = await open();
  kept.connection.setDeadline(1);
  kept.connection.setDeadline(null);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assertEquals(kept.ends, []);
  kept.connection.close();
});
