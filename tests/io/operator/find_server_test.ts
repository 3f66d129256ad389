import { assertEquals, assertRejects } from "@std/assert";
import { openControl } from "../../../lib/io/operator/control.ts";
import { type Now, statusNow } from "../../../lib/io/operator/control_status.ts";
import { findAnswer, findStatus, foldersOf } from "../../../lib/io/operator/find_server.ts";
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

Deno.test({
  name: "findAnswer() asks no further server once one has answered",
  ...posix,
  async fn() {
    await withFolders([1, 2], async (folders) => {
      const read: unknown[] = [];
      await findAnswer(folders, { ask: "status" }, (value) => read.push(value));
      assertEquals(read.length, 1);
      const refused: unknown[] = [];
      const asked = findAnswer(folders, { ask: "admin", line: "stop" }, (value) => {
        refused.push(value);
        return null;
      });
      await assertRejects(() => asked, StartError, "nothing understandable), nor in");
      assertEquals(refused, [{ error: "unknown_ask" }, { error: "unknown_ask" }]);
    });
  },
});

Deno.test("foldersOf() takes the folder that is named, else this user's and the system's", () => {
  assertEquals(foldersOf("/d"), ["/d"]);
  const usual = foldersOf(undefined);
  assertEquals(usual.at(-1) === "/var/lib/pychat", Deno.build.os === "linux");
});
