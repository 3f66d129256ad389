/**
 * A cable between clients and one server, which can be unplugged and plugged in again.
 *
 * @module
 */

/** A port of 127.0.0.1 that leads to another one. */
export interface Valve {
  readonly port: number;
  /** What the server says is not passed on from here on; what it is told is. */
  hold(): void;
  /** What was held is passed on, and all that comes after it. */
  release(): void;
  /** Ends every connection, and lets nobody connect. What was held is lost. */
  unplug(): void;
  /** Lets clients connect again. */
  plug(): Promise<void>;
  /** Ends everything. */
  stop(): Promise<void>;
}

/** Begins to pass everything on. */
export function openValve(target: number): Valve {
  const address = { hostname: "127.0.0.1" } as const;
  let listener: Deno.TcpListener | null = Deno.listen({ ...address, port: 0 });
  const { port } = listener.addr;
  const sockets = new Set<Deno.TcpConn>();
  const running = new Set<Promise<void>>();
  let accepting: Promise<void>;
  let held: PromiseWithResolvers<void> | null = null;

  function close(...ends: readonly Deno.TcpConn[]): void {
    for (const end of ends) if (sockets.delete(end)) end.close();
  }

  async function pass(from: Deno.TcpConn, to: Deno.TcpConn, isDown: boolean): Promise<void> {
    const buffer = new Uint8Array(16384);
    try {
      for (let count = await from.read(buffer); count !== null; count = await from.read(buffer)) {
        if (isDown) await held?.promise;
        const bytes = buffer.subarray(0, count);
        for (let at = 0; at < count;) at += await to.write(bytes.subarray(at));
      }
    } catch {
      // One of the ends is gone.
    }
    close(from, to);
  }

  async function accept(from: Deno.TcpListener): Promise<void> {
    for await (const client of from) {
      const server = await Deno.connect({ ...address, port: target });
      sockets.add(client).add(server);
      run(pass(client, server, false));
      run(pass(server, client, true));
    }
  }

  function run(one: Promise<void>): void {
    running.add(one);
    one.finally(() => running.delete(one));
  }

  function unplug(): void {
    listener?.close();
    listener = null;
    close(...sockets);
    release();
  }

  function release(): void {
    held?.resolve();
    held = null;
  }

  accepting = accept(listener);
  return {
    port,
    hold: () => held ??= Promise.withResolvers(),
    release,
    unplug,
    async plug() {
      // A port is free again when nobody listens there any more, which is a moment later.
      await accepting;
      listener = Deno.listen({ ...address, port });
      accepting = accept(listener);
    },
    async stop() {
      unplug();
      await Promise.all([accepting, ...running]);
    },
  };
}
