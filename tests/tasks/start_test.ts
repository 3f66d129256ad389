import { assert, assertEquals } from "@std/assert";
import { PageDriver } from "../support/page_driver.ts";
import { Program } from "../support/programs.ts";

/** A port that nobody has at the moment. */
function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}

Deno.test("deno task start: one command is a server, a client in it, and an invitation for the next", async () => {
  const data = Deno.makeTempDirSync();
  const port = freePort();
  const start = new Program("start", ["-p", `${port}`, "--data", data, "--no-open"]);
  const ada = await PageDriver.open(await start.line(/(http:\/\/127\.0\.0\.1:\d+\/#\S+)/));
  await ada.until(({ at }) => at === "joined");
  const key = await start.line(/pychat:\/\/\S+#([\w-]{43})/);

  const second = new Program("client", [
    `pychat://127.0.0.1:${port}#${key}`,
    "--no-open",
    "--data",
    `${data}/second`,
  ]);
  const bern = await PageDriver.open(await second.line(/(http:\/\/127\.0\.0\.1:\d+\/#\S+)/));
  await bern.until(({ at }) => at === "joined");
  bern.say("it works");
  await ada.until(({ texts }) => texts.includes("it works"));

  assertEquals(await start.end(), 0);
  await bern.until(({ state }) =>
    state?.stage.at === "reconnecting" && state.stage.how === "stopping"
  );
  await bern.close();
  await ada.until(({ closed }) => closed);
  assertEquals(await second.end(), 0);
  await assertFree(port);
});

/** The server has really ended: its port can be had again. */
async function assertFree(port: number): Promise<void> {
  for (let tried = 0; tried < 100; tried++) {
    try {
      return Deno.listen({ hostname: "127.0.0.1", port }).close();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  assert(false, `port ${port} is still taken`);
}

Deno.test("deno task start says why it cannot start, and leaves nothing running", async () => {
  const listener = Deno.listen({ hostname: "0.0.0.0", port: 0 });
  const taken = `${listener.addr.port}`;
  const start = new Program("start", ["-p", taken, "--data", Deno.makeTempDirSync(), "--no-open"]);
  assertEquals((await start.status).code, 1);
  await start.end();
  assert(start.lines.some((line) => line.includes(`Port ${taken} is in use`)));
  listener.close();
});

Deno.test({
  name: "deno task start keeps the client when only its server ends, and says so",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const port = freePort();
    const start = new Program("start", [
      "-p",
      `${port}`,
      "--data",
      Deno.makeTempDirSync(),
      "--no-open",
    ]);
    const ada = await PageDriver.open(await start.line(/(http:\/\/127\.0\.0\.1:\d+\/#\S+)/));
    await ada.until(({ at }) => at === "joined");
    await killWhoListens(port);
    await start.line(/The server has ended/);
    await ada.until(({ state }) => state?.stage.at === "reconnecting" && state.stage.how === "cut");
    await ada.close();
    assert(await start.end() > 0);
  },
});

Deno.test("deno task start keeps the server when the page quits its client, and says so", async () => {
  const port = freePort();
  const data = Deno.makeTempDirSync();
  const start = new Program("start", ["-p", `${port}`, "--data", data, "--no-open"]);
  const ada = await PageDriver.open(await start.line(/(http:\/\/127\.0\.0\.1:\d+\/#\S+)/));
  await ada.until(({ at }) => at === "joined");
  ada.ask({ type: "quit", sure: true });
  await start.line(/The client has ended/);
  (await Deno.connect({ hostname: "127.0.0.1", port })).close();
  assertEquals(await start.end(), 0);
  await assertFree(port);
});

/** Ends the process that has this port with a signal that nobody can hear. */
async function killWhoListens(port: number): Promise<void> {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")} `;
  const tables = await Promise.all(
    ["tcp", "tcp6"].map((name) => Deno.readTextFile(`/proc/net/${name}`)),
  );
  const inodes = tables.join("").split("\n").map((line) => line.trim().split(/\s+/))
    .filter((cells) => cells[3] === "0A" && `${cells[1]} `.endsWith(wanted)).map((cells) =>
      cells[9]
    );
  for (const { name } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      for (const { name: fd } of Deno.readDirSync(`/proc/${name}/fd`)) {
        const target = Deno.readLinkSync(`/proc/${name}/fd/${fd}`);
        if (inodes.some((inode) => target === `socket:[${inode}]`)) {
          return Deno.kill(Number(name), "SIGKILL");
        }
      }
    } catch {
      // It has ended, or is not ours.
    }
  }
  assert(false, `nobody listens on ${port}`);
}
