import { assert, assertEquals } from "@std/assert";
import { type House, openHouse } from "../support/house.ts";
import { HostileCaller } from "../support/hostile_caller.ts";
import { HostilePeer } from "../support/hostile_peer.ts";
import { frame, headerOf, json, packet, plaintext } from "../support/hostile_wire.ts";
import { firstFrame, LOW_ORDER } from "../support/low_order.ts";
import { needs } from "../support/needs.ts";
import { join } from "../support/noble_noise.ts";
import { MESSAGE, type NoblePacket, padHello } from "../support/noble_wire.ts";
import { Tcp } from "../support/tcp.ts";
import { readVectors } from "../support/vectors.ts";
import { becomes, Witness } from "../support/witness.ts";

/** What a server answers to a message 1 with this public key. */
async function answerTo(house: House, key: Uint8Array): Promise<number> {
  const tcp = await Tcp.connect(house.port);
  await tcp.write(firstFrame(key));
  tcp.finish();
  const answer = await tcp.rest();
  tcp.close();
  return answer.length;
}

Deno.test("Porter.admit() says nothing to a key of low order, however it is written", async () => {
  const house = await openHouse();
  const right = crypto.getRandomValues(new Uint8Array(32));
  assertEquals(await answerTo(house, right), 2 + 608, "any other key is as good as one of ours");
  const before = house.ends.length;
  for (const key of LOW_ORDER) assertEquals(await answerTo(house, key), 0, key.toHex());
  await becomes(() => house.ends.length === before + LOW_ORDER.length, "all have ended");
  for (const end of house.ends.slice(before)) {
    assertEquals(end, { how: "fault", fault: "not_authentic" });
  }
  await house.stop();
});

Deno.test({
  name: "Porter.admit() goes on with every other key of Wycheproof, or ends without a word",
  ...needs("vectors"),
  async fn() {
    interface Case {
      readonly public: string;
      readonly shared: string;
    }
    const { tests } = readVectors<"tests", Case>("wycheproof/x25519.json");
    const house = await openHouse();
    for (const { public: key, shared } of tests) {
      const answer = await answerTo(house, Uint8Array.fromHex(key));
      assertEquals(answer, /^0*$/.test(shared) ? 0 : 610, key);
    }
    assert(!house.ends.some(({ how }) => how === "bug"));
    const witness = await Witness.enter(house.port);
    await witness.check();
    await witness.leave();
    await house.stop();
  },
});

const HELLO = { type: "hello", name: "eve" };

/** What became of a connection whose message 3 was this: what was said, or how it ended. */
async function third(
  house: House,
  make: (caller: HostileCaller) => Uint8Array,
): Promise<string[]> {
  const caller = await HostileCaller.call(house.port);
  assert(caller !== null);
  const before = house.ends.length;
  const bytes = make(caller);
  await caller.tcp.write(bytes);
  caller.tcp.finish();
  const said = await HostilePeer.of(caller).rest();
  caller.tcp.close();
  await becomes(() => house.ends.length > before, "it ends");
  const end = house.ends.at(-1);
  if (end?.how === "fault") return [...said.map(({ type }) => type), end.fault];
  return said.map(({ type, code, reason }) => [type, code, reason].filter(Boolean).join(" "));
}

/** Message 3 rightly made around a plaintext of any kind. */
function around(plain: Uint8Array): (caller: HostileCaller) => Uint8Array {
  return (caller) => frame(caller.third(plain));
}

const of = (...packets: NoblePacket[]) => around(plaintext(packets, 384));
const hello = json(HELLO);
const WELCOME = ["welcome", "members"];
const TURNED_AWAY = ["error bad_message", "closing refused", "bye"];

