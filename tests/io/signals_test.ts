import { assert, assertEquals } from "@std/assert";
import { startChild } from "../support/child.ts";

/** Says when it is told to stop, and takes its time then. */
const SLOW = `
  import { stopSignal } from "./lib/io/signals.ts";
  const stopped = stopSignal();
  setInterval(() => {}, 1000);
  console.log("ready");
  await stopped;
  console.log("stopping");
  await new Promise(() => {});
`;

const ignore = Deno.build.os === "windows"; // it has no signals to send

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  const name = `stopSignal() hears ${signal}, and ends the process at once at the next one`;
  Deno.test({ name, ignore }, async () => {
    const child = await startChild(SLOW);
    assertEquals(await child.line(), "ready");
    child.process.kill(signal);
    assertEquals(await child.line(), "stopping");
    child.process.kill(signal);
    const { code } = await child.end();
    // Ended by our own hand: a process that a signal ended has a code above 128.
    assertEquals(code, 1);
  });
}

Deno.test("stopSignal() waits for good where nothing is sent", async () => {
  const child = await startChild(SLOW);
  assertEquals(await child.line(), "ready");
  const first = await Promise.race([
    child.line(),
    new Promise((resolve) => setTimeout(() => resolve("silence"), 150)),
  ]);
  assertEquals(first, "silence");
  child.process.kill("SIGKILL");
  assert((await child.end()).code !== 0);
});
