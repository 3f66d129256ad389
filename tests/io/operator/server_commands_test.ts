import { assert, assertEquals, assertRejects } from "@std/assert";
import { runCommand } from "../../../lib/io/operator/server_commands.ts";
import { StartError } from "../../../lib/io/start_error.ts";

Deno.test("runCommand() leaves to the server what does not begin with a command", async () => {
  for (const args of [[], ["--help"], ["-p", "1"], ["--data", "status"], ["Status"], ["keys"]]) {
    assertEquals(await runCommand(args), false, args.join(" "));
  }
  for (const word of ["", "toString", "__proto__"]) assertEquals(await runCommand([word]), false);
});

Deno.test("runCommand() refuses what it would have to guess at, before it does anything", async () => {
  const wrong = [
    ["status", "now"],
    ["status", "--colour"],
    ["status", "--data"],
    ["key"],
    ["key", "export"],
    ["key", "import"],
    ["key", "show", "x"],
    ["key", "x", "export"],
    ["key", "export", "x", "y"],
    ["key", "export", "x", "--json"],
    ["setup", "now"],
    ["admin", "--colour", "who"],
    ["admin", "--data"],
    ["admin", "--data", "/a", "--data", "/b", "who"],
    ["setup", "--data", "/d"],
  ];
  for (const args of wrong) {
    await assertRejects(() => runCommand(args), StartError, undefined, args.join(" "));
  }
});

Deno.test("runCommand() prints no script that would install Deno as the server", async () => {
  assert(!Deno.build.standalone);
  for (const args of [["setup"], ["setup", "--undo"]]) {
    await assertRejects(() => runCommand(args), StartError, "setup is for");
  }
});
