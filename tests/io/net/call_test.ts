import { assert, assertEquals } from "@std/assert";
import { concat } from "../../../lib/crypto/hash.ts";
import { NO_PASSPHRASE } from "../../../lib/crypto/passphrase.ts";
import { keyPair } from "../../../lib/crypto/x25519.ts";
import { nodeAead } from "../../../lib/io/aead.ts";
import { Call, type Caller } from "../../../lib/io/net/call.ts";
import { Connection } from "../../../lib/io/net/connection.ts";
import { encodeMessage } from "../../../lib/message/encode.ts";
import { MESSAGE_1_BYTES, MESSAGE_2_BYTES, MESSAGE_3_BYTES } from "../../../lib/session/phase.ts";
import { Session } from "../../../lib/session/session.ts";
import { encodeFrame } from "../../../lib/wire/frame.ts";
import { encodePacket } from "../../../lib/wire/packet.ts";
import { Chatter, openHouse } from "../../support/house.ts";
import { contains, frameLengths, openProxy } from "../../support/proxy.ts";

/** Calls, and waits for what comes of it; `look` decides at message 2. */
function call(port: number, look: (call: Call, key: Uint8Array) => void): Promise<string> {
  return new Promise((resolve) => {
    const caller: Caller = {
      failed: (why) => resolve(typeof why === "string" ? why : `${why.theirs}, not ${why.ours}`),
      server: (key) => look(calling, key),
      message: () => resolve("message"),
      closed: (clean) => resolve(clean ? "bye" : "cut"),
    };
    const calling: Call = Call.start("127.0.0.1", port, caller);
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
  const bern = await Chatter.join(house.port, "bern");
  proxy.cut();
  await ada.until((one) => one.ended !== null);
  assertEquals(ada.ended, "cut");
  await bern.until((one) => one.heard.some(({ type }) => type === "left"));
  const left = bern.heard.find((message) => message.type === "left");
  assertEquals(left?.type === "left" && left.reason, "cut");
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
  assertEquals(await call(mute.addr.port, fail), "not_pychat");
  await closing;
  mute.close();

  const unknown = await new Promise<string>((resolve) => {
    Call.start("no-such-host.invalid", 7420, {
      failed: (why) => resolve(`${why}`),
      server: fail,
      message: fail,
      closed: fail,
    });
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
  });
  calling.finish();
  await calling.proceed(new Uint8Array(32), encodeMessage({ type: "hello", name: "late" }));
  const ada = await Chatter.join(house.port, "ada");
  assertEquals([heard, house.people()], [[], 1]);
  ada.leave();
  await house.stop();
});

Deno.test("Call: packets of a kind it does not know do not keep a call alive that says nothing", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const draw = () => crypto.getRandomValues(new Uint8Array(32));
  const serving = (async () => {
    const socket = await listener.accept();
    const hello = encodeMessage({ type: "server", name: "", passphrase: false });
    const identity = await keyPair(draw());
    const session = await Session.server({
      aead: nodeAead,
      drawn: draw(),
      identity,
      psk: NO_PASSPHRASE,
      hello,
    });
    let timer: ReturnType<typeof setInterval> | undefined;
    const connection: Connection = new Connection(socket, session, {
      event(event) {
        if (event.type !== "client") return;
        timer = setInterval(() => connection.send(encodePacket(9, new Uint8Array(1))), 5);
      },
      end: () => clearInterval(timer),
    });
    await connection.run();
  })();
  const ended = await new Promise<string>((resolve) => {
    const calling: Call = Call.start("127.0.0.1", listener.addr.port, {
      failed: (why) => resolve(`${why}`),
      server: () =>
        void calling.proceed(NO_PASSPHRASE, encodeMessage({ type: "hello", name: "ada" })),
      message: () => resolve("message"),
      closed: () => resolve("closed"),
    }, 300);
  });
  assertEquals(ended, "closed");
  await serving;
  listener.close();
});
