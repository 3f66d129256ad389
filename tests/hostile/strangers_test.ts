import { assert, assertEquals } from "@std/assert";
import { openHouse } from "../support/house.ts";
import { HostileCaller } from "../support/hostile_caller.ts";
import { frame } from "../support/hostile_wire.ts";
import { needs } from "../support/needs.ts";
import { ascii, join, NobleHandshake } from "../support/noble_noise.ts";
import { padHello } from "../support/noble_wire.ts";
import { processSize } from "../support/process_size.ts";
import { startServer } from "../support/programs.ts";
import { Tcp } from "../support/tcp.ts";
import { becomes, freesDescriptors, Witness } from "../support/witness.ts";

const random = (bytes: number) => {
  const all = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 65536) crypto.getRandomValues(all.subarray(at, at + 65536));
  return all;
};
const first = (prologue?: string) =>
  new NobleHandshake(random(32), random(32), prologue).writeFirst();
const HELLO = padHello('{"type":"hello","name":"eve"}', 3);

/** What strangers send before the server knows them, and by which rule it lets go of them. */
const STRANGERS: readonly [who: string, fault: string, bytes: () => Uint8Array][] = [
  ["a frame of length 0", "frame_length", () => new Uint8Array(2)],
  ["a frame of length 1", "frame_length", () => frame(new Uint8Array(1))],
  ["a frame of length 47", "frame_length", () => frame(new Uint8Array(47))],
  ["a frame of length 257", "frame_length", () => frame(new Uint8Array(257))],
  ["a frame of length 65,535", "frame_length", () => frame(new Uint8Array(65535))],
  ["only the header of such a frame", "frame_length", () => new Uint8Array([255, 255])],
  ["a record's length", "frame_length", () => frame(random(272))],
  ["message 3 first", "frame_length", () => frame(random(448))],
  ["16 MB of anything", "frame_length", () => random(16_000_000).fill(200, 0, 1)],
  ["an HTTP request", "frame_length", () => ascii("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n")],
  ["a TLS hello", "frame_length", () => Uint8Array.fromHex("16030100c8010000c40303")],
  ["an SSH banner", "frame_length", () => ascii("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n")],
  ["a newline", "frame_length", () => ascii("\r\n\r\n")],
  ["a proxy's header", "frame_length", () => ascii("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n")],
  ["message 1 of random bytes", "not_authentic", () => frame(random(48))],
  ["message 1 of zeros", "not_authentic", () => frame(new Uint8Array(48))],
  ["another prologue", "not_authentic", () => frame(first("pychat/1\0"))],
  ["no prologue", "not_authentic", () => frame(first(""))],
  ["an older prologue of two digits", "not_authentic", () => frame(first("pychat/01"))],
  ["message 1 that is cut, and its end", "cut", () => frame(first()).subarray(0, 49)],
];

/** Sends this and no more, and waits for the end; gives what came back, and whether all was taken. */
async function intrude(port: number, bytes: Uint8Array): Promise<[Uint8Array, boolean]> {
  const tcp = await Tcp.connect(port, "127.0.0.66");
  const writing = tcp.write(bytes).then((taken) => {
    tcp.finish();
    return taken;
  });
  const answer = await tcp.rest();
  tcp.close();
  return [answer, await writing];
}

Deno.test({
  name: "pychat-server says nothing to strangers, closes, counts each once, and nobody notices",
  ...needs("linux"),
  async fn() {
    const { program, port } = await startServer(["--log", "json", "--exempt", "127.0.0.0/8"]);
    const witness = await Witness.enter(port);
    await intrude(port, ascii("GET / HTTP/1.0\r\n\r\n"));
    const { descriptors } = processSize(program.pid);
    for (const [who, , bytes] of STRANGERS) {
      const [answer, taken] = await intrude(port, bytes());
      assertEquals(answer.length, 0, who);
      if (who.startsWith("16 MB")) assert(!taken, "it is read no further");
      await witness.check();
    }
    assert(witness.heard.every(({ type }) => type !== "joined" && type !== "left"));
    await freesDescriptors(program.pid, descriptors);
    await witness.leave();
    assertEquals(await program.end(), 0);
    const lines = program.lines.filter((line) => line.startsWith("{")).map((line) =>
      JSON.parse(line)
    );
    const counts = new Map<string, number>([["frame_length", -1]]); // that of the first one
    for (const { time: _, event, ...reasons } of lines) {
      if (event !== "dropped") continue;
      for (const [why, count] of Object.entries(reasons)) {
        counts.set(why, (counts.get(why) ?? 0) + Number(count));
      }
    }
    const wanted = Object.groupBy(STRANGERS, ([, fault]) => fault);
    for (const [fault, those] of Object.entries(wanted)) {
      assertEquals(counts.get(fault), those?.length, fault);
    }
  },
});

