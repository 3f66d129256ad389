import { assert, assertEquals, assertRejects } from "@std/assert";
import { findPlace } from "../../../lib/io/page/place.ts";
import { lastRunning } from "../../../lib/io/page/running.ts";
import { runChild, startChild } from "../../support/child.ts";

function never(sentence: string): void {
  assert(false, sentence);
}

Deno.test("findPlace() is free for the first, and taken for the second", async () => {
  const folder = await Deno.makeTempDir();
  const first = await findPlace(folder, never);
  assertEquals(first.taken, false);
  await first.announce(40_000, "token");
  // The lock belongs to an open file, so another process shows it best.
  const { stdout } = await runChild(`
    import { findPlace } from "./lib/io/page/place.ts";
    const place = await findPlace(${JSON.stringify(folder)}, console.log);
    console.log(place.taken);
    await place.announce(50_000, "mine");
  `);
  assertEquals(stdout, "true\n");
  assertEquals(await lastRunning(first.path), { port: 40_000, token: "token" });
});

Deno.test("findPlace() leaves no token of a process that was killed", async () => {
  const folder = await Deno.makeTempDir();
  await runChild(`
    import { findPlace } from "./lib/io/page/place.ts";
    const place = await findPlace(${JSON.stringify(folder)}, console.log);
    await place.announce(40_000, "token");
    Deno.kill(Deno.pid, "SIGKILL");
  `);
  const place = await findPlace(folder, never);
  assertEquals(place.taken, false);
  assertEquals(await lastRunning(place.path), { port: 40_000, token: null });
});

Deno.test("findPlace() complains where it cannot write, and the client goes on", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.mkdir(`${folder}/running.json`);
  const said: string[] = [];
  const place = await findPlace(folder, (sentence) => said.push(sentence));
  await place.announce(40_000, "token");
  assertEquals([place.taken, said.length], [false, 1]);
  // Nobody may ask at a port that stands there from before: the place is given up.
  const { stdout } = await runChild(`
    import { tryLock } from "./lib/io/files/lock.ts";
    console.log(typeof await tryLock(${JSON.stringify(`${folder}/running.lock`)}));
  `);
  assertEquals(stdout, "object\n");
});

/** Another process that has the place and goes on. */
async function startFirst(folder: string): ReturnType<typeof startChild> {
  const child = await startChild(`
    import { findPlace } from "./lib/io/page/place.ts";
    const place = await findPlace(${JSON.stringify(folder)}, console.log);
    await place.announce(40_000, "first");
    console.log(place.taken);
    setInterval(() => {}, 1000);
  `);
  assertEquals(await child.line(), "false");
  return child;
}

Deno.test("Place.retry() takes the place once whoever had it has gone, and says how it is reached", async () => {
  const folder = await Deno.makeTempDir();
  const child = await startFirst(folder);
  const place = await findPlace(folder, never);
  await place.announce(50_000, "second");
  await place.retry();
  assertEquals((await lastRunning(place.path))?.token, "first");
  child.process.kill("SIGKILL");
  await child.end();
  await place.retry();
  assertEquals(await lastRunning(place.path), { port: 50_000, token: "second" });
  await place.announce(50_000, null);
  assertEquals(await lastRunning(place.path), { port: 50_000, token: null });
});

Deno.test("Place.clear() leaves nothing there, whatever is written meanwhile and after it", async () => {
  const folder = await Deno.makeTempDir();
  const place = await findPlace(folder, never);
  const all = [
    place.announce(40_000, "token"),
    place.clear(),
    place.announce(40_000, null),
    place.retry(),
  ];
  await Promise.all(all);
  await place.announce(40_000, "token");
  assertEquals([...Deno.readDirSync(folder)], []);
  const next = await findPlace(folder, never);
  assertEquals(next.taken, false, "the place is free");
  await Deno.remove(folder, { recursive: true });
});

Deno.test("Place.clear() leaves the place to who has it, and takes it never more", async () => {
  const folder = await Deno.makeTempDir();
  const child = await startFirst(folder);
  const place = await findPlace(folder, never);
  await place.clear();
  assertEquals((await lastRunning(place.path))?.token, "first");
  child.process.kill("SIGKILL");
  await child.end();
  await place.retry();
  await place.announce(50_000, "second");
  assertEquals((await lastRunning(place.path))?.token, "first");
  await Deno.remove(folder, { recursive: true });
});

Deno.test("Place.clear() says what cannot be removed, and lets the place go all the same", async () => {
  const folder = await Deno.makeTempDir();
  const place = await findPlace(folder, () => {});
  await Deno.mkdir(`${folder}/running.json/in`, { recursive: true });
  await assertRejects(() => place.clear());
  assertEquals((await findPlace(folder, () => {})).taken, false);
  await Deno.remove(folder, { recursive: true });
});
