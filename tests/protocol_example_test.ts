import { assert, assertEquals, assertRejects } from "@std/assert";
import type { AeadFactory } from "../lib/crypto/aead.ts";
import { stretchPassphrase } from "../lib/crypto/passphrase.ts";
import { sha256 } from "../lib/crypto/hash.ts";
import { WORDS_LABEL } from "../lib/crypto/words.ts";
import { ProtocolError } from "../lib/errors.ts";
import { nodeAead } from "../lib/io/aead.ts";
import { nodePrimitives } from "../lib/io/primitives.ts";
import { HandshakeState } from "../lib/noise/handshake_state.ts";
import { XX_PSK3 } from "../lib/noise/pattern.ts";
import { padHello } from "../lib/session/padding.ts";
import { Session } from "../lib/session/session.ts";
import { PROLOGUE } from "../lib/session/version.ts";
import { Delivery } from "../lib/delivery/delivery.ts";
import { Stock } from "../lib/delivery/stock.ts";
import { encodeFrame } from "../lib/wire/frame.ts";
import { decodePackets, encodePacket, KIND } from "../lib/wire/packet.ts";
import { parcelOf } from "../lib/wire/parcel.ts";
import { ascii, join, NobleHandshake, noblePsk, noblePublic } from "./support/noble_noise.ts";
import { nobleAck, NUMBERED } from "./support/noble_delivery.ts";
import { MESSAGE, NobleDirection, padHello as noblePadHello } from "./support/noble_wire.ts";
import { fences, hexValues, section, table } from "./support/protocol_document.ts";
import { events } from "./support/session_pair.ts";

const EXAMPLE = section("## Worked example");
const VALUES = hexValues(EXAMPLE);
/** As they go over the wire: without blanks. */
const MESSAGES = fences(EXAMPLE, "json message").map((json) => JSON.stringify(JSON.parse(json)));
const [SERVER_HELLO = "", CLIENT_HELLO = "", WELCOME = "", MEMBERS = "", SAY = ""] = MESSAGES;
const [TEXT = "", CLAIM = "", RESUMED = "", MEMBERS_2 = ""] = MESSAGES.slice(5);
/** `h` and `ck` by step. */
const STEPS = new Map(table(EXAMPLE).map(([step = "", h = "", ck = ""]) => [step, { h, ck }]));
/** What is written from PROTOCOL.md alone. */
const PEERS = [
  "noble_noise.ts",
  "noble_wire.ts",
  "noble_peer.ts",
  "noble_delivery.ts",
  "noble_member.ts",
  "noble_host.ts",
  "noble_host_options.ts",
  "noble_court.ts",
  "noble_rooms.ts",
  "later_minor.ts",
  "later_major.ts",
];
const ZEROS = new Uint8Array(32);

function hex(name: string): string {
  const value = VALUES.get(name);
  assert(value !== undefined, name);
  return value;
}

function bytes(name: string): Uint8Array {
  return Uint8Array.fromHex(hex(name));
}

/** What one connection of the example is made of, by the names of its secrets. */
interface Given {
  readonly ce: string;
  readonly cs: string;
  readonly se: string;
  readonly hello: string;
}

const FIRST: Given = { ce: "ce", cs: "cs", se: "se", hello: CLIENT_HELLO };
const SECOND: Given = { ce: "ce2", cs: "cs2", se: "se2", hello: CLAIM };

/** Both sides from @noble's primitives, with a psk. */
function nobleExchange(
  psk: Uint8Array,
  { ce, cs, se, hello }: Given = FIRST,
): { messages: string[]; sides: NobleHandshake[] } {
  const client = new NobleHandshake(bytes(ce), bytes(cs));
  const server = new NobleHandshake(bytes(se), bytes("ss"));
  const first = client.writeFirst();
  server.readFirst(first);
  const second = server.writeSecond(noblePadHello(SERVER_HELLO, 2));
  assertEquals(client.readSecond(second).rs.toHex(), hex("SS"));
  const third = client.writeThird(psk, noblePadHello(hello, 3));
  assertEquals(server.readThird(psk, third).rs.toHex(), noblePublic(bytes(cs)).toHex());
  const messages = [first, second, third].map((message) => message.toHex());
  return { messages, sides: [client, server] };
}

