/**
 * What a run has measured, for people.
 *
 * @module
 */
import { faultsIn, type Figures } from "./figures.ts";
import { sentences } from "./goals.ts";
import type { HandshakeRow } from "./handshakes.ts";
import type { IdleRow } from "./idle.ts";
import type { LoadFigures, LoadRow } from "./load.ts";
import { LOAD_TITLES } from "./loads.ts";
import type { StormFigures } from "./storm.ts";
import { digits, megabytes, percent, table } from "./table.ts";

/** What has to be known of small rooms. */
const BOUND =
  "pychat reads 64 KB a second from each member, whatever its options: of ten members " +
  "that is what bounds how much is said";

/** All tables, the goals, and what is wrong, if anything is. */
export function report(figures: Figures): string {
  const { load, handshakes, idle, storm } = figures;
  const parts = [heading(figures)];
  if (load !== null) parts.push(loadTable(load.rows), joinTable(load));
  if (handshakes !== null) parts.push(handshakeTable(handshakes));
  if (idle !== null) parts.push(idleTable(idle));
  if (storm !== null) parts.push(stormLine(storm));
  const reached = sentences(figures);
  if (reached.length > 0) parts.push(reached.join("\n"));
  const faults = faultsIn(figures);
  if (faults.length > 0) {
    parts.push(`NOT COMPLETE, NOT IN ORDER, OR NOT MEASURED:\n${faults.join("\n")}`);
  }
  return parts.filter((part) => part !== "").join("\n\n");
}

function heading({ machine, targets, options }: Figures): string {
  const { cores, model, deno, system } = machine;
  const first = `${cores} cores, ${model}, ${system}, Deno ${deno}; everything on this one machine`;
  const { generators, seconds } = options;
  const second =
    `each load for ${seconds} s, said and heard by ${generators} generator process(es)`;
  return [first, second, ...targets.map(({ name, options }) => `${name}: ${options}`)].join("\n");
}

function loadTable(rows: readonly LoadRow[]): string {
  const of = (row: LoadRow, target: string): LoadRow | undefined =>
    rows.find((one) =>
      one.target === target && one.members === row.members && one.load === row.load
    );
  const times = (row: LoadRow, target: string): string =>
    digits(row.deliveriesPerSecond / (of(row, target)?.deliveriesPerSecond ?? NaN));
  const cells = rows.map((row) => [
    row.target,
    `${row.members}`,
    LOAD_TITLES[row.load],
    digits(row.deliveriesPerSecond),
    times(row, "inspircd"),
    times(row, "relay"),
    digits(row.cpuPerDelivery),
    digits(row.cpuPerDelivery / (of(row, "inspircd")?.cpuPerDelivery ?? NaN)),
    digits(row.p50),
    digits(row.p99),
    percent(row.serverBusy),
    percent(row.generatorBusy),
    megabytes(row.rss),
    row.missing === null ? "yes" : "NO",
  ]);
  const names = [
    ...["load", "members", "said", "deliveries/s", "x inspircd", "x relay", "CPU µs", "CPU x"],
    ...["p50 ms", "p99 ms", "server", "generator", "RSS", "complete"],
  ];
  const sorted = cells.toSorted((a, b) =>
    Number(a[1]) - Number(b[1]) || order(rows, a[2]) - order(rows, b[2])
  );
  return `${table([names, ...sorted])}\n${BOUND}`;
}

/** Where a load stands among those that were measured. */
function order(rows: readonly LoadRow[], title: string | undefined): number {
  return rows.findIndex(({ load }) => LOAD_TITLES[load] === title);
}

function joinTable({ joins }: LoadFigures): string {
  const names = [
    "joining",
    "members",
    "joined ms",
    "all known ms",
    "one more ms",
    "RSS afterwards",
  ];
  const cells = joins.map(({ target, members, joined, known, alone, rssAfter, after }) => [
    target,
    `${members}`,
    digits(joined),
    target === "relay" ? "-" : digits(known),
    digits(alone),
    rssAfter === null ? "-" : `${megabytes(rssAfter)} after ${after} s`,
  ]);
  return table([names, ...cells]);
}

function handshakeTable(rows: readonly HandshakeRow[]): string {
  const base = rows.find(({ target }) => target === "inspircd")?.perCore ?? NaN;
  const cells = rows.map((row) => [
    row.target,
    digits(row.perSecond),
    digits(row.perCore),
    digits(row.perCore / base),
    digits(row.cpuPerHandshake),
    percent(row.serverBusy),
    percent(row.generatorBusy),
    `${row.failed}`,
  ]);
  const names = ["handshakes", "each second", "of one core", "x inspircd", "CPU µs", "server"];
  return table([[...names, "generator", "failed"], ...cells]);
}

function idleTable(rows: readonly IdleRow[]): string {
  const cells = rows.map((row) => [
    row.target,
    `${row.members}`,
    megabytes(row.rss),
    row.rssPerMember === null ? "-" : digits(row.rssPerMember / 1_000),
    percent(row.busy),
    row.members === 0 ? "-" : digits(row.filled / 1_000),
  ]);
  return table([["idle", "members", "RSS", "kB each", "server", "filled in s"], ...cells]);
}

function stormLine({ members, back, serverCpu, refused, missing }: StormFigures): string {
  return `storm: ${members} cut at once are back after ${digits(back)} ms, with ` +
    `${digits(serverCpu / 1_000)} ms of the server's processor time and ${refused} refusals; ` +
    (missing === null ? "everything was heard" : `NOT COMPLETE: ${missing}`);
}
