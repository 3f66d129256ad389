import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  installDesktop,
  isInstalled,
  uninstallDesktop,
} from "../../../lib/io/desktop/desktop_install.ts";
import { StartError } from "../../../lib/io/start_error.ts";
import { type Home, inHome, LINUX, put, recorded, tool, tree } from "../../support/desktop_home.ts";
import { needs } from "../../support/needs.ts";

const LINK = "pychat://example.org/;$(touch x)#K";

Deno.test({
  ...LINUX,
  name: "installDesktop() writes an entry, an icon and a line, and says so; twice is as once",
  fn: () =>
    inHome(async (home) => {
      const said = await installDesktop(home.desktop);
      for (const path of [home.entry, home.icon, home.list, home.program]) {
        assert(said.includes(path), said);
      }
      const installed = await tree(home.path);
      const files = Object.entries(installed).filter(([name]) => !name.endsWith("/"));
      assertEquals(files.map(([name]) => name).sort(), [
        ".config/mimeapps.list",
        ".local/share/applications/pychat.desktop",
        ".local/share/icons/hicolor/scalable/apps/pychat.svg",
        "programs/pychat-client",
      ]);
      assertEquals(await Deno.readFile(home.icon), home.desktop.icon);
      assertEquals(await isInstalled(home.desktop), true);
      const text = await Deno.readTextFile(home.entry);
      assert(text.includes(`\nExec=${home.program} --ask -- %u\n`), text);
      const inode = (await Deno.stat(home.list)).ino;
      assertEquals(await installDesktop(home.desktop), said);
      assertEquals(await tree(home.path), installed);
      assertEquals((await Deno.stat(home.list)).ino, inode);
    }),
});

Deno.test({
  ...LINUX,
  name: "uninstallDesktop() takes all of it back, says so, and finds nothing the second time",
  fn: () =>
    inHome(async (home) => {
      await put(home.list, "# mine\n\n[Default Applications]\ntext/html=f.desktop;\n", 0o640);
      await put(`${home.path}/.local/share/applications/other.desktop`, "other");
      const before = await tree(home.path);
      await installDesktop(home.desktop);
      assertEquals(((await Deno.stat(home.list)).mode ?? 0) & 0o777, 0o640);
      const said = await uninstallDesktop(home.desktop);
      for (const path of [home.entry, home.icon, home.list]) assert(said.includes(path), said);
      assertEquals(await tree(home.path), before);
      assertEquals(await isInstalled(home.desktop), false);
      assertEquals(
        await uninstallDesktop(home.desktop),
        "There is nothing of pyChat to remove from your desktop.",
      );
      assertEquals(await tree(home.path), before);
    }),
});

Deno.test({
  ...LINUX,
  name: "uninstallDesktop() leaves of an empty home only the folders that every desktop has",
  fn: () =>
    inHome(async (home) => {
      await installDesktop(home.desktop);
      await uninstallDesktop(home.desktop);
      const left = Object.keys(await tree(home.path)).filter((name) => name.startsWith("."));
      assertEquals(left.sort(), [".config/", ".local/", ".local/share/"]);
    }),
});

Deno.test({
  ...LINUX,
  name: "uninstallDesktop() leaves the handler that the person has chosen since",
  fn: () =>
    inHome(async (home) => {
      await installDesktop(home.desktop);
      const other = "[Default Applications]\nx-scheme-handler/pychat=other.desktop\n";
      await put(home.list, other);
      const said = await uninstallDesktop(home.desktop);
      assert(!said.includes(home.list), said);
      assertEquals(await Deno.readTextFile(home.list), other);
    }),
});

Deno.test({
  ...LINUX,
  name: "installDesktop() goes where the XDG variables say, unless they are relative",
  fn: async () => {
    await inHome(async (home) => {
      await installDesktop(home.desktop);
      for (const path of [home.entry, home.icon, home.list]) await Deno.stat(path);
      await uninstallDesktop(home.desktop);
      assertEquals(Object.keys(await tree(`${home.path}/d`)), []);
    }, (path) => ({ XDG_DATA_HOME: `${path}/d`, XDG_CONFIG_HOME: `${path}/c`, HOME: "relative" }));
    await inHome(async (home) => {
      await installDesktop({
        ...home.desktop,
        env: (name) => name === "HOME" ? `${home.path}/` : "relative",
      });
      for (const path of [home.entry, home.icon, home.list]) await Deno.stat(path);
    });
  },
});