/** What a session gave to its cipher, in order, in hex. */
interface Seen {
  readonly keys: string[];
  /** Of the handshake: every `h` that something was encrypted under. */
  readonly data: string[];
}

function watched(seen: Seen): AeadFactory {
  return (key) => {
    seen.keys.push(key.toHex());
    const aead = nodeAead(key);
    return {
      seal(nonce, data, plain, into) {
        if (data.length > 0) seen.data.push(data.toHex());
        return aead.seal(nonce, data, plain, into);
      },
      open: (nonce, data, sealed) => aead.open(nonce, data, sealed),
    };
  };
}

/** Both sides from `lib/session`, with a psk. */
async function exchange(
  psk: Uint8Array,
  { ce, cs, se, hello }: Given = FIRST,
): Promise<{ client: Session; server: Session; messages: string[]; seen: Seen }> {
  const seen: Seen = { keys: [], data: [] };
  const drawn = join(bytes(ce), bytes(cs));
  const watching = { ...nodePrimitives, aead: watched(seen) };
  const client = await Session.client({ primitives: watching, drawn });
  const server = await Session.server({
    primitives: nodePrimitives,
    drawn: bytes(se),
    identity: await nodePrimitives.keyPair(bytes("ss")),
    psk,
    hello: ascii(SERVER_HELLO),
  });
  const first = await client.start();
  const [answer] = await events(server, first);
  assert(answer?.type === "write");
  const [who] = await events(client, answer.bytes);
  assert(who?.type === "server");
  const third = await client.proceed(psk, ascii(hello));
  const [admitted] = await events(server, third);
  assert(admitted?.type === "client");
  assertEquals(new TextDecoder().decode(admitted.hello), hello);
  const messages = [first, answer.bytes, third].map((frame) => frame.subarray(2).toHex());
  return { client, server, messages, seen };
}

Deno.test("The implementation from @noble uses nothing of lib, so that it can disagree", () => {
  for (const file of PEERS) {
    const text = Deno.readTextFileSync(new URL(`support/${file}`, import.meta.url));
    const imports = [...text.matchAll(/\b(?:from|import)\b[ (]*"([^"]*)"/g)].map(([, from]) =>
      from
    );
    assert(imports.length > 0);
    const others = imports.filter((from) => !/^(@noble\/|\.\/(noble|later)_)/.test(from ?? ""));
    assertEquals(others, [], file);
  }
});

Deno.test("PROTOCOL.md's worked example: keys and passphrase are those of both implementations", async () => {
  for (const [secret, name] of [["ce", "CE"], ["cs", "CS"], ["se", "SE"], ["ss", "SS"]] as const) {
    assertEquals(noblePublic(bytes(secret)).toHex(), hex(name));
    assertEquals((await nodePrimitives.keyPair(bytes(secret))).public.toHex(), hex(name));
  }
  const typed = new TextDecoder().decode(bytes("nfc")).normalize("NFD");
  assert(EXAMPLE.includes(`\`${typed.normalize("NFC")}\``) && typed !== typed.normalize("NFC"));
  assertEquals(hex("salt"), join(ascii("pychat/1 psk"), bytes("SS")).toHex());
  assertEquals(noblePsk(typed, bytes("SS")).toHex(), hex("psk"));
  assertEquals((await stretchPassphrase(typed, bytes("SS"))).toHex(), hex("psk"));
  assert(section("## Key words").includes((await sha256(WORDS_LABEL, bytes("SS"))).toHex()));
});

