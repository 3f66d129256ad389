import { assert, assertEquals } from "@std/assert";
import type { Figures } from "../../tasks/bench/figures.ts";
import { needs } from "../support/needs.ts";

const ROOT = new URL("../../", import.meta.url);

/** Runs the bench as its task does, small, and gives what it wrote and printed. */
async function bench(
  ...args: readonly string[]
): Promise<{ readonly figures: Figures; readonly printed: string; readonly code: number }> {
  const file = await Deno.makeTempFile({ suffix: ".json" });
  try {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "tasks/bench.ts", ...args, "--json", file],
      cwd: ROOT,
      env: { NO_COLOR: "1" },
    }).output();
    const text = await Deno.readTextFile(file);
    assert(text !== "", new TextDecoder().decode(stderr));
    return { figures: JSON.parse(text), printed: new TextDecoder().decode(stdout), code };
  } finally {
    await Deno.remove(file);
  }
}

/** How long a test waits for what must come, in milliseconds: only a failure takes as long. */
const PATIENCE_MS = 60_000;

async function until<T>(look: () => T | null): Promise<T> {
  const begin = performance.now();
  for (;;) {
    const found = look();
    if (found !== null) return found;
    assert(performance.now() - begin < PATIENCE_MS, "it is not so");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function isThere(pid: string): boolean {
  try {
    return Deno.statSync(`/proc/${pid}`).isDirectory;
  } catch {
    return false;
  }
}

const SMALL = ["--members", "5", "--seconds", "0.5", "--after", "0", "--loads", "20,32"];

function assertMeasured(figures: Figures, targets: readonly string[]): void {
  const rows = figures.load?.rows ?? [];
  assertEquals(rows.map(({ target, load }) => `${target} ${load}`).toSorted(), [
    ...targets.flatMap((target) => [`${target} 20`, `${target} 32`]).toSorted(),
  ]);
  for (const row of rows) {
    assertEquals([row.members, row.missing], [5, null]);
    const { deliveriesPerSecond, cpuPerDelivery, p50, p99, serverBusy, generatorBusy, rss } = row;
    assert(deliveriesPerSecond > 0 && rss > 0 && p50 > 0 && p99 >= p50);
    // So little may be done that no tick of the clock falls into it.
    for (const one of [cpuPerDelivery, serverBusy, generatorBusy]) assert(one >= 0);
  }
  assertEquals(figures.load?.joins.map(({ target }) => target), targets);
  for (const { joined, known, alone } of figures.load?.joins ?? []) {
    assert(joined > 0 && known >= joined && alone > 0);
  }
}

Deno.test({
  name: "bench measures five members for half a second, and everything is complete and in order",
  ...needs("linux", "sh"),
  fn: async () => {
    const { figures, printed, code } = await bench("load", "--targets", "pychat,relay", ...SMALL);
    assertEquals(code, 0, printed);
    assertMeasured(figures, ["pychat", "relay"]);
    assert(printed.includes(`${figures.machine.cores} cores, ${figures.machine.model}`));
    assert(printed.includes("--message-rate off --exempt 127.0.0.1"));
    assert(printed.includes("complete and in order: goal always, floor always: always"));
  },
});

Deno.test({
  name: "bench measures with members in two processes, which wait for one another",
  ...needs("linux", "sh"),
  fn: async () => {
    const args = ["load", "--targets", "pychat", "--generators", "2", ...SMALL];
    const { figures, printed, code } = await bench(...args);
    assertEquals(code, 0, printed);
    assertMeasured(figures, ["pychat"]);
  },
});

Deno.test({
  name: "bench says what it could not measure, measures the rest, and does not end well then",
  ...needs("linux", "sh"),
  fn: async () => {
    const args = ["load", "--targets", "pychat,relay", "--server", "/bin/false", ...SMALL];
    const { figures, printed, code } = await bench(...args);
    assertEquals(code, 1);
    assertEquals(figures.load?.joins.map(({ target }) => target), ["relay"]);
    assert(printed.includes("NOT MEASURED:\npychat, 5 members: a server has ended at once"));
  },
});

Deno.test({
  name: "bench that is ended leaves no server and no generator behind",
  ...needs("linux", "sh"),
  fn: async () => {
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "tasks/bench.ts", "load", "--targets", "relay", "--members", "5"],
      cwd: ROOT,
      stdout: "null",
      stderr: "null",
    }).spawn();
    const processes = await until(() => {
      const text = Deno.readTextFileSync(`/proc/${child.pid}/task/${child.pid}/children`);
      const found = text.trim().split(" ").filter((pid) => pid !== "");
      return found.length === 2 ? found : null;
    });
    child.kill("SIGTERM");
    assertEquals((await child.status).code, 1);
    await until(() => processes.some(isThere) ? null : true);
  },
});

Deno.test({
  name: "bench measures InspIRCd over TLS, where it is installed, and what its handshakes cost",
  ...needs("linux", "sh", "inspircd", "openssl"),
  fn: async () => {
    const args = ["load", "handshakes", "--targets", "pychat,inspircd", ...SMALL];
    const { figures, printed, code } = await bench(...args);
    assertEquals(code, 0, printed);
    assertMeasured(figures, ["pychat", "inspircd"]);
    assertEquals(figures.handshakes?.map(({ target }) => target), ["pychat", "inspircd"]);
    for (const row of figures.handshakes ?? []) assert(row.perSecond > 0 && row.perCore > 0);
  },
});
