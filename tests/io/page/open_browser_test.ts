import { assert, assertEquals, assertRejects } from "@std/assert";
import { openBrowser, openerOf } from "../../../lib/io/page/open_browser.ts";

const URL_WITH_SIGNS = "http://127.0.0.1:7421/?a=1&b=$(touch x);'\"#code";

async function withScript(
  script: string,
  test: (path: string, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/opener`;
  await Deno.writeTextFile(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  try {
    await test(path, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("openerOf() names the platform's opener", () => {
  assertEquals(openerOf("linux").command, "xdg-open");
  assertEquals(openerOf("darwin").command, "open");
  assertEquals(openerOf("windows"), {
    command: "rundll32",
    args: ["url.dll,FileProtocolHandler"],
  });
});

Deno.test({
  name: "openBrowser() hands the link over as one argument that no shell reads",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withScript(`printf '%s\\n' "$@" > "$0.args"`, async (command, folder) => {
      assert(await openBrowser(URL_WITH_SIGNS, { command, args: ["first"] }));
      assertEquals(await Deno.readTextFile(`${folder}/opener.args`), `first\n${URL_WITH_SIGNS}\n`);
    }),
});

Deno.test({
  name: "openBrowser() is false where the opener fails or is missing",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withScript("exit 3", async (command, folder) => {
      assertEquals(await openBrowser(URL_WITH_SIGNS, { command, args: [] }), false);
      const missing = { command: `${folder}/missing`, args: [] };
      assertEquals(await openBrowser(URL_WITH_SIGNS, missing), false);
    }),
});

Deno.test({
  name: "openBrowser() does not wait for an opener that stays with its browser",
  ignore: Deno.build.os === "windows",
  // The opener outlives the call on purpose; it ends when its file is removed.
  sanitizeOps: false,
  sanitizeResources: false,
  fn: () =>
    withScript(`while [ -e "$0" ]; do sleep 0.1; done`, async (command) => {
      assert(await openBrowser(URL_WITH_SIGNS, { command, args: [] }));
    }),
});

Deno.test({
  name: "openBrowser() lets live what an opener leaves behind",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withScript(
      `(until [ -e "$0.go" ]; do sleep 0.01; done; echo alive > "$0.new"; mv "$0.new" "$0.said") &`,
      async (command) => {
        assert(await openBrowser(URL_WITH_SIGNS, { command, args: [] }));
        await Deno.writeTextFile(`${command}.go`, "");
        let said = "";
        for (let n = 0; n < 500 && said === ""; n++) {
          said = await Deno.readTextFile(`${command}.said`).catch(() => "");
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        assertEquals(said, "alive\n");
      },
    ),
});

Deno.test({
  name: "openBrowser() starts the opener in the root folder and in a session of its own",
  ignore: Deno.build.os !== "linux",
  fn: () =>
    withScript(
      `pwd > "$0.in"; cut -d ' ' -f 6 /proc/$$/stat >> "$0.in"`,
      async (command, folder) => {
        assert(await openBrowser(URL_WITH_SIGNS, { command, args: [] }));
        const [cwd, session] = (await Deno.readTextFile(`${folder}/opener.in`)).split("\n");
        const own = (await Deno.readTextFile("/proc/self/stat")).split(" ")[5];
        assertEquals(cwd, "/");
        assert(Number(session) > 0 && session !== own, session);
      },
    ),
});

const MODULE = new URL("../../../lib/io/page/open_browser.ts", import.meta.url).href;

/** Opens a link in a process of its own, in a folder and with a `PATH`; what it says of it. */
async function openIn(cwd: string, path: string, flag: string): Promise<string> {
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  const code = `import { openBrowser } from ${JSON.stringify(MODULE)};
    console.log(await openBrowser("http://127.0.0.1:7421/", { command: "pychat-opener", args: [] }));`;
  await Deno.writeTextFile(file, code);
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", "--no-check", "--no-config", flag, file],
    cwd,
    env: { PATH: path, NO_COLOR: "1" },
  }).output();
  await Deno.remove(file);
  const decoder = new TextDecoder();
  return (decoder.decode(stdout) + decoder.decode(stderr)).trim();
}

Deno.test({
  name: "openBrowser() runs nothing out of the folder it is started in, whatever PATH says",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withScript(`echo "$0" >> "$(dirname "$0")/ran"; pychat-helper`, async (opener, folder) => {
      await Deno.mkdir(`${folder}/good`);
      await Deno.mkdir(`${folder}/hostile`);
      await Deno.mkdir(`${folder}/clean`);
      await Deno.rename(opener, `${folder}/good/pychat-opener`);
      for (const name of ["pychat-opener", "pychat-helper", "dirname"]) {
        const script = `#!/bin/sh\ntouch '${folder}/hostile/ran'\n`;
        await Deno.writeTextFile(`${folder}/hostile/${name}`, script, { mode: 0o755 });
      }
      const usual = `${folder}/good:/usr/bin:/bin`;
      for (const flag of ["--allow-run=pychat-opener", "--allow-run"]) {
        for (const path of [`:${usual}`, `.:${usual}`, `${usual}:`, `${usual}::.`, "."]) {
          const said = await openIn(`${folder}/hostile`, path, flag);
          assertEquals(said, "false", `${flag} ${path}`);
          assertEquals(await Deno.stat(`${folder}/hostile/ran`).catch(() => null), null, path);
        }
        assertEquals(await openIn(`${folder}/clean`, `${folder}/hostile:/bin`, flag), "true");
        await Deno.remove(`${folder}/hostile/ran`);
      }
    }),
});

Deno.test("openBrowser() refuses links that lead elsewhere", async () => {
  for (const url of ["http://evil.example/", "--help", "http://127.0.0.1.evil.example:80/"]) {
    await assertRejects(() => openBrowser(url, { command: "true", args: [] }), RangeError);
  }
});
