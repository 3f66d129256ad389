import { assert, assertEquals, assertThrows } from "@std/assert";
import { Listener } from "../../lib/io/listener.ts";
import { StartError } from "../../lib/io/start_error.ts";
import { startChild } from "../support/child.ts";

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

function neverTrouble(error: unknown): void {
  throw error;
}

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
  const running = listener.run((socket) => void echo(socket), neverTrouble);
  assert(listener.port > 0);
  assert(await echoes(listener.port, 1));
  const six = Deno.networkInterfaces().some(({ address }) => address === "::1");
  if (six) assert(await echoes(listener.port, 2, "::1"));
  listener.close();
  await running;
});

Deno.test("Listener.run() hands on every connection, and ends with close()", async () => {
  const listener = Listener.open("127.0.0.1", 0);
  const running = listener.run((socket) => void echo(socket), neverTrouble);
  const all = await Promise.all(Array.from({ length: 50 }, (_, n) => echoes(listener.port, n)));
  assertEquals(all.filter((good) => good).length, 50);
  listener.close();
  await running;
  assertEquals(await echoes(listener.port, 1).catch(() => "refused"), "refused");
});

Deno.test("Listener.run() goes on when the one who takes a connection throws", async () => {
  const listener = Listener.open("127.0.0.1", 0);
  const troubles: unknown[] = [];
  let taken = 0;
  const mistake = new TypeError("not a function");
  const running = listener.run((socket) => {
    if (++taken > 1) return void echo(socket);
    socket.close();
    throw mistake;
  }, (error) => troubles.push(error));
  assertEquals(await echoes(listener.port, 1), false);
  assertEquals(await echoes(listener.port, 2), true);
  listener.close();
  await running;
  assertEquals(troubles, [mistake]);
});

/** Echoes, and tells on its standard output where it listens and how often an accept failed. */
const SERVER = `
  import { Listener } from "./lib/io/listener.ts";
  const listener = Listener.open("127.0.0.1", 0);
  console.log(listener.port);
  let failed = 0;
  await listener.run(
    (socket) => void socket.readable.pipeTo(socket.writable).catch(() => {}),
    () => { if (++failed === 3) console.log("failed"); },
  );
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
    child.process.kill();
    await child.end();
  },
});
