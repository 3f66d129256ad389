import { assert, assertEquals, assertThrows } from "@std/assert";
import { Listener, type Reception } from "../../../lib/io/net/listener.ts";
import { StartError } from "../../../lib/io/start_error.ts";
import { startChild } from "../../support/child.ts";

/** Sends a byte and waits for it to come back. */
async function echoes(port: number, byte: number, hostname = "127.0.0.1"): Promise<boolean> {
  const socket = await Deno.connect({ hostname, port });
  try {
    await socket.write(new Uint8Array([byte]));
    const buffer = new Uint8Array(4);
    return await socket.read(buffer) === 1 && buffer[0] === byte;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}

async function echo(socket: Deno.TcpConn): Promise<void> {
  await socket.readable.pipeTo(socket.writable).catch(() => {});
}

/** Echoes everything; nothing may fail. */
const ECHOES: Reception = {
  take: (socket) => void echo(socket),
  failed(error) {
    throw error;
  },
  recovered: () => {},
};

Deno.test("Listener.open() refuses a port that is in use, and names it", () => {
  const first = Listener.open("127.0.0.1", 0);
  const again = () => Listener.open("127.0.0.1", first.port);
  assertThrows(again, StartError, `Port ${first.port} is in use`);
  first.close();
  again().close();
});

Deno.test("Listener.open() refuses a port that another has on one address of all", () => {
  const first = Listener.open(null, 0);
  assertThrows(() => Listener.open(null, first.port), StartError, `Port ${first.port} `);
  first.close();
});

Deno.test("Listener.open() refuses an address that is not one of this machine, and names it", () => {
  for (const host of ["192.0.2.1", "no-such-host.invalid", ""]) {
    assertThrows(() => Listener.open(host, 0), StartError, "--host");
  }
});

Deno.test("Listener accepts on every address, IPv4 and IPv6, at one port", async () => {
  const listener = Listener.open(null, 0);
  const running = listener.run(ECHOES);
  assert(listener.port > 0);
  assert(await echoes(listener.port, 1));
  const six = Deno.networkInterfaces().some(({ address }) => address === "::1");
  if (six) assert(await echoes(listener.port, 2, "::1"));
  listener.close();
  await running;
});

Deno.test("Listener.run() hands on every connection, and ends with close()", async () => {
  const listener = Listener.open("127.0.0.1", 0);
  const running = listener.run(ECHOES);
  const all = await Promise.all(Array.from({ length: 50 }, (_, n) => echoes(listener.port, n)));
  assertEquals(all.filter((good) => good).length, 50);
  listener.close();
  await running;
  assertEquals(await echoes(listener.port, 1).catch(() => "refused"), "refused");
});

Deno.test("Listener.run() closes a connection that nobody could take, and goes on at once", async () => {
  const listener = Listener.open("127.0.0.1", 0);
  let taken = 0;
  const running = listener.run({
    ...ECHOES,
    take(socket) {
      if (++taken > 1) return void echo(socket);
      throw new TypeError("not a function");
    },
  });
  assertEquals(await echoes(listener.port, 1), false);
  assertEquals(await echoes(listener.port, 2), true);
  listener.close();
  await running;
});

/** Echoes, and tells on its standard output where it listens and how its accepts fare. */
const SERVER = `
  import { Listener, type Reception } from "./lib/io/net/listener.ts";
  const listener = Listener.open("127.0.0.1", 0);
  console.log(listener.port);
  await listener.run({
    take: (socket) => void socket.readable.pipeTo(socket.writable).catch(() => {}),
    failed: () => console.log("failed"),
    recovered: (failures) => console.log(failures > 0 ? "recovered" : "what?"),
  });
`;

Deno.test({
  name: "Listener.run() goes on after it ran out of descriptors: 30 of 30 are served then",
  ignore: Deno.build.os === "windows", // it has no such limit to set
  async fn() {
    const child = await startChild(SERVER, ["--allow-net"], "ulimit -n 64");
    const port = Number(await child.line());
    const crowd = await Promise.all(
      Array.from({ length: 80 }, () => Deno.connect({ hostname: "127.0.0.1", port })),
    );
    assertEquals(await child.line(), "failed");
    for (const socket of crowd) socket.close();
    let served = 0;
    for (let n = 0; n < 30; n++) if (await echoes(port, n)) served++;
    assertEquals(served, 30);
    // Told once, however often it failed.
    assertEquals(await child.line(), "recovered");
    child.process.kill();
    await child.end();
  },
});
