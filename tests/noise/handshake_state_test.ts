import { assert, assertEquals, assertRejects } from "@std/assert";
import { type Primitives, webPrimitives } from "../../lib/crypto/primitives.ts";
import { ProtocolError } from "../../lib/errors.ts";
import { nodePrimitives } from "../../lib/io/primitives.ts";
import type { CipherState } from "../../lib/noise/cipher_state.ts";
import { HandshakeState } from "../../lib/noise/handshake_state.ts";
import { XX_PSK3 } from "../../lib/noise/pattern.ts";
import { needs } from "../support/needs.ts";
import { patternNamed } from "../support/noise_patterns.ts";
import { readVectors } from "../support/vectors.ts";

interface Vector {
  readonly protocol_name: string;
  readonly init_prologue: string;
  readonly resp_prologue: string;
  readonly init_psks?: readonly string[];
  readonly init_static?: string;
  readonly init_ephemeral: string;
  readonly init_remote_static?: string;
  readonly resp_static?: string;
  readonly resp_ephemeral?: string;
  readonly handshake_hash?: string;
  readonly messages: readonly { readonly payload: string; readonly ciphertext: string }[];
}

const NOTHING = new Uint8Array(0);

/** What both sides may have to compute with, and what it is called in the names of tests. */
const PRIMITIVES = [
  { name: "nodePrimitives", primitives: nodePrimitives },
  { name: "webPrimitives", primitives: webPrimitives },
] as const;

/** One side of a vector; `init_` and `resp_` fields become the options of that side. */
async function side(
  vector: Vector,
  initiator: boolean,
  primitives: Primitives,
): Promise<HandshakeState> {
  const { keyPair } = primitives;
  const [, name = ""] = vector.protocol_name.split("_");
  const ours = initiator ? vector.init_static : vector.resp_static;
  const e = initiator ? vector.init_ephemeral : vector.resp_ephemeral;
  const state = await HandshakeState.initialize({
    pattern: patternNamed(name),
    initiator,
    prologue: Uint8Array.fromHex(initiator ? vector.init_prologue : vector.resp_prologue),
    primitives,
    // One-way patterns have no ephemeral key of the responder; it is never used.
    e: await keyPair(e === undefined ? new Uint8Array(32).fill(1) : Uint8Array.fromHex(e)),
    ...(ours === undefined ? {} : { s: await keyPair(Uint8Array.fromHex(ours)) }),
    ...(initiator && vector.init_remote_static !== undefined
      ? { rs: Uint8Array.fromHex(vector.init_remote_static) }
      : {}),
  });
  state.setPsks((vector.init_psks ?? []).map((psk) => Uint8Array.fromHex(psk)));
  return state;
}

/** Plays a vector: every message is written as given, and what was given is read. */
async function play(vector: Vector, primitives: Primitives): Promise<void> {
  const sides = [
    await side(vector, true, primitives),
    await side(vector, false, primitives),
  ] as const;
  const oneWay = vector.protocol_name.includes("_N_") || vector.protocol_name.includes("_Npsk");
  let ciphers: readonly (readonly [send: CipherState, receive: CipherState])[] | null = null;
  for (const [index, message] of vector.messages.entries()) {
    const writer = oneWay ? 0 : index % 2;
    const reader = 1 - writer;
    const payload = Uint8Array.fromHex(message.payload);
    const wanted = Uint8Array.fromHex(message.ciphertext);
    if (ciphers === null) {
      const written = await sides[writer === 0 ? 0 : 1].writeMessage(payload);
      assertEquals(written.toHex(), wanted.toHex(), `message ${index}, written`);
      const read = await sides[reader === 0 ? 0 : 1].readMessage(wanted);
      assertEquals(read.toHex(), payload.toHex(), `message ${index}, read`);
      if (!sides[0].finished) continue;
      const [ours, theirs] = [await sides[0].split(), await sides[1].split()];
      assertEquals(ours.handshakeHash, theirs.handshakeHash);
      if (vector.handshake_hash !== undefined) {
        assertEquals(ours.handshakeHash.toHex(), vector.handshake_hash);
      }
      ciphers = [[ours.initiator, theirs.initiator], [theirs.responder, ours.responder]];
    } else {
      const [send, receive] = ciphers[writer] ?? [];
      assert(send !== undefined && receive !== undefined);
      assertEquals((await send.encryptWithAd(NOTHING, payload)).toHex(), wanted.toHex());
      assertEquals((await receive.decryptWithAd(NOTHING, wanted)).toHex(), payload.toHex());
    }
  }
  assert(ciphers !== null, "the handshake was finished");
}

