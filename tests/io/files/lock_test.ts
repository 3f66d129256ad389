import { assert, assertEquals } from "@std/assert";
import { tryLock } from "../../../lib/io/files/lock.ts";
import { startChild } from "../../support/child.ts";
import { needs } from "../../support/needs.ts";

async function withPath(act: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  await act(`${folder}/a.lock`);
  await Deno.remove(folder, { recursive: true });
}

Deno.test("tryLock() lets one have it at a time, in a file for its owner alone", async () => {
  await withPath(async (path) => {
    const first = await tryLock(path);
    assert(first !== null && typeof first !== "string");
    assertEquals(await tryLock(path), "taken");
    first.close();
    const second = await tryLock(path);
    assert(second !== null && typeof second !== "string");
    second.close();
    const { mode } = await Deno.stat(path);
    if (Deno.build.os !== "windows") assertEquals((mode ?? 0) & 0o777, 0o600);
    assertEquals(await tryLock(`${path}/none`), null);
  });
});

Deno.test("tryLock(): the end of a process, however it ends, lets go", async () => {
  await withPath(async (path) => {
    const child = await startChild(`
      import { tryLock } from "./lib/io/files/lock.ts";
      console.log(typeof await tryLock(${JSON.stringify(path)}));
      setInterval(() => {}, 1000);
    `);
    assertEquals(await child.line(), "object");
    assertEquals(await tryLock(path), "taken");
    child.process.kill("SIGKILL");
    await child.end();
    const claim = await tryLock(path);
    assert(claim !== null && typeof claim !== "string");
    claim.close();
  });
});

Deno.test("tryLock() may be had by many who share it, and by nobody else meanwhile", async () => {
  await withPath(async (path) => {
    const shared = [await tryLock(path, { shared: true }), await tryLock(path, { shared: true })];
    assertEquals(shared.map((lock) => typeof lock), ["object", "object"]);
    for (const lock of shared) {
      assertEquals(await tryLock(path), "taken");
      assert(lock !== null && typeof lock !== "string");
      lock.close();
    }
    const alone = await tryLock(path);
    assertEquals(await tryLock(path, { shared: true }), "taken");
    assert(alone !== null && typeof alone !== "string");
    alone.close();
  });
});

Deno.test("tryLock() makes no file where it may not", async () => {
  await withPath(async (path) => {
    assertEquals(await tryLock(path, { make: false }), null);
    assertEquals([...Deno.readDirSync(path.slice(0, path.lastIndexOf("/")))], []);
    const lock = await tryLock(path);
    assertEquals(await tryLock(path, { make: false }), "taken");
    assert(lock !== null && typeof lock !== "string");
    lock.close();
  });
});

Deno.test({
  name: "tryLock() waits for no pipe, and follows no link",
  ...needs("linux"),
  fn: async () => {
    await withPath(async (path) => {
      await new Deno.Command("mkfifo", { args: [path] }).output();
      assertEquals([await tryLock(path), await tryLock(path, { make: false })], [null, null]);
      await Deno.remove(path);
      await Deno.symlink("/dev/null", path);
      assertEquals([await tryLock(path), await tryLock(path, { make: false })], [null, null]);
    });
  },
});
