import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { isHeld, tryLock } from "../../../lib/io/files/lock.ts";
import { holdFolder, isServed } from "../../../lib/io/operator/server_lock.ts";
import { StartError } from "../../../lib/io/start_error.ts";
import { startChild } from "../../support/child.ts";
import { holder } from "../../support/folder_holder.ts";
import { needs } from "../../support/needs.ts";

async function withFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  await act(folder);
  await Deno.remove(folder, { recursive: true });
}

Deno.test("holdFolder() lets one server have a folder at a time, until its process ends in any way", async () => {
  await withFolder(async (folder) => {
    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      const child = await holder(folder);
      await assertRejects(() => holdFolder(folder), StartError, folder);
      assertEquals(await isServed(folder), true);
      child.process.kill(signal);
      await child.end();
      assertEquals(await isServed(folder), false);
    }
  });
});

Deno.test("holdFolder() makes a file for its owner alone, so that no other user can hold it", async () => {
  await withFolder(async (folder) => {
    await Deno.chmod(folder, 0o755);
    const child = await holder(folder);
    const { mode, size } = await Deno.stat(`${folder}/server.lock`);
    if (Deno.build.os !== "windows") assertEquals([(mode ?? 0) & 0o777, size], [0o600, 0]);
    child.process.kill("SIGKILL");
    await child.end();
  });
});

Deno.test("holdFolder() goes without where there can be no lock", async () => {
  await withFolder(async (folder) => {
    assertEquals(await holdFolder(`${folder}/none`), false);
    await Deno.mkdir(`${folder}/server.lock`);
    assertEquals(await holdFolder(folder), false);
    assertEquals(await isServed(folder), false);
  });
});

Deno.test("isServed() makes nothing, and lets go of what it finds", async () => {
  await withFolder(async (folder) => {
    assertEquals(await isServed(folder), false);
    assertEquals(await isServed(`${folder}/none`), false);
    assertEquals([...Deno.readDirSync(folder)], []);
    await Deno.writeTextFile(`${folder}/server.lock`, "");
    assertEquals([await isServed(folder), await isServed(folder)], [false, false]);
    const child = await holder(folder);
    child.process.kill("SIGKILL");
    await child.end();
  });
});

Deno.test("holdFolder() does not take a look at its lock for another server", async () => {
  await withFolder(async (folder) => {
    // One of this process, as it would be of another: both wait for the same processor.
    const look = await tryLock(`${folder}/server.lock`);
    assert(isHeld(look));
    setTimeout(() => look.close(), 150);
    assertEquals(await holdFolder(folder), true);
  });
});

Deno.test({
  name: "holdFolder() says whose the lock may be where it may not open it",
  ...needs("linux", "setpriv"),
  fn: async () => {
    await withFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/server.lock`, "");
      await Deno.chmod(`${folder}/server.lock`, 0);
      const held = "--bounding-set=-dac_override,-dac_read_search";
      const child = await startChild(
        `
        import { holdFolder } from "./lib/io/operator/server_lock.ts";
        console.log(await holdFolder(${JSON.stringify(folder)}).catch((error) => error.message));
      `,
        undefined,
        Deno.uid() === 0 ? `set -- setpriv ${held} "$@"` : "true",
      );
      const said = await child.line() ?? "";
      assertStringIncludes(said, `${folder}/server.lock belongs to another user`);
      await child.end();
    });
  },
});
