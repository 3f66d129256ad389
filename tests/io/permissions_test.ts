import { assert, assertEquals } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { startChild } from "../support/child.ts";

/** What the task `server` may do, so that the test follows it. */
const FLAGS = config.tasks.server.command.split(" ").filter((word) => word.startsWith("--allow-"));

/** Listens and echoes as the server does, gives its permissions up, and tries what it can. */
const PROGRAM = `
  import { Listener } from "./lib/io/net/listener.ts";
  import { revokeEverything, tryEverything } from "./lib/io/permissions.ts";
  const folder = Deno.readTextFileSync(FOLDER_FILE);
  const listener = Listener.open("127.0.0.1", 0);
  void listener.run({
    take: (socket) => void socket.readable.pipeTo(socket.writable).catch(() => {}),
    failed() {},
    recovered() {},
  });
  if (!KEEP) revokeEverything();
  console.log(listener.port);
  console.log(JSON.stringify(await tryEverything(folder)));
`;

interface Tried {
  readonly what: string;
  readonly refused: boolean;
}

/** Runs the program until it has told all, then lets `act` look at the listener and the folder. */
async function run(
  keep: boolean,
  flags: readonly string[],
  act: (tried: readonly Tried[], port: number, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/identity.key`, "the key");
  await Deno.writeTextFile(`${folder}/where`, folder);
  const code = PROGRAM.replace("FOLDER_FILE", JSON.stringify(`${folder}/where`))
    .replace("KEEP", String(keep));
  const child = await startChild(code, flags);
  const port = Number(await child.line());
  const tried = JSON.parse(await child.line() ?? "[]");
  await act(tried, port, folder);
  child.process.kill();
  await child.end();
  await Deno.remove(folder, { recursive: true });
}

Deno.test("revokeEverything() leaves nothing of what a server may do, and its listener goes on", async () => {
  await run(false, FLAGS, async (tried, port, folder) => {
    assert(tried.length >= 11, "all is tried");
    assertEquals(tried.filter(({ refused }) => !refused), []);
    assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), [
      "identity.key",
      "where",
    ]);
    assertEquals(await Deno.readTextFile(`${folder}/identity.key`), "the key");
    const socket = await Deno.connect({ hostname: "127.0.0.1", port });
    for (const byte of [1, 2, 3]) {
      await socket.write(new Uint8Array([byte]));
      const buffer = new Uint8Array(4);
      assertEquals([await socket.read(buffer), buffer[0]], [1, byte]);
    }
    socket.close();
  });
});

Deno.test("revokeEverything() leaves nothing to a program that may do everything", async () => {
  await run(false, ["--allow-all"], (tried) => {
    assertEquals(tried.filter(({ refused }) => !refused), []);
    return Promise.resolve();
  });
});

Deno.test("checkSelf() says of each what came of it, and whether all was refused", async () => {
  const code = `
    import { checkSelf, revokeEverything } from "./lib/io/permissions.ts";
    for (const _ of [1, 2]) {
      console.log(await checkSelf("/absent", console.log));
      revokeEverything();
    }
  `;
  const child = await startChild(code, ["--allow-read"]);
  const lines: (string | null)[] = [];
  do lines.push(await child.line()); while (lines.at(-1) !== null);
  await child.end();
  const half = (lines.length - 1) / 2;
  assertEquals([lines[half - 1], lines[2 * half - 1]], ["false", "true"]);
  assert(lines.slice(0, half).some((line) => line?.startsWith("ALLOWED: ")));
  assert(lines.slice(half, -2).every((line) => line?.startsWith("refused: ")));
});

Deno.test("tryEverything() finds what a program may do that has given nothing up", async () => {
  await run(true, FLAGS, async (tried, _port, folder) => {
    const refused = tried.filter((one) => one.refused).map(({ what }) => what);
    const never = ["run a program", "load a library"];
    assertEquals(refused, never, "what the task never allowed");
    assertEquals(await Deno.readTextFile(`${folder}/written`), "");
  });
});
