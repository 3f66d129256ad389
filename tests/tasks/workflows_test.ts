import { assert, assertEquals, assertMatch } from "@std/assert";
import { parse } from "@std/yaml/parse";
import config from "../../deno.json" with { type: "json" };
import { needs } from "../support/needs.ts";

const ROOT = new URL("../../", import.meta.url);
const FOLDER = new URL(".github/workflows/", ROOT);

/** As much of a workflow as these tests ask for. */
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly "runs-on": string;
  readonly "timeout-minutes"?: number;
  readonly needs?: readonly string[];
  readonly permissions?: unknown;
  readonly strategy?: { readonly matrix: { readonly include: readonly Machine[] } };
  readonly steps: readonly Step[];
}

interface Machine {
  readonly runner: string;
  readonly machine?: string;
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

const texts = new Map(
  [...Deno.readDirSync(FOLDER)].map(({ name }) =>
    [name, Deno.readTextFileSync(new URL(name, FOLDER))] as const
  ),
);
const workflows = [...texts].map(([name, text]) => [name, parse(text) as Workflow] as const);
const jobs = workflows.flatMap(([file, { jobs }]) =>
  Object.entries(jobs).map(([name, job]) => ({ file, name, job }))
);
const steps = jobs.flatMap(({ file, name, job }) =>
  job.steps.map((step) => ({ file, job: name, step }))
);
const release = parse(texts.get("release.yml") ?? "") as Workflow;

function readText(path: string): string {
  return Deno.readTextFileSync(new URL(path, ROOT));
}

Deno.test("the workflows are the two that these tests know", () => {
  assertEquals([...texts.keys()].sort(), ["ci.yml", "release.yml"]);
  assertEquals(Object.keys(release.jobs), ["test", "build", "reproduce", "verify", "publish"]);
});

Deno.test("every action is GitHub's own, pinned by a commit, and the same everywhere", () => {
  const pins = new Map<string, string>();
  let lines = 0;
  for (const [file, text] of texts) {
    for (const line of text.split("\n").filter((line) => /\buses:/.test(line))) {
      const found = /uses: (actions\/[\w-]+)@([0-9a-f]{40} # v\d+\.\d+\.\d+)$/.exec(line);
      assert(found !== null, `${file}: ${line}`);
      const [, action = "", pin = ""] = found;
      assertEquals(pins.get(action) ?? pin, pin, action);
      pins.set(action, pin);
      lines++;
    }
  }
  assertEquals(lines, steps.filter(({ step }) => step.uses !== undefined).length);
});

Deno.test("nobody may write but the job that publishes, and that no more than it must", () => {
  for (const [file, { permissions }] of workflows) {
    assertEquals(permissions, { contents: "read" }, file);
  }
  for (const { file, name, job } of jobs) {
    if (name !== "publish") assertEquals(job.permissions, undefined, `${file} ${name}`);
  }
  assertEquals(release.jobs["publish"]?.permissions, {
    contents: "write",
    "id-token": "write",
    attestations: "write",
  });
});

Deno.test("a token is named in the last step alone, and none is left in a checkout", () => {
  for (const [file, text] of texts) assert(!/\bsecrets\b|pull_request_target/.test(text), file);
  const holders = steps.filter(({ step }) => /github\.token/.test(JSON.stringify(step)));
  assertEquals(holders.map(({ job }) => job), ["publish"]);
  assertEquals(holders[0]?.step, release.jobs["publish"]?.steps.at(-1));
  const checkouts = steps.filter(({ step }) => step.uses?.startsWith("actions/checkout@"));
  assert(checkouts.length > 0);
  for (const { file, step } of checkouts) {
    assertEquals(step.with?.["persist-credentials"], false, file);
  }
});

Deno.test("no script holds an expression, which would be run as it was named", () => {
  for (const { file, step } of steps) assert(!step.run?.includes("${{"), `${file}: ${step.run}`);
});

Deno.test("a release is published after tests, a second build and a run on both machines", () => {
  const needs = (job: string) => release.jobs[job]?.needs;
  assertEquals(needs("build"), ["test"]);
  assertEquals(needs("reproduce"), ["build"]);
  assertEquals(needs("verify"), ["build"]);
  assertEquals(needs("publish"), ["build", "reproduce", "verify"]);
  assertEquals(release.on, { push: { tags: ["v*"] } });
  const verify = release.jobs["verify"];
  assertEquals(verify?.strategy?.matrix.include, [
    { runner: "ubuntu-24.04", machine: "x86_64" },
    { runner: "ubuntu-24.04-arm", machine: "aarch64" },
  ]);
  const tests = verify?.steps.filter(({ env }) => env?.["PYCHAT_COMPILED"] !== undefined) ?? [];
  for (const { env } of tests) assertMatch(env?.["PYCHAT_COMPILED"] ?? "", /\/programs$/);
  const [main, surroundings] = tests.map(({ run = "" }) => run);
  // A filter that finds no test, or a test that is skipped, must not pass for one that has passed.
  const [, filter, file] = /--filter "(.+)" (\S+)/.exec(main ?? "") ?? [];
  assertEquals(readText(file ?? "").split(filter ?? "").length, 2, filter);
  assert(main?.includes("1 passed, 0 failed"));
  assert(readText(/ (\S+)$/.exec(surroundings ?? "")?.[1] ?? "") !== "");
});

Deno.test("what is published is what was built and verified, by nothing of ours", () => {
  const publish = release.jobs["publish"]?.steps ?? [];
  for (const { uses = "", run = "" } of publish) {
    assert(!/checkout|setup-/.test(uses), uses);
    assert(!/\b(deno|npm|node|npx)\b/.test(run), run);
  }
  const checked = ["reproduce", "verify", "publish"].map((job) =>
    release.jobs[job]?.steps.some(({ env, run }) =>
      env?.["SUMS"] === "${{ needs.build.outputs.sums }}" && run?.includes("$SUMS")
    )
  );
  assertEquals(checked, [true, true, true]);
  const attest = publish.find(({ uses }) => uses?.startsWith("actions/attest-build-provenance@"));
  assertEquals(attest?.with, { "subject-checksums": "downloads/SHA256SUMS" });
});

Deno.test("the versions of Deno and of the browser's driver are the same everywhere", () => {
  const [, version] = /^deno=(\S+)$/m.exec(readText(".ci/run")) ?? [];
  assert(version !== undefined);
  const places = [...texts.values(), readText("README.md")];
  const named = places.flatMap((text) => [...text.matchAll(/\bdeno@(\d[\w.-]*\w)/g)]);
  assert(named.length >= 3);
  assertEquals(new Set(named.map(([, version]) => version)), new Set([version]));
  // Each job that starts Deno installs that one.
  for (const { file, name, job } of jobs) {
    const scripts = job.steps.map(({ run = "" }) => run).join("\n");
    if (/\bdeno (task|run|eval)\b/.test(scripts)) {
      assert(scripts.includes(`npm install --global deno@${version}\n`), `${file} ${name}`);
    }
  }
  const driver = [...texts.values()].flatMap((
    text,
  ) => [...text.matchAll(/playwright-core@[\d.]+/g)]);
  assertEquals(driver.map(([driver]) => `npm:${driver}`), [config.imports["playwright-core"]]);
});

Deno.test("every job has an end, a system of one version, and tasks that there are", () => {
  const tasks = new Set(Object.keys(config.tasks));
  for (const { file, name, job } of jobs) {
    const limit = job["timeout-minutes"] ?? Infinity;
    assert(limit <= 30, `${file} ${name}`);
    const runners = job.strategy?.matrix.include.map(({ runner }) => runner) ?? [job["runs-on"]];
    for (const runner of runners) {
      assertMatch(runner, /^(ubuntu-\d\d\.\d\d|macos-\d\d|windows-\d{4})(-arm)?$/);
    }
    for (const { run = "" } of job.steps) {
      for (const [, task = ""] of run.matchAll(/\bdeno task (?:--quiet )?([\w-]+)/g)) {
        assert(tasks.has(task), `${file} ${name}: deno task ${task}`);
      }
    }
  }
  const systems = jobs.find(({ file }) => file === "ci.yml")?.job.strategy?.matrix.include;
  const kinds = systems?.map(({ runner }) => runner.replace(/-.*/, ""));
  assertEquals(kinds, ["ubuntu", "macos", "windows"]);
});

Deno.test({
  name: "shellcheck finds nothing in the scripts",
  ...needs("shellcheck"),
  fn: async () => {
    for (const { file, step: { run } } of steps) {
      if (run === undefined) continue;
      const script = Deno.makeTempFileSync({ suffix: ".sh" });
      Deno.writeTextFileSync(script, `set -e\n${run}`);
      const { success, stdout } = await new Deno.Command("shellcheck", {
        args: ["--shell=bash", script],
      }).output();
      Deno.removeSync(script);
      assert(success, `${file}: ${new TextDecoder().decode(stdout)}`);
    }
  },
});
