import { assert, assertEquals } from "@std/assert";
import { concat } from "../../../lib/crypto/hash.ts";
import { NO_PASSPHRASE } from "../../../lib/crypto/passphrase.ts";
import { Delivery } from "../../../lib/delivery/delivery.ts";
import { Stock } from "../../../lib/delivery/stock.ts";
import { Call, type Caller } from "../../../lib/io/net/call.ts";
import { Connection } from "../../../lib/io/net/connection.ts";
import { nodePrimitives } from "../../../lib/io/primitives.ts";
import { encodeMessage, packMessage } from "../../../lib/message/encode.ts";
import type { ServerMessage, WelcomeMessage } from "../../../lib/message/from_server.ts";
import { readServerMessage } from "../../../lib/message/read_server.ts";
import { MESSAGE_1_BYTES, MESSAGE_2_BYTES, MESSAGE_3_BYTES } from "../../../lib/session/phase.ts";
import { Session } from "../../../lib/session/session.ts";
import { encodeFrame } from "../../../lib/wire/frame.ts";
import { encodePacket, KIND } from "../../../lib/wire/packet.ts";
import { FakeSource } from "../../support/fake_socket.ts";
import { FaultProxy } from "../../support/faults.ts";
import { Chatter, openHouse } from "../../support/house.ts";
import { contains, frameLengths, openProxy } from "../../support/proxy.ts";

/** What a conversation that is still to begin has. */
function fresh(): Delivery {
  return new Delivery(new Stock());
}

/** Calls, and waits for what comes of it; `look` decides at message 2. */
function call(port: number, look: (call: Call, key: Uint8Array) => void): Promise<string> {
  return new Promise((resolve) => {
    const caller: Caller = {
      failed: (why) => resolve(typeof why === "string" ? why : `${why.theirs}, not ${why.ours}`),
      server: (key) => look(calling, key),
      message: () => resolve("message"),
      closed: (clean) => resolve(clean ? "bye" : "cut"),
    };
    const calling: Call = Call.start("127.0.0.1", port, caller, fresh());
  });
}

Deno.test("Call: who listens on the way reads no name, no text and no key, and sees four sizes", async () => {
  const house = await openHouse();
  const proxy = openProxy(house.port);
  const names = ["Ada Lovelace", "Bern"];
  const texts = ["meet me at the old mill at nine", "x".repeat(3000), "é".repeat(700), "ok"];
  const [ada, bern] = await Promise.all(names.map((name) => Chatter.join(proxy.port, name)));
  assert(ada && bern);
  for (const text of texts) ada.say(text);
  await bern.until((one) => one.texts.length === texts.length);
  ada.send({ type: "rename", name: "Countess" });
  await bern.until((one) => one.heard.some(({ type }) => type === "renamed"));
  ada.leave();
  await bern.until((one) => one.heard.some(({ type }) => type === "left"));
  bern.leave();
  await bern.until((one) => one.ended !== null);
  await house.stop();
  await proxy.stop();

  const secret = [...names, "Countess", "House", "lobby", ...texts.filter((t) => t.length > 2)];
  const tags = bern.heard.flatMap((message) => message.type === "members" ? message.members : []);
  const needles = [
    ...[...secret, ...tags.map(({ id }) => id), '"type"'].map((text) =>
      new TextEncoder().encode(text.slice(0, 40))
    ),
    house.key,
    house.key.subarray(0, 8),
  ];
  for (const stream of [concat(...proxy.up), concat(...proxy.down)]) {
    assert(stream.length > 1000);
    for (const needle of needles) assertEquals(contains(stream, needle), false);
  }
});

Deno.test("Call: after the three handshake messages all records have one of the four lengths", async () => {
  const house = await openHouse();
  const proxy = openProxy(house.port);
  const ada = await Chatter.join(proxy.port, "ada");
  for (let length = 1; length <= 4000; length += 97) ada.say("y".repeat(length));
  await ada.until((one) => one.texts.length === 42);
  ada.leave();
  await ada.until((one) => one.ended !== null);
  await house.stop();
  await proxy.stop();
  const [first, third, ...up] = frameLengths(concat(...proxy.up));
  const [second, ...down] = frameLengths(concat(...proxy.down));
  assertEquals([first, second, third], [MESSAGE_1_BYTES, MESSAGE_2_BYTES, MESSAGE_3_BYTES]);
  const sizes = new Set([...up, ...down]);
  assert(up.length > 0 && down.length > 0);
  assertEquals([...sizes].filter((size) => ![272, 1040, 4112, 16400].includes(size)), []);
});

