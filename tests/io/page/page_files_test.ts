import { assertEquals, assertRejects } from "@std/assert";
import { readPageFiles } from "../../../lib/io/page/page_files.ts";

Deno.test("readPageFiles() reads the four files by the path they are served at", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (const name of ["index.html", "app.js", "app.css", "other.txt"]) {
      await Deno.writeTextFile(`${folder}/${name}`, name);
    }
    await assertRejects(() => readPageFiles(folder), Deno.errors.NotFound);
    await Deno.writeTextFile(`${folder}/icon.svg`, "icon.svg");
    const files = await readPageFiles(folder);
    const texts = [...files].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]);
    assertEquals(texts, [
      ["/", "index.html"],
      ["/app.js", "app.js"],
      ["/app.css", "app.css"],
      ["/icon.svg", "icon.svg"],
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
