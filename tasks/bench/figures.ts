/**
 * Everything that one run has measured: what is written as JSON, with names that stay.
 *
 * @module
 */
import type { GrowthRow } from "./growth.ts";
import type { HandshakeRow } from "./handshakes.ts";
import type { IdleRow } from "./idle.ts";
import type { LoadFigures } from "./load.ts";
import type { Machine } from "./machine.ts";
import type { BenchOptions } from "./options.ts";
import type { TargetName } from "./orders.ts";
import type { StartRow } from "./starts.ts";
import type { StormFigures } from "./storm.ts";

/** What was measured; what was not asked for, or is not here, is `null`. */
export interface Figures {
  readonly machine: Machine;
  /** How each server was started. */
  readonly targets: readonly { readonly name: TargetName; readonly options: string }[];
  /** What was asked for. */
  readonly options: BenchOptions;
  /** What could not be measured to its end, and why. None should be here. */
  readonly failures: string[];
  load: LoadFigures | null;
  handshakes: readonly HandshakeRow[] | null;
  idle: readonly IdleRow[] | null;
  storm: StormFigures | null;
  growth: readonly GrowthRow[] | null;
  starts: readonly StartRow[] | null;
}

/** What there is of them before anything is measured. */
export const NO_FIGURES = {
  load: null,
  handshakes: null,
  idle: null,
  storm: null,
  growth: null,
  starts: null,
} satisfies Partial<Figures>;

/**
 * Everything that went wrong: what somebody lacks of what was said, and what was not measured to
 * its end.
 *
 * @param figures Of a run.
 */
export function faultsIn({ load, storm, failures }: Figures): string[] {
  const rows = (load?.rows ?? []).filter(({ missing }) => missing !== null)
    .map(({ target, members, load, missing }) => `${target}, ${members}, ${load}: ${missing}`);
  const storms = storm?.missing ?? null;
  return [...rows, ...(storms === null ? [] : [`storm: ${storms}`]), ...failures];
}
