import { assert } from "@std/assert";
import { type Arch, downloaded } from "../support/compiled.ts";
import { needs } from "../support/needs.ts";
import { mainJob } from "./main_job.ts";

const HERE = new URL("../../", import.meta.url);
const OTHER: Arch = Deno.build.arch === "x86_64" ? "aarch64" : "x86_64";

Deno.test({
  name: `The compiled programs, alone in a folder, do the whole main job on ${Deno.build.arch}`,
  ...needs("compiled", "chromium"),
  fn: async () => {
    const build = await downloaded(Deno.build.arch);
    await mainJob(build, build.home);
    await build.remove();
  },
});

for (const [arch, emulated] of [[Deno.build.arch, []], [OTHER, ["qemu"]]] as const) {
  Deno.test({
    name: `The compiled programs do it on ${arch} without the source tree and without a network`,
    ...needs("compiled", "chromium", "namespaces", ...emulated),
    fn: async () => {
      const act =
        `ip link set lo up && exec "$0" run -A --no-check tests/compiled/main_job.ts ${arch}`;
      const { success, stdout, stderr } = await new Deno.Command("unshare", {
        args: ["--net", "sh", "-c", act, Deno.execPath()],
        cwd: HERE,
      }).output();
      const said = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("\n");
      assert(success, said);
    },
  });
}
