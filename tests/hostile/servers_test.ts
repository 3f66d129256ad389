import { assert, assertEquals } from "@std/assert";
import { NO_PASSPHRASE } from "../../lib/crypto/passphrase.ts";
import { Delivery } from "../../lib/delivery/delivery.ts";
import { Stock } from "../../lib/delivery/stock.ts";
import { Call } from "../../lib/io/net/call.ts";
import { encodeMessage } from "../../lib/message/encode.ts";
import type { HostilePeer } from "../support/hostile_peer.ts";
import { HostileServer, type Script } from "../support/hostile_server.ts";
import {
  FAREWELL,
  frame,
  headerOf,
  HostileFrames,
  json,
  packet,
  plaintext,
} from "../support/hostile_wire.ts";
import { ACK, nobleAck as ack, NUMBERED, PING, PONG } from "../support/noble_delivery.ts";
import { join, NobleHandshake } from "../support/noble_noise.ts";
import { MESSAGE, type NoblePacket, padHello } from "../support/noble_wire.ts";
import type { Tcp } from "../support/tcp.ts";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const YOU = { id: "AAECAwQFBgc", name: "ada", tag: "k7qd" };
const WELCOME = { type: "welcome", you: YOU, room: "lobby", history: 0, time: 1 };
const TEXT = { type: "text", room: "lobby", id: 1, from: YOU.id, text: "hello", time: 2 };

/** What a call came to: how it ended, and how many messages it told before. */
async function call(script: Script, numbers = true): Promise<[how: string, messages: number]> {
  const server = await HostileServer.open(script);
  let messages = 0;
  const how = await new Promise<string>((resolve) => {
    const calling: Call = Call.start("127.0.0.1", server.port, {
      failed: (why) => resolve(typeof why === "string" ? why : `version ${why.theirs}`),
      server: () => {
        const hello = encodeMessage({ type: "hello", name: "ada", delivery: true });
        void calling.proceed(NO_PASSPHRASE, hello);
      },
      message: () => {
        if (messages++ === 0) calling.begin(numbers, null, new Delivery(new Stock()));
      },
      closed: (clean) => resolve(clean ? "bye" : "cut"),
    }, new Delivery(new Stock()));
  });
  await server.stop();
  assertEquals(server.outcomes, ["done"]);
  return [how, messages];
}

/** Sends a message 2 made of a right one, or anything else, and then nothing may come. */
function second(make: (right: Uint8Array) => Uint8Array): Script {
  return async (tcp: Tcp, { identity }) => {
    const handshake = new NobleHandshake(random(32), identity);
    handshake.readFirst(await new HostileFrames(tcp).read() ?? new Uint8Array(0));
    const hello = padHello('{"type":"server","name":"Hostile","passphrase":false}', 2);
    await tcp.write(make(handshake.writeSecond(hello)));
    tcp.finish();
    assertEquals((await tcp.rest()).length, 0, "nothing is answered");
  };
}

const SECONDS: readonly [string, (right: Uint8Array) => Uint8Array][] = [
  ["a message 2 of 65,535 bytes", () => frame(new Uint8Array(65_535).fill(7))],
  ["such a header and nothing more", () => new Uint8Array([255, 255])],
  ["one byte less", (right) => frame(right.subarray(0, 607))],
  ["one byte more", (right) => frame(join(right, new Uint8Array(1)))],
  ["a length of 0", () => new Uint8Array(2)],
  ["random bytes", () => frame(random(608))],
  ["zeros", () => frame(new Uint8Array(608))],
  ["a message 2 that is cut", (right) => frame(right).subarray(0, 600)],
  ["another caller's message 2", () => frame(stray())],
  ["a bit changed in the key", (right) => frame(right.with(3, (right[3] ?? 0) ^ 1))],
  ["a bit changed in the hello", (right) => frame(right.with(300, (right[300] ?? 0) ^ 128))],
  ["a bit changed at the end", (right) => frame(right.with(607, (right[607] ?? 0) ^ 1))],
  ["our own version as another one", () => frame(new TextEncoder().encode("pychat/1"))],
  ["no version", () => frame(new TextEncoder().encode("pychat/x"))],
  ["a record", () => frame(random(272))],
  ["a web server's answer", () => new TextEncoder().encode("HTTP/1.1 400 Bad Request\r\n\r\n")],
];

