/**
 * Compiles both programs into single files, one for each kind of machine, in `dist/`.
 *
 * Words after `deno task compile` name targets; without any it makes all there are, or all that
 * `DENORT_DIR` has runtimes for. `--v8-flags=LIST` gives the server other flags of V8 than its task
 * has, for a machine they suit better. The Deno that runs this compiles, so the runtimes must be those of
 * its own version. The same commit gives the same bytes in every folder.
 *
 * @module
 */
import config from "../deno.json" with { type: "json" };
import { StartError } from "../lib/io/start_error.ts";
import { print, runProgram } from "../lib/io/terminal.ts";
import { deno, ROOT } from "./deno.ts";
import { commitOf } from "./commit.ts";
import { type Program, programFile, programFlags, type Target, TARGETS } from "./targets.ts";

const DIST = new URL("dist/", ROOT);
const STAGE = new URL("dist/stage/", ROOT);
const V8_FLAGS = "--v8-flags=";
const PROGRAMS: readonly Program[] = ["server", "client"];

async function main(): Promise<void> {
  const option = Deno.args.find((word) => word.startsWith(V8_FLAGS));
  const targets = await chosenTargets(Deno.args.filter((word) => word !== option));
  const v8Flags = option?.slice(V8_FLAGS.length) ?? null;
  const commit = await commitOf(ROOT);
  await run(["task", "--quiet", "ui"]);
  await Deno.remove(STAGE, { recursive: true }).catch(() => {});
  for (const program of PROGRAMS) await stage(program, commit.id, commit.time);
  for (const target of targets) {
    for (const program of PROGRAMS) await compile(program, target, v8Flags);
  }
  await Deno.remove(STAGE, { recursive: true });
}

/** The targets that are named, or all that can be had. */
async function chosenTargets(names: readonly string[]): Promise<readonly Target[]> {
  const named = names.map((name) => {
    const target = TARGETS.find((known) => known.name === name || known.triple === name);
    if (target !== undefined) return target;
    const all = TARGETS.map((known) => known.name).join(", ");
    throw new StartError(`There is no target “${name}”. The targets are ${all}.`);
  });
  const one = Deno.env.get("DENORT_BIN");
  if (one !== undefined && named.length !== 1) {
    throw new StartError("DENORT_BIN is the runtime of one target: name that one.");
  }
  const folder = Deno.env.get("DENORT_DIR");
  if (named.length > 0 || folder === undefined) return named.length > 0 ? named : TARGETS;
  const there: Target[] = [];
  for (const target of TARGETS) {
    if (target.runtime !== null && await isFile(`${folder}/${target.runtime}`)) there.push(target);
  }
  if (there.length > 0) return there;
  throw new StartError(
    `There is no runtime in ${folder}, which DENORT_DIR names: it holds ` +
      `${TARGETS.flatMap(({ runtime }) => runtime ?? []).join(" or ")}.`,
  );
}

/**
 * Puts everything a program consists of into a folder of its own, in the places where it looks
 * for it from source. Compiling from the bundle leaves every tool of development out, and paths
 * of this machine too. Times of files would go into the program, so all are the commit's.
 */
async function stage(program: Program, commit: string | null, time: Date): Promise<void> {
  const folder = new URL(`${program}/`, STAGE);
  await Deno.mkdir(folder, { recursive: true });
  const bundle = new URL(`${program}.js`, folder);
  const relative = `dist/stage/${program}/${program}.js`;
  await run(["bundle", "--quiet", "--platform", "deno", "-o", relative, `${program}.ts`]);
  const info = new URL("build.json", folder);
  await Deno.writeTextFile(info, JSON.stringify({ version: config.version, commit }));
  const files = [bundle, info];
  if (program === "client") {
    const page = new URL("ui/dist/", folder);
    await Deno.mkdir(page, { recursive: true });
    for await (const { name, isFile } of Deno.readDir(new URL("ui/dist/", ROOT))) {
      if (!isFile || name.startsWith(".")) continue; // a build's own
      await Deno.copyFile(new URL(`ui/dist/${name}`, ROOT), new URL(name, page));
      files.push(new URL(name, page));
    }
  }
  for (const file of files) await Deno.utime(file, time, time);
}

/** @param v8Flags Those of a server; `null` are the usual. */
async function compile(program: Program, target: Target, v8Flags: string | null): Promise<void> {
  const name = programFile(program, target);
  // Its code cache would be looked for in the shared temporary folder, where others can plant one.
  const fixed = ["--no-config", "--no-lock", "--no-check", "--no-code-cache"];
  const include = ["build.json", ...program === "client" ? ["ui/dist"] : []];
  const args = [
    "compile",
    "--quiet",
    ...fixed,
    ...programFlags(config.tasks[program].command, program, target, v8Flags),
    ...include.flatMap((file) => ["--include", file]),
    ...program === "client" && target.opener === "rundll32" ? ["--no-terminal"] : [],
    ...["--target", target.triple, "--output", `../${name}`, `${program}.js`],
  ];
  const runtime = await runtimeOf(target);
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd: new URL(`${program}/`, STAGE),
    env: { NO_COLOR: "1", ...runtime === null ? {} : { DENORT_BIN: runtime } },
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw refusal(target, new TextDecoder().decode(stderr));
  const made = new URL(name, STAGE);
  await tryOut(made, target, runtime);
  const { size } = await Deno.stat(made);
  // Only now: a compilation that fails takes no program away that there was.
  await Deno.rename(made, new URL(name, DIST));
  print(`compile: dist/${name} (${(size / 2 ** 20).toFixed(1)} MiB)`);
}

/** The runtime for a target, or null where Deno is to download it. */
async function runtimeOf(target: Target): Promise<string | null> {
  const one = Deno.env.get("DENORT_BIN");
  if (one !== undefined) return await Deno.realPath(one);
  const folder = Deno.env.get("DENORT_DIR");
  if (folder === undefined || target.runtime === null) return null;
  const path = `${folder}/${target.runtime}`;
  return await isFile(path) ? await Deno.realPath(path) : null;
}

/** A runtime of another version than the compiler's makes a program that cannot read itself. */
async function tryOut(made: URL, target: Target, runtime: string | null): Promise<void> {
  if (runtime === null || target.triple !== Deno.build.target) return;
  const { success } = await new Deno.Command(made, {
    args: ["--version"],
    stdout: "null",
    stderr: "null",
  }).output();
  if (success) return;
  throw new StartError(
    `The runtime ${runtime} is not one of Deno ${Deno.version.deno}: use the two of one version.`,
  );
}

function refusal(target: Target, said: string): Error {
  if (!/download|dns error|denort|error sending request/i.test(said)) {
    return new Error(`deno compile failed:\n${said}`);
  }
  return new StartError(
    `There is no runtime for ${target.name}: let this machine reach Deno’s download site, or name ` +
      "a folder that holds denort-x86_64 and denort-aarch64 in DENORT_DIR, or one runtime in DENORT_BIN.",
  );
}

async function isFile(path: string): Promise<boolean> {
  return await Deno.stat(path).then(({ isFile }) => isFile, () => false);
}

async function run(args: readonly string[]): Promise<void> {
  const { success } = await deno(args, { stdout: "null" }).status;
  if (!success) throw new StartError(`deno ${args.join(" ")} failed; it says why above.`);
}

await runProgram("deno task compile", main);
