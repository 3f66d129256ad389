import { assertEquals, assertRejects } from "@std/assert";
import { changeFiles, removeEmptyFolders } from "../../../lib/io/files/file_changes.ts";
import { StartError } from "../../../lib/io/start_error.ts";
import { inFolder } from "../../support/folder.ts";

const posix = Deno.build.os !== "windows";
const bytes = (text: string) => new TextEncoder().encode(text);

/** Everything below a folder: names, and what is in the files. */
async function tree(folder: string): Promise<Record<string, string | null>> {
  const all: Record<string, string | null> = {};
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    all[name] = isDirectory ? null : await Deno.readTextFile(path);
    if (!isDirectory) continue;
    for (const [below, text] of Object.entries(await tree(path))) all[`${name}/${below}`] = text;
  }
  return all;
}

Deno.test({
  name: "changeFiles() makes, replaces and removes files, and makes the folders for them",
  ignore: !posix,
  fn: () =>
    inFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/old`, "1");
      await Deno.writeTextFile(`${folder}/gone`, "2");
      await changeFiles([
        { path: `${folder}/a/b/new`, bytes: bytes("3") },
        { path: `${folder}/old`, bytes: bytes("4"), mode: 0o100644 },
        { path: `${folder}/gone`, bytes: null },
        { path: `${folder}/never`, bytes: null },
      ]);
      assertEquals(await tree(folder), { "a": null, "a/b": null, "a/b/new": "3", "old": "4" });
      const mode = async (name: string) =>
        ((await Deno.stat(`${folder}/${name}`)).mode ?? 0) & 0o777;
      assertEquals([await mode("a"), await mode("a/b"), await mode("a/b/new")], [
        0o700,
        0o700,
        0o600,
      ]);
      assertEquals(await mode("old"), 0o644);
    }),
});

Deno.test({
  name: "changeFiles() does not touch a file that is as it shall be",
  ignore: !posix,
  fn: () =>
    inFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/file`, "same");
      const before = await Deno.stat(`${folder}/file`);
      await changeFiles([{ path: `${folder}/file`, bytes: bytes("same") }]);
      assertEquals((await Deno.stat(`${folder}/file`)).ino, before.ino);
      await changeFiles([{ path: `${folder}/file`, bytes: bytes("sama") }]);
      assertEquals(await tree(folder), { file: "sama" });
    }),
});

Deno.test({
  name: "changeFiles() undoes everything where one file cannot be written",
  ignore: Deno.build.os !== "linux",
  fn: () =>
    inFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/old`, "1");
      await Deno.chmod(`${folder}/old`, 0o644);
      await Deno.writeTextFile(`${folder}/gone`, "2");
      const before = await tree(folder);
      const changes = [
        { path: `${folder}/a/b/new`, bytes: bytes("3") },
        { path: `${folder}/a/c/new`, bytes: bytes("3") },
        { path: `${folder}/old`, bytes: bytes("4"), mode: 0o644 },
        { path: `${folder}/gone`, bytes: null },
      ];
      // A name that is too long as soon as it is written, and a place where nothing is written.
      const long = { path: `${folder}/${"x".repeat(250)}`, bytes: bytes("5") };
      for (const last of [long, { path: "/proc/pychat/file", bytes: bytes("5") }]) {
        const error = await assertRejects(() => changeFiles([...changes, last]), StartError);
        assertEquals(error.message.startsWith(`${last.path} cannot be changed: `), true);
        assertEquals(await tree(folder), before);
        assertEquals(((await Deno.stat(`${folder}/old`)).mode ?? 0) & 0o777, 0o644);
      }
    }),
});

Deno.test({
  name: "changeFiles() says what is wrong where a file stands in the place of a folder",
  ignore: !posix,
  fn: () =>
    inFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/file`, "");
      const path = `${folder}/file/below/it`;
      await assertRejects(
        () => changeFiles([{ path, bytes: bytes("x") }]),
        StartError,
        `${path} cannot be changed: Not a directory`,
      );
      await assertRejects(() => changeFiles([{ path: folder, bytes: bytes("x") }]), StartError);
      assertEquals(await tree(folder), { file: "" });
    }),
});

Deno.test({
  name: "changeFiles() leaves no files of root to somebody else",
  ignore: Deno.build.os !== "linux" || Deno.uid() !== 0,
  fn: () =>
    inFolder(async (folder) => {
      await Deno.chown(folder, 12345, 12345);
      await assertRejects(
        () => changeFiles([{ path: `${folder}/a/b`, bytes: bytes("x") }]),
        StartError,
        "without sudo",
      );
      assertEquals(await tree(folder), {});
      await Deno.chown(folder, 0, 0);
      await changeFiles([{ path: `${folder}/a/b`, bytes: bytes("x") }]);
    }),
});

Deno.test({
  name: "removeEmptyFolders() stops at what is not empty, at a link, and at the end",
  ignore: !posix,
  fn: () =>
    inFolder(async (folder) => {
      await Deno.mkdir(`${folder}/end/a/b/c`, { recursive: true });
      await Deno.mkdir(`${folder}/end/full/d/e`, { recursive: true });
      await Deno.writeTextFile(`${folder}/end/full/file`, "");
      await Deno.mkdir(`${folder}/elsewhere/f/g`, { recursive: true });
      await Deno.symlink(`${folder}/elsewhere`, `${folder}/end/link`);
      const end = `${folder}/end`;
      await removeEmptyFolders(`${end}/a/b/c/file`, end);
      await removeEmptyFolders(`${end}/full/d/e/file`, end);
      await removeEmptyFolders(`${end}/link/f/g/file`, end);
      await removeEmptyFolders(`${end}/file`, end);
      await removeEmptyFolders(`${folder}/ending/file`, end);
      await removeEmptyFolders(`${end}/absent/file`, end);
      assertEquals((await Deno.lstat(`${end}/link`)).isSymlink, true);
      await Deno.remove(`${end}/link`);
      assertEquals(await tree(folder), {
        "elsewhere": null,
        "end": null,
        "end/full": null,
        "end/full/file": "",
      });
    }),
});
