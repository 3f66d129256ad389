/**
 * Measures how fast servers deliver, what it costs them, and how fast people come in.
 *
 * @module
 */
import type { Measured } from "./fleet.ts";
import { LOAD_TITLES, type LoadName } from "./loads.ts";
import { residentBytes } from "./machine.ts";
import type { BenchOptions } from "./options.ts";
import type { TargetName } from "./orders.ts";
import { pause } from "./pause.ts";
import { onStage, progress, type Stage } from "./stage.ts";
import type { Target } from "./target.ts";

/**
 * How long a load goes on before anything is counted, at most, in milliseconds: compilers and
 * queues need that. It is no longer than what is counted.
 */
const WARM_UP_MS = 1_500;

/** How it is to be measured. */
type LoadOptions = Pick<BenchOptions, "members" | "loads" | "generators" | "seconds" | "after">;

/** What is to be measured. */
export interface LoadPlan extends LoadOptions {
  readonly targets: readonly Target[];
}

/** One load of one room at one server. */
export interface LoadRow extends Measured {
  readonly target: TargetName;
  readonly members: number;
  readonly load: LoadName;
  /** Memory of the server at the end of it, in bytes. */
  readonly rss: number;
  /** Who lacks what; `null` if everybody has heard everything, in order. */
  readonly missing: string | null;
}

/** One room that was filled. All times are milliseconds. */
export interface JoinRow {
  readonly target: TargetName;
  readonly members: number;
  /** Until the last has come in, and until all know of everybody. */
  readonly joined: number;
  readonly known: number;
  /** Until one more, that comes alone, has the list. */
  readonly alone: number;
  /** Memory of the server, in bytes, so many seconds after the last load; `null` if not waited for. */
  readonly rssAfter: number | null;
  readonly after: number;
}

/** What all loads have shown. */
export interface LoadFigures {
  readonly rows: readonly LoadRow[];
  readonly joins: readonly JoinRow[];
}

/**
 * Measures everything that is planned.
 *
 * @param failed Hears what went wrong in one room; the others are measured all the same.
 */
export async function benchLoad(
  plan: LoadPlan,
  failed: (what: string, error: unknown) => void,
): Promise<LoadFigures> {
  const [rows, joins]: [LoadRow[], JoinRow[]] = [[], []];
  for (const members of plan.members) {
    for (const target of plan.targets) {
      try {
        await onStage(target, members, plan.generators, async (stage) => {
          const come = await comeIn(stage, members);
          for (const load of plan.loads) rows.push(await shout(plan, target, members, load, stage));
          const rest = await leaveAlone(plan, target, members, stage);
          joins.push({ target: target.name, members, ...come, ...rest });
        });
      } catch (error) {
        failed(`${target.name}, ${members} members`, error);
      }
    }
  }
  return { rows, joins };
}

async function comeIn(
  { fleet }: Stage,
  members: number,
): Promise<Pick<JoinRow, "joined" | "known" | "alone">> {
  const begin = performance.now();
  await fleet.join(members - 1);
  const joined = performance.now() - begin;
  await fleet.know(members - 1);
  const known = performance.now() - begin;
  const before = performance.now();
  await fleet.join(members);
  const alone = performance.now() - before;
  await fleet.know(members);
  return { joined, known, alone };
}

async function shout(
  plan: LoadPlan,
  target: Target,
  members: number,
  load: LoadName,
  { server, fleet }: Stage,
): Promise<LoadRow> {
  await fleet.say(load);
  await pause(Math.min(WARM_UP_MS, plan.seconds * 1_000));
  await fleet.mark(server.pid);
  await pause(plan.seconds * 1_000);
  const measured = await fleet.mark(server.pid);
  const rss = residentBytes(server.pid);
  const missing = await fleet.settle();
  const speed = measured.deliveriesPerSecond.toFixed(0);
  progress(`${target.name}, ${members} members, ${LOAD_TITLES[load]}: ${speed} deliveries/s`);
  return { target: target.name, members, load, ...measured, rss, missing };
}

/** What pyChat's largest room leaves behind when everything was said. */
async function leaveAlone(
  { members: all, loads, after }: LoadPlan,
  target: Target,
  members: number,
  { server }: Stage,
): Promise<Pick<JoinRow, "rssAfter" | "after">> {
  const isLargest = members === Math.max(...all) && target.name === "pychat";
  if (!isLargest || !loads.includes("saturated") || after === 0) return { rssAfter: null, after };
  await pause(after * 1_000);
  return { rssAfter: residentBytes(server.pid), after };
}
