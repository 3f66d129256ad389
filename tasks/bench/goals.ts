/**
 * What the figures should be, and what they must be.
 *
 * Most are ratios to InspIRCd in the same run, since machines differ.
 *
 * @module
 */
import { faultsIn, type Figures } from "./figures.ts";
import type { LoadRow } from "./load.ts";
import type { LoadName } from "./loads.ts";
import { digits } from "./table.ts";

/** One figure. */
export interface Goal {
  readonly name: string;
  readonly goal: number;
  readonly floor: number;
  /** Whether more is better; otherwise less is. */
  readonly isMore: boolean;
  /** What was reached; `NaN` if it was not measured. */
  of(figures: Figures): number;
}

/** Members of the room that the goals are about. */
const ROOM = 500;

/** All of them. */
export const GOALS: readonly Goal[] = [
  {
    name: "saturated deliveries/s, 500 members, times InspIRCd's",
    goal: 1.5,
    floor: 1,
    isMore: true,
    of: (figures) => ratio(figures, "saturated", ({ deliveriesPerSecond }) => deliveriesPerSecond),
  },
  {
    name: "CPU for a delivery, 500 members, 20/s, times InspIRCd's",
    goal: 15 / 8,
    floor: 25 / 8,
    isMore: false,
    of: (figures) => ratio(figures, "20", ({ cpuPerDelivery }) => cpuPerDelivery),
  },
  {
    name: "p50, 500 members, 20/s, times InspIRCd's",
    goal: 2,
    floor: 3,
    isMore: false,
    of: (figures) => ratio(figures, "20", ({ p50 }) => p50),
  },
  {
    name: "p99, 500 members, 20/s, times InspIRCd's",
    goal: 15 / 6,
    floor: 25 / 6,
    isMore: false,
    of: (figures) => ratio(figures, "20", ({ p99 }) => p99),
  },
  {
    name: "handshakes/s of one core of the server, times InspIRCd's",
    goal: 1,
    floor: 1,
    isMore: true,
    of: ({ handshakes }) => {
      const of = (target: string): number =>
        handshakes?.find((row) => row.target === target)?.perCore ?? NaN;
      return of("pychat") / of("inspircd");
    },
  },
  {
    name: "kB for each idle connection, the most of all sizes",
    goal: 16,
    floor: 25,
    isMore: false,
    of: ({ idle }) => {
      const rows = (idle ?? []).filter(({ target }) => target === "pychat");
      const each = rows.flatMap(({ rssPerMember }) => rssPerMember ?? []);
      return each.length === 0 ? NaN : Math.max(...each) / 1_000;
    },
  },
  {
    name: "MB of the empty compiled server",
    goal: 55,
    floor: 60,
    isMore: false,
    of: ({ idle, options }) => {
      const row = idle?.find(({ target, members }) => target === "pychat" && members === 0);
      return options.server === null ? NaN : (row?.rss ?? NaN) / 2 ** 20;
    },
  },
];

/** A sentence for each goal that was measured. */
export function sentences(figures: Figures): string[] {
  const reached = GOALS.flatMap((one) => {
    const value = one.of(figures);
    if (Number.isNaN(value)) return [];
    const { name, goal, floor } = one;
    return `${name}: goal ${digits(goal)}, floor ${digits(floor)}: ${digits(value)}${
      word(one, value)
    }`;
  });
  if (figures.load === null && figures.storm === null) return reached;
  const isComplete = faultsIn(figures).length === 0;
  return [
    ...reached,
    `complete and in order: goal always, floor always: ${isComplete ? "always" : "NO"}`,
  ];
}

/** What a value is to a goal, as an end of its sentence. */
function word({ goal, floor, isMore }: Goal, value: number): string {
  const reaches = (limit: number): boolean => isMore ? value >= limit : value <= limit;
  if (reaches(goal)) return "";
  return reaches(floor) ? ", short of the goal" : ", BELOW THE FLOOR";
}

function ratio({ load }: Figures, name: LoadName, of: (row: LoadRow) => number): number {
  const value = (target: string): number => {
    const row = load?.rows.find((one) =>
      one.target === target && one.members === ROOM && one.load === name
    );
    return row === undefined ? NaN : of(row);
  };
  return value("pychat") / value("inspircd");
}
