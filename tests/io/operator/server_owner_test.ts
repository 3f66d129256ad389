import { assertEquals, assertRejects } from "@std/assert";
import { makeForOwner } from "../../../lib/io/operator/server_owner.ts";
import { StartError } from "../../../lib/io/start_error.ts";
import { needs } from "../../support/needs.ts";

const posix = Deno.build.os !== "windows";

/** Only root can make files for others; elsewhere there is nothing to test. */
const asRoot = needs("root");

const NOBODY = 65_534;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Runs a test with a folder in one that only this user may change. */
async function withFolder(act: (folder: string, above: string) => Promise<void>): Promise<void> {
  const above = await Deno.realPath(await Deno.makeTempDir());
  await Deno.mkdir(`${above}/data`, { mode: 0o700 });
  await act(`${above}/data`, above);
  await Deno.remove(above, { recursive: true });
}

function names(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

async function look(path: string): Promise<unknown> {
  const { uid, gid, mode } = await Deno.lstat(path);
  return [await Deno.readTextFile(path), uid, gid, (mode ?? 0) & 0o777];
}

Deno.test("makeForOwner() makes a file in one's own folder, once, with nothing beside it", async () => {
  await withFolder(async (folder, above) => {
    assertEquals(await makeForOwner(folder, "key", bytes("one")), true);
    assertEquals(await makeForOwner(folder, "key", bytes("two")), false);
    const uid = posix ? Deno.uid() : null;
    const gid = posix ? Deno.gid() : null;
    if (posix) assertEquals(await look(`${folder}/key`), ["one", uid, gid, 0o600]);
    assertEquals([names(folder), names(above)], [["key"], ["data"]]);
  });
});

Deno.test({
  name: "makeForOwner() makes it root's file theirs whose folder it is, user and group",
  ...asRoot,
  async fn() {
    for (const [uid, gid] of [[NOBODY, NOBODY], [NOBODY, 4_321], [61_184, 0]] as const) {
      await withFolder(async (folder, above) => {
        await Deno.chown(folder, uid, gid);
        assertEquals(await makeForOwner(folder, "key", bytes("one")), true);
        assertEquals(await look(`${folder}/key`), ["one", uid, gid, 0o600]);
        assertEquals(await makeForOwner(folder, "key", bytes("two")), false);
        assertEquals(await look(`${folder}/key`), ["one", uid, gid, 0o600]);
        assertEquals([names(folder), names(above)], [["key"], ["data"]]);
      });
    }
  },
});

Deno.test({
  name: "makeForOwner() follows no link that whoever has the folder left in the file's place",
  ...asRoot,
  async fn() {
    await withFolder(async (folder, above) => {
      await Deno.writeTextFile(`${above}/other`, "other", { mode: 0o644 });
      for (const target of [`${above}/other`, `${above}/absent`]) {
        await Deno.symlink(target, `${folder}/key`);
        await Deno.chown(folder, NOBODY, NOBODY);
        assertEquals(await makeForOwner(folder, "key", bytes("one")), false);
        assertEquals(await look(`${above}/other`), ["other", 0, 0, 0o644]);
        assertEquals(names(above), ["data", "other"]);
        await Deno.remove(`${folder}/key`);
      }
    });
  },
});

Deno.test({
  name: "makeForOwner() makes nothing where somebody else could give the folder's name away",
  ...asRoot,
  async fn() {
    await withFolder(async (folder, above) => {
      await Deno.mkdir(`${folder}/in`);
      for (const one of [folder, `${folder}/in`]) await Deno.chown(one, NOBODY, NOBODY);
      const refused = () => makeForOwner(`${folder}/in`, "key", bytes("one"));
      await assertRejects(refused, StartError, `sudo -u '#${NOBODY}'`);
      await Deno.chown(folder, 0, 0);
      for (const mode of [0o777, 0o720, 0o1777]) {
        await Deno.chmod(folder, mode);
        await assertRejects(refused, StartError, `sudo -u '#${NOBODY}'`);
      }
      assertEquals([names(`${folder}/in`), names(folder)], [[], ["in"]]);
      await Deno.chmod(folder, 0o755);
      await Deno.chown(above, NOBODY, NOBODY);
      await assertRejects(refused, StartError);
      await Deno.chown(above, 0, 0);
      assertEquals(await refused(), true);
    });
  },
});

Deno.test({
  name: "makeForOwner() leaves nothing where the file cannot have its name",
  ...asRoot,
  async fn() {
    await withFolder(async (folder, above) => {
      await Deno.chown(folder, NOBODY, NOBODY);
      await assertRejects(() => makeForOwner(folder, "none/key", bytes("one")));
      assertEquals([names(folder), names(above)], [[], ["data"]]);
    });
  },
});
