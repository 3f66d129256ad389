import { assert, assertEquals, assertRejects } from "@std/assert";
import { RECORDS_PER_KEY } from "../lib/limits.ts";
import { encodePacket, KIND } from "../lib/wire/packet.ts";
import { NobleHandshake, noblePublic } from "./support/noble_noise.ts";
import { NobleDirection, padHello } from "./support/noble_wire.ts";
import { NobleHost } from "./support/noble_host.ts";
import { NoblePeer } from "./support/noble_peer.ts";
import { Chatter, openHouse } from "./support/house.ts";
import { drawn, events, sessions, texts } from "./support/session_pair.ts";

const ZEROS: Uint8Array = new Uint8Array(32);
/** A kind of packet that nobody knows. */
const UNKNOWN = [200, new Uint8Array(3)] as const;

/** Joins with the client that was written from PROTOCOL.md. */
async function nobleJoin(port: number, name: string, psk = ZEROS): Promise<NoblePeer> {
  const socket = await Deno.connect({ hostname: "127.0.0.1", port });
  return await NoblePeer.join(socket, JSON.stringify({ type: "hello", name }), () => psk);
}

Deno.test("A client written from PROTOCOL.md joins a server, talks, and leaves with a goodbye", async () => {
  const house = await openHouse();
  const ada = await Chatter.join(house.port, "ada");
  const socket = await Deno.connect({ hostname: "127.0.0.1", port: house.port });
  const peer = await NoblePeer.join(socket, '{"type":"hello","name":" ｎoble "}', (answer) => {
    assertEquals(answer.key.toHex(), house.key.toHex());
    return ZEROS;
  });
  assertEquals(JSON.parse(peer.hello), { type: "server", name: "House", passphrase: false });

  await ada.until((one) => one.heard.some(({ type }) => type === "joined"));
  const joined = ada.heard.find((message) => message.type === "joined");
  const welcomed = ada.heard.find((message) => message.type === "welcome");
  assert(joined !== undefined && welcomed !== undefined);
  const { member: you, time } = joined;
  assertEquals([you.name, welcomed.you.name], ["noble", "ada"]);
  assertEquals(await peer.messages(2), [
    { type: "welcome", you, room: "lobby", history: 0, time, limits: welcomed.limits, rooms: true },
    { type: "members", room: "lobby", members: [welcomed.you, you], last: true },
  ]);

  await peer.say({ type: "say", room: "lobby", ref: 7, text: "hello\r\n", extra: [[1]] });
  const [echo] = await peer.messages(1);
  assertEquals({ ...echo, time: 0 }, {
    type: "text",
    room: "lobby",
    id: 1,
    from: you.id,
    text: "hello",
    time: 0,
    ref: 7,
  });
  await peer.say({ type: "shout" });
  await peer.say({ type: "say", room: "attic", ref: 8, text: "hello" });
  await peer.say({ type: "say", room: "lobby", ref: "9", text: "hello" });
  assertEquals(await peer.messages(3), [
    { type: "error", code: "unknown_type" },
    { type: "error", code: "unknown_room", ref: 8 },
    { type: "error", code: "bad_message" },
  ]);
  await peer.bye();
  assertEquals(await peer.receive(), null);
  peer.close();
  await ada.until((one) => one.heard.some(({ type }) => type === "left"));
  const left = ada.heard.find((message) => message.type === "left");
  assertEquals([left?.member, left?.reason, ada.texts], [you.id, "left", ["hello"]]);
  assertEquals(house.ends, [{ how: "bye" }]);
  ada.leave();
  await house.stop();
});

Deno.test("A client written from PROTOCOL.md hears why it may not stay, and that a server stops", async () => {
  const house = await openHouse();
  const first = await nobleJoin(house.port, "ada");
  await first.messages(2);
  const second = await nobleJoin(house.port, "Ada");
  assertEquals(await second.messages(9), [
    { type: "error", code: "name_taken" },
    { type: "closing", reason: "refused" },
    { type: "bye" },
  ]);
  second.close();
  const stopped = house.stop();
  assertEquals(await first.messages(9), [{ type: "closing", reason: "stopping" }, { type: "bye" }]);
  first.close();
  await stopped;
});

Deno.test("A client written from PROTOCOL.md gets in with the right psk and is told nothing with a wrong one", async () => {
  const psk = drawn(32, 5);
  const house = await openHouse(psk);
  const wrong = await nobleJoin(house.port, "eve", drawn(32, 6));
  assertEquals(JSON.parse(wrong.hello).passphrase, true);
  assertEquals(await wrong.receive(), null);
  wrong.close();
  assertEquals([house.ends, house.people()], [[{ how: "fault", fault: "not_authentic" }], 0]);
  const right = await nobleJoin(house.port, "ada", psk);
  assertEquals((await right.messages(2)).length, 2);
  right.close();
  await house.stop();
});

