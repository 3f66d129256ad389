import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { needs } from "../support/needs.ts";

const ROOT = new URL("../../", import.meta.url);

/** Runs the task, and gives what it says and how it ends. */
async function compile(
  args: readonly string[],
  env: Record<string, string>,
  before: readonly string[] = [],
): Promise<{ code: number; said: string }> {
  const task = [Deno.execPath(), ...config.tasks.compile.command.split(" ").slice(1), ...args];
  const [command = "", ...rest] = [...before, ...task];
  const others = Object.entries(Deno.env.toObject()).filter(([name]) => !name.startsWith("DENORT"));
  const { code, stderr } = await new Deno.Command(command, {
    args: rest,
    cwd: ROOT,
    clearEnv: true,
    env: { ...Object.fromEntries(others), NO_COLOR: "1", ...env },
  }).output();
  return { code, said: new TextDecoder().decode(stderr) };
}

Deno.test("deno task compile says in one sentence what it cannot compile, and does nothing", async () => {
  const cases: [readonly string[], Record<string, string>, string][] = [
    [["sparc"], {}, "There is no target “sparc”. The targets are x86_64, aarch64, macos-x86_64"],
    [[], { DENORT_BIN: "/x" }, "DENORT_BIN is the runtime of one target"],
    [["x86_64", "aarch64"], { DENORT_BIN: "/x" }, "DENORT_BIN is the runtime of one target"],
    [[], { DENORT_DIR: "/nowhere" }, "There is no runtime in /nowhere"],
  ];
  for (const [args, env, part] of cases) {
    const { code, said } = await compile(args, env);
    assertEquals([code, said.trim().split("\n").length], [1, 1], said);
    assertStringIncludes(said, part);
  }
});

Deno.test({
  name: "deno task compile without a runtime and without a network says what to do",
  ...needs("namespaces"),
  fn: async () => {
    // Everything that Deno has fetched but runtimes.
    const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] })
      .output();
    const { denoDir } = JSON.parse(new TextDecoder().decode(stdout));
    const folder = await Deno.makeTempDir();
    await Deno.mkdir(`${folder}/dl`);
    for (const part of ["", "/dl"]) {
      for await (const { name } of Deno.readDir(denoDir + part)) {
        if (name === "dl" || name === "release") continue;
        await Deno.symlink(`${denoDir}${part}/${name}`, `${folder}${part}/${name}`);
      }
    }
    const { code, said } = await compile(["x86_64"], { DENO_DIR: folder }, ["unshare", "--net"]);
    assertEquals(code, 1, said);
    const last = said.trim().split("\n").at(-1) ?? "";
    assertStringIncludes(last, "There is no runtime for x86_64: let this machine reach Deno’s");
    for (const name of ["DENORT_DIR", "DENORT_BIN"]) assert(last.includes(name), said);
    await Deno.remove(folder, { recursive: true });
  },
});
