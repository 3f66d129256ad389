/**
 * A plain TCP relay: what one says goes to all others, without cryptography, names or limits.
 *
 * It shows how much Deno's sockets and a loop over members allow at most, so that what the chat
 * costs besides can be told from what the runtime costs. `tasks/bench.ts` starts it as a process.
 *
 * A frame is a length in two bytes, big-endian, and a body. What waits for a client leaves in one
 * write, and there is one write under way for each.
 *
 * @module
 */
import { print } from "../../lib/io/terminal.ts";
import { writeAll } from "../../lib/io/write_all.ts";

/** Bytes of one write, as a record of pyChat has them. */
const WRITE_BYTES = 16_384;

const READ_BYTES = 4_096;
const HEADER_BYTES = 2;

const clients = new Set<Client>();

/** One connection. */
class Client {
  readonly #socket: Deno.TcpConn;
  #frames: Uint8Array[] = [];
  #isWriting = false;

  constructor(socket: Deno.TcpConn) {
    this.#socket = socket;
  }

  /** Passes on what it says, until it ends. */
  async run(): Promise<void> {
    const buffer = new Uint8Array(READ_BYTES);
    let rest = new Uint8Array(0);
    try {
      for (;;) {
        const count = await this.#socket.read(buffer);
        if (count === null) break;
        const bytes = new Uint8Array(rest.length + count);
        bytes.set(rest);
        bytes.set(buffer.subarray(0, count), rest.length);
        rest = bytes.subarray(this.#passOn(bytes));
      }
    } catch {
      // The connection was cut.
    }
    clients.delete(this);
  }

  /** Queues a frame. */
  post(frame: Uint8Array): void {
    this.#frames.push(frame);
    if (this.#isWriting) return;
    this.#isWriting = true;
    // A turn later, so that all that is read in this one leaves together.
    queueMicrotask(() => void this.#drain());
  }

  /** @returns How many bytes were whole frames. */
  #passOn(bytes: Uint8Array): number {
    let at = 0;
    while (at + HEADER_BYTES <= bytes.length) {
      const end = at + HEADER_BYTES + ((bytes[at] ?? 0) << 8 | (bytes[at + 1] ?? 0));
      if (end > bytes.length) break;
      const frame = bytes.subarray(at, end);
      for (const client of clients) if (client !== this) client.post(frame);
      at = end;
    }
    return at;
  }

  async #drain(): Promise<void> {
    try {
      while (this.#frames.length > 0) await writeAll(this.#socket, this.#take());
    } catch {
      clients.delete(this);
    }
    this.#isWriting = false;
  }

  #take(): Uint8Array {
    const [first] = this.#frames;
    if (first !== undefined && this.#frames.length === 1) {
      this.#frames = [];
      return first;
    }
    let [count, length] = [0, 0];
    for (const { length: more } of this.#frames) {
      if (count > 0 && length + more > WRITE_BYTES) break;
      length += more;
      count++;
    }
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const frame of this.#frames.splice(0, count)) {
      bytes.set(frame, at);
      at += frame.length;
    }
    return bytes;
  }
}

const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
print(`listening port=${listener.addr.port}`);
for await (const socket of listener) {
  socket.setNoDelay(true);
  const client = new Client(socket);
  clients.add(client);
  void client.run();
}
