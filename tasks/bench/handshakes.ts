/**
 * Measures how many full handshakes servers take in a second.
 *
 * @module
 */
import type { TargetName } from "./orders.ts";
import { onStage, progress } from "./stage.ts";
import type { Target } from "./target.ts";

/**
 * Handshakes under way at once. The gate of pyChat refuses some from 16 on, and counts those that
 * are over until their connection is gone.
 */
const AT_ONCE = 8;

/** What one server has taken. */
export interface HandshakeRow {
  readonly target: TargetName;
  readonly perSecond: number;
  /**
   * What one core could take, going by the processor time: a client's half of TLS costs more than
   * the server's, so that the generator may be what bounds the other figure.
   */
  readonly perCore: number;
  /** Microseconds of the server's processor time for each. */
  readonly cpuPerHandshake: number;
  /** Shares of one processor. */
  readonly serverBusy: number;
  readonly generatorBusy: number;
  /** How many came to nothing; none should. */
  readonly failed: number;
}

/** Measures those servers that have one. */
export async function benchHandshakes(
  targets: readonly Target[],
  seconds: number,
): Promise<readonly HandshakeRow[]> {
  const rows: HandshakeRow[] = [];
  for (const target of targets) {
    if (target.name === "relay") continue;
    const { count, failed, spent } = await onStage(
      target,
      0,
      1,
      async ({ server, fleet }) => {
        await fleet.shake(server.pid, AT_ONCE, seconds * 250); // compilers need some
        return await fleet.shake(server.pid, AT_ONCE, seconds * 1_000);
      },
    );
    const perSecond = count / spent.ms * 1_000;
    const cpuPerHandshake = spent.serverCpu / count;
    rows.push({
      target: target.name,
      perSecond,
      perCore: 1_000_000 / cpuPerHandshake,
      cpuPerHandshake,
      serverBusy: spent.serverCpu / spent.ms / 1_000,
      generatorBusy: spent.ownCpu / spent.ms / 1_000,
      failed,
    });
    progress(`${target.name}: ${perSecond.toFixed(0)} handshakes/s`);
  }
  return rows;
}
