import { mainJobApart } from "../support/main_job_apart.ts";
import { downloaded } from "../support/compiled.ts";
import { needs } from "../support/needs.ts";
import { mainJob } from "./main_job.ts";

Deno.test({
  name: `The compiled programs, alone in a folder, do the whole main job on ${Deno.build.arch}`,
  ...needs("compiled", "chromium"),
  fn: async () => {
    const build = await downloaded(Deno.build.arch);
    await mainJob(build, build.home);
    await build.remove();
  },
});

mainJobApart(Deno.build.arch);
