import { assert, assertEquals } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { type Program, programFile, programFlags, TARGETS } from "../../tasks/targets.ts";

const NAMES = new Map(TARGETS.map((target) => [target.name, target]));

function target(name: string): typeof TARGETS[number] {
  const found = NAMES.get(name);
  assert(found !== undefined);
  return found;
}

Deno.test("programFile() names a program and its machine, and Windows' own ending", () => {
  assertEquals(programFile("server", target("aarch64")), "pychat-server-aarch64");
  assertEquals(programFile("client", target("macos-x86_64")), "pychat-client-macos-x86_64");
  assertEquals(programFile("client", target("windows-x86_64")), "pychat-client-windows-x86_64.exe");
  const files = TARGETS.flatMap((one) => [programFile("server", one), programFile("client", one)]);
  assertEquals(new Set(files).size, 2 * TARGETS.length);
});

Deno.test("programFlags() are those of the task, one opener, and refusals that stay", () => {
  const command = config.tasks.client.command;
  for (const [name, opener] of [["x86_64", "xdg-open"], ["macos-aarch64", "open"]] as const) {
    const flags = programFlags(command, "client", target(name));
    assertEquals(flags.filter((flag) => flag.includes("-run")), [`--allow-run=${opener}`]);
    for (const flag of ["--no-prompt", "--deny-ffi", "--deny-import"]) {
      assert(flags.includes(flag), flag);
    }
  }
  const flags = programFlags(config.tasks.server.command, "server", target("aarch64"));
  assertEquals(flags.filter((flag) => flag.includes("-run")), ["--deny-run"]);
  assert(flags.includes("--allow-sys=networkInterfaces"));
  const forV8 = flags.find((flag) => flag.startsWith("--v8-flags="));
  assert(forV8?.includes("--no-concurrent-array-buffer-sweeping"), forV8);
  assert(
    flags.every((flag) => /^--(no-prompt$|v8-flags=|(allow|deny)-[a-z]+)/.test(flag)),
    flags.join(),
  );
});

Deno.test("programFlags() gives a server the flags of V8 that were asked for, and a client none", () => {
  const flags = (program: Program, asked?: string) =>
    programFlags(config.tasks[program].command, program, target("aarch64"), asked)
      .filter((flag) => flag.startsWith("--v8-flags"));
  assertEquals(flags("server", "--lite-mode,--expose-gc"), ["--v8-flags=--lite-mode,--expose-gc"]);
  assertEquals(flags("server").length, 1);
  assert(config.tasks.server.command.includes(flags("server").join()));
  assertEquals(flags("client", "--lite-mode"), []);
});

Deno.test("The programs may read no variable of the environment but those that name folders, and LANG", () => {
  for (const program of ["server", "client"] as const) {
    const flags = programFlags(config.tasks[program].command, program, target("x86_64"));
    const env = flags.find((flag) => flag.startsWith("--allow-env"))?.split("=")[1]?.split(",");
    const known = ["HOME", "LANG", "LOCALAPPDATA", "APPDATA"];
    assertEquals(env?.filter((name) => !known.includes(name) && !name.startsWith("XDG_")), []);
  }
});
