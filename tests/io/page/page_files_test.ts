import { assertEquals, assertRejects } from "@std/assert";
import { readPageFiles } from "../../../lib/io/page/page_files.ts";

Deno.test("readPageFiles() reads scripts, drawings and the page itself by the path they are served at", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const strange = ["other.txt", "app.js~", ".lock", "a b.js", "app.js.map", "x.html"];
    for (const name of ["index.html", "app.js", "app.css", "piece-A1.js", ...strange]) {
      await Deno.writeTextFile(`${folder}/${name}`, name);
    }
    await assertRejects(() => readPageFiles(folder), Deno.errors.NotFound);
    await Deno.mkdir(`${folder}/icon.svg`);
    await assertRejects(() => readPageFiles(folder), Deno.errors.NotFound);
    await Deno.remove(`${folder}/icon.svg`);
    await Deno.writeTextFile(`${folder}/icon.svg`, "icon.svg");
    const files = await readPageFiles(folder);
    const texts = [...files].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]);
    assertEquals(texts.sort(), [
      ["/", "index.html"],
      ["/app.css", "app.css"],
      ["/app.js", "app.js"],
      ["/icon.svg", "icon.svg"],
      ["/piece-A1.js", "piece-A1.js"],
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("readPageFiles() is without nothing that every page needs", async () => {
  const all = ["index.html", "app.js", "app.css", "icon.svg"];
  for (const missing of all) {
    const folder = await Deno.makeTempDir();
    for (const name of all) if (name !== missing) await Deno.writeTextFile(`${folder}/${name}`, "");
    await assertRejects(() => readPageFiles(folder), Deno.errors.NotFound);
    await Deno.remove(folder, { recursive: true });
  }
  await assertRejects(() => readPageFiles("/nowhere/at/all"), Deno.errors.NotFound);
});