Deno.test("installDesktop() and uninstallDesktop() say what to do on other systems and without a home", async () => {
  const none = { program: "/x", icon: new Uint8Array(), env: () => undefined, os: "linux" };
  for (const act of [installDesktop, uninstallDesktop]) {
    await assertRejects(() => act({ ...none, os: "darwin" }), StartError, "On a Mac");
    await assertRejects(() => act({ ...none, os: "windows" }), StartError, "On Windows");
    await assertRejects(() => act(none), StartError, "There is no $HOME");
    const empty = { ...none, env: () => "" };
    await assertRejects(() => act(empty), StartError, "There is no $HOME");
  }
});

/** What stands in the way of installing, and what the sentence about it says. */
const OBSTACLES: Readonly<Record<string, [(home: Home) => Promise<void>, string]>> = {
  "a program that is not there": [(home) => Deno.remove(home.program), "no program at"],
  "a list that is a folder": [
    (home) => Deno.mkdir(home.list, { recursive: true }),
    "mimeapps.list cannot be changed: it is not a file.",
  ],
  "a list that is not UTF-8": [
    async (home) => {
      await put(home.list, "");
      await Deno.writeFile(home.list, new Uint8Array([0x23, 0xe4, 0x0a]));
    },
    "mimeapps.list cannot be changed: it is not plain text in UTF-8.",
  ],
  "a list that is a link to nowhere": [
    async (home) => {
      await Deno.mkdir(`${home.path}/.config`);
      await Deno.symlink(`${home.path}/absent`, home.list);
    },
    "mimeapps.list cannot be changed: it is a link that leads nowhere.",
  ],
  "a list that is read-only": [
    (home) => put(home.list, "# I choose myself\n", 0o444),
    "mimeapps.list cannot be changed: it is read-only.",
  ],
  "an entry of another program": [
    (home) => put(home.entry, "[Desktop Entry]\nName=Another\nIcon=pychat\n"),
    "pychat.desktop is another program's.",
  ],
  "an entry that is a folder": [
    (home) => Deno.mkdir(home.entry, { recursive: true }),
    "pychat.desktop cannot be changed: Is a directory",
  ],
  "an icon that is a folder": [
    (home) => Deno.mkdir(home.icon, { recursive: true }),
    "pychat.svg cannot be changed: Is a directory",
  ],
  "a list that cannot be written, the last of all": [
    async (home) => {
      // The name is too long as soon as a new file is written beside it.
      await put(`${home.path}/${"x".repeat(250)}`, "");
      await Deno.mkdir(`${home.path}/.config`);
      await Deno.symlink(`../${"x".repeat(250)}`, home.list);
    },
    "cannot be changed: File name too long",
  ],
  "a file in the place of a folder": [
    (home) => put(`${home.path}/.local/share/applications`, ""),
    "cannot be changed: Not a directory",
  ],
  "a file in the place of the last folder": [
    (home) => put(`${home.path}/.config`, ""),
    "cannot be changed: Not a directory",
  ],
};

for (const [name, [prepare, sentence]] of Object.entries(OBSTACLES)) {
  Deno.test({
    ...LINUX,
    name: `installDesktop() says what is wrong and does nothing by halves: ${name}`,
    fn: () =>
      inHome(async (home) => {
        await prepare(home);
        const before = await tree(home.path);
        const error = await assertRejects(() => installDesktop(home.desktop), StartError);
        assert(error.message.includes(sentence), error.message);
        assertEquals(await tree(home.path), before);
      }),
  });
}

Deno.test({
  ...LINUX,
  name: "installDesktop() writes through a link to the list, and uninstallDesktop() does too",
  fn: () =>
    inHome(async (home) => {
      const real = `${home.path}/dotfiles/mimeapps.list`;
      for (const text of ["", "[Default Applications]\ntext/html=f.desktop\n"]) {
        await put(real, text);
        await Deno.mkdir(`${home.path}/.config`, { recursive: true });
        await Deno.remove(home.list).catch(() => {});
        await Deno.symlink("../dotfiles/mimeapps.list", home.list);
        const before = await tree(home.path);
        await installDesktop(home.desktop);
        assert((await Deno.readTextFile(real)).includes("x-scheme-handler/pychat=pychat.desktop"));
        await uninstallDesktop(home.desktop);
        const after = await tree(home.path);
        for (const [path, file] of Object.entries(before)) assertEquals(after[path], file, path);
      }
    }),
});

