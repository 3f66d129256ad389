/**
 * Runs every test that this machine can, and names what it could not run and why.
 *
 * Words after `deno task test` go to `deno test`, such as `--filter NAME` or a path. With runtimes
 * in `DENORT_DIR` the programs are compiled first, by the Deno that `PYCHAT_COMPILER` names or by
 * this one; `PYCHAT_COMPILED` names a folder that has them already.
 *
 * @module
 */
import { TextLineStream } from "@std/streams/text-line-stream";
import { print } from "../lib/io/terminal.ts";
import { deno, ROOT } from "./deno.ts";

/**
 * First, one lane beside the other: programs for another processor, which take long and leave one
 * processor of this machine to tests that measure no time and start no program.
 */
const FIRST_LANES = [
  ["tests/compiled/emulated_test.ts"],
  [
    "lib",
    "tests/api",
    "tests/client",
    "tests/crypto",
    "tests/cuts_test.ts",
    "tests/delivery",
    "tests/fuzz_test.ts",
    "tests/hub",
    "tests/message",
    "tests/noise",
    "tests/protocol_delivery_test.ts",
    "tests/protocol_owners_test.ts",
    "tests/protocol_peers_test.ts",
    "tests/protocol_rooms_test.ts",
    "tests/rooms_test.ts",
    "tests/session",
    "tests/ui",
    "tests/wire",
  ],
];

/**
 * Tests that wait for browsers and programs, and measure neither time nor memory: after all others,
 * one lane beside the other. Two have browsers, and take about the same time; those of the third
 * wait most of theirs, and are done before.
 */
const LAST_LANES = [
  ["tests/browser", "tests/screens_test.ts"],
  [
    "tests/compiled/handshake_test.ts",
    "tests/compiled/install_test.ts",
    "tests/compiled/main_job_test.ts",
    "tests/compiled/same_bytes_test.ts",
    "tests/compiled/surroundings_test.ts",
    "tests/client_double_click_test.ts",
    "tests/product",
  ],
  [
    "tests/client_place_test.ts",
    "tests/client_test.ts",
    "tests/client_wipe_test.ts",
    "tests/server_control_test.ts",
    "tests/server_test.ts",
  ],
];

/**
 * Folders whose tests run as those of one file: each file that runs as such loads anew what all of
 * them import, which took most of their time.
 */
const TOGETHER = [
  "tests/api",
  "tests/browser",
  "tests/client",
  "tests/crypto",
  "tests/delivery",
  "tests/hub",
  "tests/message",
  "tests/noise",
  "tests/session",
  "tests/ui",
  "tests/wire",
];

/** Of those, what has to come first in a process: it tries a page that lacks what comes later. */
const APART = ["tests/ui/views/later_test.ts"];

const SUMMARY = /(\d+) passed.*? (\d+) failed/;

