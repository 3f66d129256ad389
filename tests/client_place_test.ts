import { assert, assertEquals } from "@std/assert";
import config from "../deno.json" with { type: "json" };
import { PageDriver } from "./support/page_driver.ts";
import { type Program, startClient } from "./support/programs.ts";

async function endAll(
  ...clients: readonly { program: Program; page?: PageDriver }[]
): Promise<void> {
  for (const { page } of clients) await page?.close();
  for (const { program } of clients) assertEquals(await program.end(), 0, program.lines.join());
}

Deno.test("pychat-client: after an end, clean or not, a start believes nobody at the port it had", async () => {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    const first = await startClient();
    await first.program.end(signal);
    const { port } = new URL(first.link);
    const running = JSON.parse(Deno.readTextFileSync(`${first.data}/running.json`));
    assertEquals([running.port, running.token === null], [Number(port), signal === "SIGTERM"]);
    // Another user of this computer, who may have read the port anywhere.
    let asked = 0;
    const squatter = Deno.serve(
      { hostname: "127.0.0.1", port: Number(port), onListen() {} },
      (request) => {
        asked++;
        return new Response(`${new URL(request.url).origin}/#stolen`);
      },
    );
    const second = await startClient([], first.data);
    await second.program.line(/Enter prints/);
    assert(new URL(second.link).port !== port);
    assertEquals(asked, 0);
    await squatter.shutdown();
    const third = await startClient([], first.data);
    assertEquals((await third.program.status).code, 0);
    assertEquals(new URL(third.link).port, new URL(second.link).port, "it has the place now");
    await endAll(third, second);
  }
});

Deno.test("pychat-client: starts with --new or a server leave the place to who has it", async () => {
  const first = await startClient(["--new"]);
  const page = await PageDriver.open(first.link);
  const other = await startClient(["-s", "127.0.0.1", "-p", "1"], first.data);
  await other.program.line(/Enter prints/);
  const third = await startClient([], first.data);
  assertEquals((await third.program.status).code, 0);
  assertEquals(new URL(third.link).port, new URL(first.link).port);
  await endAll(third, other, { ...first, page });
});

Deno.test("pychat-client tells when a link for a browser is used twice, and shuts both out", async () => {
  const client = await startClient();
  const first = await PageDriver.open(client.link);
  first.ask({ type: "link", to: "here" });
  const { url } = await first.answer("link");
  const thief = await PageDriver.open(url);
  const { host, hash, origin } = new URL(url);
  const owner = new WebSocket(`ws://${host}/ws`, { headers: { origin } });
  const gone = new Promise((resolve) => owner.onclose = resolve);
  owner.onopen = () => owner.send(JSON.stringify({ type: "code", code: hash.slice(1) }));
  await thief.until(({ closed }) => closed);
  await gone;
  await client.program.line(/Somebody else used the link/);
  assertEquals(first.closed, false);
  await endAll({ ...client, page: first });
});

Deno.test("pychat-client goes on where its input cannot be read, as under nohup", async () => {
  const data = Deno.makeTempDirSync();
  const words = config.tasks.client.command.split("&&").at(-1)?.trim().split(" ").slice(1) ?? [];
  const child = new Deno.Command("sh", {
    args: ["-c", 'exec "$@" 0>/dev/null', "sh", Deno.execPath(), ...words, "--no-open"]
      .concat("--data", data),
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  const ended = child.output();
  const running = () => JSON.parse(Deno.readTextFileSync(`${data}/running.json`));
  for (let n = 0; n < 300; n++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if ([...Deno.readDirSync(data)].some(isRunning)) break;
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  assertEquals((await fetch(`http://127.0.0.1:${running().port}/`)).status, 200);
  child.kill("SIGTERM");
  const { code, stderr } = await ended;
  assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
});

function isRunning({ name }: Deno.DirEntry): boolean {
  return name === "running.json";
}