Deno.test("PROTOCOL.md's worked example: @noble computes every h and ck, message, key and record", () => {
  const { messages, sides } = nobleExchange(bytes("psk"));
  assertEquals(messages, [hex("m1"), hex("m2"), hex("m3")]);
  for (const side of sides) {
    const steps = side.steps.map(({ step, h, ck }) =>
      [step, { h: h.toHex(), ck: ck.toHex() }] as const
    );
    assertEquals(new Map(steps), STEPS);
    assertEquals(side.split().map((key) => key.toHex()), [hex("k_client"), hex("k_server")]);
  }
  const up = new NobleDirection(bytes("k_client"));
  assertEquals(up.seal([nobleAck(0), [NUMBERED, ascii(SAY)]]).toHex(), hex("record_c1"));
  const down = new NobleDirection(bytes("k_server"));
  const state = [[MESSAGE, ascii(WELCOME)], [MESSAGE, ascii(MEMBERS)]] as const;
  assertEquals(down.seal(state).toHex(), hex("record_s1"));
  assertEquals(down.seal([nobleAck(1), [NUMBERED, ascii(TEXT)]]).toHex(), hex("record_s2"));
});

Deno.test("PROTOCOL.md's worked example: @noble computes the keys and records of the resume", () => {
  const { sides } = nobleExchange(bytes("psk"), SECOND);
  for (const side of sides) {
    assertEquals(side.split().map((key) => key.toHex()), [hex("k2_client"), hex("k2_server")]);
    assertEquals(side.steps.at(-1)?.h.toHex(), hex("h2"));
  }
  const state = [[MESSAGE, ascii(RESUMED)], [MESSAGE, ascii(MEMBERS_2)]] as const;
  const down = new NobleDirection(bytes("k2_server")).seal([...state, [NUMBERED, ascii(TEXT)]]);
  assertEquals(down.toHex(), hex("record_s3"));
  const up = new NobleDirection(bytes("k2_client")).seal([nobleAck(1)]);
  assertEquals(up.toHex(), hex("record_c2"));
  for (const count of [0, 1]) {
    const [kind, body] = nobleAck(count);
    assertEquals(join(new Uint8Array([kind, 0, 8]), body).toHex(), hex(`ack_${count}`));
  }
});

Deno.test("PROTOCOL.md's worked example: lib/session computes every message, key and record", async () => {
  const { client, server, messages, seen } = await exchange(bytes("psk"));
  assertEquals(messages, [hex("m1"), hex("m2"), hex("m3")]);
  assertEquals(seen.keys.slice(-2), [hex("k_client"), hex("k_server")]);
  assertEquals(seen.data, ["1 e", "2 payload", "3 psk"].map((step) => STEPS.get(step)?.h));
  assertEquals(await body(client.seal([bytes("ack_0"), packet(SAY)])), hex("record_c1"));
  assertEquals(await body(server.seal([packet(WELCOME), packet(MEMBERS)])), hex("record_s1"));
  assertEquals(await body(server.seal([bytes("ack_1"), packet(TEXT)])), hex("record_s2"));
});

Deno.test("PROTOCOL.md's worked example: lib/delivery and lib/session come to the same resume", async () => {
  const here = new Delivery(new Stock());
  const there = new Delivery(new Stock());
  // The client's first record carries its acknowledgement of nothing, which no side owes.
  here.post(parcelOf(packet(SAY)));
  for (const { packets } of [decodePackets(join(...here.take(240, 0)))]) {
    assertEquals(packets.map((one) => there.hear(one, 0)), [ascii(SAY)]);
  }
  there.post(parcelOf(packet(TEXT)));
  assertEquals(there.take(240, 0).map(toHex), [hex("ack_1"), packet(TEXT).toHex()]);
  for (const side of [here, there]) side.cut();

  const { client, server, seen } = await exchange(bytes("psk"), SECOND);
  assertEquals(seen.keys.slice(-2), [hex("k2_client"), hex("k2_server")]);
  assertEquals([JSON.parse(CLAIM).resume.received, here.received], [0, 0]);
  const missing = there.resume(here.received);
  for (const state of [RESUMED, MEMBERS_2]) there.post(parcelOf(packet(state)));
  there.replay();
  const sent = there.take(16_384, 1);
  assertEquals(await body(server.seal(sent)), hex("record_s3"));
  const { received, missing: told } = JSON.parse(RESUMED);
  assertEquals([there.received, missing, here.resume(received)], [received, told, told]);
  here.replay();
  for (const one of decodePackets(join(...sent)).packets) here.hear(one, 1);
  const answer = here.take(16_384, 1000);
  assertEquals(answer.map(toHex), [hex("ack_1")], "and nothing is sent again");
  assertEquals(await body(client.seal(answer)), hex("record_c2"));
});

