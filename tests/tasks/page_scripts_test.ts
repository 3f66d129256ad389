import { assertEquals, assertRejects } from "@std/assert";
import { readPageScripts } from "../../tasks/page_scripts.ts";
import { inFolder } from "../support/folder.ts";

/** Reads scripts that are written as they are here, by their names. */
async function scriptsOf(texts: Readonly<Record<string, string>>) {
  let found: Awaited<ReturnType<typeof readPageScripts>> = { first: [], later: [] };
  await inFolder(async (folder) => {
    for (const [name, text] of Object.entries(texts)) {
      await Deno.writeTextFile(`${folder}/${name}`, text);
    }
    found = await readPageScripts(new URL(`file://${folder}/`));
  });
  return found;
}

Deno.test("readPageScripts() tells what is imported at the beginning from what comes while it runs", async () => {
  const found = await scriptsOf({
    "app.js": `import{a as b}from"./chunk-A.js";import"./chunk-B.js";b(()=>import("./later-C.js"))`,
    "chunk-A.js": `import{c}from"./chunk-B.js";export{c as a};`,
    "chunk-B.js": `export const c=1;`,
    "later-C.js": `import"./chunk-A.js";import{d}from"./chunk-D.js";import("./emoji-E.js");`,
    "chunk-D.js": `export{c as d}from"./chunk-B.js";`,
    "emoji-E.js": `export default{};`,
    "chunk-stray.js": ``,
  });
  assertEquals(found, {
    first: ["app.js", "chunk-A.js", "chunk-B.js"],
    later: ["later-C.js", "chunk-D.js", "emoji-E.js"],
  });
});

Deno.test("readPageScripts() counts what both need to the first, and ends where pieces go in a circle", async () => {
  const found = await scriptsOf({
    "app.js": `import("./later-C.js");import{a}from"./chunk-A.js"`,
    "chunk-A.js": `import("./later-C.js");export{a}from"./app.js"`,
    "later-C.js": `import{a}from"./chunk-A.js"`,
  });
  assertEquals(found, { first: ["app.js", "chunk-A.js"], later: ["later-C.js"] });
});

Deno.test("readPageScripts() says that a piece is missing", async () => {
  await assertRejects(() => scriptsOf({}), Deno.errors.NotFound);
  const early = { "app.js": `import"./chunk-A.js"` };
  await assertRejects(() => scriptsOf(early), Deno.errors.NotFound);
  await assertRejects(() => scriptsOf({ "app.js": `import("./a.js")` }), Deno.errors.NotFound);
});