/** What is no continuation of a handshake that began rightly. */
const SECONDS: readonly [what: string, bytes: (caller: HostileCaller) => Uint8Array][] = [
  ["message 1 once more", () => frame(first())],
  ["a message 3 of random bytes", () => frame(random(448))],
  ["another handshake's message 3, made with our own key", () => frame(stray())],
  ["a record", () => frame(random(272))],
  ["a frame of length 0", () => new Uint8Array(2)],
  ["message 3 and a stranger's record", (it) => join(frame(it.third(HELLO)), frame(random(272)))],
];

function stray(): Uint8Array {
  const [client, server] = [new NobleHandshake(random(32), random(32)), random(32)];
  const other = new NobleHandshake(random(32), server);
  other.readFirst(client.writeFirst());
  const hello = padHello('{"type":"server","name":"","passphrase":false}', 2);
  client.readSecond(other.writeSecond(hello));
  return client.writeThird(new Uint8Array(32), HELLO);
}

Deno.test("Porter.admit() closes on a handshake that goes on as another one, and says no more", async () => {
  const house = await openHouse();
  const witness = await Witness.enter(house.port);
  for (const [what, bytes] of SECONDS) {
    const caller = await HostileCaller.call(house.port);
    assert(caller !== null, what);
    await caller.tcp.write(bytes(caller));
    const answer = await caller.tcp.rest();
    const isKnown = what.startsWith("message 3 and");
    assert(isKnown || answer.length === 0, what);
    caller.tcp.close();
    await becomes(() => house.people() + house.away() === 2, what);
    assertEquals(house.ends.at(-1)?.how, "fault", what);
  }
  await witness.check();
  await witness.leave();
  await house.stop();
});

Deno.test("Porter.admit() takes two handshakes in one stream for none", async () => {
  const house = await openHouse();
  const [one, other] = [new NobleHandshake(random(32), random(32)), first()];
  const tcp = await Tcp.connect(house.port);
  const [a, b] = [frame(one.writeFirst()), frame(other)];
  const mixed = a.map((byte, at) => at % 2 === 0 ? byte : b[at] ?? 0);
  await tcp.write(mixed);
  assertEquals((await tcp.rest()).length, 0);
  tcp.close();
  await becomes(() => house.ends.length === 1, "it ends");
  assertEquals(house.ends, [{ how: "fault", fault: "not_authentic" }]);
  await house.stop();
});

Deno.test("Porter.admit() is not kept waiting by bytes that come one at a time, before or after message 2", async () => {
  const house = await openHouse(undefined, { deadlines: { firstFrame: 300, handshake: 600 } });
  const tcp = await Tcp.connect(house.port);
  const caller = await HostileCaller.call(house.port);
  assert(caller !== null);
  const slow = async (bytes: Uint8Array, to: Tcp) => {
    let sent = 0;
    for (; sent < bytes.length && to.ended === "no"; sent++) {
      void to.read();
      await to.write(bytes.subarray(sent, sent + 1));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    to.close();
    return sent < bytes.length;
  };
  const third = frame(caller.third(HELLO));
  const early = await Promise.all([slow(frame(first()), tcp), slow(third, caller.tcp)]);
  assertEquals(early, [true, true]);
  await becomes(() => house.ends.length === 2, "both end");
  assertEquals(house.ends, [{ how: "late" }, { how: "late" }]);
  await house.stop();
});
