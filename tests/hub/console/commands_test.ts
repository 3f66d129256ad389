import { assert, assertEquals } from "@std/assert";
import { COMMANDS, findCommand, usageOf } from "../../../lib/hub/console/commands.ts";

Deno.test("COMMANDS has each once, with a line of help that is short and plain", () => {
  const names = COMMANDS.map(({ name }) => name);
  assertEquals(new Set(names).size, names.length);
  for (const command of COMMANDS) {
    assert(/^[a-z]+$/.test(command.name));
    assert(/^[a-z].{5,52}[a-z]$/.test(command.help), command.help);
    assert(usageOf(command).length <= 25, "it fits the column of the help");
  }
});

Deno.test("findCommand() takes a name in any case and with a slash, and no other", () => {
  for (const name of ["kick", "/kick", "KICK"]) assertEquals(findCommand(name)?.name, "kick");
  for (const name of ["", "/", "kic", "kick ", "//kick", "toString", "__proto__"]) {
    assertEquals(findCommand(name), null, name);
  }
});

Deno.test("usageOf() says what comes after the name", () => {
  const usages = ["kick", "stop"].map((name) => findCommand(name)).map((one) =>
    one && usageOf(one)
  );
  assertEquals(usages, ["kick NAME [ROOM]", "stop"]);
});
