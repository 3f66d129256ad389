import { assert, assertEquals, assertMatch } from "@std/assert";
import { type Answers, ControlSocket, openControl } from "../../../lib/io/operator/control.ts";
import {
  CONTROL_MS,
  MAX_ASK_BYTES,
  MAX_ASKS,
  MAX_CONTROL_CONNECTIONS,
} from "../../../lib/limits.ts";
import { controlPath } from "../../../lib/io/operator/control_bind.ts";
import { startChild } from "../../support/child.ts";

const ANSWERS: Answers = { status: () => ({ people: 3 }), empty: () => null };

const posix = { ignore: Deno.build.os === "windows" }; // it has no Unix sockets

/** A folder with a short path: macOS's own place for temporary files is too long for a socket. */
function makeFolder(): Promise<string> {
  return Deno.makeTempDir(Deno.build.os === "windows" ? {} : { dir: "/tmp" });
}

/** Runs a test with a control socket in a folder of its own. */
async function withControl(act: (path: string) => Promise<void>): Promise<void> {
  const folder = await makeFolder();
  const complaints: string[] = [];
  const control = await openControl(folder, ANSWERS, (sentence) => complaints.push(sentence));
  assertEquals(complaints, []);
  assert(control !== null);
  const running = control.run();
  await act(controlPath(folder));
  control.close();
  await running;
  await Deno.remove(folder, { recursive: true });
}

function connect(path: string): Promise<Deno.UnixConn> {
  return Deno.connect({ transport: "unix", path });
}

async function send(socket: Deno.UnixConn, text: string | Uint8Array): Promise<void> {
  let rest = typeof text === "string" ? new TextEncoder().encode(text) : text;
  while (rest.length > 0) rest = rest.subarray(await socket.write(rest));
}

/** Everything that comes until the other side hangs up. */
async function rest(socket: Deno.UnixConn): Promise<string> {
  let text = "";
  const buffer = new Uint8Array(1024);
  for (;;) {
    const count = await socket.read(buffer).catch(() => null);
    if (count === null) break;
    text += new TextDecoder().decode(buffer.subarray(0, count));
  }
  socket.close();
  return text;
}

/** What comes of sending something and ending there. */
async function ask(path: string, text: string | Uint8Array): Promise<string> {
  const socket = await connect(path);
  await send(socket, text).catch(() => {});
  await socket.closeWrite().catch(() => {});
  return await rest(socket);
}

const STATUS = `{"ask":"status"}\n`;
const GOOD = `{"people":3}\n`;

Deno.test({
  name: "ControlSocket answers each line with one, however the bytes are cut",
  ...posix,
  async fn() {
    await withControl(async (path) => {
      assertEquals(await ask(path, STATUS), GOOD);
      assertEquals(await ask(path, ` { "ask" : "status", "more": [1] } \r\n`), GOOD);
      assertEquals(await ask(path, `${STATUS}{"ask":"empty"}\n${STATUS}`), `${GOOD}null\n${GOOD}`);
      const socket = await connect(path);
      for (const byte of new TextEncoder().encode(STATUS + STATUS)) {
        await send(socket, new Uint8Array([byte]));
      }
      await socket.closeWrite();
      assertEquals(await rest(socket), GOOD + GOOD);
    });
  },
});

Deno.test({
  name: "ControlSocket says of what nobody can answer that it is unknown or not a question",
  ...posix,
  async fn() {
    await withControl(async (path) => {
      for (const name of ["stop", "", "__proto__", "constructor", "toString", "status "]) {
        const line = `${JSON.stringify({ ask: name })}\n`;
        assertEquals(await ask(path, line), `{"error":"unknown_ask"}\n`, name);
      }
      const broken = ["", "{", "null", "7", "[]", `"status"`, "{}", `{"ask":7}`, `{"ask":null}`];
      for (const line of [...broken, "GET / HTTP/1.1", "\0\0", "[".repeat(4_000)]) {
        assertEquals(await ask(path, `${line}\n`), `{"error":"bad_ask"}\n`, line);
      }
      assertEquals(await ask(path, new Uint8Array([0xff, 0xfe, 10])), `{"error":"bad_ask"}\n`);
      assertEquals(await ask(path, `{\n${STATUS}`), `{"error":"bad_ask"}\n${GOOD}`);
    });
  },
});

Deno.test({
  name: "ControlSocket takes a line up to its longest, and hangs up at one that is longer",
  ...posix,
  async fn() {
    await withControl(async (path) => {
      const longest = STATUS.trimEnd().padEnd(MAX_ASK_BYTES, " ");
      assertEquals(await ask(path, `${longest}\n`), GOOD);
      assertEquals(await ask(path, `${longest} \n`), "");
      assertEquals(await ask(path, `${STATUS}${"x".repeat(1_000_000)}`), GOOD);
      assertEquals(await ask(path, "no newline"), "");
      assertEquals(await ask(path, STATUS), GOOD);
    });
  },
});

