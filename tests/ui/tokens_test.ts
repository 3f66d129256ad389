import { assert, assertEquals } from "@std/assert";

const CSS = new URL("../../ui/css/", import.meta.url);

/** The declarations of a block, one a line; blank where there is none. */
function block(css: string, opening: string): string[] {
  const at = css.indexOf(opening);
  const body = css.slice(at + opening.length, css.indexOf("}", at));
  return at < 0 ? [] : body.split(";").map((line) => line.trim()).filter((line) => line !== "");
}

Deno.test("system.css has the very values of the themes it stands for", async () => {
  const css = await Deno.readTextFile(new URL("tokens.css", CSS));
  const own = await Deno.readTextFile(new URL("system.css", CSS));
  const system = (query: string) => block(own.slice(own.indexOf(query)), '[data-theme="system"] {');
  const light = block(css, '\n[data-theme="light"] {');
  assert(light.length > 30);
  assertEquals(system("@media (prefers-color-scheme: light)"), light);
  assertEquals(
    system("@media (prefers-contrast: more)"),
    block(css, '\n[data-theme="contrast"] {'),
  );
});

Deno.test("every part of the style sheet names tokens and no colours of its own", async () => {
  for await (const { name } of Deno.readDir(CSS)) {
    if (name === "tokens.css" || name === "system.css") continue;
    const css = await Deno.readTextFile(new URL(name, CSS));
    assertEquals(
      css.match(/#[0-9a-f]{3,8}\b|\burl\(/gi)?.filter((c) => c !== "#000") ?? [],
      [],
      name,
    );
  }
});

Deno.test("every token that a part names exists", async () => {
  const tokens = await Deno.readTextFile(new URL("tokens.css", CSS));
  for await (const { name } of Deno.readDir(CSS)) {
    const css = await Deno.readTextFile(new URL(name, CSS));
    const used = [...css.matchAll(/var\((--[\w-]+)/g)].map((match) => match[1]);
    assertEquals(used.filter((one) => one !== "--k" && !tokens.includes(`${one}:`)), [], name);
  }
});
