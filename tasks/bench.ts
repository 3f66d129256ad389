/**
 * Measures what people wait for and what it costs, each in the same run as what it is compared
 * with, since machines are noisy. Words after `deno task bench` name parts of it, and options say
 * how: `tasks/bench/options.ts` has all of them.
 *
 * `load`, `handshakes`, `idle` and `storm` start real servers, in processes of their own, and talk
 * with them over the loopback: pyChat's, a plain relay without cryptography, and InspIRCd over TLS
 * where that is installed. The compiled programs of `starts` are those in `dist/`, or in the folder
 * that `PYCHAT_COMPILED` names; `--server FILE` takes a compiled server for all else.
 *
 * @module
 */
import { complain, print, runProgram } from "../lib/io/terminal.ts";
import { faultsIn, type Figures, NO_FIGURES } from "./bench/figures.ts";
import { benchGrowth } from "./bench/growth.ts";
import { benchHandshakes } from "./bench/handshakes.ts";
import { benchIdle } from "./bench/idle.ts";
import { benchLoad } from "./bench/load.ts";
import { thisMachine } from "./bench/machine.ts";
import { type BenchOptions, type PartName, readBenchOptions } from "./bench/options.ts";
import { benchPage } from "./bench/page.ts";
import { endEverything } from "./bench/process.ts";
import { report } from "./bench/report.ts";
import { benchRooms } from "./bench/rooms.ts";
import { benchStarts } from "./bench/starts.ts";
import { benchStorm } from "./bench/storm.ts";
import type { Target } from "./bench/target.ts";
import { INSPIRCD } from "./bench/target_inspircd.ts";
import { pychat } from "./bench/target_pychat.ts";
import { RELAY } from "./bench/target_relay.ts";

/** Members that are cut in a storm. */
const STORM_MEMBERS = 500;

/** What a part needs to know, and where it puts what it finds. */
interface Run {
  readonly options: BenchOptions;
  readonly targets: readonly Target[];
  readonly figures: Figures;
}

/** What can be measured, each by its name. */
const PARTS: Readonly<Record<PartName, (run: Run) => unknown>> = {
  load: async ({ options, targets, figures }) =>
    figures.load = await benchLoad(
      { ...options, targets },
      (what, error) => fail(figures, what, error),
    ),
  handshakes: async ({ options, targets, figures }) =>
    figures.handshakes = await benchHandshakes(targets, options.seconds),
  idle: async ({ options, targets, figures }) =>
    figures.idle = await benchIdle(targets, options.idle),
  storm: async ({ targets, figures }) => {
    const [target] = targets.filter(({ name }) => name === "pychat");
    if (target !== undefined) figures.storm = await benchStorm(target, STORM_MEMBERS);
  },
  growth: ({ figures }) => figures.growth = benchGrowth(),
  rooms: benchRooms,
  starts: async ({ figures }) => figures.starts = await benchStarts(),
  page: benchPage,
};

/** Measures what is named, or everything. */
async function main(): Promise<void> {
  const options = readBenchOptions(Deno.args);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => {
      endEverything();
      Deno.exit(1);
    });
  }
  const targets = targetsOf(options);
  const figures: Figures = {
    machine: thisMachine(),
    targets: targets.map(({ name, options }) => ({ name, options })),
    options,
    failures: [],
    ...NO_FIGURES,
  };
  for (const name of options.parts) {
    complain(`bench: ${name}`);
    try {
      await PARTS[name]({ options, targets, figures });
    } catch (error) {
      fail(figures, name, error);
    }
  }
  print(report(figures));
  if (options.json !== null) {
    await Deno.writeTextFile(options.json, `${JSON.stringify(figures, null, 2)}\n`);
  }
  // What is fast and wrong is no figure at all.
  if (faultsIn(figures).length > 0) Deno.exit(1);
}

/** A part that fails takes nothing from the others, which may have taken long. */
function fail({ failures }: Figures, what: string, error: unknown): void {
  const why = `${what}: ${error instanceof Error ? error.message : error}`;
  failures.push(why);
  complain(`FAILED: ${why}`);
}

/** The servers that were asked for, as far as they are here. */
function targetsOf({ targets, server, v8Flags }: BenchOptions): Target[] {
  const found: Target[] = [];
  for (const target of [pychat(server, v8Flags), RELAY, INSPIRCD]) {
    if (!targets.includes(target.name)) continue;
    const missing = target.missing();
    if (missing === null) found.push(target);
    else complain(`${target.name}: not measured, ${missing}`);
  }
  return found;
}

await runProgram("deno task bench", main);
