import { assert, assertEquals, assertRejects } from "@std/assert";
import type { AeadFactory } from "../lib/crypto/aead.ts";
import { stretchPassphrase } from "../lib/crypto/passphrase.ts";
import { sha256 } from "../lib/crypto/hash.ts";
import { WORDS_LABEL } from "../lib/crypto/words.ts";
import { keyPair } from "../lib/crypto/x25519.ts";
import { ProtocolError } from "../lib/errors.ts";
import { nodeAead } from "../lib/io/aead.ts";
import { HandshakeState } from "../lib/noise/handshake_state.ts";
import { XX_PSK3 } from "../lib/noise/pattern.ts";
import { padHello } from "../lib/session/padding.ts";
import { Session } from "../lib/session/session.ts";
import { PROLOGUE } from "../lib/session/version.ts";
import { encodeFrame } from "../lib/wire/frame.ts";
import { ascii, join, NobleHandshake, noblePsk, noblePublic } from "./support/noble_noise.ts";
import { MESSAGE, NobleDirection, padHello as noblePadHello } from "./support/noble_wire.ts";
import { fences, hexValues, section, table } from "./support/protocol_document.ts";
import { events, messagePacket } from "./support/session_pair.ts";

const EXAMPLE = section("## Worked example");
const VALUES = hexValues(EXAMPLE);
/** As they go over the wire: without blanks. */
const [SERVER_HELLO = "", CLIENT_HELLO = "", SAY = "", WELCOME = "", MEMBERS = ""] = fences(
  EXAMPLE,
  "json message",
).map((json) => JSON.stringify(JSON.parse(json)));
/** `h` and `ck` by step. */
const STEPS = new Map(table(EXAMPLE).map(([step = "", h = "", ck = ""]) => [step, { h, ck }]));
/** What is written from PROTOCOL.md alone. */
const PEERS = [
  "noble_noise.ts",
  "noble_wire.ts",
  "noble_peer.ts",
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

/** Both sides from @noble's primitives, with a psk. */
function nobleExchange(psk: Uint8Array): { messages: string[]; sides: NobleHandshake[] } {
  const client = new NobleHandshake(bytes("ce"), bytes("cs"));
  const server = new NobleHandshake(bytes("se"), bytes("ss"));
  const first = client.writeFirst();
  server.readFirst(first);
  const second = server.writeSecond(noblePadHello(SERVER_HELLO, 2));
  assertEquals(client.readSecond(second).rs.toHex(), hex("SS"));
  const third = client.writeThird(psk, noblePadHello(CLIENT_HELLO, 3));
  assertEquals(server.readThird(psk, third).rs.toHex(), hex("CS"));
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
      seal(nonce, data, plain) {
        if (data.length > 0) seen.data.push(data.toHex());
        return aead.seal(nonce, data, plain);
      },
      open: (nonce, data, sealed) => aead.open(nonce, data, sealed),
    };
  };
}

/** Both sides from `lib/session`, with a psk. */
async function exchange(
  psk: Uint8Array,
): Promise<{ client: Session; server: Session; messages: string[]; seen: Seen }> {
  const seen: Seen = { keys: [], data: [] };
  const drawn = join(bytes("ce"), bytes("cs"));
  const client = await Session.client({ aead: watched(seen), drawn });
  const server = await Session.server({
    aead: nodeAead,
    drawn: bytes("se"),
    identity: await keyPair(bytes("ss")),
    psk,
    hello: ascii(SERVER_HELLO),
  });
  const first = await client.start();
  const [answer] = await events(server, first);
  assert(answer?.type === "write");
  const [who] = await events(client, answer.bytes);
  assert(who?.type === "server");
  const third = await client.proceed(psk, ascii(CLIENT_HELLO));
  const [admitted] = await events(server, third);
  assert(admitted?.type === "client");
  assertEquals(new TextDecoder().decode(admitted.hello), CLIENT_HELLO);
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
    assertEquals((await keyPair(bytes(secret))).public.toHex(), hex(name));
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
  const up = new NobleDirection(bytes("k_client")).seal([[MESSAGE, ascii(SAY)]]);
  assertEquals(up.toHex(), hex("record_c"));
  const packets = [[MESSAGE, ascii(WELCOME)], [MESSAGE, ascii(MEMBERS)]] as const;
  assertEquals(new NobleDirection(bytes("k_server")).seal(packets).toHex(), hex("record_s"));
});

Deno.test("PROTOCOL.md's worked example: lib/session computes every message, key and record", async () => {
  const { client, server, messages, seen } = await exchange(bytes("psk"));
  assertEquals(messages, [hex("m1"), hex("m2"), hex("m3")]);
  assertEquals(seen.keys.slice(-2), [hex("k_client"), hex("k_server")]);
  assertEquals(seen.data, ["1 e", "2 payload", "3 psk"].map((step) => STEPS.get(step)?.h));
  const up = await client.seal([messagePacket(SAY)]);
  assertEquals(up.subarray(2).toHex(), hex("record_c"));
  const down = await server.seal([messagePacket(WELCOME), messagePacket(MEMBERS)]);
  assertEquals(down.subarray(2).toHex(), hex("record_s"));
});

Deno.test("PROTOCOL.md's worked example: lib/noise computes the handshake hash", async () => {
  const options = { pattern: XX_PSK3, prologue: PROLOGUE, aead: nodeAead };
  const [ce, cs] = [await keyPair(bytes("ce")), await keyPair(bytes("cs"))];
  const [se, ss] = [await keyPair(bytes("se")), await keyPair(bytes("ss"))];
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
    aead: nodeAead,
    drawn: bytes("se"),
    identity: await keyPair(bytes("ss")),
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
