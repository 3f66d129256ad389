import { assert, assertEquals } from "@std/assert";
import { Connection, type ConnectionHandler } from "../../../lib/io/net/connection.ts";
import type { End } from "../../../lib/io/net/end.ts";
import { STOP_MS } from "../../../lib/limits.ts";
import { MAX_RECORD_BYTES } from "../../../lib/session/padding.ts";
import type { SessionEvent } from "../../../lib/session/session.ts";
import { encodeFrame } from "../../../lib/wire/frame.ts";
import { encodePacket, KIND } from "../../../lib/wire/packet.ts";
import {
  type FakeConnection,
  FakeSocket,
  FakeSource,
  openFake,
  settle,
} from "../../support/fake_socket.ts";
import { NobleHandshake } from "../../support/noble_noise.ts";
import { drawn, messagePacket, sessions, texts } from "../../support/session_pair.ts";

const BYE = encodePacket(KIND.bye, new Uint8Array(0));

interface Set extends FakeConnection {
  readonly source: FakeSource;
  readonly heard: string[];
  send(text: string): void;
}

/** A connection with a source that a test fills. */
async function open(handler: Partial<ConnectionHandler> = {}): Promise<Set> {
  const heard: string[] = [];
  const source = new FakeSource();
  const fake = await openFake({
    event: (event) => heard.push(...texts([event])),
    ...handler,
  });
  fake.connection.attach(source);
  await settle();
  return {
    ...fake,
    source,
    heard,
    send(text) {
      source.put(messagePacket(text));
      fake.connection.wake();
    },
  };
}

/** What came out at the peer, as texts, goodbyes too. */
function said(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) => event.type === "bye" ? ["bye"] : texts([event]));
}

Deno.test("Connection.wake() puts all that waits at the end of a turn into one record", async () => {
  const { socket, connection, arrived, send, source } = await open();
  for (const text of ["a", "b", "c"]) send(text);
  assertEquals(socket.writes, 0);
  await settle();
  assertEquals(socket.writes, 1);
  assertEquals(source.sizes, socket.written.map(({ length }) => length));
  assertEquals(said(await arrived()), ["a", "b", "c"]);
  connection.close();
});

Deno.test("Connection.wake() loses nothing, whatever moment of a write it falls into", async () => {
  for (let moment = 0; moment < 30; moment++) {
    const { socket, connection, arrived, send } = await open();
    send("first");
    for (let tick = 0; tick < moment; tick++) await Promise.resolve();
    send("second");
    await settle();
    assertEquals(said(await arrived()), ["first", "second"], `after ${moment} ticks`);
    assertEquals(socket.mostUnder, 1);
    connection.close();
  }
});

Deno.test("Connection has one write under way, finishes a partial one first, and gathers the rest meanwhile", async () => {
  const { socket, connection, arrived, send } = await open();
  socket.take = async (bytes) => {
    await settle();
    return Math.min(bytes.length, 100);
  };
  for (let n = 0; n < 50; n++) {
    send(`message ${n}`);
    await Promise.resolve();
  }
  for (let turn = 0; turn < 100; turn++) await settle();
  assertEquals(said(await arrived()), Array.from({ length: 50 }, (_, n) => `message ${n}`));
  assertEquals(socket.mostUnder, 1);
  connection.close();
});

Deno.test("Connection fills a record to the last byte and takes the next one for what is over", async () => {
  const { socket, connection, arrived, source } = await open();
  const full = encodePacket(KIND.message, new Uint8Array(MAX_RECORD_BYTES - 3).fill(65));
  for (const packet of [full, messagePacket("x"), full]) source.put(packet);
  connection.wake();
  await settle();
  assertEquals(socket.writes, 3);
  assertEquals(said(await arrived()).map(({ length }) => length), [16381, 1, 16381]);
  connection.close();
});

Deno.test("Connection.attach() leaves what the one before has, and takes from the other", async () => {
  const { socket, connection, arrived, source } = await open();
  source.put(messagePacket("of the one before"));
  connection.attach(new FakeSource(messagePacket("of the other")));
  await settle();
  connection.wake();
  await settle();
  assertEquals([said(await arrived()), socket.writes], [["of the other"], 1]);
  connection.close();
});

