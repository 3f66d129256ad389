import { assert, assertEquals, assertRejects } from "@std/assert";
import { openBrowser, openerOf } from "../../lib/io/open_browser.ts";

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

Deno.test("openBrowser() refuses links that lead elsewhere", async () => {
  for (const url of ["http://evil.example/", "--help", "http://127.0.0.1.evil.example:80/"]) {
    await assertRejects(() => openBrowser(url, { command: "true", args: [] }), RangeError);
  }
});
