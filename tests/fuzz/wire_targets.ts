/**
 * Readers of frames, packets, records and handshakes.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { Delivery } from "../../lib/delivery/delivery.ts";
import { Stock } from "../../lib/delivery/stock.ts";
import { ProtocolError } from "../../lib/errors.ts";
import { RECORD_BYTES } from "../../lib/limits.ts";
import { padRecord, unpadHello, unpadRecord } from "../../lib/session/padding.ts";
import { majorOfAnswer } from "../../lib/session/version.ts";
import { encodeFrame, FrameDecoder } from "../../lib/wire/frame.ts";
import { decodePackets, encodePacket } from "../../lib/wire/packet.ts";
import { parcelOf } from "../../lib/wire/parcel.ts";
import { HELLO, openPair, sessions } from "../support/session_pair.ts";
import { cut } from "./mutate.ts";
import { bytesOf, type Target, unlessFault } from "./target.ts";

const NONE = new Uint8Array(0);
const PACKETS = [
  encodePacket(1, HELLO),
  encodePacket(3, HELLO),
  encodePacket(4, new Uint8Array(8)),
];
const STREAM = [encodeFrame(new Uint8Array(48)), encodeFrame(new Uint8Array(272).fill(7))];

/** All bodies of a stream, and whether it broke a rule. */
function bodies(chunks: readonly Uint8Array[]): { found: string[]; lost: boolean } {
  const frames = new FrameDecoder((bytes) => bytes <= 448);
  const found: string[] = [];
  try {
    for (const chunk of chunks) for (const body of frames.push(chunk)) found.push(body.toHex());
    return { found, lost: false };
  } catch (error) {
    assert(error instanceof ProtocolError);
    return { found, lost: true };
  }
}

/** Every reader below the messages. */
export const WIRE_TARGETS: readonly Target[] = [
  {
    name: "frames",
    seeds: [new Uint8Array([...STREAM[0] ?? [], ...STREAM[1] ?? []])],
    read(bytes, random) {
      assertEquals(bodies(cut(bytes, random)), bodies([bytes]));
    },
  },
  {
    name: "packets",
    seeds: [...PACKETS, padRecord(PACKETS)],
    read(bytes) {
      const unpacked = unlessFault(() => decodePackets(bytes));
      if (unpacked === null) return;
      const again = unpacked.packets.map(({ kind, body }) => encodePacket(kind, body));
      const made = new Uint8Array(bytes.length);
      let at = 0;
      for (const packet of again) {
        made.set(packet, at);
        at += packet.length;
      }
      assertEquals(at, unpacked.used);
      assertEquals(made, bytes);
    },
  },
  {
    name: "record",
    seeds: [padRecord([]), padRecord(PACKETS), padRecord([encodePacket(1, new Uint8Array(300))])],
    read(bytes) {
      const size = RECORD_BYTES.find((most) => bytes.length <= most) ?? 256;
      const plain = new Uint8Array(size);
      plain.set(bytes.subarray(0, size));
      const packets = unlessFault(() => unpadRecord(plain));
      if (packets === null) return;
      // One content has one encoding.
      assertEquals(padRecord(packets.map(({ kind, body }) => encodePacket(kind, body))), plain);
    },
  },
  {
    name: "hello of a handshake",
    seeds: [encodePacket(1, HELLO)],
    read(bytes) {
      unlessFault(() => unpadHello(bytes));
    },
  },
  {
    name: "numbers and acknowledgements",
    seeds: [
      padRecord(PACKETS),
      padRecord([encodePacket(4, new Uint8Array(8)), encodePacket(5, NONE)]),
    ],
    read(bytes) {
      const stock = new Stock();
      const delivery = new Delivery(stock);
      delivery.post(parcelOf(encodePacket(3, HELLO)));
      delivery.take(1_000, 0);
      const packets = unlessFault(() => decodePackets(bytes).packets) ?? [];
      let heard = 0;
      for (const packet of packets) {
        const body = unlessFault(() => delivery.hear(packet, 0));
        if (body !== null) heard++;
      }
      assertEquals(delivery.received, heard);
      assertEquals(heard, packets.filter(({ kind }) => kind === 3).length);
      delivery.close();
      assertEquals(stock.bytes, 0);
    },
  },
  {
    name: "answer of another version",
    seeds: [bytesOf("pychat/2"), bytesOf("pychat/1")],
    read(bytes) {
      const major = unlessFault(() => majorOfAnswer(bytes));
      if (major !== null) assertEquals(bytes, bytesOf(`pychat/${major}`));
    },
  },
];

/** Whole sessions; each costs a handshake. */
export const SESSION_TARGETS: readonly Target[] = [
  {
    name: "server's handshake",
    seeds: [await (await sessions()).client.start()],
    async read(bytes, random) {
      const { client, server } = await sessions();
      const honest = await client.start();
      let entered = false;
      try {
        for (const chunk of cut(bytes, random)) {
          await server.receive(chunk, (event) => entered ||= event.type === "client");
        }
      } catch (error) {
        assert(error instanceof ProtocolError);
      }
      assert(!entered, "somebody came in without a key");
      assertEquals(honest.length, 50);
    },
  },
  {
    name: "client's handshake",
    seeds: [new Uint8Array([2, 96, ...new Uint8Array(608)]), bytesOf("\0\x08pychat/2")],
    async read(bytes, random) {
      const { client } = await sessions();
      await client.start();
      let shown = false;
      try {
        for (const chunk of cut(bytes, random)) {
          await client.receive(chunk, (event) => shown ||= event.type === "server");
        }
      } catch (error) {
        assert(error instanceof ProtocolError);
      }
      assert(!shown, "a server without a key was believed");
    },
  },
  {
    name: "records on the way",
    seeds: [new Uint8Array([0])],
    async read(bytes, random) {
      const { client, server } = await openPair();
      const record = await client.seal(PACKETS);
      const changed = record.slice();
      for (const byte of bytes.subarray(0, 4)) changed[random.below(changed.length)] = byte;
      const seen: string[] = [];
      let fault = false;
      try {
        await server.receive(changed, (event) => seen.push(event.type));
      } catch (error) {
        assert(error instanceof ProtocolError);
        fault = true;
      }
      const same = changed.every((byte, at) => byte === record[at]);
      // A changed length may only make it wait for more, or be a fault.
      assertEquals(seen.length > 0, same);
      assert(same ? !fault : fault || changed[0] !== record[0] || changed[1] !== record[1]);
    },
  },
];
