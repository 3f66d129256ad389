import { assertEquals } from "@std/assert";
import { type House, openHouse } from "../support/house.ts";
import { HostilePeer } from "../support/hostile_peer.ts";
import { FAREWELL, frame, headerOf, json, packet, plaintext } from "../support/hostile_wire.ts";
import { ACK, nobleAck as ack, NUMBERED, PING, PONG } from "../support/noble_delivery.ts";
import { join } from "../support/noble_noise.ts";
import { BYE, MESSAGE, type NoblePacket } from "../support/noble_wire.ts";
import { becomes, Witness } from "../support/witness.ts";

const SAY = { type: "say", room: "lobby", ref: 1, text: "from eve" };
const say = json(SAY);
const NEW = { type: "hello", name: "eve", delivery: true };
const OLD = { type: "hello", name: "eve" };

/** What eve did to be let go of, and what the others heard of it. */
async function offend(
  house: House,
  witness: Witness,
  act: (eve: HostilePeer) => Promise<unknown>,
  as: object = OLD,
): Promise<{ how: string | undefined; said: string[]; news: unknown[] }> {
  const eve = await HostilePeer.enter(house.port, { as });
  const [before, from] = [house.ends.length, witness.heard.length];
  await act(eve);
  const said = (await eve.rest()).map(({ type }) => type);
  eve.close();
  await becomes(() => house.ends.length > before, "it ends");
  await witness.check();
  const end = house.ends[before];
  const news = witness.heard.slice(from).filter(({ type }) => type !== "joined").map((message) =>
    message["text"] ?? message.type
  );
  return { how: end?.how === "fault" ? end.fault : end?.how, said, news: news.slice(0, -1) };
}

const one = (...packets: NoblePacket[]) => (eve: HostilePeer) => eve.send(packets);
const plain = (...plains: Uint8Array[]) => (eve: HostilePeer) => eve.sendPlain(...plains);
const body = (change: (body: Uint8Array) => Uint8Array) => (eve: HostilePeer) =>
  eve.tcp.write(join(...eve.seal(plaintext([say])).map(change)));
const full = (bytes: number) => packet(MESSAGE, new Uint8Array(bytes - 3).fill(32));

/** Records that are rightly sealed, or nearly so, and the rule that each of them breaks. */
const RECORDS: readonly [string, (eve: HostilePeer) => Promise<unknown>, string][] = [
  ["a record of 255 bytes", plain(plaintext([say], 255)), "frame_length"],
  ["a record of 257 bytes", plain(plaintext([say], 257)), "frame_length"],
  ["an empty record", plain(new Uint8Array(0)), "frame_length"],
  ["a record of 65,519 bytes", plain(plaintext([say], 65_519)), "frame_length"],
  ["a length of 0", body(() => new Uint8Array(2)), "frame_length"],
  ["a length that lies", body((it) => frame(it, 1040)), "cut"],
  ["a record of one bucket more", plain(plaintext([say], 1024)), "padding"],
  ["a record of the largest bucket", plain(plaintext([say], 16_384)), "padding"],
  ["16,384 zeros", plain(new Uint8Array(16_384)), "padding"],
  ["a last byte that is not zero", plain(plaintext([say]).fill(1, 255)), "padding"],
  ["a message behind the padding", plain(plaintext([say, [0, new Uint8Array(0)], say])), "padding"],
  ["a padding with a length", plain(join(headerOf(0, 5), new Uint8Array(253))), "padding"],
  [
    "a packet longer than the record",
    plain(join(headerOf(MESSAGE, 254), new Uint8Array(253))),
    "packet_length",
  ],
  [
    "a packet of 65,535 bytes",
    plain(join(headerOf(MESSAGE, 65_535), new Uint8Array(253))),
    "packet_length",
  ],
  [
    "one byte of a header",
    plain(join(plaintext([full(255)], 255), new Uint8Array([1]))),
    "packet_length",
  ],
  [
    "two bytes of a header",
    plain(join(plaintext([full(254)], 254), new Uint8Array([1, 0]))),
    "packet_length",
  ],
  ["a goodbye with a body", one(packet(BYE, "bye")), "bye_body"],
  // What is behind a goodbye is looked at no more.
  ["a goodbye and something behind it", one(FAREWELL, say), "bye"],
  ["two goodbyes", one(FAREWELL, FAREWELL), "bye"],
  ["a numbered text without agreement", one(json(SAY, NUMBERED)), "not_numbered"],
  ["a record twice", (eve) => {
    const [sealed] = eve.seal(plaintext([packet(99)]));
    return eve.tcp.write(join(frame(sealed ?? fail()), frame(sealed ?? fail())));
  }, "not_authentic"],
  ["two records in the wrong order", (eve) => {
    const sealed = eve.seal(plaintext([say]), plaintext([packet(99)])).reverse();
    return eve.tcp.write(join(...sealed.map((each) => frame(each))));
  }, "not_authentic"],
  ["a record that is left out", (eve) => {
    eve.seal(plaintext([packet(99)]));
    return eve.send([say]);
  }, "not_authentic"],
];

function fail(): never {
  throw new RangeError("nothing was sealed");
}