Deno.test({
  name: "ControlSocket answers a connection so often and not once more",
  ...posix,
  async fn() {
    await withControl(async (path) => {
      assertEquals(await ask(path, STATUS.repeat(MAX_ASKS + 5)), GOOD.repeat(MAX_ASKS));
    });
  },
});

Deno.test({
  name: "ControlSocket closes further connections while it has its fill, and takes others after",
  ...posix,
  async fn() {
    await withControl(async (path) => {
      const silent: Deno.UnixConn[] = [];
      while (silent.length < MAX_CONTROL_CONNECTIONS) {
        const socket = await connect(path);
        await send(socket, STATUS);
        assertEquals(await socket.read(new Uint8Array(100)), GOOD.length);
        silent.push(socket);
      }
      assertEquals(await ask(path, STATUS), "");
      silent.pop()?.close();
      const latest = performance.now() + 30_000;
      // It takes a moment until the server has seen it go.
      while (await ask(path, STATUS) !== GOOD) assert(performance.now() < latest);
      for (const socket of silent) socket.close();
    });
  },
});

Deno.test({
  name: "ControlSocket hangs up on who is silent, slow or does not read, and only on them",
  ...posix,
  async fn() {
    const folder = await makeFolder();
    const listener = Deno.listen({ transport: "unix", path: controlPath(folder) });
    const control = new ControlSocket(listener, ANSWERS, 200);
    const running = control.run();
    const silent = await connect(controlPath(folder));
    const slow = await connect(controlPath(folder));
    await send(slow, STATUS.slice(0, 5));
    const deaf = await connect(controlPath(folder));
    await send(deaf, STATUS);
    assertEquals(await ask(controlPath(folder), STATUS), GOOD);
    assertEquals([await rest(silent), await rest(slow), await rest(deaf)], ["", "", GOOD]);
    assertEquals(await ask(controlPath(folder), STATUS), GOOD);
    control.close();
    await running;
    await Deno.remove(folder, { recursive: true });
  },
});

Deno.test({
  name: "ControlSocket.close() ends who is connected, and leaves no file in a folder that is shut",
  ...posix,
  async fn() {
    const folder = await makeFolder();
    const control = await openControl(folder, ANSWERS, () => {});
    const running = control?.run();
    const socket = await connect(controlPath(folder));
    await send(socket, STATUS);
    await socket.read(new Uint8Array(100));
    const start = performance.now();
    control?.close();
    await running;
    assertEquals(await rest(socket), "");
    assert(performance.now() - start < CONTROL_MS - 1_000, "not by its own deadline");
    assertEquals([...Deno.readDirSync(folder)], []);
    await Deno.remove(folder);
  },
});

Deno.test({
  name: "openControl() says in one sentence why there is no socket, and that status needs it",
  ...posix,
  async fn() {
    const folder = await makeFolder();
    await Deno.writeTextFile(controlPath(folder), "mine");
    for (const [where, why] of [[folder, "something else"], [`${folder}/none`, "No such file"]]) {
      const complaints: string[] = [];
      assertEquals(
        await openControl(where ?? "", {}, (sentence) => complaints.push(sentence)),
        null,
      );
      assertEquals(complaints.length, 1);
      assertMatch(complaints[0] ?? "", new RegExp(`status” will not work: .*${why}.*\\.$`));
    }
    await Deno.remove(folder, { recursive: true });
  },
});

Deno.test({
  name: "ControlSocket goes on after a mistake of ours in an answer",
  ...posix,
  async fn() {
    const folder = await makeFolder();
    const child = await startChild(`
      import { openControl } from "./lib/io/operator/control.ts";
      import { surviveBugs } from "./lib/io/survive_bugs.ts";
      surviveBugs((error) => console.log("bug: " + error.message));
      const answers = { bug: () => { throw new Error("oh"); }, status: () => ({ people: 3 }) };
      void (await openControl(${JSON.stringify(folder)}, answers, console.log))?.run();
      console.log("open");
    `);
    assertEquals(await child.line(), "open");
    assertEquals(await ask(controlPath(folder), `{"ask":"bug"}\n`), "");
    assertEquals(await child.line(), "bug: oh");
    assertEquals(await ask(controlPath(folder), STATUS), GOOD);
    child.process.kill("SIGKILL");
    await child.end();
    await Deno.remove(folder, { recursive: true });
  },
});
