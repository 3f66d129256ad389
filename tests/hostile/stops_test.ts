import { assert, assertEquals, assertMatch } from "@std/assert";
import { HostileCaller } from "../support/hostile_caller.ts";
import { HostilePeer } from "../support/hostile_peer.ts";
import { json } from "../support/hostile_wire.ts";
import { NUMBERED } from "../support/noble_delivery.ts";
import { Program, startServer } from "../support/programs.ts";
import { Tcp } from "../support/tcp.ts";
import { becomes } from "../support/witness.ts";

const FREE = ["--message-rate", "off", "--exempt", "127.0.0.0/8"];
const hello = (name: string) => ({ type: "hello", name, delivery: true });
const say = (ref: number, text: string) => ({ type: "say", room: "lobby", ref, text });

/** Says one text after another until the server takes no more of them. */
async function talk(peer: HostilePeer): Promise<void> {
  for (let ref = 1; ref < 100_000; ref++) {
    if (!await peer.say(say(ref, "on and on"), NUMBERED)) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test(`pychat-server at ${signal} says goodbye to all in the middle of a flood, and waits for nobody who does not listen`, async () => {
    const { program, port } = await startServer(["--log", "json", ...FREE]);
    const names = ["ada", "bern", "carl", "dora"];
    const people: HostilePeer[] = [];
    for (const name of names) {
      people.push(await HostilePeer.enter(port, { as: hello(name), behaves: true }));
    }
    const mute = await HostilePeer.join(port, { as: hello("mute") });
    const away = await HostilePeer.enter(port, { as: hello("away") });
    away.tcp.reset();
    const flood = await HostilePeer.enter(port, { as: "flood" });
    const strangers = [await Tcp.connect(port), (await HostileCaller.call(port))?.tcp];
    const record = Array.from({ length: 100 }, () => json({ type: "nonsense" }));
    const flooding = flood.send(...Array.from({ length: 500 }, () => record));
    const talking = people.map(talk);
    const heard = people.map((one) => one.rest());
    await program.line(/"event":"reconnecting"/);
    await becomes(() => people.every(({ texts }) => texts.length > 50), "they are under way");
    assertEquals(await program.end(signal), 0);
    for (const [n, messages] of (await Promise.all(heard)).entries()) {
      assertEquals(messages.slice(-2), [{ type: "closing", reason: "stopping" }, { type: "bye" }]);
      assert(messages.length > 50, names[n]);
    }
    for (const { tcp } of [...people, mute, flood]) tcp.close();
    for (const tcp of strangers) tcp?.close();
    await Promise.all([...talking, flooding]);
    assertEquals(program.lines.filter((line) => /"bug"|rror/.test(line)), []);
  });
}

Deno.test("pychat-server that is killed at any moment of its first start has its key whole or has none", async () => {
  let none = 0;
  for (let ms = 0; ms < 320; ms += 20) {
    const data = await Deno.makeTempDir();
    const program = new Program("server", ["--host", "127.0.0.1", "-p", "0", "--data", data]);
    await new Promise((resolve) => setTimeout(resolve, ms));
    await program.end("SIGKILL");
    const key = await Deno.readTextFile(`${data}/identity.key`).catch(() => null);
    if (key === null) none++;
    assert(key === null || /^[\w-]{43}\n$/.test(key), `after ${ms} ms`);
    if (ms % 80 === 0) {
      const again = await startServer([], data);
      const kept = await Deno.readTextFile(`${data}/identity.key`);
      assertEquals(kept, key ?? kept);
      assertEquals(await again.program.end(), 0);
    }
    // What was being written may be left, and nobody else may read it.
    for (const { name } of Deno.readDirSync(data)) {
      if (name === "control.sock") continue;
      assertMatch(name, /^(identity\.key(\.[\w-]+\.new)?|server\.lock)$/);
      if (Deno.build.os !== "windows") {
        assertEquals((Deno.statSync(`${data}/${name}`).mode ?? 0) & 0o077, 0, name);
      }
    }
    await Deno.remove(data, { recursive: true });
  }
  assert(none > 0, "it was killed early");
});
