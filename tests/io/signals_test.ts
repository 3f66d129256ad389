import { assertEquals } from "@std/assert";
import { startChild } from "../support/child.ts";

/** Says when it is told to stop, and takes its time then. */
const slow = (oneWish: number) => `
  import { stopSignal } from "./lib/io/signals.ts";
  const stopped = stopSignal(${oneWish});
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
    const child = await startChild(slow(0));
    assertEquals(await child.line(), "ready");
    child.process.kill(signal);
    assertEquals(await child.line(), "stopping");
    child.process.kill(signal);
    const { code } = await child.end();
    // Ended by our own hand: a process that a signal ended has a code above 128.
    assertEquals(code, 1);
  });
}

Deno.test({
  name: "stopSignal() takes signals that come together for one: a terminal's, and one passed on",
  ignore,
  async fn() {
    const child = await startChild(slow(60_000));
    assertEquals(await child.line(), "ready");
    for (const signal of ["SIGINT", "SIGTERM", "SIGINT"] as const) child.process.kill(signal);
    assertEquals(await child.line(), "stopping");
    child.process.kill("SIGINT");
    // Only a signal that nobody can hear ends it now.
    child.process.kill("SIGKILL");
    assertEquals((await child.end()).code, 128 + 9);
  },
});
