import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  readServerOptions,
  SERVER_USAGE,
  usualFolder,
} from "../../../lib/io/operator/server_options.ts";
import { StartError } from "../../../lib/io/start_error.ts";

/** Runs a test with a file that holds some options. */
async function withConfig(text: string, act: (path: string) => Promise<void>): Promise<void> {
  const path = await Deno.makeTempFile();
  await Deno.writeTextFile(path, text);
  await act(path);
  await Deno.remove(path);
}

async function values(...args: string[]): Promise<unknown> {
  return (await readServerOptions(args)).string;
}

async function generates(...args: string[]): Promise<boolean> {
  return (await readServerOptions(args)).boolean["generate-passphrase"];
}

const ALL = `port = 7421
host = 192.0.2.7
public = chat.example.org
name = Garden Pi
passphrase-file = /etc/words
log = json
max-clients = 50
max-per-address = 4
exempt = 127.0.0.1, fd00::/8
message-rate = off
generate-passphrase = yes
`;

Deno.test("readServerOptions() takes from a file all that may stand there", async () => {
  await withConfig(ALL, async (config) => {
    const string = {
      config,
      port: "7421",
      host: "192.0.2.7",
      public: "chat.example.org",
      name: "Garden Pi",
      "passphrase-file": "/etc/words",
      log: "json",
      "max-clients": "50",
      "max-per-address": "4",
      exempt: "127.0.0.1, fd00::/8",
      "message-rate": "off",
    };
    assertEquals(await values("--config", config), string);
    assertEquals(await generates("--config", config), true);
    assertEquals(await values("--data", "/d", "--config", config), { ...string, data: "/d" });
  });
});

Deno.test("readServerOptions() lets the command line win over the file", async () => {
  await withConfig("port = 7421\nname = Pi\ngenerate-passphrase = no\n", async (config) => {
    const given = ["-p", "80", "--log", "text", "--generate-passphrase", "--config", config];
    assertEquals(await values(...given), { config, port: "80", log: "text", name: "Pi" });
    assertEquals(await generates(...given), true);
    assertEquals(await generates("--config", config), false);
  });
});

Deno.test("readServerOptions() takes from a file nothing that is said at the start", async () => {
  for (const name of ["data", "config", "help", "version", "self-check", "p", "colour"]) {
    await withConfig(`log = json\n${name} = yes\n`, async (config) => {
      const read = () => readServerOptions(["--config", config]);
      await assertRejects(read, StartError, `${config}, line 2: “${name}”`);
    });
  }
});

Deno.test("readServerOptions() says what is wrong with the file, and reads none for --help", async () => {
  const absent = ["--config", "/absent.conf"];
  await assertRejects(() => readServerOptions(absent), StartError, "/absent.conf cannot be read");
  for (const flag of ["--help", "--version"]) {
    assertEquals(await values(flag, ...absent), { config: "/absent.conf" });
  }
  for (const name of ["--config", "--exempt"]) {
    const twice = [name, "/a", name, "/b"];
    await assertRejects(() => readServerOptions(twice), StartError, "more than once");
  }
});

Deno.test("readServerOptions() is without a file what stands on the command line", async () => {
  assertEquals(await values("-p", "7", "--name", "x"), { port: "7", name: "x" });
  assertEquals(await generates(), false);
  for (const args of [["--colour", "red"], ["serve"], ["--data", "/d", "status"]]) {
    await assertRejects(() => readServerOptions(args), StartError);
  }
});

Deno.test("SERVER_USAGE names every option but the one for tests, within a terminal's width", async () => {
  const named = [...SERVER_USAGE.matchAll(/^ {2}.*?--([a-z-]+)/gm)].map(([, name]) => name);
  const { boolean } = await readServerOptions([]);
  const flags = Object.keys(boolean).filter((name) => name !== "self-check");
  const strings = ["port", "host", "public", "name", "passphrase-file", "log", "data", "config"];
  const limits = ["max-clients", "max-per-address", "exempt", "message-rate", "history"];
  assertEquals(named.sort(), [...flags, ...strings, ...limits].sort());
  for (const line of SERVER_USAGE.split("\n")) assert(line.length <= 80, line);
});

Deno.test("usualFolder() is the server's own", () => {
  assert(/[/\\]pychat[/\\]server$/.test(usualFolder()));
});

Deno.test("readServerOptions() takes one passphrase for the other: what is typed is meant", async () => {
  await withConfig("generate-passphrase = yes\n", async (config) => {
    const typed = ["--passphrase-file", "/mine", "--config", config];
    const { string, boolean } = await readServerOptions(typed);
    assertEquals([string["passphrase-file"], boolean["generate-passphrase"]], ["/mine", false]);
  });
  await withConfig("passphrase-file = /theirs\n", async (config) => {
    const typed = ["--generate-passphrase", "--config", config];
    const { string, boolean } = await readServerOptions(typed);
    assertEquals([string["passphrase-file"], boolean["generate-passphrase"]], [undefined, true]);
    const { string: kept } = await readServerOptions(["--config", config]);
    assertEquals(kept["passphrase-file"], "/theirs");
  });
});