/** The packet of a message, numbered as it must be. */
function packet(json: string): Uint8Array {
  const { type }: { readonly type: string } = JSON.parse(json);
  const kind = ["say", "text"].includes(type) ? KIND.numbered : KIND.message;
  return encodePacket(kind, ascii(json));
}

/** The body of a frame, in hex. */
async function body(frame: Uint8Array | Promise<Uint8Array>): Promise<string> {
  return (await frame).subarray(2).toHex();
}

function toHex(bytes: Uint8Array): string {
  return bytes.toHex();
}

Deno.test("PROTOCOL.md's worked example: lib/noise computes the handshake hash", async () => {
  const options = { pattern: XX_PSK3, prologue: PROLOGUE, primitives: nodePrimitives };
  const [ce, cs] = [
    await nodePrimitives.keyPair(bytes("ce")),
    await nodePrimitives.keyPair(bytes("cs")),
  ];
  const [se, ss] = [
    await nodePrimitives.keyPair(bytes("se")),
    await nodePrimitives.keyPair(bytes("ss")),
  ];
  const client = await HandshakeState.initialize({ ...options, initiator: true, e: ce, s: cs });
  const server = await HandshakeState.initialize({ ...options, initiator: false, e: se, s: ss });
  for (const side of [client, server]) side.setPsks([bytes("psk")]);
  await server.readMessage(await client.writeMessage(new Uint8Array(0)));
  await client.readMessage(await server.writeMessage(padHello(ascii(SERVER_HELLO), 512)));
  await server.readMessage(await client.writeMessage(padHello(ascii(CLIENT_HELLO), 384)));
  assertEquals((await client.split()).handshakeHash.toHex(), hex("h"));
  assertEquals((await server.split()).handshakeHash.toHex(), hex("h"));
});

Deno.test("PROTOCOL.md's worked example: without a passphrase both implementations come to other keys", async () => {
  const { sides: [noble] } = nobleExchange(ZEROS);
  const keys = [hex("k0_client"), hex("k0_server")];
  assertEquals(noble?.split().map((key) => key.toHex()), keys);
  assertEquals(noble?.steps.at(-1)?.h.toHex(), hex("h0"));
  assertEquals((await exchange(ZEROS)).seen.keys.slice(-2), keys);
});

Deno.test("PROTOCOL.md's worked example: a client of version 2 is answered", async () => {
  const first = new NobleHandshake(bytes("ce"), bytes("cs"), "pychat/2").writeFirst();
  assertEquals(first.toHex(), hex("m1_v2"));
  assert(hex("m1_v2").startsWith(hex("CE")) && hex("m1_v2") !== hex("m1"));
  const server = await Session.server({
    primitives: nodePrimitives,
    drawn: bytes("se"),
    identity: await nodePrimitives.keyPair(bytes("ss")),
    psk: ZEROS,
    hello: ascii(SERVER_HELLO),
  });
  const answers: string[] = [];
  const reading = server.receive(encodeFrame(first), (event) => {
    assert(event.type === "write");
    answers.push(event.bytes.toHex());
  });
  await assertRejects(async () => await reading, ProtocolError, "other_version");
  assertEquals(answers, [encodeFrame(bytes("answer")).toHex()]);
});
