import { assertEquals } from "@std/assert";
import { useFolder } from "../../../lib/io/files/in_use.ts";
import { startChild } from "../../support/child.ts";
import { inFolder } from "../../support/folder.ts";

function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name);
}

Deno.test("Use.end() tells whether another uses the folder, and the last one leaves nothing", async () => {
  await inFolder(async (folder) => {
    const uses = [await useFolder(folder), await useFolder(folder), await useFolder(folder)];
    const left: (boolean | null)[] = [];
    for (const use of uses) left.push(await use.end());
    assertEquals(left, [true, true, false]);
    assertEquals(namesIn(folder), []);
    assertEquals(await (await useFolder(folder)).end(), false);
  });
});

Deno.test("Use.end() sees another process for as long as it runs, however it ends", async () => {
  await inFolder(async (folder) => {
    const child = await startChild(`
      import { useFolder } from "./lib/io/files/in_use.ts";
      await useFolder(${JSON.stringify(folder)});
      console.log("in");
      setInterval(() => {}, 1000);
    `);
    assertEquals(await child.line(), "in");
    assertEquals(await (await useFolder(folder)).end(), true);
    child.process.kill("SIGKILL");
    await child.end();
    assertEquals(await (await useFolder(folder)).end(), false);
  });
});

Deno.test("Use.end() cannot tell where no lock can be had", async () => {
  await inFolder(async (folder) => {
    assertEquals(await (await useFolder(`${folder}/absent`)).end(), null);
    Deno.mkdirSync(`${folder}/in_use.lock`);
    assertEquals(await (await useFolder(folder)).end(), null);
    assertEquals(namesIn(folder), ["in_use.lock"]);
  });
});
