import { assert, assertEquals, assertRejects } from "@std/assert";
import { writeAll } from "../../../lib/io/write_all.ts";
import { dialTcp } from "../../../tasks/bench/sockets.ts";
import type { Stream } from "../../../tasks/bench/text_socket.ts";
import { needs } from "../../support/needs.ts";

/** A connection of the generator and the other end of it, both closed at the end. */
async function withPair(
  act: (stream: Stream, other: Deno.TcpConn) => Promise<void>,
): Promise<void> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const [stream, other] = await Promise.all([dialTcp(listener.addr.port), listener.accept()]);
  try {
    await act(stream, other);
  } finally {
    stream.close();
    try {
      other.close();
    } catch {
      // The test has closed it.
    }
  }
}

function bytesOf(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, n) => n * 7);
}

async function readAll(
  stream: Pick<Stream, "read">,
  length: number,
  buffer: number,
): Promise<Uint8Array> {
  const all = new Uint8Array(length);
  for (let filled = 0; filled < length;) {
    const part = new Uint8Array(buffer);
    const count = await stream.read(part);
    assert(count !== null && filled + count <= length);
    all.set(part.subarray(0, count), filled);
    filled += count;
  }
  return all;
}

const OPTIONS = needs("linux");

Deno.test({
  name: "dialTcp carries megabytes both ways, whatever the size of a read",
  ...OPTIONS,
  fn: async () => {
    const bytes = bytesOf(3_000_000);
    for (const buffer of [1_000, 4_096, 65_536]) {
      await withPair(async (stream, other) => {
        const [there, back] = await Promise.all([
          readAll(other, bytes.length, 65_536),
          readAll(stream, bytes.length, buffer),
          writeAll(stream, bytes),
          writeAll(other, bytes),
        ]);
        assertEquals(there, bytes);
        assertEquals(back, bytes);
      });
    }
  },
});

Deno.test({
  name: "dialTcp reads what came before the end, and then the end",
  ...OPTIONS,
  fn: async () => {
    await withPair(async (stream, other) => {
      await writeAll(other, bytesOf(10));
      other.close();
      assertEquals(await readAll(stream, 10, 4), bytesOf(10));
      assertEquals(await stream.read(new Uint8Array(4)), null);
    });
  },
});

Deno.test({
  name: "dialTcp hears of an end that comes while it waits, and of one of its own",
  ...OPTIONS,
  fn: async () => {
    await withPair(async (stream, other) => {
      const ended = stream.read(new Uint8Array(4));
      other.close();
      assertEquals(await ended, null);
    });
    await withPair(async (stream) => {
      const cut = assertRejects(() => stream.read(new Uint8Array(4)), Deno.errors.BadResource);
      stream.close();
      await cut;
      await assertRejects(() => stream.write(bytesOf(1)), Deno.errors.BadResource);
    });
  },
});

Deno.test({
  name: "dialTcp fails where nobody listens",
  ...OPTIONS,
  fn: async () => {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = listener.addr;
    listener.close();
    await assertRejects(() => dialTcp(port), Deno.errors.ConnectionRefused);
  },
});
