import { assert, assertEquals } from "@std/assert";
import { findPlace } from "../../lib/io/place.ts";
import { lastRunning } from "../../lib/io/running.ts";
import { runChild } from "../support/child.ts";

function never(sentence: string): void {
  assert(false, sentence);
}

Deno.test("findPlace() is free for the first, taken for the second, and remembers the port of the last", async () => {
  const folder = await Deno.makeTempDir();
  const first = await findPlace(folder, never);
  assertEquals([first.taken, first.port], [false, 0]);
  await first.announce(40_000, "token");
  // The lock belongs to an open file, so another process shows it best.
  const { stdout } = await runChild(`
    import { findPlace } from "./lib/io/place.ts";
    const place = await findPlace(${JSON.stringify(folder)}, console.log);
    console.log(place.taken, place.port);
    await place.announce(50_000, "mine");
  `);
  assertEquals(stdout, "true 0\n");
  assertEquals(await lastRunning(first.path), { port: 40_000, token: "token" });
});

Deno.test("findPlace() leaves no token of a process that was killed, but its port", async () => {
  const folder = await Deno.makeTempDir();
  await runChild(`
    import { findPlace } from "./lib/io/place.ts";
    const place = await findPlace(${JSON.stringify(folder)}, console.log);
    await place.announce(40_000, "token");
    Deno.kill(Deno.pid, "SIGKILL");
  `);
  const place = await findPlace(folder, never);
  assertEquals([place.taken, place.port], [false, 40_000]);
  assertEquals(await lastRunning(place.path), { port: 40_000, token: null });
});

Deno.test("findPlace() complains where it cannot write, and the client goes on", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.mkdir(`${folder}/running.json`);
  const said: string[] = [];
  const place = await findPlace(folder, (sentence) => said.push(sentence));
  await place.announce(40_000, "token");
  assertEquals([place.taken, said.length], [false, 1]);
});