Deno.test("Call: a man in the middle with a key of its own gets no third message from who knows the key", async () => {
  const house = await openHouse();
  const impostor = await openHouse();
  const proxy = openProxy(impostor.port);
  const seen: Uint8Array[] = [];
  const end = await call(proxy.port, (calling, key) => {
    seen.push(key);
    // As the client model decides when the key is not the one it knows.
    if (key.toHex() !== house.key.toHex()) calling.finish();
  });
  assertEquals(end, "bye");
  assertEquals(seen.map((key) => key.toHex()), [impostor.key.toHex()]);
  await impostor.stop();
  await proxy.stop();
  await house.stop();
  assertEquals(frameLengths(concat(...proxy.up)), [MESSAGE_1_BYTES]);
});

Deno.test("Call: a connection that is cut is told apart from one that ended with a goodbye", async () => {
  const house = await openHouse();
  const proxy = openProxy(house.port);
  const ada = await Chatter.join(proxy.port, "ada");
  const plain = await Chatter.join(proxy.port, "plain", { numbers: false });
  const bern = await Chatter.join(house.port, "bern");
  proxy.cut();
  for (const one of [ada, plain]) {
    await one.until(({ ended }) => ended !== null);
    assertEquals(one.ended, "cut");
  }
  await bern.until((one) => one.heard.some(({ type }) => type === "left"));
  await bern.until((one) => one.heard.some(({ type }) => type === "reconnecting"));
  const left = bern.heard.find((message) => message.type === "left");
  const away = bern.heard.find((message) => message.type === "reconnecting");
  assertEquals([left?.reason, left?.member], ["cut", plain.you?.id]);
  assertEquals(away?.member, ada.you?.id);
  await proxy.stop();
  await house.stop();
});

Deno.test("Call says why there is no conversation: nobody there, no such name, not this protocol", async () => {
  const free = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = free.addr;
  free.close();
  const fail = () => assert(false, "nobody answers");
  assertEquals(await call(port, fail), "nobody_answers");

  const web = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => new Response(""));
  assertEquals(await call(web.addr.port, fail), "not_pychat");
  await web.shutdown();

  const mute = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const closing = mute.accept().then((socket) => socket.close());
  assertEquals(await call(mute.addr.port, fail), "said_nothing");
  await closing;
  mute.close();

  const unknown = await new Promise<string>((resolve) => {
    Call.start("no-such-host.invalid", 7420, {
      failed: (why) => resolve(`${why}`),
      server: fail,
      message: fail,
      closed: fail,
    }, fresh());
  });
  assertEquals(unknown, "unknown_host");
});

/** Listens for one caller, says this to it once its message 1 is there, and waits for its end. */
function answerOnce(...frames: readonly Uint8Array[]): { port: number; heard: Promise<number> } {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const heard = (async () => {
    const socket = await listener.accept();
    const buffer = new Uint8Array(4096);
    let count = 0;
    const read = () => socket.read(buffer).catch(() => null); // reset is an end as well
    while (count < 2 + MESSAGE_1_BYTES) count += await read() ?? Infinity;
    for (const frame of frames) await socket.write(frame).catch(() => 0);
    for (let more = await read(); more !== null; more = await read()) count += more;
    for (const open of [socket, listener]) open.close();
    return count;
  })();
  return { port: listener.addr.port, heard };
}

Deno.test("Call says which other major version answers, and sends nothing more", async () => {
  const fail = () => assert(false, "nobody to go on with");
  const answer = (text: string) => encodeFrame(new TextEncoder().encode(text));
  for (
    const [frames, told] of [
      [[answer("pychat/2")], "2, not 1"],
      [[answer("pychat/9"), answer("pychat/8")], "9, not 1"],
      [[answer("pychat/0")], "0, not 1"],
      [[answer("pychat/1")], "not_pychat"],
      [[answer("pychat/x")], "not_pychat"],
      [[answer("pychat/12")], "not_pychat"],
    ] as const
  ) {
    const { port, heard } = answerOnce(...frames);
    assertEquals(await call(port, fail), told);
    assertEquals(await heard, 2 + MESSAGE_1_BYTES);
  }
});

Deno.test("Call.finish() while dialling or in the handshake ends without a word from the caller's side", async () => {
  const house = await openHouse();
  const heard: string[] = [];
  const calling = Call.start("127.0.0.1", house.port, {
    failed: (why) => heard.push(`${why}`),
    server: () => heard.push("server"),
    message: () => heard.push("message"),
    closed: () => heard.push("closed"),
  }, fresh());
  calling.finish();
  await calling.proceed(new Uint8Array(32), encodeMessage({ type: "hello", name: "late" }));
  const ada = await Chatter.join(house.port, "ada");
  assertEquals([heard, house.people()], [[], 1]);
  ada.leave();
  await house.stop();
});

