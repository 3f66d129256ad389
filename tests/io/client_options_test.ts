import { assertEquals, assertThrows } from "@std/assert";
import { CLIENT_USAGE, readClientOptions } from "../../lib/io/client_options.ts";
import { StartError } from "../../lib/io/start_error.ts";

Deno.test("readClientOptions() asks for nothing where nothing was typed", () => {
  assertEquals(readClientOptions([]), {
    command: "run",
    where: null,
    name: "",
    uiPort: null,
    open: true,
    another: false,
    ask: false,
    data: null,
  });
});

Deno.test("readClientOptions() reads an invitation, or an address with or without a port", () => {
  const where = (...args: string[]) => readClientOptions(args).where;
  assertEquals(where("pychat://garden#k"), { invitation: "pychat://garden#k" });
  assertEquals(where("-s", "::1", "-p", "7421"), { address: "::1", port: 7421 });
  assertEquals(where("--server", "garden"), { address: "garden", port: null });
  assertThrows(() => where("x", "-s", "y"), StartError, "leave out -s and -p");
  assertThrows(() => where("x", "-p", "1"), StartError, "leave out -s and -p");
  assertThrows(() => where("-p", "1"), StartError, "name it with -s");
  assertThrows(() => where("x", "y"), StartError, "not understood");
});

Deno.test("readClientOptions() holds the page's port at its edges", () => {
  const port = (text: string) => readClientOptions(["--ui-port", text]).uiPort;
  assertEquals(["0", "1024", "65535"].map(port), [0, 1024, 65535]);
  for (const wrong of ["1", "80", "1023"]) assertThrows(() => port(wrong), StartError, "1024");
  for (const wrong of ["65536", "x"]) assertThrows(() => port(wrong), StartError, "not a port");
});

Deno.test("readClientOptions() knows its commands, and --help and --version before them", () => {
  const command = (...args: string[]) => readClientOptions(args).command;
  assertEquals(["install", "uninstall"].map((word) => command(word)), ["install", "uninstall"]);
  assertEquals(readClientOptions(["install"]).where, null);
  assertEquals([command("--help", "install"), command("--version")], ["help", "version"]);
  assertEquals(readClientOptions(["-s", "install"]).where, { address: "install", port: null });
});

Deno.test("The usage names every option there is", () => {
  const args = [
    "--server",
    "--port",
    "--name",
    "--ui-port",
    "--no-open",
    "--new",
    "--ask",
    "--data",
  ];
  for (const arg of [...args, "--version", "--help"]) {
    assertEquals(CLIENT_USAGE.includes(arg), true, arg);
  }
});
