/**
 * TLS 1.3 for members of servers that speak it.
 *
 * With the system's OpenSSL, called directly, reading costs what it costs a member of pyChat: one
 * read of a TCP connection. Deno's own TLS takes the generator more than the server it measures.
 *
 * @module
 */
import { hangUp } from "../../lib/io/net/hang_up.ts";
import { writeAll } from "../../lib/io/write_all.ts";
import { dialTcp } from "./sockets.ts";
import type { Stream } from "./text_socket.ts";

const LIBRARY = "libssl.so.3";

/** The one that pyChat has as well. */
const SUITE = "TLS_AES_256_GCM_SHA384\0";

/** Numbers of OpenSSL's `ssl.h` and `tls1.h`. */
const SET_MIN_VERSION = 123;
const TLS_1_3 = 0x0304n;

/** Bytes on the wire that are read or written at once. */
const WIRE_BYTES = 65_536;

const SYMBOLS = {
  TLS_client_method: { parameters: [], result: "pointer" },
  SSL_CTX_new: { parameters: ["pointer"], result: "pointer" },
  SSL_CTX_ctrl: { parameters: ["pointer", "i32", "i64", "pointer"], result: "i64" },
  SSL_CTX_set_ciphersuites: { parameters: ["pointer", "buffer"], result: "i32" },
  SSL_new: { parameters: ["pointer"], result: "pointer" },
  SSL_free: { parameters: ["pointer"], result: "void" },
  SSL_set_bio: { parameters: ["pointer", "pointer", "pointer"], result: "void" },
  SSL_connect: { parameters: ["pointer"], result: "i32" },
  SSL_read: { parameters: ["pointer", "buffer", "i32"], result: "i32" },
  SSL_write: { parameters: ["pointer", "buffer", "i32"], result: "i32" },
  BIO_s_mem: { parameters: [], result: "pointer" },
  BIO_new: { parameters: ["pointer"], result: "pointer" },
  BIO_read: { parameters: ["pointer", "buffer", "i32"], result: "i32" },
  BIO_write: { parameters: ["pointer", "buffer", "i32"], result: "i32" },
  ERR_clear_error: { parameters: [], result: "void" },
} as const;

type Library = Deno.DynamicLibrary<typeof SYMBOLS>["symbols"];

/** OpenSSL, and what all connections have in common. */
interface Tls {
  readonly library: Library;
  readonly context: Deno.PointerValue;
}

/** Not looked for yet, or not there. */
let found: Tls | null | undefined;

/** Shared by all connections: what is on the wire is taken out of it before anything is awaited. */
const outgoing = new Uint8Array(WIRE_BYTES);

/** Whether there is such a library; without it Deno's own TLS has to be told to trust anybody. */
export function hasOpenssl(): boolean {
  return (found ??= load()) !== null;
}

/**
 * Connects, and is through the handshake. The certificate is not looked at.
 *
 * @param port Of the loopback.
 */
export async function dialTls(port: number): Promise<Stream> {
  const tls = found ??= load();
  if (tls !== null) {
    const stream = new OpensslStream(tls, await dialTcp(port));
    await stream.handshake();
    return stream;
  }
  const socket = await Deno.connect({ hostname: "127.0.0.1", port });
  socket.setNoDelay(true);
  const secured = await Deno.startTls(socket, { hostname: "127.0.0.1" });
  await secured.handshake();
  return secured;
}

function load(): Tls | null {
  try {
    const { symbols: library } = Deno.dlopen(LIBRARY, SYMBOLS);
    const context = library.SSL_CTX_new(library.TLS_client_method());
    library.SSL_CTX_ctrl(context, SET_MIN_VERSION, TLS_1_3, null);
    library.SSL_CTX_set_ciphersuites(context, new TextEncoder().encode(SUITE));
    return { library, context };
  } catch {
    return null;
  }
}

/** A TLS connection that is pumped by hand: bytes of the socket in, plain bytes out. */
class OpensslStream implements Stream {
  readonly #library: Library;
  readonly #socket: Stream;
  readonly #ssl: Deno.PointerValue;
  /** What has come in, and what is to go out. */
  readonly #in: Deno.PointerValue;
  readonly #out: Deno.PointerValue;
  #wire = new Uint8Array(2_048);
  #isClosed = false;

  constructor({ library, context }: Tls, socket: Stream) {
    this.#library = library;
    this.#socket = socket;
    this.#ssl = library.SSL_new(context);
    this.#in = library.BIO_new(library.BIO_s_mem());
    this.#out = library.BIO_new(library.BIO_s_mem());
    library.SSL_set_bio(this.#ssl, this.#in, this.#out);
  }

  async handshake(): Promise<void> {
    try {
      for (;;) {
        const done = this.#library.SSL_connect(this.#ssl) === 1;
        await this.#send();
        if (done) return;
        if (!await this.#receive()) throw new Error("the server refuses the TLS handshake");
      }
    } catch (error) {
      this.close();
      throw error;
    }
  }

  async read(buffer: Uint8Array): Promise<number | null> {
    for (;;) {
      let filled = 0;
      while (filled < buffer.length) {
        const rest = buffer.subarray(filled);
        const count = this.#library.SSL_read(this.#ssl, rest, rest.length);
        if (count <= 0) break;
        filled += count;
      }
      if (filled > 0) return filled;
      // It wants more; that is an error to OpenSSL, and would be found by the next connection.
      this.#library.ERR_clear_error();
      if (!await this.#receive()) return null;
    }
  }

  async write(bytes: Uint8Array): Promise<number> {
    if (this.#isClosed) throw new Deno.errors.BadResource("closed");
    this.#library.SSL_write(this.#ssl, bytes, bytes.length);
    await this.#send();
    return bytes.length;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    hangUp(this.#socket);
    this.#library.SSL_free(this.#ssl);
  }

  /** @returns Whether anything came. */
  async #receive(): Promise<boolean> {
    const count = await this.#socket.read(this.#wire);
    if (count === null || this.#isClosed) return false;
    this.#library.BIO_write(this.#in, this.#wire, count);
    if (count === this.#wire.length && count < WIRE_BYTES) this.#wire = new Uint8Array(WIRE_BYTES);
    return true;
  }

  async #send(): Promise<void> {
    for (;;) {
      const count = this.#library.BIO_read(this.#out, outgoing, outgoing.length);
      if (count <= 0) return;
      await writeAll(this.#socket, outgoing.slice(0, count));
    }
  }
}