/** Serves one caller: comes through the handshake, says these packets again and again. */
function serveOnce(
  ...packets: readonly Uint8Array[]
): { port: number; serving: Promise<void>; heard: number[] } {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const draw = () => crypto.getRandomValues(new Uint8Array(32));
  const heard: number[] = [];
  let timer: ReturnType<typeof setInterval> | undefined;
  async function serve(): Promise<void> {
    const socket = await listener.accept();
    listener.close();
    const hello = encodeMessage({ type: "server", name: "", passphrase: false });
    const options = {
      primitives: nodePrimitives,
      drawn: draw(),
      identity: await nodePrimitives.keyPair(draw()),
      psk: NO_PASSPHRASE,
      hello,
    };
    const source = new FakeSource();
    const connection: Connection = new Connection(socket, await Session.server(options), {
      event(event) {
        if (event.type === "packet") heard.push(event.packet.kind);
        if (event.type !== "client") return;
        connection.attach(source);
        timer = setInterval(() => {
          for (const packet of packets) source.put(packet);
          connection.wake();
        }, 5);
      },
      end: () => clearInterval(timer),
    });
    await connection.run();
  }
  return { port: listener.addr.port, serving: serve(), heard };
}

/** Calls such a server with a time of its own, and says how it ended. */
function callFor(port: number, ms: number, hear: (call: Call) => void): Promise<string> {
  return new Promise((resolve) => {
    const calling: Call = Call.start(
      "127.0.0.1",
      port,
      {
        failed: (why) => resolve(`${why}`),
        server: () =>
          void calling.proceed(NO_PASSPHRASE, encodeMessage({ type: "hello", name: "ada" })),
        message: () => hear(calling),
        closed: (clean) => resolve(clean ? "bye" : "cut"),
      },
      fresh(),
      ms,
    );
  });
}

const NOTHING = new Uint8Array(0);

Deno.test("Call: packets that are no message do not keep a call alive that says nothing", async () => {
  const kinds = [9, KIND.ping, KIND.pong, KIND.ack].map((kind) => encodePacket(kind, NOTHING));
  const { port, serving, heard } = serveOnce(...kinds);
  assertEquals(await callFor(port, 300, () => assert(false, "no message")), "cut");
  await serving;
  assertEquals(heard, []);
});

Deno.test("Call ends when a server numbers before it has said who it is", async () => {
  const { port, serving } = serveOnce(encodePacket(KIND.numbered, NOTHING));
  assertEquals(await callFor(port, 10_000, () => assert(false, "not a message")), "cut");
  await serving;
});

Deno.test("Call.begin() counts from there on, once, and a second one is nothing", async () => {
  const { port, serving, heard } = serveOnce(
    encodePacket(KIND.message, NOTHING),
    encodePacket(KIND.numbered, NOTHING),
  );
  const delivery = fresh();
  const seen: unknown[] = [];
  const ended = await callFor(port, 10_000, (call) => {
    if (seen.length === 0) call.begin(true, null, delivery);
    seen.push(delivery.received, call.resume(0, 0));
    call.begin(false, null);
    if (seen.length === 2 * 80) void call.finish();
  });
  assertEquals(seen, Array.from({ length: 80 }, (_, n) => [Math.ceil(n / 2), false]).flat());
  assertEquals(ended, "bye");
  await serving;
  assert(heard.includes(KIND.ack));
  assertEquals(delivery.resume(0), 0, "it is free for another call");
});

Deno.test("Call.resume() refuses numbers that cannot be, and leaves the delivery to another call", async () => {
  for (const [received, missing] of [[1, 0], [-1, 0], [0, 2 ** 53 - 1]] as const) {
    const { port, serving } = serveOnce(encodePacket(KIND.message, NOTHING));
    const answers: boolean[] = [];
    await callFor(port, 10_000, (call) => {
      if (missing > 0) call.begin(true, null);
      else answers.push(call.resume(received, missing));
      if (answers.length < 3) answers.push(call.resume(received, missing));
      else void call.finish();
    });
    assertEquals(answers.includes(true), false, `${received}, ${missing}`);
    await serving;
  }
  const delivery = fresh();
  delivery.skip(5);
  const { port, serving } = serveOnce(encodePacket(KIND.message, NOTHING));
  const answer = Promise.withResolvers<boolean[]>();
  const call: Call = Call.start("127.0.0.1", port, {
    failed: () => answer.reject(new Error("failed")),
    server: () => void call.proceed(NO_PASSPHRASE, encodeMessage({ type: "hello", name: "ada" })),
    message: () => answer.resolve([call.resume(0, 2 ** 53 - 5), delivery.owes(0)]),
    closed: () => {},
  }, delivery);
  assertEquals(await answer.promise, [false, false]);
  assertEquals([delivery.received, delivery.resume(0)], [5, 0]);
  await call.finish();
  await serving;
});