/** What came of one run. */
interface Report {
  readonly code: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

async function main(args: readonly string[]): Promise<number> {
  // Tests that start the programs need the page.
  if (!(await deno(["task", "--quiet", "ui", "--if-stale"]).status).success) return 1;
  const compiled = await compiledPrograms(args);
  if (compiled instanceof Error) return 1;
  // Tests make folders of data, with keys in them; none is left behind.
  const temporary = await Deno.makeTempDir({ prefix: "pychat-test-" });
  const reports = await runAll(args, { TMPDIR: temporary, ...compiled });
  await Deno.remove(temporary, { recursive: true });
  for (const line of new Set(reports.flatMap(({ skipped }) => skipped))) print(line);
  const sum = (of: "passed" | "failed") => reports.reduce((all, report) => all + report[of], 0);
  print(`${sum("passed")} passed, ${sum("failed")} failed`);
  return reports.find(({ code }) => code !== 0)?.code ?? 0;
}

/** Runs what is named, or everything. */
async function runAll(
  args: readonly string[],
  env: Record<string, string>,
): Promise<readonly Report[]> {
  if (args.some((arg) => !arg.startsWith("-"))) return [await run(args, env, print)];
  const first = await sideBySide(FIRST_LANES, args, env);
  const others = await run([...args, ...await placesOfOthers()], env, print);
  return [...first, others, ...await sideBySide(LAST_LANES, args, env)];
}

/** Several runs at once. What the first says is seen at once, the rest when it is complete. */
async function sideBySide(
  lanes: readonly (readonly string[])[],
  args: readonly string[],
  env: Record<string, string>,
): Promise<readonly Report[]> {
  const done = await Promise.all(lanes.map(async (lane, index) => {
    const lines: string[] = [];
    const say = index === 0 ? print : (line: string) => void lines.push(line);
    return { report: await run([...args, ...await wordsFor(lane)], env, say), lines };
  }));
  for (const { lines } of done) lines.forEach(print);
  return done.map(({ report }) => report);
}

/** What `deno test` is told of a lane. */
async function wordsFor(lane: readonly string[]): Promise<readonly string[]> {
  const folders = lane.filter((place) => TOGETHER.includes(place));
  const files = (await Promise.all(folders.map(testsIn))).flat();
  const alone = lane.filter((place) => !TOGETHER.includes(place));
  alone.push(...files.filter((file) => APART.includes(file)));
  const together = files.filter((file) => !APART.includes(file));
  if (together.length === 0) return alone;
  return ["tests/support/together.ts", ...alone, "--", ...together];
}

/** All files of tests in a folder and those within, in the order of their names. */
async function testsIn(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(new URL(`${folder}/`, ROOT))) {
    const path = `${folder}/${name}`;
    if (isDirectory) found.push(...await testsIn(path));
    else if (name.endsWith("_test.ts")) found.push(path);
  }
  return found.sort();
}

/**
 * Where all other tests are. By name: what is to be left out is not recognised in a folder whose
 * path is not ASCII.
 */
async function placesOfOthers(): Promise<readonly string[]> {
  const places: string[] = [];
  const apart = new Set([...FIRST_LANES, ...LAST_LANES].flat());
  for (const folder of ["tests", "tests/compiled"]) {
    for await (const { name, isDirectory } of Deno.readDir(new URL(`${folder}/`, ROOT))) {
      const place = `${folder}/${name}`;
      const isTest = isDirectory && place !== "tests/compiled" || name.endsWith("_test.ts");
      if (isTest && !apart.has(place)) places.push(place);
    }
  }
  return places.sort();
}

/** One run of `deno test`. */
async function run(
  args: readonly string[],
  env: Record<string, string>,
  say: (line: string) => void,
): Promise<Report> {
  const options = ["--no-check", "--doc", "--allow-all"];
  const tests = deno(["test", ...options, ...args], { stdout: "piped", stderr: "piped", env });
  const skipped: string[] = [];
  let [passed, failed] = [0, 0];
  async function show(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    const lines = stream.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
    for await (const line of lines) {
      say(line);
      if (line.startsWith("skipped: ")) skipped.push(line);
      const counts = SUMMARY.exec(line);
      if (counts !== null) [passed, failed] = [Number(counts[1]), Number(counts[2])];
    }
  }
  const [{ code }] = await Promise.all([tests.status, show(tests.stdout), show(tests.stderr)]);
  return { code, passed, failed, skipped };
}

/** What tells tests where the compiled programs are, if they are to be had and asked for. */
async function compiledPrograms(args: readonly string[]): Promise<Record<string, string> | Error> {
  const named = args.filter((arg) => !arg.startsWith("-"));
  const asked = named.length === 0 || named.some((arg) => arg.includes("compiled"));
  if (!asked || !Deno.env.has("DENORT_DIR") || Deno.env.has("PYCHAT_COMPILED")) return {};
  const compiler = Deno.env.get("PYCHAT_COMPILER") ?? Deno.execPath();
  const { success } = await deno(["task", "--quiet", "compile"], {}, compiler).status;
  return success
    ? { PYCHAT_COMPILED: await Deno.realPath(new URL("dist/", ROOT)) }
    : new Error("not compiled");
}

Deno.exit(await main(Deno.args));
