/**
 * A data folder that another process serves from.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { type Child, startChild } from "./child.ts";

/** Holds a folder in a process of its own, as a server does. */
export async function holder(folder: string): Promise<Child> {
  const child = await startChild(`
    import { holdFolder } from "./lib/io/operator/server_lock.ts";
    await holdFolder(${JSON.stringify(folder)});
    console.log("held");
    setInterval(() => {}, 1000);
  `);
  assertEquals(await child.line(), "held");
  return child;
}
