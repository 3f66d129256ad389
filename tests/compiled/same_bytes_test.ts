import { assert, assertEquals } from "@std/assert";
import { needs } from "../support/needs.ts";

const ROOT = new URL("../../", import.meta.url);

/** The files that belong to the project. */
async function projectFiles(): Promise<string[]> {
  const { stdout } = await new Deno.Command("git", {
    args: ["ls-files", "--cached", "--others", "--exclude-standard", "-z"],
    cwd: ROOT,
  }).output();
  return new TextDecoder().decode(stdout).split("\0").filter((name) => name !== "");
}

/** A copy of the project, as another machine has it: other times, other folder. */
async function copyProject(to: string): Promise<void> {
  for (const name of await projectFiles()) {
    const path = `${to}/${name}`;
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    await Deno.copyFile(new URL(name, ROOT), path);
  }
}

async function compile(folder: string, env: Record<string, string>): Promise<Map<string, string>> {
  const compiler = Deno.env.get("PYCHAT_COMPILER") ?? Deno.execPath();
  const { success, stderr } = await new Deno.Command(compiler, {
    args: ["task", "compile", "x86_64", "aarch64"],
    cwd: folder,
    env: { ...env, SOURCE_DATE_EPOCH: "1700000000" },
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  const sums = new Map<string, string>();
  for await (const { name } of Deno.readDir(`${folder}/dist`)) {
    const bytes = await Deno.readFile(`${folder}/dist/${name}`);
    sums.set(name, new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex());
  }
  return sums;
}

Deno.test({
  name: "deno task compile makes the same bytes in two folders, zones and languages",
  ...needs("runtimes", "git"),
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const [one, other] = [`${folder}/a`, `${folder}/much/deeper/than b`];
    for (const place of [one, other]) await copyProject(place);
    const sums = await compile(one, { TZ: "Pacific/Chatham", LANG: "C.UTF-8" });
    assertEquals([...sums.keys()].sort(), [
      "pychat-client-aarch64",
      "pychat-client-x86_64",
      "pychat-server-aarch64",
      "pychat-server-x86_64",
    ]);
    assertEquals(new Set(sums.values()).size, 4);
    assertEquals(await compile(other, { TZ: "UTC", LANG: "tr_TR.UTF-8" }), sums);
    await Deno.remove(folder, { recursive: true });
  },
});
