/**
 * A whole server inside the test, on a loopback port of its own, and clients that talk to it.
 *
 * @module
 */
import { NO_PASSPHRASE } from "../../lib/crypto/passphrase.ts";
import { Hub } from "../../lib/hub/hub.ts";
import { Switchboard } from "../../lib/hub/switchboard.ts";
import { keyedDigest } from "../../lib/io/keyed_digest.ts";
import type { End } from "../../lib/io/net/end.ts";
import { Gate, type GateOptions } from "../../lib/io/net/gate.ts";
import type { LineOptions } from "../../lib/io/net/lines.ts";
import { Listener } from "../../lib/io/net/listener.ts";
import { Porter } from "../../lib/io/net/porter.ts";
import { readNetwork } from "../../lib/io/net/source.ts";
import { nodePrimitives } from "../../lib/io/primitives.ts";
import { GRACE_MS, MAX_CLIENTS, MAX_PER_ADDRESS } from "../../lib/limits.ts";
import { encodeMessage } from "../../lib/message/encode.ts";
import type { Rate } from "../../lib/token_bucket.ts";

export { Chatter, type ChatterOptions } from "./chatter.ts";

/** The network that tests come from; usually nothing is counted by address there. */
const LOOPBACK = readNetwork("127.0.0.0/8") ?? never();

/** How a house may differ from the usual one, which lets everybody in who is fast or many. */
export interface HouseOptions extends LineOptions {
  /** What the gate is told; the loopback is exempt unless it says otherwise. */
  readonly gate?: Partial<GateOptions>;
  /** How often a member may say something; `null`, as usual here, is as often as it likes. */
  readonly texts?: Rate | null;
  /** How many texts it keeps of each room; usually none. */
  readonly history?: number;
}

/** A server in the test's own process. */
export interface House {
  readonly port: number;
  /** The server's public key, 32 bytes. */
  readonly key: Uint8Array;
  /** How connections ended, in order; the end of a grace time is one more, a cut. */
  readonly ends: readonly End[];
  readonly gate: Gate;
  readonly hub: Hub;
  readonly porter: Porter;
  readonly switchboard: Switchboard;
  /** How many are in, those who are away too. */
  people(): number;
  /** How many of them are away. */
  away(): number;
  stop(): Promise<void>;
}

/**
 * Starts a server on a free port of 127.0.0.1.
 *
 * @param psk The pre-shared key, 32 bytes.
 * @param options How it differs from the usual one.
 */
export async function openHouse(
  psk: Uint8Array = NO_PASSPHRASE,
  options: HouseOptions = {},
): Promise<House> {
  const draw = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
  const keys = await nodePrimitives.keyPair(draw(32));
  const grace = options.grace ?? GRACE_MS;
  const terms = { texts: options.texts ?? null, grace };
  const hub = new Hub({ draw, history: options.history ?? 0, digest: keyedDigest() });
  const switchboard = new Switchboard(hub, terms);
  const gate = new Gate({
    maxClients: MAX_CLIENTS,
    maxPerAddress: MAX_PER_ADDRESS,
    exempt: [LOOPBACK],
    // Never refused at random, until there are too many.
    random: () => 1 - Number.EPSILON,
    ...options.gate,
  });
  const ends: End[] = [];
  const passphrase = psk !== NO_PASSPHRASE;
  const hello = encodeMessage({ type: "server", name: "House", passphrase });
  const porter = new Porter({ keys, psk, hello }, {
    enter: (arrival, said) => void switchboard.enter(arrival, said, Date.now()),
    receive: (line, body) => switchboard.receive(line, body, Date.now()),
    drained: (line) => switchboard.drained(line),
    lost(line, end) {
      ends.push(end);
      switchboard.lose(line, Date.now());
    },
    left(line, end) {
      ends.push(end);
      switchboard.leave(line, end.how === "bye" ? "left" : "cut", Date.now());
    },
    dropped: (end) => void ends.push(end),
  }, { ...options, gate });
  const listener = Listener.open("127.0.0.1", 0);
  const running = listener.run({
    take: (socket) => void porter.admit(socket),
    failed: () => {},
    recovered: () => {},
  });
  return {
    port: listener.port,
    key: keys.public,
    ends,
    gate,
    hub,
    porter,
    switchboard,
    people: () => switchboard.size,
    away: () => switchboard.away,
    async stop() {
      listener.close();
      switchboard.close("stopping");
      await porter.stop();
      await running;
    },
  };
}

function never(): never {
  throw new RangeError("the loopback is no network");
}
