/**
 * TCP connections of a load generator, by the system calls themselves (epoll(7)).
 *
 * A read of Deno's costs a generator 7 to 11 µs. With 500 members that is as much as a fast server
 * needs to write, so that the generator's own time would be measured in place of the server's. Here
 * all of it, from waiting to checking a text of the plain relay, takes 4. Linux with its usual C
 * library only; elsewhere Deno's own are taken.
 *
 * @module
 */
import { setImmediate } from "node:timers";
import type { Stream } from "./text_socket.ts";

const SYMBOLS = {
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  connect: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  setsockopt: { parameters: ["i32", "i32", "i32", "buffer", "u32"], result: "i32" },
  recv: { parameters: ["i32", "buffer", "usize", "i32"], result: "i32" },
  send: { parameters: ["i32", "buffer", "usize", "i32"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
  epoll_create1: { parameters: ["i32"], result: "i32" },
  epoll_ctl: { parameters: ["i32", "i32", "i32", "buffer"], result: "i32" },
  epoll_wait: { parameters: ["i32", "buffer", "i32", "i32"], result: "i32" },
} as const;

type Library = Deno.DynamicLibrary<typeof SYMBOLS>["symbols"];

/** Numbers of `socket.h`, `in.h` and `tcp.h`. */
const AF_INET = 2;
const STREAM_NONBLOCK_CLOEXEC = 1 | 0x800 | 0x80000;
const IPPROTO_TCP = 6;
const TCP_NODELAY = 1;
const MSG_NOSIGNAL = 0x4000;

/** Numbers of `epoll.h`. */
const EPOLL_CTL_ADD = 1;
const IN = 0x1;
const OUT = 0x4;
/** `EPOLLERR`, `EPOLLHUP` and `EPOLLRDHUP`: whatever comes now comes at once. */
const OVER = 0x8 | 0x10 | 0x2000;
const EDGE = 0x8000_0000;

/** Events taken at once, and how each looks: packed on x86-64 alone. */
const EVENTS = 512;
const [EVENT_BYTES, DATA_AT] = Deno.build.arch === "x86_64" ? [12, 4] : [16, 8];

/** How long nothing else is done while nothing happens, in milliseconds. */
const WAIT_MS = 1;

/** Not looked for yet, or not there. */
let found: Poll | null | undefined;

/**
 * Connects.
 *
 * @param port Of the loopback.
 * @throws {Error} If there is no connection.
 */
export async function dialTcp(port: number): Promise<Stream> {
  const poll = found ??= Poll.open();
  if (poll !== null) return await poll.dial(port);
  const socket = await Deno.connect({ hostname: "127.0.0.1", port });
  socket.setNoDelay(true);
  return socket;
}

/** Waits for all connections at once. */
class Poll {
  readonly #library: Library;
  readonly #fd: number;
  readonly #streams: (PolledStream | undefined)[] = [];
  readonly #events = new Uint8Array(EVENTS * EVENT_BYTES);
  readonly #view = new DataView(this.#events.buffer);
  /** Connections there are; without any nothing is waited for. */
  #open = 0;
  #isTurning = false;

  private constructor(library: Library) {
    this.#library = library;
    this.#fd = library.epoll_create1(0);
  }

  static open(): Poll | null {
    try {
      return new Poll(Deno.dlopen("libc.so.6", SYMBOLS).symbols);
    } catch {
      return null;
    }
  }

  async dial(port: number): Promise<Stream> {
    const fd = this.#library.socket(AF_INET, STREAM_NONBLOCK_CLOEXEC, 0);
    if (fd < 0) throw new Error("the system gives no more sockets");
    this.#library.setsockopt(
      fd,
      IPPROTO_TCP,
      TCP_NODELAY,
      new Uint8Array(Int32Array.of(1).buffer),
      4,
    );
    const address = new Uint8Array(16);
    new DataView(address.buffer).setUint16(0, AF_INET, true);
    new DataView(address.buffer).setUint16(2, port);
    address.set([127, 0, 0, 1], 4);
    this.#library.connect(fd, address, address.length);
    const stream = new PolledStream(this.#library, fd, () => {
      this.#streams[fd] = undefined;
      this.#open--;
    });
    this.#streams[fd] = stream;
    this.#open++;
    const event = new Uint8Array(EVENT_BYTES);
    new DataView(event.buffer).setUint32(0, (IN | OUT | OVER | EDGE) >>> 0, true);
    new DataView(event.buffer).setInt32(DATA_AT, fd, true);
    this.#library.epoll_ctl(this.#fd, EPOLL_CTL_ADD, fd, event);
    const opened = stream.opened();
    if (!this.#isTurning) this.#turn();
    await opened;
    return stream;
  }

  /** One look, then a turn of everything else that the process does. */
  #turn(): void {
    const count = this.#library.epoll_wait(this.#fd, this.#events, EVENTS, WAIT_MS);
    for (let n = 0; n < count; n++) {
      const at = n * EVENT_BYTES;
      const fd = this.#view.getInt32(at + DATA_AT, true);
      this.#streams[fd]?.happened(this.#view.getUint32(at, true));
    }
    this.#isTurning = this.#open > 0;
    if (this.#isTurning) setImmediate(() => this.#turn());
  }
}

/** One connection. There is one read and one write under way at most. */
class PolledStream implements Stream {
  readonly #library: Library;
  readonly #fd: number;
  readonly #closed: () => void;
  #isReadable = false;
  #isOver = false;
  #isClosed = false;
  #reader: (() => void) | null = null;
  #writer: (() => void) | null = null;

  constructor(library: Library, fd: number, closed: () => void) {
    this.#library = library;
    this.#fd = fd;
    this.#closed = closed;
  }

  /** Waits for the connection. */
  async opened(): Promise<void> {
    await new Promise<void>((resolve) => this.#writer = resolve);
    if (!this.#isOver) return;
    this.close();
    throw new Deno.errors.ConnectionRefused("nobody answers");
  }

  /** Something came, or can go; events tell of changes only. */
  happened(events: number): void {
    if ((events & OVER) !== 0) this.#isOver = true;
    if ((events & (IN | OVER)) !== 0) {
      this.#isReadable = true;
      this.#wakeReader();
    }
    if ((events & (OUT | OVER)) !== 0) this.#wakeWriter();
  }

  async read(buffer: Uint8Array): Promise<number | null> {
    for (;;) {
      if (this.#isClosed) throw new Deno.errors.BadResource("closed");
      if (this.#isReadable) {
        const count = this.#library.recv(this.#fd, buffer, BigInt(buffer.length), 0);
        // Less than there is room for is all there is, until something happens again.
        if (count < buffer.length && !this.#isOver) this.#isReadable = false;
        if (count > 0) return count;
        if (count === 0) return null;
        if (this.#isOver) throw new Deno.errors.ConnectionReset("reset");
      }
      await new Promise<void>((resolve) => this.#reader = resolve);
    }
  }

  async write(bytes: Uint8Array): Promise<number> {
    for (;;) {
      if (this.#isClosed) throw new Deno.errors.BadResource("closed");
      const count = this.#library.send(this.#fd, bytes, BigInt(bytes.length), MSG_NOSIGNAL);
      if (count >= 0) return count;
      if (this.#isOver) throw new Deno.errors.BrokenPipe("nobody reads");
      await new Promise<void>((resolve) => this.#writer = resolve);
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#closed();
    this.#library.close(this.#fd);
    this.#wakeReader();
    this.#wakeWriter();
  }

  #wakeReader(): void {
    const wake = this.#reader;
    this.#reader = null;
    wake?.();
  }

  #wakeWriter(): void {
    const wake = this.#writer;
    this.#writer = null;
    wake?.();
  }
}