Deno.test("Connection.writingSince is when bytes were offered that are not all taken, else null", async () => {
  let now = 1000;
  const { socket, connection } = await openFake({}, () => now);
  const takes: ((count: number) => void)[] = [];
  socket.take = () => new Promise((resolve) => takes.push(resolve));
  const source = new FakeSource();
  connection.attach(source);
  await settle();
  assertEquals(connection.writingSince, null);
  source.put(messagePacket("a"));
  connection.wake();
  await settle();
  now = 5000;
  // A byte now and then does not make a reader fast: the rest was offered as long ago.
  for (const count of [1, 100, 1]) {
    assertEquals(connection.writingSince, 1000);
    takes.pop()?.(count);
    await settle();
  }
  source.put(messagePacket("b"));
  takes.pop()?.(274 - 102);
  await settle();
  assertEquals(connection.writingSince, 5000);
  takes.pop()?.(274);
  await settle();
  assertEquals(connection.writingSince, null);
  connection.close();
});

Deno.test("Connection ends once when the peer goes without a goodbye, and says that it was cut", async () => {
  const { socket, ends, running, connection } = await open();
  socket.give(null);
  await running;
  connection.close();
  await settle();
  assertEquals([ends, socket.closed], [[{ how: "cut" }], true]);
});

Deno.test("Connection ends at a write that fails, as cut, and never throws to who wakes it", async () => {
  const { socket, ends, send } = await open();
  socket.take = () => Promise.reject(new Deno.errors.BrokenPipe("gone"));
  send("a");
  await settle();
  send("b");
  await settle();
  assertEquals(ends, [{ how: "cut" }]);
});

Deno.test("Connection.close() ends a blocked write, and run() waits for it as for the read", async () => {
  for (const how of ["cut", "slow", "silent"] as const) {
    const { socket, connection, ends, running, send } = await open();
    socket.block();
    send("never taken");
    await settle();
    assertEquals(socket.under, 1);
    connection.close(how);
    await running;
    assertEquals([ends, socket.closed, socket.under], [[{ how }], true, 0]);
  }
});

Deno.test("Connection.run() settles no sooner than the last write", async () => {
  const { socket, connection, running, send } = await open();
  let fail = (_: Error) => {};
  socket.write = () => new Promise((_, reject) => fail = reject);
  send("under way");
  await settle();
  let over = false;
  const waiting = running.then(() => over = true);
  connection.close();
  await settle();
  assertEquals(over, false);
  fail(new Deno.errors.Interrupted("closed"));
  await waiting;
});