Deno.test("A client written from PROTOCOL.md goes on after more records than one key may seal", async () => {
  const house = await openHouse(ZEROS, { input: { burst: 2 ** 30, perSecond: 2 ** 30 } });
  const peer = await nobleJoin(house.port, "ada");
  await peer.messages(2);
  const count = RECORDS_PER_KEY + 2;
  await peer.send(...Array.from({ length: count }, () => [UNKNOWN]));
  await peer.say({ type: "say", room: "lobby", ref: 1, text: "under a new key" });
  const [echo] = await peer.messages(1);
  assertEquals([echo?.["text"], house.ends], ["under a new key", []]);
  await peer.bye();
  assertEquals(await peer.receive(), null);
  peer.close();
  await house.stop();
});

/** Serves one client with the server that was written from PROTOCOL.md. */
async function nobleServe(listener: Deno.TcpListener, psk: Uint8Array): Promise<NoblePeer> {
  const hello = '{"type":"server","name":"Noble","passphrase":true}';
  const socket = await listener.accept();
  try {
    return await NoblePeer.serve(socket, drawn(32, 3), hello, psk);
  } catch (error) {
    socket.close();
    throw error;
  }
}

Deno.test("A server written from PROTOCOL.md as it was at first is joined by our client, also beyond one key", async () => {
  const psk = drawn(32, 4);
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serving = nobleServe(listener, psk);
  const ada = new Chatter(listener.addr.port, "ada", psk);
  const peer = await serving;
  assertEquals(JSON.parse(peer.hello), { type: "hello", name: "ada", delivery: true });

  const you = { id: "AAECAwQFBgc", name: "ada", tag: "k7qd" };
  await peer.say({ type: "welcome", you, room: "lobby", history: 0, time: 1 });
  await peer.say({ type: "members", room: "lobby", members: [], last: false });
  await peer.say({ type: "members", room: "lobby", members: [you], last: true, more: null });
  await peer.send(...Array.from({ length: RECORDS_PER_KEY }, () => [UNKNOWN]));
  await peer.say({ type: "text", room: "lobby", id: 1, from: you.id, text: "and on", time: 2 });
  await ada.until((one) => one.texts.includes("and on"));

  ada.say("hello");
  assertEquals(await peer.messages(1), [{ type: "say", room: "lobby", ref: 1, text: "hello" }]);
  ada.leave();
  assertEquals(await peer.messages(2), [{ type: "bye" }]);
  peer.close();
  await ada.until((one) => one.ended !== null);
  assertEquals(ada.ended, "bye");
  listener.close();
});

Deno.test("A server written from PROTOCOL.md gets every text of our client once, in order, over many cuts", async () => {
  const host = new NobleHost();
  const [ada, bern] = [await Chatter.join(host.port, "ada"), await Chatter.join(host.port, "bern")];
  const said: string[] = [];
  for (let round = 0; round < 10; round++) {
    for (let count = 0; count < 3; count++) {
      const text = `${round}.${count}`;
      said.push(text);
      ada.say(text);
      if (count === round % 3) host.cut(round % 2 === 0 ? "ada" : null);
    }
    for (const one of [ada, bern]) {
      await one.until(({ ended }) => ended !== null || round % 2 === 0 && one === bern);
      if (one.ended !== null) await one.resume();
    }
    await bern.until(({ texts }) => texts.length === said.length);
    await ada.until(({ texts }) => texts.length === said.length);
  }
  assertEquals([ada.texts, bern.texts], [said, said]);
  assertEquals([ada.missing, bern.missing, ada.resumptions, bern.resumptions], [0, 0, 10, 5]);
  const claims = host.hellos.flatMap(({ resume }) => resume ? [resume.received] : []);
  assertEquals(claims.length, 15);
  for (const one of [ada, bern]) one.leave();
  for (const one of [ada, bern]) await one.until(({ ended }) => ended !== null);
  await host.stop();
  assertEquals(host.odd, []);
});

Deno.test("A server written from PROTOCOL.md does not let our client in with a wrong passphrase", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serving = assertRejects(() => nobleServe(listener, drawn(32, 4)), Error, "tag");
  const eve = new Chatter(listener.addr.port, "eve", drawn(32, 5));
  await serving;
  await eve.until((one) => one.ended !== null);
  assertEquals([eve.ended, eve.heard], ["cut", []]);
  listener.close();
});

Deno.test("A reader written from PROTOCOL.md follows our session through two changes of key", async () => {
  const { server } = await sessions();
  const handshake = new NobleHandshake(drawn(32, 7), drawn(32, 8));
  const [answer] = await events(server, framed(handshake.writeFirst()));
  assert(answer?.type === "write");
  const { rs } = handshake.readSecond(answer.bytes.subarray(2));
  assertEquals(rs.toHex(), noblePublic(drawn(32, 2)).toHex());
  await events(server, framed(handshake.writeThird(ZEROS, padHello('{"type":"hello"}', 3))));
  const [up, down] = handshake.split().map((key) => new NobleDirection(key));
  assert(up !== undefined && down !== undefined);
  const body = new TextEncoder().encode("x");
  for (let record = 0; record < 2 * RECORDS_PER_KEY + 2; record++) {
    const sealed = await server.seal([encodePacket(KIND.message, body)]);
    assertEquals(down.open(sealed.subarray(2)).length, 1);
  }
  assertEquals(texts(await events(server, framed(up.seal([[1, body]])))), ["x"]);
});

function framed(body: Uint8Array): Uint8Array {
  return new Uint8Array([body.length >> 8, body.length & 255, ...body]);
}
