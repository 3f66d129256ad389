import { assert, assertEquals, assertRejects } from "@std/assert";
import { webPrimitives } from "../../lib/crypto/primitives.ts";
import { ProtocolError } from "../../lib/errors.ts";
import { nodePrimitives } from "../../lib/io/primitives.ts";
import { RECORD_BYTES } from "../../lib/limits.ts";
import { MESSAGE_2_BYTES } from "../../lib/session/phase.ts";
import type { Session, SessionEvent } from "../../lib/session/session.ts";
import { encodePacket, KIND } from "../../lib/wire/packet.ts";
import { firstFrame } from "../support/low_order.ts";
import {
  drawn,
  events,
  handshake,
  HELLO,
  messagePacket,
  openPair,
  sessions,
  texts,
} from "../support/session_pair.ts";

const BYE = encodePacket(KIND.bye, new Uint8Array(0));

async function fault(work: () => unknown): Promise<string> {
  return (await assertRejects(async () => await work(), ProtocolError)).fault;
}

/** Every way to put the primitives together. */
const PAIRS = [nodePrimitives, webPrimitives].flatMap((client) =>
  [nodePrimitives, webPrimitives].map((server) => ({ client, server }))
);

Deno.test("Session carries packets both ways after a handshake, whatever primitives each side has", async () => {
  for (const primitives of PAIRS) {
    const { client, server } = await openPair({ primitives });
    for (let n = 0; n < 20; n++) {
      const up = await client.seal([messagePacket(`up ${n}`), messagePacket("and")]);
      assertEquals(texts(await events(server, up)), [`up ${n}`, "and"]);
      const down = await server.seal([messagePacket(`down ${n}`)]);
      assertEquals(texts(await events(client, down)), [`down ${n}`]);
    }
  }
});

Deno.test("Session finds the same events when a whole conversation comes one byte at a time", async () => {
  const pair = await sessions();
  const [first, second, third] = await handshake(pair);
  const up = [
    first,
    third,
    await pair.client.seal([messagePacket("one")]),
    await pair.client.seal([messagePacket("x".repeat(2000)), messagePacket("two")]),
    await pair.client.seal([BYE]),
  ];
  const stream = new Uint8Array(up.flatMap((frame) => [...frame]));
  for (const size of [1, 2, 3, 47, 50, 272, stream.length]) {
    const { server } = await sessions();
    const seen: SessionEvent[] = [];
    for (let at = 0; at < stream.length; at += size) {
      await server.receive(stream.slice(at, at + size), (event) => seen.push(event));
    }
    assertEquals(seen.map((event) => event.type), [
      "write",
      "client",
      "packet",
      "packet",
      "packet",
      "bye",
    ], `${size} at a time`);
    assert(seen[0]?.type === "write");
    assertEquals(seen[0].bytes, second);
    assertEquals(texts(seen), ["one", "x".repeat(2000), "two"]);
  }
});

Deno.test("Session refuses each handshake message with any byte changed", async () => {
  for (let message = 0; message < 3; message++) {
    const length = (await handshake(await sessions()))[message]?.length ?? 0;
    for (let at = 2; at < length; at += 3) {
      const pair = await sessions();
      const bad = await upTo(pair, message);
      bad[at] = (bad[at] ?? 0) ^ 0x80;
      const reader = message === 1 ? pair.client : pair.server;
      const found = await fault(() => events(reader, bad));
      assertEquals(found, "not_authentic", `message ${message + 1}, byte ${at}`);
      assertEquals(reader.phase, "ended");
    }
  }
});

Deno.test("Session writes the same bytes, and refuses the same, whatever primitives each side has", async () => {
  const frames = await handshake(await sessions());
  for (const primitives of PAIRS) {
    assertEquals(await handshake(await sessions({ primitives })), frames);
    for (let message = 0; message < 3; message++) {
      const pair = await sessions({ primitives });
      const bad = await upTo(pair, message);
      bad[bad.length - 1] = (bad.at(-1) ?? 0) ^ 1;
      const reader = message === 1 ? pair.client : pair.server;
      assertEquals(await fault(() => events(reader, bad)), "not_authentic");
      assertEquals(reader.phase, "ended");
    }
  }
});

Deno.test("Session ends with the peer's fault where its key is of low order, whatever primitives it has", async () => {
  for (const primitives of PAIRS) {
    const { server } = await sessions({ primitives });
    const first = firstFrame(new Uint8Array(32));
    const found = await fault(() => events(server, first));
    assertEquals([found, server.phase], ["not_authentic", "ended"]);
    const { client } = await sessions({ primitives });
    await client.start();
    const second = new Uint8Array(2 + MESSAGE_2_BYTES);
    second.set([MESSAGE_2_BYTES >> 8, MESSAGE_2_BYTES & 255]);
    assertEquals(await fault(() => events(client, second)), "not_authentic");
    assertEquals(client.phase, "ended");
  }
});

/** Handshake message number `message`, written and not yet read. */
async function upTo(
  { client, server }: { client: Session; server: Session },
  message: number,
): Promise<Uint8Array> {
  const first = await client.start();
  if (message === 0) return first;
  const [answer] = await events(server, first);
  assert(answer?.type === "write");
  if (message === 1) return answer.bytes.slice();
  await events(client, answer.bytes);
  return await client.proceed(new Uint8Array(32), HELLO);
}