Deno.test("Call.drop() tells nobody, lets go of the delivery, and a resumption over another call is seen by none", async () => {
  const house = await openHouse();
  const onlooker = await Chatter.join(house.port, "onlooker");
  const delivery = fresh();
  const told: string[] = [];
  function start(
    claim: () => object,
    answered: (call: Call, message: ServerMessage) => void,
  ): Call {
    const call: Call = Call.start("127.0.0.1", house.port, {
      failed: () => told.push("failed"),
      server: () => {
        const hello = { type: "hello", name: "ada", delivery: true, ...claim() } as const;
        void call.proceed(NO_PASSPHRASE, encodeMessage(hello));
      },
      message(body) {
        const message = readServerMessage(body);
        if (message === null) return;
        answered(call, message);
      },
      closed: () => told.push("closed"),
    }, delivery);
    return call;
  }
  const welcomed = Promise.withResolvers<WelcomeMessage>();
  const heard: string[] = [];
  const first = start(() => ({}), (call, message) => {
    heard.push(message.type);
    if (message.type !== "welcome") return;
    call.begin(true, null);
    welcomed.resolve(message);
  });
  const { you, delivery: terms } = await welcomed.promise;
  // What was heard of a member is what keeps its place.
  first.send(packMessage({ type: "say", room: "lobby", ref: 1, text: "written" }));
  await onlooker.until((one) => one.texts.includes("written"));
  first.drop();
  for (const act of [() => first.probe(), () => first.drop(), () => first.begin(true, null)]) act();
  first.send(packMessage({ type: "say", room: "lobby", ref: 2, text: "nobody's" }));
  await first.finish();
  const before = [heard.length, delivery.received];
  onlooker.say("meanwhile");
  await onlooker.until((one) => one.texts.includes("meanwhile"));
  await new Promise((resolve) => setTimeout(resolve, 50));
  assertEquals([heard.length, delivery.received], before, "it is read, and not heard");
  const claim = () => ({
    resume: { member: you.id, secret: terms?.secret ?? "", received: delivery.received },
  });
  const resumed = Promise.withResolvers<void>();
  const second = start(claim, (call, message) => {
    if (message.type !== "resumed") return;
    assert(call.resume(message.received, message.missing));
    resumed.resolve();
  });
  await resumed.promise;
  second.send(packMessage({ type: "say", room: "lobby", ref: 3, text: "on the second" }));
  await onlooker.until((one) => one.texts.includes("on the second"));
  assertEquals(onlooker.texts, ["written", "meanwhile", "on the second"]);
  const seen = onlooker.heard.map(({ type }) => type);
  assertEquals(seen.filter((type) => type.startsWith("reconnect") || type === "left"), []);
  assertEquals([told, house.away()], [[], 0]);
  await second.finish();
  onlooker.leave();
  await house.stop();
});

Deno.test("Call.drop() while dialling or in the handshake tells nobody either", async () => {
  const house = await openHouse();
  const told: string[] = [];
  for (const moment of ["dialling", "handshake"]) {
    const gone = Promise.withResolvers<void>();
    const call: Call = Call.start("127.0.0.1", house.port, {
      failed: () => told.push("failed"),
      server() {
        call.drop();
        gone.resolve();
      },
      message: () => told.push("message"),
      closed: () => told.push("closed"),
    }, fresh());
    if (moment === "dialling") call.drop();
    else await gone.promise;
    await call.finish();
  }
  const ada = await Chatter.join(house.port, "ada");
  assertEquals([told, house.people()], [[], 1]);
  ada.leave();
  await house.stop();
});

Deno.test("Call.probe() finds out that nobody is there any more, where a cable was pulled", async () => {
  const house = await openHouse();
  const proxy = await FaultProxy.open(house.port);
  const ada = await Chatter.join(proxy.port, "ada");
  ada.probe();
  ada.say("asked before");
  // The answer is under way before it: nothing of the first time is left to be waited for.
  await ada.until(({ texts }) => texts.includes("asked before"));
  proxy.strike("freeze");
  const began = performance.now();
  ada.probe();
  await ada.until(({ ended }) => ended !== null);
  assertEquals(ada.ended, "cut");
  assert(performance.now() - began > 4_900);
  await proxy.stop();
  await house.stop();
});
