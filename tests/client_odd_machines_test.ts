import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { needs } from "./support/needs.ts";
import { Program } from "./support/programs.ts";

/** Runs a client that cannot start to its end. */
async function run(data: string, before?: string): Promise<string> {
  const program = new Program("client", ["--no-open", "--data", data], before);
  const { code } = await program.status;
  await program.end();
  const said = program.lines.join("\n");
  assertEquals(code, 1, said);
  return said;
}

function assertSentence(said: string, part: string): void {
  assertMatch(said, /^pychat-client: [A-Z][^\n]*\.$/);
  assertStringIncludes(said, part);
}

Deno.test({
  name: "pychat-client on a full disk says so in a terminal, and leaves nothing half done",
  ...needs("mount"),
  fn: async () => {
    const disk = await Deno.makeTempDir();
    const mount = ["-t", "tmpfs", "-o", "mode=0700,size=64k", "tmpfs", disk];
    await new Deno.Command("mount", { args: mount }).output();
    try {
      using file = Deno.openSync(`${disk}/fill`, { create: true, append: true });
      try {
        for (;;) file.writeSync(new Uint8Array(1024));
      } catch {
        // It is full.
      }
      assertSentence(await run(disk), "No space left on device");
      assertEquals([...Deno.readDirSync(disk)].map(({ name }) => name), ["fill"]);
    } finally {
      await new Deno.Command("umount", { args: [disk] }).output();
    }
  },
});

Deno.test({
  name: "pychat-client says in a terminal that it may not write its folder",
  ...needs("linux"),
  fn: async () => {
    assertSentence(await run("/proc/pychat"), "/proc/pychat");
    const data = await Deno.makeTempDir();
    await Deno.writeTextFile(`${data}/known_servers.json`, "{damaged");
    assertSentence(await run(data), data);
  },
});