Deno.test("Session delivers nothing of a record with a bit changed, and ends", async () => {
  const record = await (await openPair()).client.seal([messagePacket("pay 5 to ada")]);
  for (let bit = 16; bit < 8 * record.length; bit += 61) {
    const bad = record.slice();
    bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const { server } = await openPair();
    const seen: SessionEvent[] = [];
    const found = await fault(() => server.receive(bad, (event) => seen.push(event)));
    assertEquals([found, seen, server.phase], ["not_authentic", [], "ended"], `bit ${bit}`);
  }
});

Deno.test("Session refuses a record that is repeated, left out, swapped or reflected", async () => {
  const frames = async (session: Session) => [
    await session.seal([messagePacket("1")]),
    await session.seal([messagePacket("2")]),
  ];
  for (const order of [[0, 0], [1], [1, 0]]) {
    const { client, server } = await openPair();
    const records = await frames(client);
    const found = await fault(async () => {
      for (const index of order) await events(server, records[index] ?? new Uint8Array(0));
    });
    assertEquals(found, "not_authentic", `order ${order}`);
  }
  const { client } = await openPair();
  const own = await client.seal([messagePacket("mine")]);
  assertEquals(await fault(() => events(client, own)), "not_authentic");
});

Deno.test("Session allows only the four sizes of record, and each of them", async () => {
  const sizes = new Set<number>();
  for (const used of [0, 1, 253, 254, 1021, 1022, 4093, 4094, 16381]) {
    const { client, server } = await openPair();
    const packets = used === 0 ? [] : [encodePacket(KIND.message, new Uint8Array(used))];
    const record = await client.seal(packets);
    sizes.add(record.length - 2);
    assertEquals((await events(server, record)).length, packets.length);
  }
  assertEquals([...sizes], RECORD_BYTES.map((bytes) => bytes + 16));
  for (const length of [1, 48, 271, 273, 1024, 16401, 65535]) {
    const { server } = await openPair();
    const header = new Uint8Array([length >> 8, length & 255]);
    assertEquals(await fault(() => events(server, header)), "frame_length", `${length}`);
  }
});

Deno.test("Session tells the server's key before the client says who it is, and waits", async () => {
  const { client, server } = await sessions();
  const [answer] = await events(server, await client.start());
  assert(answer?.type === "write");
  const [who] = await events(client, answer.bytes);
  assert(who?.type === "server");
  assertEquals(who.key, (await nodePrimitives.keyPair(drawn(32, 2))).public);
  assertEquals(who.hello, HELLO);
  assertEquals(client.phase, "deciding");
  await assertRejects(async () => await client.seal([]), RangeError);
  const impatient = new Uint8Array(274).fill(1);
  assertEquals(await fault(() => events(client, impatient)), "frame_length");
  await assertRejects(() => client.proceed(new Uint8Array(32), HELLO), RangeError);
});

Deno.test("Session lets nobody in with another passphrase, and message 2 says nothing about it", async () => {
  const [one, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const wrong = await sessions({ psk: one });
  const first = await wrong.client.start();
  const [answer] = await events(wrong.server, first);
  const [sameAnswer] = await events((await sessions({ psk: other })).server, first);
  assertEquals(answer, sameAnswer);
  assert(answer?.type === "write");
  await events(wrong.client, answer.bytes);
  const third = await wrong.client.proceed(other, HELLO);
  assertEquals(await fault(() => events(wrong.server, third)), "not_authentic");
  assertEquals((await openPair({ psk: one })).server.phase, "open");
});

Deno.test("Session ends with a goodbye, after which nothing may come", async () => {
  const { client, server } = await openPair();
  const seen = await events(server, await client.seal([messagePacket("so long"), BYE]));
  assertEquals(seen.map((event) => event.type), ["packet", "bye"]);
  assertEquals(server.phase, "ended");
  const late = await client.seal([messagePacket("wait")]);
  assertEquals(await fault(() => events(server, late)), "frame_length");
});

Deno.test("Session refuses a goodbye with a body, and one that is followed by something", async () => {
  for (const packets of [[encodePacket(KIND.bye, new Uint8Array(1))], [BYE, messagePacket("x")]]) {
    const { client, server } = await openPair();
    const record = await client.seal(packets);
    assertEquals(await fault(() => events(server, record)), "bye_body");
  }
});

Deno.test("Session passes on kinds of packet it does not know, for the layer above to skip", async () => {
  const { client, server } = await openPair();
  const [event] = await events(server, await client.seal([encodePacket(77, new Uint8Array(3))]));
  assert(event?.type === "packet");
  assertEquals([event.packet.kind, event.packet.body.length], [77, 3]);
});

Deno.test("Session.client() draws a key that names nobody: two connections share no byte of a key", async () => {
  const frames = await Promise.all(
    [1, 9].map(async (seed) => await handshake(await sessions({ seed }))),
  );
  const [[, , one], [, , other]] = frames as [
    [Uint8Array, Uint8Array, Uint8Array],
    [Uint8Array, Uint8Array, Uint8Array],
  ];
  assert(one.subarray(2, 34).toHex() !== other.subarray(2, 34).toHex());
});
