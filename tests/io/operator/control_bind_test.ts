import { assert, assertEquals, assertRejects } from "@std/assert";
import { bindControl, controlPath, fitsSocket } from "../../../lib/io/operator/control_bind.ts";
import { startChild } from "../../support/child.ts";

const posix = { ignore: Deno.build.os === "windows" }; // it has no Unix sockets

/** Runs a test with a folder of a short path: macOS's own place for such is too long. */
async function withFolder(mode: number, act: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir({ dir: "/tmp" }));
  await Deno.chmod(folder, mode);
  await act(folder);
  await Deno.remove(folder, { recursive: true });
}

/** Whether somebody who connects to the path comes out at the listener. */
async function assertLeadsTo(path: string, listener: Deno.UnixListener): Promise<void> {
  const [ours, theirs] = await Promise.all([
    Deno.connect({ transport: "unix", path }),
    listener.accept(),
  ]);
  await ours.write(new Uint8Array([7]));
  const buffer = new Uint8Array(2);
  assertEquals([await theirs.read(buffer), buffer[0]], [1, 7]);
  ours.close();
  theirs.close();
}

function names(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name);
}

Deno.test({
  name: "bindControl() makes a socket for its owner alone, with nothing else beside it",
  ...posix,
  async fn() {
    for (const mode of [0o700, 0o755, 0o750, 0o770, 0o711]) {
      await withFolder(mode, async (folder) => {
        const listener = await bindControl(folder);
        const { mode: own, isSocket } = await Deno.lstat(controlPath(folder));
        assertEquals([(own ?? 0) & 0o777, isSocket], [0o600, true]);
        assertEquals(names(folder), ["control.sock"]);
        await assertLeadsTo(controlPath(folder), listener);
        listener.close();
        if (mode === 0o700) assertEquals(names(folder), []);
      });
    }
  },
});

Deno.test({
  name: "bindControl() gives nobody else a moment to connect, whatever the process's mask is",
  ...posix,
  async fn() {
    const code = `
      import { bindControl } from "./lib/io/operator/control_bind.ts";
      // A socket that was just born has a mode that allows everybody; the folder must not.
      const listen = Deno.listen;
      Deno.listen = (options) => {
        const listener = listen(options);
        const above = options.path.slice(0, options.path.lastIndexOf("/"));
        console.log(Deno.statSync(options.path).mode & 0o777, Deno.statSync(above).mode & 0o077);
        return listener;
      };
      await bindControl(FOLDER);
      Deno.exit();
    `;
    for (const mode of [0o700, 0o755, 0o777]) {
      await withFolder(mode, async (folder) => {
        const here = code.replace("FOLDER", JSON.stringify(folder));
        const child = await startChild(here, ["--allow-all"], "umask 0");
        assertEquals(await child.line(), `${0o777} 0`, `mode ${mode.toString(8)}`);
        await child.end();
      });
    }
  },
});

Deno.test({
  name: "bindControl() replaces the socket of a killed server",
  ...posix,
  async fn() {
    for (const mode of [0o700, 0o755]) {
      await withFolder(mode, async (folder) => {
        const child = await startChild(`
          import { bindControl } from "./lib/io/operator/control_bind.ts";
          const listener = await bindControl(${JSON.stringify(folder)});
          console.log("open");
          await listener.accept();
        `);
        assertEquals(await child.line(), "open");
        child.process.kill("SIGKILL");
        await child.end();
        assert((await Deno.lstat(controlPath(folder))).isSocket);
        const listener = await bindControl(folder);
        await assertLeadsTo(controlPath(folder), listener);
        assertEquals(names(folder), ["control.sock"]);
        listener.close();
      });
    }
  },
});

Deno.test({
  name: "bindControl() replaces nothing that is no socket",
  ...posix,
  async fn() {
    for (const mode of [0o700, 0o755]) {
      await withFolder(mode, async (folder) => {
        const refused = () => assertRejects(() => bindControl(folder), Error, "something else has");
        await Deno.writeTextFile(controlPath(folder), "mine");
        await refused();
        assertEquals(await Deno.readTextFile(controlPath(folder)), "mine");
        await Deno.remove(controlPath(folder));
        await Deno.symlink("/dev/null", controlPath(folder));
        await refused();
        await Deno.remove(controlPath(folder));
        await Deno.mkdir(controlPath(folder));
        await refused();
        assertEquals(names(folder), ["control.sock"]);
      });
    }
  },
});

Deno.test({
  name: "bindControl() takes no socket from a server that answers there",
  ...posix,
  async fn() {
    for (const mode of [0o700, 0o755]) {
      await withFolder(mode, async (folder) => {
        const first = await bindControl(folder);
        await assertRejects(() => bindControl(folder), Error, "another server answers there");
        // The question was a connection that nobody takes any more.
        (await first.accept()).close();
        await assertLeadsTo(controlPath(folder), first);
        first.close();
      });
    }
  },
});

Deno.test({
  name: "bindControl() refuses a path that is too long, before it makes anything",
  ...posix,
  async fn() {
    const most = Deno.build.os === "linux" ? 107 : 103;
    for (const mode of [0o700, 0o755]) {
      await withFolder(mode, async (base) => {
        const room = most - `${base}/üüüü/control.sock`.length - 4;
        const longest = `${base}/üüüü${"f".repeat(room)}`;
        for (const folder of [longest, `${longest}f`]) {
          await Deno.mkdir(folder);
          await Deno.chmod(folder, mode);
        }
        const listener = await bindControl(longest);
        await assertLeadsTo(controlPath(longest), listener);
        listener.close();
        await assertRejects(() => bindControl(`${longest}f`), Error, "too long for a socket");
        assertEquals(names(`${longest}f`), []);
      });
    }
  },
});

Deno.test("fitsSocket() counts bytes, and the zero at the end", () => {
  for (const [os, most] of [["linux", 107], ["darwin", 103], ["freebsd", 103]] as const) {
    assertEquals(fitsSocket("a".repeat(most), os), true);
    assertEquals(fitsSocket("a".repeat(most + 1), os), false);
    assertEquals(fitsSocket(`ü${"a".repeat(most - 1)}`, os), false);
  }
});
