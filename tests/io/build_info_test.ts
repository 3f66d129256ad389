import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { readBuildInfo, versionLine } from "../../lib/io/build_info.ts";

const ROOT = Deno.realPathSync(new URL("../../", import.meta.url));

Deno.test("readBuildInfo() reads the version of deno.json where the program runs from its source", async () => {
  const build = await readBuildInfo(ROOT, false);
  assertEquals(build, { version: config.version, commit: null });
  assertMatch(
    versionLine("pychat-server", build),
    /^pychat-server \d+\.\d+\.\d+ \(from its source\)/,
  );
});

Deno.test("readBuildInfo() reads what a compiled program carries, and refuses anything else", async () => {
  const folder = await Deno.makeTempDir();
  const write = (value: unknown) =>
    Deno.writeTextFile(`${folder}/build.json`, JSON.stringify(value));
  await write({ version: "1.2.3", commit: "0123456789abcdef" });
  const build = await readBuildInfo(folder, true);
  assertEquals(build, { version: "1.2.3", commit: "0123456789abcdef" });
  assertMatch(versionLine("x", build), /^x 1\.2\.3 \(commit 0123456789ab\), Deno \d/);
  for (const wrong of [null, [], "1.2.3", {}, { version: 1 }, { version: "1", commit: 2 }]) {
    await write(wrong);
    await assertRejects(() => readBuildInfo(folder, true), SyntaxError);
  }
  await Deno.remove(folder, { recursive: true });
});