for (const [file, count] of [["snow", 10], ["cacophony", 24]] as const) {
  for (const { name, primitives } of PRIMITIVES) {
    Deno.test({
      name:
        `HandshakeState writes and reads the ${count} vectors of ${file} with ${name}, byte for byte`,
      ...needs("vectors"),
      fn: async (t) => {
        const { vectors } = readVectors<"vectors", Vector>(
          `noise/${file}-25519_AESGCM_SHA256.json`,
        );
        assertEquals(vectors.length, count);
        for (const vector of vectors) {
          await t.step(vector.protocol_name, () => play(vector, primitives));
        }
      },
    });
  }
}

async function pair(): Promise<{ client: HandshakeState; server: HandshakeState }> {
  const { keyPair } = nodePrimitives;
  const options = { pattern: XX_PSK3, prologue: NOTHING, primitives: nodePrimitives };
  const secrets = await Promise.all([1, 2, 3, 4].map((n) => keyPair(new Uint8Array(32).fill(n))));
  const [e1, s1, e2, s2] = secrets;
  assert(e1 && s1 && e2 && s2);
  const client = await HandshakeState.initialize({ ...options, initiator: true, e: e1, s: s1 });
  const server = await HandshakeState.initialize({ ...options, initiator: false, e: e2, s: s2 });
  client.setPsks([new Uint8Array(32)]);
  server.setPsks([new Uint8Array(32)]);
  return { client, server };
}

Deno.test("HandshakeState.readMessage() refuses every message with one bit changed or one byte cut", async () => {
  const payload = new TextEncoder().encode("hi");
  for (let step = 0; step < 3; step++) {
    const good = await upTo(step, payload);
    for (let bit = 0; bit < 8 * good.length; bit += 5) {
      const bad = good.slice();
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      // The top bit of a public key is masked (RFC 7748, section 5), and still it is hashed.
      await refuses(step, payload, bad);
    }
    for (const length of [0, 1, 31, 32, 47, good.length - 1]) {
      await refuses(step, payload, good.slice(0, Math.min(length, good.length - 1)));
    }
  }
});

/** Message number `step`, as its writer wrote it. */
async function upTo(step: number, payload: Uint8Array): Promise<Uint8Array> {
  return await exchange(await pair(), step, payload);
}

async function exchange(
  { client, server }: { client: HandshakeState; server: HandshakeState },
  step: number,
  payload: Uint8Array,
): Promise<Uint8Array> {
  for (let done = 0; done < step; done++) {
    const [writer, reader] = done % 2 === 0 ? [client, server] : [server, client];
    await reader.readMessage(await writer.writeMessage(payload));
  }
  return await (step % 2 === 0 ? client : server).writeMessage(payload);
}

async function refuses(step: number, payload: Uint8Array, bad: Uint8Array): Promise<void> {
  const both = await pair();
  await exchange(both, step, payload);
  const reader = step % 2 === 0 ? both.server : both.client;
  await assertRejects(() => reader.readMessage(bad), ProtocolError);
}

Deno.test("HandshakeState.readMessage() refuses a message made with another passphrase", async () => {
  const { client, server } = await pair();
  client.setPsks([new Uint8Array(32).fill(7)]);
  await server.readMessage(await client.writeMessage(NOTHING));
  await client.readMessage(await server.writeMessage(NOTHING));
  const third = await client.writeMessage(NOTHING);
  const error = await assertRejects(() => server.readMessage(third), ProtocolError);
  assertEquals(error.fault, "not_authentic");
});

Deno.test("HandshakeState.split() is refused before the last message, and a fourth message too", async () => {
  const { client, server } = await pair();
  await assertRejects(() => client.split(), RangeError);
  await server.readMessage(await client.writeMessage(NOTHING));
  await client.readMessage(await server.writeMessage(NOTHING));
  await server.readMessage(await client.writeMessage(NOTHING));
  await assertRejects(() => client.writeMessage(NOTHING), RangeError);
});