function stray(): Uint8Array {
  const [client, server] = [new NobleHandshake(random(32), random(32)), random(32)];
  const other = new NobleHandshake(random(32), server);
  other.readFirst(client.writeFirst());
  return other.writeSecond(padHello('{"type":"server","name":"","passphrase":false}', 2));
}

Deno.test("Call takes no message 2 but a right one, and answers nothing to others", async () => {
  for (const [what, make] of SECONDS) {
    const how = what === "a message 2 that is cut" ? "said_nothing" : "not_pychat";
    assertEquals(await call(second(make)), [how, 0], what);
  }
});

/** Lets a client in, welcomes it, does this, and expects nothing but its goodbye or its end. */
function after(act: (peer: HostilePeer) => Promise<unknown>, welcome = true): Script {
  return async (tcp, server) => {
    const peer = await server.admit(tcp);
    if (welcome) await peer.say(WELCOME);
    await act(peer);
    const rest = await peer.rest();
    assert(rest.every(({ type }) => type === "bye"), JSON.stringify(rest));
  };
}

const one = (...records: (readonly NoblePacket[])[]) => (peer: HostilePeer) =>
  peer.send(...records);
const plain = (bytes: Uint8Array) => (peer: HostilePeer) => peer.sendPlain(bytes);

/** What no server may send after its welcome. */
const RECORDS: readonly [string, (peer: HostilePeer) => Promise<unknown>][] = [
  ["a record of 255 bytes", plain(plaintext([json(TEXT)], 255))],
  ["a record of 65,519 bytes", plain(plaintext([json(TEXT)], 65_519))],
  ["a record of one bucket more", plain(plaintext([json(TEXT)], 1_024))],
  ["a padding that is not zeros", plain(plaintext([json(TEXT)]).fill(9, 200))],
  ["a packet longer than its record", plain(join(headerOf(MESSAGE, 999), new Uint8Array(253)))],
  ["a bit changed on the way", (peer) => {
    const [body = new Uint8Array(272)] = peer.seal(plaintext([json(TEXT)]));
    return peer.tcp.write(frame(body.with(50, (body[50] ?? 0) ^ 1)));
  }],
  ["a record twice", async (peer) => {
    const [body = new Uint8Array(272)] = peer.seal(plaintext([packet(99)]));
    await peer.tcp.write(join(frame(body), frame(body)));
  }],
  ["a goodbye with a body", one([packet(2, "!")])],
  ["an acknowledgement of 7 bytes", one([packet(ACK, new Uint8Array(7))])],
  ["an acknowledgement of what was not sent", one([ack(1)])],
  ["an acknowledgement of 2^64 - 1", one([packet(ACK, new Uint8Array(8).fill(255))])],
  ["a ping with a body", one([packet(PING, "!")])],
  ["a pong with a body", one([packet(PONG, "!")])],
];

Deno.test("Call ends with a server that breaks a rule, and tells nothing of what broke it", async () => {
  for (const [what, act] of RECORDS) {
    assertEquals(await call(after(act)), ["cut", 1], what);
  }
});

Deno.test("Call takes no numbers from a server that has not agreed to them, nor before a welcome", async () => {
  const numbered = one([json(TEXT, NUMBERED)]);
  assertEquals(await call(after(numbered), false), ["cut", 1]);
  const [how, messages] = await call(after(numbered, false));
  assertEquals([how, messages], ["cut", 0]);
});

Deno.test("Call skips what it does not know, and hears the goodbye behind it", async () => {
  const kinds = Array.from({ length: 120 }, (_, n) => packet(n + 7, new Uint8Array(n)));
  const act = one(kinds, [], [packet(PONG), packet(PONG), json(TEXT, NUMBERED)], [FAREWELL]);
  assertEquals(await call(after(act)), ["bye", 2]);
});

Deno.test("Call hears 20,000 records one after another, and ends when it is told to", async () => {
  const record = plaintext([json(TEXT)]);
  const flood = after(async (peer) => {
    for (let sent = 0; sent < 20_000; sent += 500) {
      if (!await peer.sendPlain(...Array.from({ length: 500 }, () => record))) return;
    }
    await peer.send([FAREWELL]);
  });
  assertEquals(await call(flood, false), ["bye", 20_001]);
});
