import { assertEquals, assertStringIncludes } from "@std/assert";
import { downloaded } from "../support/compiled.ts";
import { needs } from "../support/needs.ts";
import { Program } from "../support/programs.ts";

Deno.test({
  name: "The compiled client installs itself for one person, and goes without a trace",
  ...needs("compiled"),
  fn: async () => {
    const build = await downloaded(Deno.build.arch);
    const run = async (command: string) => {
      const program = new Program("client", [command], undefined, build);
      const { code } = await program.status;
      await program.end();
      assertEquals(code, 0, program.lines.join("\n"));
      return program.lines.join("\n");
    };
    assertStringIncludes(await run("install"), build.home);
    const data = `${build.home}/.local/share`;
    const entry = await Deno.readTextFile(`${data}/applications/pychat.desktop`);
    assertStringIncludes(entry, `Exec=${build.cwd}/pychat-client-${Deno.build.arch} --ask -- %u`);
    const icon = `${data}/icons/hicolor/scalable/apps/pychat.svg`;
    const source = new URL("../../ui/icon.svg", import.meta.url);
    assertEquals(await Deno.readTextFile(icon), await Deno.readTextFile(source));
    const handlers = await Deno.readTextFile(`${build.home}/.config/mimeapps.list`);
    assertStringIncludes(handlers, "x-scheme-handler/pychat=pychat.desktop");
    await run("uninstall");
    assertEquals(await filesIn(build.home), []);
    await build.remove();
  },
});

async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) found.push(...await filesIn(path));
    else found.push(path);
  }
  return found;
}