Deno.test("Connection tells of its end in a moment of its own, so that a thousand ends are no recursion", async () => {
  const all: Connection[] = [];
  let told = 0;
  for (let n = 0; n < 3; n++) {
    const { connection } = await openFake({
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
async function foreign(socket: FakeSocket): Promise<{ connection: Connection; ends: End[] }> {
  const { server } = await sessions();
  const ends: End[] = [];
  const connection = new Connection(socket, server, { event() {}, end: (end) => ends.push(end) });
  void connection.run();
  const client = new NobleHandshake(drawn(32, 3), drawn(32, 4), "pychat/2");
  socket.give(encodeFrame(client.writeFirst()));
  for (let turn = 0; turn < 100 && socket.writes === 0; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 1)); // its hash is of another thread
  }
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
  stuck.block();
  const { connection, ends } = await foreign(stuck);
  connection.setDeadline(1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assertEquals([ends, stuck.closed], [[{ how: "late" }], true]);
  gone.take = () => Promise.reject(new Deno.errors.ConnectionReset("gone"));
  assertEquals([(await foreign(gone)).ends, gone.closed], [[{ how: "cut" }], true]);
});

Deno.test("Connection ends at any other fault at once, whatever waits to be written", async () => {
  const { socket, ends, running, send } = await open();
  socket.block();
  send("never taken");
  await settle();
  socket.give(new Uint8Array([0, 5]));
  await running;
  assertEquals([ends, socket.closed], [[{ how: "fault", fault: "frame_length" }], true]);
});

Deno.test("Connection ends as a bug of ours, and no further, when whoever it calls throws", async () => {
  const mistake = new TypeError("not a function");
  const fail = () => {
    throw mistake;
  };
  for (const handler of [{ event: fail }, { pause: fail }]) {
    const { hear, ends, running } = await open(handler);
    await hear(messagePacket("a"));
    await running;
    assertEquals(ends, [{ how: "bug", error: mistake }]);
  }
  for (const source of [{ take: fail, sealed() {} }, { take: () => [BYE], sealed: fail }]) {
    for (const finishes of [false, true]) {
      const { connection, ends, running } = await openFake();
      connection.attach(source);
      if (finishes) connection.finish();
      await running;
      assertEquals(ends, [{ how: "bug", error: mistake }]);
    }
  }
});

Deno.test("Connection.finish() says goodbye after all that waits, and hears nothing more", async () => {
  const { socket, connection, ends, heard, peer, running, send, arrived } = await open();
  for (let n = 0; n < 3; n++) send(`${n}`.repeat(10_000));
  connection.finish();
  await settle();
  send("after the goodbye");
  await settle();
  const late = await peer.seal([messagePacket("too late")]);
  assertEquals(said(await arrived()).map((text) => text.slice(0, 3)), ["000", "111", "222", "bye"]);
  assertEquals(socket.halves, 1);
  socket.give(late);
  await settle();
  // It is not even looked at: what was decrypted for who is gone would be work without limit.
  socket.give(new Uint8Array(300));
  await settle();
  assertEquals(ends, []);
  socket.give(null);
  await running;
  assertEquals([ends, heard], [[{ how: "bye" }], []]);
});

Deno.test("Connection.finish() while a write is blocked waits for it, and no longer than STOP_MS", async () => {
  const { socket, connection, ends, send, arrived } = await open();
  let let_go = () => {};
  socket.take = (bytes) => new Promise((resolve) => let_go = () => resolve(bytes.length));
  send("slow");
  await settle();
  connection.finish();
  connection.finish();
  await settle();
  assertEquals(ends, []);
  let_go();
  await settle();
  let_go();
  await settle();
  assertEquals(said(await arrived()), ["slow", "bye"]);
  connection.close();

  const stuck = await open();
  stuck.socket.block();
  stuck.send("never taken");
  await settle();
  const began = performance.now();
  stuck.connection.finish();
  await stuck.running;
  assertEquals(stuck.ends, [{ how: "bye" }]);
  const took = performance.now() - began;
  assert(took >= STOP_MS - 5 && took < STOP_MS + 2000, `${took}`);
});

Deno.test("Connection.finish() before the handshake is over ends at once", async () => {
  const { server } = await sessions();
  const [socket, ends] = [new FakeSocket(), [] as End[]];
  const connection = new Connection(socket, server, { event() {}, end: (end) => ends.push(end) });
  const running = connection.run();
  connection.finish();
  await running;
  assertEquals([ends, socket.writes], [[{ how: "bye" }], 0]);
});

Deno.test("Connection ends with a goodbye when the peer says it", async () => {
  const { socket, ends, heard, hear } = await open();
  await hear(messagePacket("bye all"), BYE);
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

Deno.test("Connection reads on only when its handler says so, and asks after each pause with no bytes", async () => {
  const asked: number[] = [];
  const answers = [5, 5, 0];
  const { socket, connection, hear, heard } = await open({
    pause(bytes) {
      asked.push(bytes);
      return answers.shift() ?? 0;
    },
  });
  await hear(messagePacket("a"));
  assertEquals([heard, connection.isPausing, socket.reads], [["a"], true, 1]);
  while (socket.reads < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  assertEquals([asked, connection.isPausing], [[274, 0, 0], false]);
  await hear(messagePacket("b"));
  assertEquals([heard, asked.length, socket.reads], [["a", "b"], 4, 3]);
  connection.close();
});

Deno.test("Connection ends a pause when it ends itself, or its conversation", async () => {
  for (const act of ["close", "finish"] as const) {
    const { socket, connection, hear, running, ends } = await open({ pause: () => 1_000_000 });
    await hear(messagePacket("a"));
    connection[act]();
    await settle();
    assertEquals([socket.reads, connection.isPausing], [act === "finish" ? 2 : 1, false]);
    socket.give(null);
    await running;
    assertEquals(ends, [{ how: act === "finish" ? "bye" : "cut" }]);
  }
});
