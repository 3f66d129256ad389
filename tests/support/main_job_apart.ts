/**
 * The main job of the compiled programs, where they see neither the source tree nor a network.
 *
 * @module
 */
import { assert } from "@std/assert";
import type { Arch } from "./compiled.ts";
import { type Need, needs } from "./needs.ts";

const ROOT = new URL("../../", import.meta.url);

/**
 * Tests the programs of a processor so.
 *
 * @param more What it needs of the machine besides.
 */
export function mainJobApart(arch: Arch, ...more: readonly Need[]): void {
  Deno.test({
    name: `The compiled programs do it on ${arch} without the source tree and without a network`,
    ...needs("compiled", "chromium", "namespaces", ...more),
    fn: async () => {
      const act =
        `ip link set lo up && exec "$0" run -A --no-check tests/compiled/main_job.ts ${arch}`;
      const { success, stdout, stderr } = await new Deno.Command("unshare", {
        args: ["--net", "sh", "-c", act, Deno.execPath()],
        cwd: ROOT,
      }).output();
      const said = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("\n");
      assert(success, said);
    },
  });
}
