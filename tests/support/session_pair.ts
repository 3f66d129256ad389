/**
 * A client's and a server's session joined by a wire of memory.
 *
 * @module
 */
import { assert } from "@std/assert";
import type { Primitives } from "../../lib/crypto/primitives.ts";
import { nodePrimitives } from "../../lib/io/primitives.ts";
import { Session, type SessionEvent } from "../../lib/session/session.ts";
import { encodePacket, KIND } from "../../lib/wire/packet.ts";

/** Bytes that look drawn and are the same in every run. */
export function drawn(length: number, seed: number): Uint8Array {
  return Uint8Array.from({ length }, (_, n) => (seed * 197 + n * 31 + (n >> 3)) & 255);
}

/** How a pair may differ from the usual one. */
export interface PairOptions {
  /** What each side computes with. */
  readonly primitives?: { readonly client: Primitives; readonly server: Primitives };
  /** The server's pre-shared key, 32 bytes. */
  readonly psk?: Uint8Array;
  /** Makes every drawn byte another one. */
  readonly seed?: number;
}

/** The JSON that both sides greet with in tests. */
export const HELLO = new TextEncoder().encode('{"type":"hello"}');

const BOTH_NODE = { client: nodePrimitives, server: nodePrimitives };

/** A fresh session of each kind; the wire is the test's. */
export async function sessions(
  { primitives = BOTH_NODE, psk = new Uint8Array(32), seed = 1 }: PairOptions = {},
): Promise<{ client: Session; server: Session }> {
  const identity = await primitives.server.keyPair(drawn(32, seed + 1));
  return {
    client: await Session.client({ primitives: primitives.client, drawn: drawn(64, seed) }),
    server: await Session.server({
      primitives: primitives.server,
      drawn: drawn(32, seed + 2),
      identity,
      psk,
      hello: HELLO,
    }),
  };
}

/** What a session makes of bytes. */
export async function events(session: Session, bytes: Uint8Array): Promise<SessionEvent[]> {
  const seen: SessionEvent[] = [];
  await session.receive(bytes, (event) => seen.push(event));
  return seen;
}

/** The three frames of a handshake, with both sides moved on by them. */
export async function handshake(
  { client, server }: { client: Session; server: Session },
  psk: Uint8Array = new Uint8Array(32),
): Promise<readonly [Uint8Array, Uint8Array, Uint8Array]> {
  const first = await client.start();
  const [answer] = await events(server, first);
  assert(answer?.type === "write");
  const [who] = await events(client, answer.bytes);
  assert(who?.type === "server");
  const third = await client.proceed(psk, HELLO);
  await events(server, third);
  return [first, answer.bytes, third];
}

/** Two sessions that are open to each other. */
export async function openPair(options: PairOptions = {}): Promise<
  { client: Session; server: Session }
> {
  const pair = await sessions(options);
  await handshake(pair, options.psk);
  assert(pair.client.phase === "open" && pair.server.phase === "open");
  return pair;
}

/** A message packet of a text. */
export function messagePacket(text: string): Uint8Array {
  return encodePacket(KIND.message, new TextEncoder().encode(text));
}

/** The texts of the message packets among events. */
export function texts(seen: readonly SessionEvent[]): string[] {
  return seen.flatMap((event) =>
    event.type === "packet" ? [new TextDecoder().decode(event.packet.body)] : []
  );
}