Deno.test({
  ...LINUX,
  name: "uninstallDesktop() leaves what another program has at these places, and says so",
  fn: () =>
    inHome(async (home) => {
      await put(home.entry, "[Desktop Entry]\nName=Another\nIcon=pychat\n");
      await put(home.icon, "<svg/>");
      await put(home.list, "[Default Applications]\nx-scheme-handler/pychat=pychat.desktop\n");
      const before = await tree(home.path);
      const said = await uninstallDesktop(home.desktop);
      assert(said.includes("another program's, and stays"), said);
      assertEquals(await tree(home.path), before);
    }),
});

Deno.test({
  ...LINUX,
  name: "uninstallDesktop() removes what it can, and says what it cannot",
  fn: () =>
    inHome(async (home) => {
      await installDesktop(home.desktop);
      await Deno.chmod(home.list, 0o444);
      const error = await assertRejects(() => uninstallDesktop(home.desktop), StartError);
      assert(error.message.includes("mimeapps.list cannot be changed: it is read-only."));
      assert(error.message.includes(home.entry) && error.message.includes(home.icon));
      assertEquals(Object.keys(await tree(`${home.path}/.local/share`)), []);
    }),
});

Deno.test({
  ...LINUX,
  name: "installDesktop() installs anew where the program has moved",
  fn: () =>
    inHome(async (home) => {
      await installDesktop(home.desktop);
      const program = `${home.path}/elsewhere`;
      await Deno.rename(home.program, program);
      await installDesktop({ ...home.desktop, program });
      assert((await Deno.readTextFile(home.entry)).includes(`\nExec=${program} --ask -- %u\n`));
    }),
});

Deno.test({
  ...needs("gio"),
  name: "installDesktop() makes GLib open links with the program, and uninstallDesktop() ends it",
  fn: () =>
    inHome(async (home) => {
      await put(home.list, "[Added Associations]\ntext/plain=pychat.desktop;\n");
      await installDesktop(home.desktop);
      const first = (text: string) => text.split("\n")[0];
      assertEquals(
        first(await tool("gio", ["mime", "x-scheme-handler/pychat"], home.variables)),
        "Default application for “x-scheme-handler/pychat”: pychat.desktop",
      );
      await tool("gio", ["open", LINK], home.variables);
      assertEquals(await recorded(home.program), [home.program, "--ask", "--", LINK]);
      await uninstallDesktop(home.desktop);
      assertEquals(
        first(await tool("gio", ["mime", "x-scheme-handler/pychat"], home.variables)),
        "No default applications for “x-scheme-handler/pychat”",
      );
    }),
});

Deno.test({
  ...needs("xdg-open"),
  name: "installDesktop() makes xdg-mime and xdg-open know the program, without any desktop",
  fn: () =>
    inHome(async (home) => {
      await put(home.list, "[Default Applications]\ntext/html=f.desktop;\n");
      await installDesktop(home.desktop);
      const query = ["query", "default", "x-scheme-handler/pychat"];
      assertEquals(await tool("xdg-mime", query, home.variables), "pychat.desktop");
      await tool("xdg-open", [LINK], home.variables);
      assertEquals(await recorded(home.program), [home.program, "--ask", "--", LINK]);
      await uninstallDesktop(home.desktop);
      assertEquals(await tool("xdg-mime", query, home.variables), "");
    }),
});

Deno.test({
  ...LINUX,
  name: "isInstalled() believes no entry of another program, and complains of nothing",
  fn: () =>
    inHome(async (home) => {
      await put(home.entry, "[Desktop Entry]\nName=Another\n");
      assertEquals(await isInstalled(home.desktop), false);
      await Deno.remove(home.entry);
      await Deno.mkdir(home.entry);
      assertEquals(await isInstalled(home.desktop), false);
      assertEquals(await isInstalled({ ...home.desktop, os: "darwin" }), false);
      assertEquals(await isInstalled({ os: "linux", env: () => undefined }), false);
    }),
});