/** Ways to fill message 3, and what comes of each. */
const THIRDS: readonly [string, (caller: HostileCaller) => Uint8Array, readonly string[]][] = [
  ["a right one", of(hello), WELCOME],
  ["one byte less", (it) => frame(it.third(plaintext([hello], 383))), ["frame_length"]],
  ["one byte more", (it) => frame(it.third(plaintext([hello], 385))), ["frame_length"]],
  ["a last byte that is missing", (it) => frame(it.third(HELLO)).subarray(0, 449), []],
  ["a length that lies", (it) => frame(it.third(HELLO), 449), ["frame_length"]],
  ["nothing", of(), ["handshake_hello"]],
  ["two hellos", of(hello, hello), ["handshake_hello"]],
  ["a hello and a goodbye", of(hello, packet(2)), ["handshake_hello"]],
  ["a numbered hello", of(json(HELLO, 3)), ["handshake_hello"]],
  ["an unknown kind", of(json(HELLO, 99)), ["handshake_hello"]],
  ["padding that is not zeros", around(padHello(JSON.stringify(HELLO), 3).fill(1, 383)), [
    "padding",
  ]],
  [
    "a packet that is longer than the payload",
    around(
      join(headerOf(MESSAGE, 382), new Uint8Array(381)),
    ),
    ["packet_length"],
  ],
  ["an empty message", of(packet(MESSAGE)), TURNED_AWAY],
  ["no JSON", of(json("{")), TURNED_AWAY],
  ["a list", of(json("[1]")), TURNED_AWAY],
  ["no UTF-8", of(packet(MESSAGE, new Uint8Array([0x7b, 0xff, 0x7d]))), TURNED_AWAY],
  ["another type", of(json({ type: "say", name: "eve" })), TURNED_AWAY],
  ["no name", of(json({ type: "hello" })), TURNED_AWAY],
  ["a name that is no text", of(json({ type: "hello", name: 7 })), TURNED_AWAY],
  ["delivery that is no yes or no", of(json({ ...HELLO, delivery: "yes" })), TURNED_AWAY],
  ["a claim that is none", of(json({ ...HELLO, delivery: true, resume: [] })), TURNED_AWAY],
  [
    "a claim without a secret",
    of(json({ ...HELLO, resume: { member: "AAECAwQFBgc" } })),
    TURNED_AWAY,
  ],
  [
    "a claim to be nobody",
    of(json({
      ...HELLO,
      delivery: true,
      resume: { member: "AAECAwQFBgc", secret: "A".repeat(43), received: 0 },
    })),
    ["welcome", "standing", "members"],
  ],
];

Deno.test("Porter.admit() takes one message 3 and no other, and tells only who knows the passphrase", async () => {
  const house = await openHouse();
  const witness = await Witness.enter(house.port);
  for (const [what, make, wanted] of THIRDS) {
    assertEquals(await third(house, make), wanted, what);
    await becomes(() => house.people() === 2 + house.away(), what);
    await witness.check();
  }
  await witness.leave();
  await house.stop();
});

Deno.test("Porter.admit() refuses message 3 with a bit of any byte changed, and tells nothing", async () => {
  const house = await openHouse();
  for (let at = 0; at < 448; at++) {
    const said = await third(house, (caller) => {
      const body = caller.third(HELLO);
      body[at] = (body[at] ?? 0) ^ 1 << at % 8;
      return frame(body);
    });
    assertEquals(said, ["not_authentic"], `byte ${at}`);
  }
  assertEquals(house.people(), 0);
  await house.stop();
});

Deno.test({
  name: "Porter lets a source that guesses try three times in fifteen seconds, and others always",
  ...needs("linux"),
  async fn() {
    let now = 0;
    const right = new Uint8Array(32).fill(9);
    const house = await openHouse(right, { gate: { exempt: [] }, clock: () => now });
    const guess = async (): Promise<boolean> => {
      const caller = await HostileCaller.call(house.port, "127.0.0.66");
      if (caller === null) return false;
      await caller.tcp.write(
        frame(caller.third(HELLO, crypto.getRandomValues(new Uint8Array(32)))),
      );
      assertEquals(await HostilePeer.of(caller).rest(), []);
      caller.tcp.close();
      await becomes(() => house.porter.size === 0, "it is gone");
      return true;
    };
    const answered: boolean[] = [];
    for (let tries = 0; tries < 100; tries++) answered.push(await guess());
    assertEquals(answered.filter((one) => one).length, 3);
    assertEquals(answered.slice(0, 3), [true, true, true]);
    assertEquals(house.gate.hits.get("penalty"), 97);
    const honest = await HostilePeer.enter(house.port, {
      as: "ada",
      psk: right,
      from: "127.0.0.7",
    });
    assertEquals(house.people(), 1);
    await honest.leave();
    now = 15_001;
    assertEquals(await guess(), true);
    await house.stop();
  },
});
