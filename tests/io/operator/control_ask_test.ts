import { assertEquals } from "@std/assert";
import { openControl } from "../../../lib/io/operator/control.ts";
import { controlPath } from "../../../lib/io/operator/control_bind.ts";
import { askServer, MAX_ANSWER_BYTES } from "../../../lib/io/operator/control_ask.ts";
import { startChild } from "../../support/child.ts";

const posix = { ignore: Deno.build.os === "windows" }; // it has no Unix sockets

/** A folder with a short path: macOS's own place for temporary files is too long for a socket. */
function makeFolder(): Promise<string> {
  return Deno.makeTempDir(Deno.build.os === "windows" ? {} : { dir: "/tmp" });
}

async function withFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = await makeFolder();
  await act(folder);
  await Deno.remove(folder, { recursive: true });
}

/** Whoever listens there: says what it likes to whoever comes, after it was asked. */
async function impostor(
  folder: string,
  says: Uint8Array | string | null,
  act: () => Promise<void>,
): Promise<string> {
  const listener = Deno.listen({ transport: "unix", path: controlPath(folder) });
  const heard = (async () => {
    const socket = await listener.accept();
    const buffer = new Uint8Array(1024);
    const count = await socket.read(buffer);
    let rest = typeof says === "string" ? new TextEncoder().encode(says) : says;
    while (rest !== null && rest.length > 0) {
      const written = await socket.write(rest).catch(() => null);
      rest = written === null ? null : rest.subarray(written);
    }
    // Says no more, and waits for the other side to hang up.
    if (says === null) await socket.read(new Uint8Array(1));
    socket.close();
    return new TextDecoder().decode(buffer.subarray(0, count ?? 0));
  })();
  await act();
  const text = await heard;
  listener.close();
  await Deno.remove(controlPath(folder)).catch(() => {});
  return text;
}

Deno.test({
  name: "askServer() gives what a server answers",
  ...posix,
  async fn() {
    await withFolder(async (folder) => {
      const control = await openControl(folder, { status: () => ({ people: 3 }) }, () => {});
      const running = control?.run();
      const asked = await askServer(folder, "status");
      assertEquals(asked, { how: "answered", value: { people: 3 } });
      const unknown = { how: "answered", value: { error: "unknown_ask" } };
      for (const ask of ["stop", `"}\n{"ask":"status`, "\n"]) {
        assertEquals(await askServer(folder, ask) as unknown, unknown);
      }
      control?.close();
      await running;
    });
  },
});

Deno.test({
  name: "askServer() asks one line",
  ...posix,
  async fn() {
    await withFolder(async (folder) => {
      const heard = await impostor(folder, "null\n", async () => {
        assertEquals(await askServer(folder, "status"), { how: "answered", value: null });
      });
      assertEquals(heard, `{"ask":"status"}\n`);
    });
  },
});

Deno.test({
  name: "askServer() finds none where nobody listens, also behind what a killed server left",
  ...posix,
  async fn() {
    await withFolder(async (folder) => {
      assertEquals(await askServer(folder, "status"), { how: "absent" });
      assertEquals(await askServer(`${folder}/none`, "status"), { how: "absent" });
      await Deno.writeTextFile(controlPath(folder), "");
      assertEquals(await askServer(folder, "status"), { how: "absent" });
      assertEquals(await askServer(controlPath(folder), "status"), { how: "absent" });
      await Deno.remove(controlPath(folder));
      const child = await startChild(`
        import { openControl } from "./lib/io/operator/control.ts";
        void (await openControl(${JSON.stringify(folder)}, {}, console.log))?.run();
        console.log("open");
      `);
      await child.line();
      child.process.kill("SIGKILL");
      await child.end();
      assertEquals(await askServer(folder, "status"), { how: "absent" });
    });
  },
});

Deno.test({
  name: "askServer() tells a path that is too long from one where nobody listens",
  ...posix,
  async fn() {
    assertEquals(await askServer(`/${"f".repeat(93)}`, "status"), {
      how: Deno.build.os === "linux" ? "absent" : "long",
    });
    assertEquals(await askServer(`/${"f".repeat(94)}`, "status"), { how: "long" });
  },
});

Deno.test({
  name: "askServer() takes nothing that is not one line of JSON, up to the longest",
  ...posix,
  async fn() {
    await withFolder(async (folder) => {
      const longest = JSON.stringify("x".repeat(MAX_ANSWER_BYTES - 2));
      const answered = { how: "answered", value: "x".repeat(MAX_ANSWER_BYTES - 2) };
      await impostor(folder, `${longest}\nmore`, async () => {
        assertEquals(await askServer(folder, "status") as unknown, answered);
      });
      const nonsense = [`${longest} \n`, "", "7", "\n", "{\n", "HTTP/1.1 400\r\n\r\n", "\0\n"];
      for (const says of [...nonsense, "9".repeat(1_000_000), new Uint8Array([0xff, 10])]) {
        await impostor(folder, says, async () => {
          assertEquals(await askServer(folder, "status"), { how: "mute" });
        });
      }
    });
  },
});

Deno.test({
  name: "askServer() gives up on who does not answer, or not in time",
  ...posix,
  async fn() {
    await withFolder(async (folder) => {
      await impostor(folder, null, async () => {
        assertEquals(await askServer(folder, "status", 100), { how: "mute" });
      });
      const listener = Deno.listen({ transport: "unix", path: controlPath(folder) });
      assertEquals(await askServer(folder, "status", 100), { how: "mute" }, "accepted by nobody");
      listener.close();
    });
  },
});
