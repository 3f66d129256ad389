/**
 * Measures what servers need while nothing is said: memory, and processor time.
 *
 * @module
 */
import { processorTime, residentBytes, ticksPerSecond } from "./machine.ts";
import type { TargetName } from "./orders.ts";
import { pause } from "./pause.ts";
import { onStage, progress, type Stage } from "./stage.ts";
import type { Target } from "./target.ts";

/** How long a server has been up before its memory is read, in milliseconds. */
const EMPTY_MS = 5_000;

/** How long nothing has happened then, when there are members, in milliseconds. */
const SETTLE_MS = 30_000;

/** How long its processor time is watched, in milliseconds. */
const WATCH_MS = 5_000;

/** How long people may come in, in milliseconds; all hear of each, so it takes ever longer. */
const FILL_MS = 240_000;

/** What one server needs. */
export interface IdleRow {
  readonly target: TargetName;
  readonly members: number;
  /** Bytes. */
  readonly rss: number;
  /** Bytes more than without anybody, for each member; `null` without members. */
  readonly rssPerMember: number | null;
  /** Share of one processor. */
  readonly busy: number;
  /** Milliseconds for all to come in, and to know of everybody; 0 without members. */
  readonly filled: number;
}

/**
 * Measures all servers but the relay, which keeps nobody's state.
 *
 * @param sizes How many members there are, ever more; of those compared with, only the first.
 */
export async function benchIdle(
  targets: readonly Target[],
  sizes: readonly number[],
): Promise<readonly IdleRow[]> {
  const rows: IdleRow[] = [];
  for (const target of targets) {
    if (target.name === "relay") continue;
    const some = target.name === "pychat" ? sizes : sizes.slice(0, 1);
    rows.push(...await onStage(target, Math.max(...some), 1, (stage) => fill(target, some, stage)));
  }
  return rows;
}

async function fill(
  target: Target,
  sizes: readonly number[],
  { server, fleet }: Stage,
): Promise<IdleRow[]> {
  await pause(EMPTY_MS);
  const empty = { ...await look(server.pid), members: 0, rssPerMember: null, filled: 0 };
  const rows: IdleRow[] = [{ target: target.name, ...empty }];
  for (const size of sizes) {
    const begin = performance.now();
    const members = await fleet.join(size, FILL_MS);
    await fleet.know(members);
    const filled = performance.now() - begin;
    await pause(SETTLE_MS);
    const now = await look(server.pid);
    const rssPerMember = (now.rss - empty.rss) / members;
    rows.push({ target: target.name, members, ...now, rssPerMember, filled });
    const each = (rssPerMember / 1_000).toFixed(1);
    progress(`${target.name}, ${members} idle members: ${each} kB each`);
    if (members < size) break;
  }
  return rows;
}

async function look(pid: number): Promise<{ readonly rss: number; readonly busy: number }> {
  const ticks = ticksPerSecond();
  const before = processorTime(pid, ticks);
  await pause(WATCH_MS);
  const busy = (processorTime(pid, ticks) - before) / WATCH_MS / 1_000;
  return { rss: residentBytes(pid), busy };
}