Deno.test("Porter closes on a record that breaks a rule, without a word, and nothing of it arrives", async () => {
  const house = await openHouse();
  const witness = await Witness.enter(house.port);
  for (const [what, act, fault] of RECORDS) {
    const ended = await offend(house, witness, async (eve) => {
      await act(eve);
      if (fault === "cut") eve.tcp.finish(); // what is missing never comes
    });
    assertEquals(ended, { how: fault, said: [], news: ["left"] }, what);
  }
  assertEquals(house.people(), 2);
  await witness.leave();
  await house.stop();
});

Deno.test("Porter closes on a record with a bit of any byte changed, and nothing of it arrives", async () => {
  const house = await openHouse();
  const witness = await Witness.enter(house.port);
  for (let at = 0; at < 2 + 272; at++) {
    const { how, said, news } = await offend(house, witness, async (eve) => {
      const bytes = frame(eve.seal(plaintext([say]))[0] ?? fail());
      bytes[at] = (bytes[at] ?? 0) ^ 1 << at % 8;
      await eve.tcp.write(bytes);
    });
    assertEquals([said, news], [[], ["left"]], `byte ${at}`);
    assertEquals(how, at < 2 ? "frame_length" : "not_authentic", `byte ${at}`);
  }
  await witness.leave();
  await house.stop();
});

/** What numbers and watches a conversation, used wrongly. */
const CONTROLS: readonly [string, (eve: HostilePeer) => Promise<unknown>, string][] = [
  ["an empty acknowledgement", one(packet(ACK)), "control_body"],
  ["one of 7 bytes", one(packet(ACK, new Uint8Array(7))), "control_body"],
  ["one of 9 bytes", one(packet(ACK, new Uint8Array(9))), "control_body"],
  ["one of more than was sent", one(ack(1)), "ack_number"],
  ["one of 2^53", one(ack(2 ** 53)), "ack_number"],
  ["one of 2^64 - 1", one(packet(ACK, new Uint8Array(8).fill(255))), "ack_number"],
  ["one that goes back", async (eve) => {
    await eve.send([json(SAY, NUMBERED)]);
    await eve.hear("text");
    await eve.send([ack(1)], [ack(0)]);
  }, "ack_number"],
  ["one for state, which has no number", async (eve) => {
    await eve.send([json({ type: "rename", name: "mallory" }, NUMBERED)]);
    await eve.hear("renamed");
    await eve.send([ack(1)]);
  }, "ack_number"],
  ["a ping with a body", one(packet(PING, "?")), "control_body"],
  ["a pong with a body", one(packet(PONG, new Uint8Array(200))), "control_body"],
];

Deno.test("Porter closes on wrong numbers as on wrong records, and who sent them cannot come back", async () => {
  const house = await openHouse();
  const witness = await Witness.enter(house.port);
  for (const [what, act, fault] of CONTROLS) {
    const { how, said, news } = await offend(house, witness, act, NEW);
    assertEquals([how, said.filter((type) => type !== "packet")], [fault, []], what);
    assertEquals(news.filter((it) => it !== "from eve" && it !== "renamed"), ["left"], what);
  }
  assertEquals([house.people(), house.away()], [2, 0]);
  await witness.leave();
  await house.stop();
});

Deno.test("Porter takes what somebody on the way can do for a cut, and waits for the member", async () => {
  const house = await openHouse();
  const witness = await Witness.enter(house.port);
  const bend = (eve: HostilePeer) => {
    const [sealed = fail()] = eve.seal(plaintext([say]));
    sealed[100] = (sealed[100] ?? 0) ^ 1;
    return eve.tcp.write(frame(sealed));
  };
  const ended = await offend(house, witness, bend, NEW);
  assertEquals(ended, { how: "not_authentic", said: [], news: ["reconnecting"] });
  const longer = await offend(house, witness, body((it) => frame(it, 9)), { ...NEW, name: "mal" });
  assertEquals([longer.how, longer.news], ["frame_length", ["reconnecting"]]);
  assertEquals([house.people(), house.away()], [4, 2]);
  await witness.leave();
  await house.stop();
});

Deno.test("Porter skips every kind that it does not know, answers pings at once, and takes what may be empty", async () => {
  const house = await openHouse();
  const witness = await Witness.enter(house.port);
  const eve = await HostilePeer.enter(house.port, { as: NEW });
  const before = eve.heard.length;
  const unknown = Array.from({ length: 249 }, (_, n) => packet(n + 7, new Uint8Array(n)));
  await eve.send(unknown.slice(0, 150), unknown.slice(150, 200), unknown.slice(200), []);
  await eve.send([packet(PING), packet(PONG), ack(0), ack(0), json(SAY, NUMBERED), packet(PING)]);
  await eve.until(({ message }) => message.type === "text");
  const pongs = () => eve.heard.slice(before).filter(({ kind }) => kind === PONG).length;
  if (pongs() === 0) await eve.until(({ kind }) => kind === PONG);
  assertEquals(pongs(), 1);
  assertEquals(eve.messages.some(({ type }) => type === "error"), false);
  const old = await HostilePeer.enter(house.port, { as: { ...OLD, name: "mal" } });
  await old.send([packet(PING), packet(PONG, "!"), ack(7), packet(ACK), say]);
  await old.hear("text");
  assertEquals(old.heard.every(({ kind }) => kind === MESSAGE), true);
  await eve.leave();
  await old.leave();
  await witness.check();
  assertEquals(house.ends, [{ how: "bye" }, { how: "bye" }]);
  await witness.leave();
  await house.stop();
});
