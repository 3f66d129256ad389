import { assert, assertEquals } from "@std/assert";
import { drawPlan } from "../support/fault_plans.ts";
import { FaultProxy, type Harm, type Plan } from "../support/faults.ts";
import { join } from "../support/noble_noise.ts";
import { randomFrom } from "../support/random.ts";
import { Tcp } from "../support/tcp.ts";

/** A server that sends back what it gets, and how each of its connections ended, in order. */
class Echo {
  readonly ends: string[] = [];
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #serving: Promise<void>[] = [];
  readonly #accepting = this.#accept();

  get port(): number {
    return this.#listener.addr.port;
  }

  /** Waits until so many connections have come and ended, as each one must; gives how. */
  async stop(count: number): Promise<string[]> {
    while (this.#serving.length < count) await new Promise((resolve) => setTimeout(resolve, 1));
    this.#listener.close();
    await this.#accepting;
    await Promise.all(this.#serving);
    return this.ends;
  }

  async #accept(): Promise<void> {
    for (;;) {
      const socket = await this.#listener.accept().catch(() => null);
      if (socket === null) return;
      this.#serving.push(this.#serve(socket));
    }
  }

  async #serve(socket: Deno.TcpConn): Promise<void> {
    const buffer = new Uint8Array(4096);
    try {
      for (let count = await socket.read(buffer); count !== null;) {
        for (let rest = buffer.subarray(0, count); rest.length > 0;) {
          rest = rest.subarray(await socket.write(rest));
        }
        count = await socket.read(buffer);
      }
      this.ends.push("end");
    } catch (error) {
      this.ends.push(error instanceof Error ? error.name : "?");
    } finally {
      socket.close();
    }
  }
}

/** What a client had back of 1,000 bytes, how that ended, and how it ended for the server. */
async function through(plan: Plan): Promise<[number, string, string | undefined, FaultProxy]> {
  const echo = new Echo();
  const proxy = await FaultProxy.open(echo.port, () => plan);
  const client = await Tcp.connect(proxy.port);
  await client.write(pattern(1_000).subarray(0, 100));
  const first = await client.read(100); // by then the server has it
  await client.write(pattern(1_000).subarray(100));
  client.finish();
  const back = join(first ?? new Uint8Array(0), await client.rest());
  const changed = back.findIndex((byte, at) => byte !== pattern(1_000)[at]);
  if (changed >= 0) assertEquals([changed, (back[changed] ?? 0) ^ (changed & 255)], [300, 4]);
  client.close();
  await proxy.stop();
  const [end] = await echo.stop(1);
  return [back.length, client.ended, end, proxy];
}

function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => at & 255);
}

Deno.test("FaultProxy passes everything on, both ways, where nothing is planned", async () => {
  const [count, ended, end, { counts, passed }] = await through({});
  assertEquals([count, ended, end], [1_000, "end", "end"]);
  assertEquals([counts.connections, passed], [1, { up: 1_000, down: 1_000 }]);
});

const ENDS: readonly [Harm, number, string, string][] = [
  [{ how: "cut" }, 100, "end", "end"],
  [{ how: "reset" }, 100, "reset", "ConnectionReset"],
  [{ how: "half" }, 300, "end", "end"],
  [{ how: "flip", bit: 2 }, 1_000, "end", "end"],
  [{ how: "stall", ms: 5 }, 1_000, "end", "end"],
  [{ how: "trickle", bytes: 50, ms: 1 }, 1_000, "end", "end"],
];

for (const [harm, least, ended, end] of ENDS) {
  Deno.test(`FaultProxy does a ${harm.how} after exactly so many bytes, and both ends see it`, async () => {
    const [count, how, seen, { counts, passed }] = await through({ up: [{ ...harm, at: 300 }] });
    assert(count >= least && count <= Math.max(300, least), `${count} bytes came back`);
    assertEquals([how, seen, counts[harm.how]], [ended, end, 1]);
    assertEquals(passed.up, least === 1_000 ? 1_000 : 300);
  });
}

Deno.test("FaultProxy tells nobody of a freeze, and takes nothing more", async () => {
  const echo = new Echo();
  const proxy = await FaultProxy.open(echo.port, () => ({ down: [{ how: "freeze", at: 10 }] }));
  const client = await Tcp.connect(proxy.port);
  await client.write(pattern(10));
  for (let count = 0; count < 10;) count += (await client.read())?.length ?? 10;
  client.patience = 100;
  await client.write(pattern(10));
  assertEquals(await client.read().catch(() => "nothing came"), "nothing came");
  assertEquals([client.ended, echo.ends, proxy.passed.down], ["no", [], 10]);
  await proxy.stop();
  client.close();
  await echo.stop(1);
});

Deno.test("FaultProxy that trickles lets the sender's window fill, and loses nothing", async () => {
  const echo = new Echo();
  const plan: Plan = { up: [{ how: "trickle", bytes: 100, ms: 1, at: 0 }] };
  const proxy = await FaultProxy.open(echo.port, () => plan);
  const client = await Tcp.connect(proxy.port);
  const bytes = new Uint8Array(32_000_000);
  let written = false;
  const writing = client.write(bytes).then(() => written = true);
  for (let turn = 0; turn < 20; turn++) await client.read();
  assertEquals(written, false);
  proxy.calm();
  let back = proxy.passed.down;
  while (back < bytes.length) back = await client.read() === null ? Infinity : proxy.passed.down;
  await writing;
  assertEquals([back, proxy.passed.up], [bytes.length, bytes.length]);
  client.close();
  await proxy.stop();
  await echo.stop(1);
});

Deno.test("FaultProxy strikes all that pass at once, and resets who cannot be passed on", async () => {
  const echo = new Echo();
  const proxy = await FaultProxy.open(echo.port);
  const clients = await Promise.all([1, 2, 3].map(() => Tcp.connect(proxy.port)));
  for (const client of clients) await client.write(pattern(1));
  for (const client of clients) assertEquals(await client.read(), pattern(1));
  assertEquals(proxy.size, 3);
  proxy.strike("reset");
  for (const client of clients) assertEquals([await client.read(), client.ended], [null, "reset"]);
  await echo.stop(3);
  const late = await Tcp.connect(proxy.port);
  assertEquals([await late.read(), late.ended], [null, "reset"]);
  assertEquals([proxy.counts.reset, proxy.counts.unreachable, proxy.size], [3, 1, 0]);
  await proxy.stop();
});

Deno.test("drawPlan() draws the same from the same seed, early and late ends of every kind, and spares whom it should", () => {
  const draw = (seed: number) => {
    const random = randomFrom(seed);
    return Array.from({ length: 1_000 }, () => drawPlan({ random, spared: 0.1, most: 50_000 }));
  };
  assertEquals(draw(7), draw(7));
  const plans = draw(7);
  const ends = plans.flatMap(({ up = [], down = [] }) => [...up, ...down].slice(-1));
  for (const how of ["cut", "reset", "half"]) {
    assert(ends.filter((end) => end.how === how).length > 200, how);
  }
  assert(ends.length > 850 && ends.length < 950, `${ends.length}`);
  assert(ends.every(({ at }) => at >= 0 && at < 50_000));
  assert(ends.filter(({ at }) => at < 2_000).length > 400);
  assert(ends.filter(({ at }) => at > 10_000).length > 50);
  assert(plans.some(({ up = [] }) => up.length === 2 && (up[0]?.at ?? 0) <= (up[1]?.at ?? 0)));
});
