import { assertEquals, assertRejects } from "@std/assert";
import type { Aead } from "../../lib/crypto/aead.ts";
import { ProtocolError } from "../../lib/errors.ts";
import { nodeAead } from "../../lib/io/aead.ts";
import { nodePrimitives } from "../../lib/io/primitives.ts";
import { RECORDS_PER_KEY } from "../../lib/limits.ts";
import { CipherState } from "../../lib/noise/cipher_state.ts";
import { RecordOpener, RecordSealer } from "../../lib/session/record.ts";
import { messagePacket, openPair } from "../support/session_pair.ts";

/** The nonce 2^64 - 1, reserved for Rekey() by the Noise specification, section 4.2. */
const REKEY_NONCE = "00000000ffffffffffffffff";

/** Keys that the handshake seals with: after e, after ee, after es, after se and psk. */
const HANDSHAKE_KEYS = 4;

Deno.test("Session exchanges 100,000 records with rekeys in which no key and nonce occur together twice", async () => {
  const used = new Set<string>();
  const keys = new Set<string>();
  let doubled = 0;
  /** Real AES that also remembers what was sealed with. */
  function watched(key: Uint8Array): Aead {
    const aead = nodeAead(key);
    const name = key.toHex();
    return {
      seal(nonce, data, plain, into) {
        // Rekey() has both sides seal the same zeros under the same key, and nobody sends them.
        if (nonce.toHex() === REKEY_NONCE) return aead.seal(nonce, data, plain, into);
        const pair = `${name}${nonce.toHex()}`;
        if (used.has(pair)) doubled++;
        used.add(pair);
        keys.add(name);
        return aead.seal(nonce, data, plain, into);
      },
      open: (nonce, data, sealed) => aead.open(nonce, data, sealed),
    };
  }
  const watching = { ...nodePrimitives, aead: watched };
  const { client, server } = await openPair({
    primitives: { client: watching, server: watching },
  });
  const packet = messagePacket("tick");
  let arrived = 0;
  for (let n = 0; n < 100_000; n++) {
    // Three up for one down, so that the two directions change keys at different times.
    const [from, to] = n % 4 === 3 ? [server, client] : [client, server];
    await to.receive(await from.seal([packet]), () => arrived++);
  }
  assertEquals([arrived, doubled], [100_000, 0]);
  // 75,000 records up take five keys and 25,000 down take two. The handshake sealed with four
  // before them: one in message 1, two in message 2 and two in message 3, the first of them as
  // at the end of message 2.
  assertEquals(keys.size, HANDSHAKE_KEYS + 5 + 2);
});

Deno.test("RecordOpener refuses a record with any one bit changed", async () => {
  const key = new Uint8Array(32).fill(4);
  const cipher = () => CipherState.initialize(nodeAead, key);
  const record = await new RecordSealer(await cipher()).seal([messagePacket("pay 5 to ada")]);
  for (let bit = 0; bit < 8 * record.length; bit++) {
    const bad = record.slice();
    bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const opener = new RecordOpener(await cipher());
    const error = await assertRejects(async () => await opener.open(bad), ProtocolError);
    assertEquals(error.fault, "not_authentic", `bit ${bit}`);
  }
});

Deno.test("RecordSealer changes its key exactly after 2^14 records, and RecordOpener with it", async () => {
  const key = new Uint8Array(32).fill(4);
  const sealer = new RecordSealer(await CipherState.initialize(nodeAead, key));
  const opener = new RecordOpener(await CipherState.initialize(nodeAead, key));
  const plain = await CipherState.initialize(nodeAead, key);
  const rekeyed = await CipherState.initialize(nodeAead, key);
  await rekeyed.rekey();
  for (let n = 0; n < RECORDS_PER_KEY; n++) {
    const record = await sealer.seal([]);
    await plain.decryptWithAd(new Uint8Array(0), record);
    await opener.open(record);
  }
  const next = await sealer.seal([]);
  await assertRejects(
    async () => await plain.decryptWithAd(new Uint8Array(0), next),
    ProtocolError,
  );
  assertEquals(await opener.open(next), []);
});

Deno.test("RecordOpener refuses a record larger than its content needs, and packets that do not fit", async () => {
  const key = new Uint8Array(32).fill(4);
  const faults: string[] = [];
  for (const plain of [new Uint8Array(1024), new Uint8Array(256).fill(1, 0, 4)]) {
    const cipher = await CipherState.initialize(nodeAead, key);
    const opener = new RecordOpener(await CipherState.initialize(nodeAead, key));
    const record = await cipher.encryptWithAd(new Uint8Array(0), plain);
    const error = await assertRejects(async () => await opener.open(record), ProtocolError);
    faults.push(error.fault);
  }
  assertEquals(faults, ["padding", "packet_length"]);
});
