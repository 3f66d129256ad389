import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { askServer } from "../lib/io/operator/control_ask.ts";
import { readStatus, type Status } from "../lib/io/operator/control_status.ts";
import { MAX_HANDSHAKES, MAX_PER_ADDRESS } from "../lib/limits.ts";
import { Program, startServer } from "./support/programs.ts";

const posix = { ignore: Deno.build.os === "windows" }; // a server there cannot be asked

/** A test with a data folder of a short path: macOS's own place for such is too long. */
function test(name: string, act: (data: string) => Promise<void>): void {
  Deno.test({
    name,
    ...posix,
    async fn() {
      const data = await Deno.makeTempDir({ dir: "/tmp" });
      await act(data);
      await Deno.remove(data, { recursive: true });
    },
  });
}

async function statusOf(data: string): Promise<Status> {
  const asked = await askServer(data, "status");
  const status = asked.how === "answered" ? readStatus(asked.value) : null;
  assert(status !== null, asked.how);
  return status;
}

test("pychat-server takes its limits from the command line and from a file", async (data) => {
  const config = `${data}/conf`;
  await Deno.writeTextFile(config, "max-clients = 5\nexempt = 127.0.0.1\nmessage-rate = off\n");
  const args = ["--config", config, "--max-per-address", "1"];
  const { program, port } = await startServer(args, data);
  const sockets: Deno.Conn[] = [];
  // Some are refused by chance, and none because of where they come from.
  for (let handshakes = 0; handshakes <= MAX_PER_ADDRESS;) {
    assert(sockets.length < 5 * MAX_HANDSHAKES);
    sockets.push(await Deno.connect({ hostname: "127.0.0.1", port }));
    handshakes = (await statusOf(data)).handshakes;
  }
  const { maxPeople, limits } = await statusOf(data);
  assertEquals(maxPeople, 5);
  for (const limit of ["per_address", "address_rate"]) assertEquals(limits?.[limit], undefined);
  for (const socket of sockets) socket.close();
  assertEquals(await program.end(), 0);
});

test("pychat-server starts with no limit that it does not understand", async (data) => {
  const wrong: Readonly<Record<string, string>> = {
    "--max-clients=0": "--max-clients is a number from 1 to",
    "--max-per-address=all": "--max-per-address is a number from 1 to",
    "--exempt=10.0.0.1/8": "“10.0.0.1/8” in --exempt is neither an address nor a network.",
    "--message-rate=fast": "--message-rate is a number of texts a second",
  };
  for (const [option, sentence] of Object.entries(wrong)) {
    const refused = new Program("server", ["--data", data, "-p", "0", option]);
    assertEquals((await refused.status).code, 1);
    await refused.end();
    assertStringIncludes(refused.lines[0] ?? "", sentence);
    assertEquals(refused.lines.length, 1);
  }
});

test("pychat-server says how many people fit where the system has too few descriptors", async (data) => {
  const few = "ulimit -n 400";
  const { program } = await startServer(["--max-clients", "1000"], data, few);
  const room = Number(
    await program.line(/for 1000 people: there is room for (\d+)\. .*ulimit -n 1128/),
  );
  assert(room > 200 && room < 400 - MAX_HANDSHAKES, `${room}`);
  assertEquals((await statusOf(data)).maxPeople, room);
  assertEquals(await program.end(), 0);
  const { program: usual } = await startServer([], data, few);
  assertEquals((await statusOf(data)).maxPeople, room);
  assertEquals(
    usual.lines.filter((line) => line.includes("room for")),
    [],
    "nobody asked for more",
  );
  assertEquals(await usual.end(), 0);
});
