import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Program, startServer } from "./support/programs.ts";
import { needs } from "./support/needs.ts";

/** Runs a server that cannot start, or a command, to its end. */
async function run(
  args: readonly string[],
  before?: string,
): Promise<{ code: number; text: string }> {
  const program = new Program("server", args, before);
  const { code } = await program.status;
  await program.end();
  return { code, text: program.lines.join("\n") };
}

function names(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

/** A sentence or two, and nothing after it. */
function assertSentence(text: string, part: string): void {
  assertMatch(text, /^pychat-server: [A-Z“][^\n]*\.$/);
  assertStringIncludes(text, part);
}

/** Runs a test in a folder on a disk of its own. */
async function withDisk(options: string, act: (disk: string) => Promise<void>): Promise<void> {
  const disk = Deno.makeTempDirSync();
  const args = ["-t", "tmpfs", "-o", `mode=0700,${options}`, "tmpfs", disk];
  assert((await new Deno.Command("mount", { args }).output()).success);
  try {
    await act(disk);
  } finally {
    await new Deno.Command("umount", { args: [disk] }).output();
  }
}

/** Takes all that is left on a disk. */
function fill(disk: string): void {
  using file = Deno.openSync(`${disk}/fill`, { create: true, append: true });
  try {
    for (;;) file.writeSync(new Uint8Array(1024));
  } catch {
    // It is full.
  }
}

const FULL = "No space left on device";

Deno.test({
  name: "pychat-server on a full disk says so, and leaves nothing half done",
  ...needs("mount"),
  async fn() {
    await withDisk("size=64k", async (disk) => {
      fill(disk);
      for (const more of [[], ["--generate-passphrase"]]) {
        const { code, text } = await run(["--data", disk, "-p", "0", ...more]);
        assertEquals(code, 1);
        assertSentence(text, `${disk}/identity.key cannot be made: ${FULL}`);
        assertEquals(names(disk), ["fill"]);
      }
      await run(["--data", `${disk}/data`, "-p", "0"]);
      assertEquals(names(`${disk}/data`), []);
    });
  },
});

Deno.test({
  name: "pychat-server key on a full disk says so, and leaves nothing half done",
  ...needs("mount"),
  async fn() {
    const { program, data } = await startServer();
    await program.end();
    await withDisk("size=64k", async (disk) => {
      fill(disk);
      const exported = await run(["key", "export", `${disk}/copy`, "--data", data]);
      assertEquals(exported.code, 1);
      assertSentence(exported.text, `${disk}/copy cannot be made: ${FULL}`);
      const imported = await run(["key", "import", `${data}/identity.key`, "--data", disk]);
      assertEquals(imported.code, 1);
      assertSentence(imported.text, `cannot be put into ${disk}: ${FULL}`);
      assertEquals(names(disk), ["fill"]);
    });
  },
});

Deno.test({
  name: "pychat-server key import by root for another user leaves nothing on a full disk either",
  ...needs("mount"),
  async fn() {
    const { program, data } = await startServer();
    await program.end();
    await withDisk("size=64k", async (disk) => {
      Deno.mkdirSync(`${disk}/data`);
      Deno.chownSync(`${disk}/data`, 61_184, 61_184);
      fill(disk);
      const args = ["key", "import", `${data}/identity.key`, "--data", `${disk}/data`];
      const { code, text } = await run(args);
      assertEquals(code, 1);
      assertSentence(text, FULL);
      assertEquals([names(disk), names(`${disk}/data`)], [["data", "fill"], []]);
    });
  },
});

Deno.test({
  name:
    "pychat-server that has its key goes on on a full or read-only disk, if need be without status",
  ...needs("mount"),
  async fn() {
    await withDisk("nr_inodes=8", async (disk) => {
      const first = await startServer([], disk);
      await first.program.end();
      Deno.removeSync(`${disk}/server.lock`);
      for (const name of ["a", "b", "c", "d", "e", "f"]) {
        Deno.writeTextFileSync(`${disk}/${name}`, "");
      }
      const second = await startServer([], disk);
      await second.program.line(/status” will not work: .*No space left on device/);
      assertEquals(second.invitation.split("#")[1], first.invitation.split("#")[1]);
      assertEquals(await second.program.end(), 0);
      const args = ["-o", "remount,ro", disk];
      assert((await new Deno.Command("mount", { args }).output()).success);
      const third = await startServer([], disk);
      await third.program.line(/status” will not work: .*Read-only file system/);
      assertEquals(await third.program.end(), 0);
    });
  },
});

Deno.test({
  name: "pychat-server whose home cannot be written says so, and names the way out",
  ...needs("linux"), // it has the home in XDG_STATE_HOME
  async fn() {
    const home = Deno.makeTempDirSync();
    Deno.chmodSync(home, 0o500);
    // Even root is held to a folder's mode without these two capabilities.
    const held = "--bounding-set=-dac_override,-dac_read_search";
    const asUser = Deno.uid() === 0 ? `set -- setpriv ${held} "$@"` : "true";
    const before = `export XDG_STATE_HOME='${home}' && ${asUser}`;
    const { code, text } = await run(["-p", "0"], before);
    assertEquals(code, 1);
    assertSentence(text, `The data folder ${home}/pychat/server cannot be used: Permission denied`);
    assertStringIncludes(text, "Name another with --data DIR.");
    assertEquals(names(home), []);

    Deno.chmodSync(home, 0o700);
    Deno.mkdirSync(`${home}/data`, { mode: 0o500 });
    const inside = await run(["-p", "0", "--data", `${home}/data`], before);
    assertEquals(inside.code, 1);
    assertSentence(inside.text, `${home}/data/identity.key cannot be made: Permission denied`);
    assertEquals(names(`${home}/data`), []);
  },
});

Deno.test({
  name: "pychat-server without a home says so",
  ...needs("linux"),
  async fn() {
    const program = new Program("server", ["-p", "0"], `set -- env -u XDG_STATE_HOME HOME= "$@"`);
    assertEquals((await program.status).code, 1);
    await program.end();
    assertSentence(program.lines.join("\n"), "There is no $HOME to keep data in.");
  },
});
