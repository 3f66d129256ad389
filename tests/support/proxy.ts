/**
 * Somebody on the way: a TCP proxy that writes down, and may change, all that passes.
 *
 * @module
 */

/** A proxy in front of one server. */
export interface Proxy {
  readonly port: number;
  /** All bytes that clients sent, in order. */
  readonly up: Uint8Array[];
  /** All bytes that the server sent, in order. */
  readonly down: Uint8Array[];
  /** Cuts every connection through it, as an unplugged cable would. */
  cut(): void;
  stop(): Promise<void>;
}

/** Starts a proxy on a free port of 127.0.0.1 that leads to another port there. */
export function openProxy(target: number): Proxy {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const sockets = new Set<Deno.TcpConn>();
  const [up, down]: [Uint8Array[], Uint8Array[]] = [[], []];
  const pumps: Promise<void>[] = [];

  async function pump(from: Deno.TcpConn, to: Deno.TcpConn, seen: Uint8Array[]): Promise<void> {
    const buffer = new Uint8Array(16384);
    try {
      for (let count = await from.read(buffer); count !== null; count = await from.read(buffer)) {
        const bytes = buffer.slice(0, count);
        seen.push(bytes);
        for (let rest = bytes; rest.length > 0;) rest = rest.subarray(await to.write(rest));
      }
      await to.closeWrite();
    } catch {
      // One end is gone; the other end of this proxy follows.
      for (const socket of [from, to]) close(socket);
    }
  }

  function close(socket: Deno.TcpConn): void {
    if (!sockets.delete(socket)) return;
    try {
      socket.close();
    } catch {
      // It is closed.
    }
  }

  async function accept(): Promise<void> {
    for (;;) {
      const client = await listener.accept();
      const server = await Deno.connect({ hostname: "127.0.0.1", port: target });
      sockets.add(client).add(server);
      pumps.push(pump(client, server, up), pump(server, client, down));
    }
  }

  const accepting = accept().catch(() => {});
  return {
    port: listener.addr.port,
    up,
    down,
    cut() {
      for (const socket of [...sockets]) close(socket);
    },
    async stop() {
      listener.close();
      await accepting;
      this.cut();
      await Promise.all(pumps);
    },
  };
}

/** Whether a string of bytes stands anywhere in others. */
export function contains(haystack: Uint8Array, needle: Uint8Array): boolean {
  return haystack.toHex().match(new RegExp(`^(..)*?${needle.toHex()}`)) !== null;
}

/** The lengths of the frames in a stream, in order. */
export function frameLengths(stream: Uint8Array): number[] {
  const lengths: number[] = [];
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  for (let at = 0; at + 2 <= stream.length; at += 2 + (lengths.at(-1) ?? 0)) {
    lengths.push(view.getUint16(at));
  }
  return lengths;
}
