import { assert, assertEquals, assertRejects } from "@std/assert";
import { openControl } from "../../../lib/io/operator/control.ts";
import { type Now, statusNow } from "../../../lib/io/operator/control_status.ts";
import { findStatus, runCommand } from "../../../lib/io/operator/server_commands.ts";
import { StartError } from "../../../lib/io/start_error.ts";
import { holder } from "../../support/folder_holder.ts";

const posix = { ignore: Deno.build.os === "windows" }; // it has no Unix sockets

/** A folder with a short path: macOS's own place for temporary files is too long for a socket. */
function makeFolder(): Promise<string> {
  return Deno.makeTempDir(Deno.build.os === "windows" ? {} : { dir: "/tmp" });
}

const WORDS = ["gloom", "beauty", "thought", "hub", "fork", "illegal", "will", "nothing"];

const NOW: Now = {
  people: 0,
  maxPeople: 1,
  reconnecting: 0,
  handshakes: 0,
  rooms: 1,
  queued: 0,
  limits: {},
};

/** Runs a test with two data folders; a server of the first port, if any, answers in each. */
async function withFolders(
  ports: readonly [number | null, number | null],
  act: (folders: readonly [string, string]) => Promise<void>,
): Promise<void> {
  const folders = [await makeFolder(), await makeFolder()] as const;
  const running = folders.map(async (folder, index) => {
    const port = ports[index];
    if (port === null || port === undefined) return null;
    const known = { version: "1", host: null, port, words: WORDS, invitations: [] };
    const status = () => statusNow(known, NOW);
    const control = await openControl(folder, { status }, () => {});
    return { control, ended: control?.run() };
  });
  await Promise.all(running);
  await act(folders);
  for (const one of await Promise.all(running)) {
    one?.control?.close();
    await one?.ended;
  }
  for (const folder of folders) await Deno.remove(folder, { recursive: true });
}

Deno.test({
  name: "findStatus() asks one folder after the other, and the first that answers counts",
  ...posix,
  async fn() {
    await withFolders([1, 2], async (folders) => {
      assertEquals((await findStatus(folders)).port, 1);
      assertEquals((await findStatus(folders.toReversed())).port, 2);
    });
    await withFolders([null, 2], async (folders) => {
      assertEquals((await findStatus(folders)).port, 2);
    });
  },
});

Deno.test({
  name: "findStatus() says of every folder why there is no answer",
  ...posix,
  async fn() {
    await withFolders([null, null], async (folders) => {
      const none = `No server answers in ${folders[0]} (none runs there), nor in ${
        folders[1]
      } (none`;
      const error = await assertRejects(() => findStatus(folders), StartError, none);
      assertEquals(error.message.includes("sudo"), false);
      await assertRejects(() => findStatus([`/${"f".repeat(200)}`]), StartError, "too long");
      const stranger = await openControl(folders[0], { other: () => 1 }, () => {});
      const ended = stranger?.run();
      await assertRejects(() => findStatus(folders), StartError, "nothing understandable), nor in");
      stranger?.close();
      await ended;
    });
  },
});

Deno.test({
  name: "findStatus() tells a server without a control socket from none",
  ...posix,
  async fn() {
    await withFolders([null, null], async ([folder]) => {
      const child = await holder(folder);
      await assertRejects(() => findStatus([folder]), StartError, "without a control socket");
      child.process.kill("SIGKILL");
      await child.end();
      await assertRejects(() => findStatus([folder]), StartError, "none runs there");
    });
  },
});

Deno.test("runCommand() leaves to the server what does not begin with a command", async () => {
  for (const args of [[], ["--help"], ["-p", "1"], ["--data", "status"], ["Status"], ["keys"]]) {
    assertEquals(await runCommand(args), false, args.join(" "));
  }
  for (const word of ["", "toString", "__proto__"]) assertEquals(await runCommand([word]), false);
});

Deno.test("runCommand() refuses what it would have to guess at, before it does anything", async () => {
  const wrong = [
    ["status", "now"],
    ["status", "--colour"],
    ["status", "--data"],
    ["key"],
    ["key", "export"],
    ["key", "import"],
    ["key", "show", "x"],
    ["key", "x", "export"],
    ["key", "export", "x", "y"],
    ["key", "export", "x", "--json"],
    ["setup", "now"],
    ["setup", "--data", "/d"],
  ];
  for (const args of wrong) {
    await assertRejects(() => runCommand(args), StartError, undefined, args.join(" "));
  }
});

Deno.test("runCommand() prints no script that would install Deno as the server", async () => {
  assert(!Deno.build.standalone);
  for (const args of [["setup"], ["setup", "--undo"]]) {
    await assertRejects(() => runCommand(args), StartError, "setup is for");
  }
});
