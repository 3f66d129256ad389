import { assertEquals } from "@std/assert";
import { type Figures, NO_FIGURES } from "../../../tasks/bench/figures.ts";
import { GOALS, sentences } from "../../../tasks/bench/goals.ts";
import type { LoadRow } from "../../../tasks/bench/load.ts";
import type { LoadName } from "../../../tasks/bench/loads.ts";
import { readBenchOptions } from "../../../tasks/bench/options.ts";
import { report } from "../../../tasks/bench/report.ts";
import type { TargetName } from "../../../tasks/bench/orders.ts";

const NOTHING: Figures = {
  machine: { cores: 4, model: "a Pi", deno: "2.9.6", system: "linux 6.1" },
  targets: [{ name: "pychat", options: "from source" }],
  options: readBenchOptions(["--server", "dist/pychat-server-x86_64"]),
  failures: [],
  ...NO_FIGURES,
};

function row(target: TargetName, load: LoadName, figures: Partial<LoadRow>): LoadRow {
  return {
    ...{ target, load, members: 500, deliveriesPerSecond: 100, cpuPerDelivery: 1, p50: 1, p99: 1 },
    ...{ serverBusy: 1, generatorBusy: 0.5, rss: 2 ** 20, missing: null },
    ...figures,
  };
}

/** Everything, with pyChat so many times as good as InspIRCd. */
function figures(speed: number, missing: string | null = null): Figures {
  const slow = { cpuPerDelivery: 2 / speed, p50: 2 / speed, p99: 2 / speed };
  const shake = { cpuPerHandshake: 1, serverBusy: 1, generatorBusy: 1, failed: 0 };
  return {
    ...NOTHING,
    load: {
      rows: [
        row("pychat", "saturated", { deliveriesPerSecond: 150 * speed, missing }),
        row("inspircd", "saturated", {}),
        row("pychat", "20", slow),
        row("inspircd", "20", {}),
      ],
      joins: [],
    },
    handshakes: [
      { target: "pychat", perSecond: 100, perCore: 100 * speed, ...shake },
      { target: "inspircd", perSecond: 100, perCore: 100, ...shake },
    ],
    idle: [
      {
        target: "pychat",
        members: 0,
        rss: 2 ** 20 * 50 / speed,
        rssPerMember: null,
        busy: 0,
        filled: 0,
      },
      { target: "pychat", members: 9, rss: 1, rssPerMember: 15_000 / speed, busy: 0, filled: 1 },
      { target: "pychat", members: 99, rss: 1, rssPerMember: 9_000, busy: 0, filled: 1 },
    ],
  };
}

Deno.test("sentences says nothing of what was not measured", () => {
  assertEquals(sentences(NOTHING), []);
});

Deno.test("sentences says of each goal what it is, what its floor is, and what was reached", () => {
  const all = sentences(figures(1.1));
  assertEquals(all.length, GOALS.length + 1);
  assertEquals(
    all[0],
    "saturated deliveries/s, 500 members, times InspIRCd's: goal 1.50, floor 1.00: 1.65",
  );
  assertEquals(all.at(-1), "complete and in order: goal always, floor always: always");
  assertEquals(all.filter((one) => /short|BELOW/.test(one)), []);
});

Deno.test("sentences says which goal was missed, and whether its floor was too", () => {
  const short = sentences(figures(0.7));
  assertEquals(short[0]?.endsWith(": 1.05, short of the goal"), true);
  const below = sentences(figures(0.1));
  assertEquals(below.filter((one) => one.endsWith(", BELOW THE FLOOR")).length, GOALS.length);
});

Deno.test("sentences has no figure of an empty server that is not compiled", () => {
  const all = sentences({ ...figures(1), options: readBenchOptions([]) });
  assertEquals(all.some((one) => one.includes("compiled")), false);
});

Deno.test("report says loudly where something was not complete", () => {
  const text = report(figures(1, "member 3 heard 1 of 2 texts of 0"));
  const end =
    "NOT COMPLETE, NOT IN ORDER, OR NOT MEASURED:\npychat, 500, saturated: member 3 heard 1 of 2 texts of 0";
  assertEquals(text.endsWith(end), true);
  assertEquals(text.includes("complete and in order: goal always, floor always: NO"), true);
  assertEquals(report(figures(1)).includes("NOT COMPLETE"), false);
  const failed = report({ ...figures(1), failures: ["storm: too late"] });
  assertEquals(failed.endsWith("OR NOT MEASURED:\nstorm: too late"), true);
});

Deno.test("report sets each server against the others in the same room under the same load", () => {
  const line = report(figures(1)).split("\n").find((one) =>
    one.startsWith("pychat") && one.includes("saturated")
  );
  assertEquals(line?.split(/ {2,}/).slice(0, 6), [
    "pychat",
    "500",
    "saturated",
    "150",
    "1.50",
    "-",
  ]);
});
