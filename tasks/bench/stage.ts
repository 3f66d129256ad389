/**
 * One server and the generators that are at it, for as long as something is measured.
 *
 * @module
 */
import { complain } from "../../lib/io/terminal.ts";
import { Fleet } from "./fleet.ts";
import type { Running, Target } from "./target.ts";

/** What is on it. */
export interface Stage {
  readonly server: Running;
  readonly fleet: Fleet;
}

/**
 * Starts both, and ends both whatever becomes of what is measured.
 *
 * @param target The server.
 * @param members Most that there will be.
 * @param generators In how many processes.
 * @param measure What is done meanwhile.
 */
export async function onStage<T>(
  target: Target,
  members: number,
  generators: number,
  measure: (stage: Stage) => Promise<T>,
): Promise<T> {
  await using ends = new AsyncDisposableStack();
  const server = await target.start();
  ends.defer(() => server.end());
  const fleet = await Fleet.start({ target, port: server.port, members, generators });
  ends.defer(() => fleet.end());
  return await measure({ server, fleet });
}

/** Says what is being measured; the table comes when everything is there. */
export function progress(text: string): void {
  complain(`  ${text}`);
}
