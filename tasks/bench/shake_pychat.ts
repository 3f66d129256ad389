/**
 * Handshakes with pyChat, as many as a server can take.
 *
 * @module
 */
import { NO_PASSPHRASE } from "../../lib/crypto/passphrase.ts";
import type { Primitives } from "../../lib/crypto/primitives.ts";
import type { KeyPair } from "../../lib/crypto/x25519.ts";
import { hangUp } from "../../lib/io/net/hang_up.ts";
import { nodePrimitives } from "../../lib/io/primitives.ts";
import { writeAll } from "../../lib/io/write_all.ts";
import { Session, type SessionEvent } from "../../lib/session/session.ts";
import { opensslAead } from "./openssl_aead.ts";
import { dialTcp } from "./sockets.ts";

/** Key pairs that are used again and again: the server makes its own, and that is what counts. */
const PAIRS = 256;

/** No hello: the server says so, and so shows that it has taken message 3. */
const NO_HELLO = new TextEncoder().encode("{}");

const READ_BYTES = 2_048;

let cheap: Primitives | null = null;
let shaking: Primitives | null = null;

/** The cheapest primitives that there are here. */
export function cheapPrimitives(): Primitives {
  return cheap ??= { ...nodePrimitives, aead: opensslAead() ?? nodePrimitives.aead };
}

/**
 * One whole handshake, until the server has refused the hello in its first record.
 *
 * @param port Of the loopback.
 * @throws {Error} If it does not come to that.
 */
export async function shakePychat(port: number): Promise<void> {
  shaking ??= await withPairs(cheapPrimitives());
  const socket = await dialTcp(port);
  try {
    const drawn = new Uint8Array(64);
    const session = await Session.client({ primitives: shaking, drawn });
    await writeAll(socket, await session.start());
    let [isAnswered, isRefused] = [false, false];
    const emit = (event: SessionEvent): void => {
      if (event.type === "server") isAnswered = true;
      if (event.type === "packet") isRefused = true;
    };
    const buffer = new Uint8Array(READ_BYTES);
    for (let hasProceeded = false; !isRefused;) {
      const count = await socket.read(buffer);
      if (count === null) throw new Error("the server has closed the connection");
      await session.receive(buffer.subarray(0, count), emit);
      if (!isAnswered || hasProceeded) continue;
      hasProceeded = true;
      await writeAll(socket, await session.proceed(NO_PASSPHRASE, NO_HELLO));
    }
  } finally {
    hangUp(socket);
  }
}

async function withPairs(primitives: Primitives): Promise<Primitives> {
  const pairs: KeyPair[] = [];
  while (pairs.length < PAIRS) {
    pairs.push(await primitives.keyPair(crypto.getRandomValues(new Uint8Array(32))));
  }
  let turn = 0;
  return {
    ...primitives,
    keyPair(secret) {
      return pairs[turn++ % PAIRS] ?? primitives.keyPair(secret);
    },
  };
}
