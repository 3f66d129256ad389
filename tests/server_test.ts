import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Chatter } from "./support/house.ts";
import { Program, startServer } from "./support/programs.ts";

async function refusal(args: readonly string[]): Promise<string> {
  const program = new Program("server", args);
  const { code } = await program.status;
  await program.end();
  assertEquals(code, 1, `pychat-server ${args.join(" ")}`);
  assertEquals(program.lines.length, 1, program.lines.join("\n"));
  return program.lines[0] ?? "";
}

Deno.test("pychat-server prints what an operator needs, and keeps its key from start to start", async () => {
  const data = Deno.makeTempDirSync();
  const first = await startServer(["--name", "Garden Pi"], data);
  assertMatch(first.invitation, /^pychat:\/\/127\.0\.0\.1:\d+#[\w-]{43}$/);
  assertEquals(await first.program.end(), 0);
  const text = first.program.lines.join("\n");
  assertStringIncludes(text, "pyChat server 0.1.0");
  assertStringIncludes(text, `port ${first.port}`);
  assertStringIncludes(text, data);
  assertMatch(text, /\n {4}([a-z]+ ){7}[a-z]+\n/);
  const { mode, size } = Deno.statSync(`${data}/identity.key`);
  assertEquals([(mode ?? 0) & 0o777, size], [0o600, 44]);

  const second = await startServer(["--public", "chat.example.org"], data);
  assertEquals(second.invitation.split("#")[1], first.invitation.split("#")[1]);
  assertStringIncludes(second.invitation, `pychat://chat.example.org:${second.port}#`);
  await second.program.end();
  const third = await startServer(["--public", "[2001:db8::1]:7420"], data);
  assertStringIncludes(third.invitation, "pychat://[2001:db8::1]#");
  await third.program.end();
});

Deno.test("pychat-server invites to addresses that mean something to others, in the invitation's own spelling", async () => {
  /** All that a server says that listens at this address. */
  async function said(host: string): Promise<string> {
    const args = ["--host", host, "--data", Deno.makeTempDirSync(), "-p", "0"];
    const program = new Program("server", args);
    await program.line(/listening/);
    assertEquals(await program.end(), 0);
    return program.lines.join("\n");
  }
  for (const [host, invited] of [["LOCALHOST", "localhost"], ["[::1]", "[::1]"]] as const) {
    const text = await said(host);
    assertStringIncludes(text, `pychat://${invited}:`);
    assertEquals(text.includes("router"), false, "no port of the loopback can be forwarded");
  }
  const everywhere = await said("0.0.0.0");
  assertEquals(everywhere.includes("pychat://0.0.0.0"), false);
  assertStringIncludes(everywhere, "router");
});

Deno.test("pychat-server, once it listens, can neither connect out nor read or write a file", async () => {
  const data = Deno.makeTempDirSync();
  const program = new Program("server", ["--self-check", "--data", data, "-p", "0"]);
  const { code } = await program.status;
  await program.end();
  const tried = program.lines.filter((line) => /^(refused|ALLOWED): /.test(line));
  assertEquals(tried.filter((line) => line.startsWith("ALLOWED")), []);
  const count = Deno.build.os === "windows" ? 11 : 13; // there are no Unix sockets to try
  assertEquals([tried.length, code], [count, 0]);
  const there = [...Deno.readDirSync(data)].map(({ name }) => name).sort();
  const socket = Deno.build.os === "windows" ? [] : ["control.sock"];
  assertEquals(there, [...socket, "identity.key", "server.lock"]);
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.test(`pychat-server says goodbye to everybody at ${signal}, and ends`, async () => {
    const { program, port } = await startServer();
    const people = await Promise.all(["ada", "bern"].map((name) => Chatter.join(port, name)));
    assertEquals(await program.end(signal), 0);
    for (const one of people) {
      await one.until(({ ended }) => ended !== null);
      assertEquals(one.heard.at(-1), { type: "closing", reason: "stopping" });
      assertEquals(one.ended, "bye");
    }
  });
}

Deno.test("pychat-server logs no text, no name and no address, one line for an event", async () => {
  const { program, port } = await startServer(["--log", "json"]);
  const ada = await Chatter.join(port, "ada lovelace");
  ada.say("the secret is\n\u001b]52;c;cGF3bmVk\u0007 in the garden");
  await ada.until((one) => one.texts.length === 1);
  ada.send({ type: "rename", name: "Countess" });
  await ada.until((one) => one.heard.some(({ type }) => type === "renamed"));
  ada.leave();
  await ada.until((one) => one.ended !== null);
  await program.line(/"event":"left"/);
  await program.end();
  const log = program.lines.filter((line) => line.startsWith("{"));
  const events = log.map((line) => JSON.parse(line).event);
  assertEquals(events, ["listening", "joined", "left", "stopping"]);
  for (const secret of ["ada", "lovelace", "Countess", "secret", "127.0.0.1", "\u001b"]) {
    assertEquals(log.some((line) => line.includes(secret)), false, secret);
  }
});

Deno.test("pychat-server asks for a made-up passphrase that stays, and shows only where it is", async () => {
  const data = Deno.makeTempDirSync();
  const { program, port } = await startServer(["--generate-passphrase"], data);
  const passphrase = Deno.readTextFileSync(`${data}/passphrase`).trim();
  assertMatch(passphrase, /^[a-z2-7]{26}$/);
  assertEquals(program.lines.some((line) => line.includes(passphrase)), false);
  const stranger = new Chatter(port, "eve");
  await stranger.until((one) => one.ended !== null);
  assertEquals(stranger.heard, []);
  await program.end();
  const again = await startServer(["--generate-passphrase"], data);
  assertEquals(Deno.readTextFileSync(`${data}/passphrase`).trim(), passphrase);
  await again.program.end();
});

Deno.test("pychat-server says in one sentence why it cannot start, and its exit code is 1", async () => {
  const data = Deno.makeTempDirSync();
  const { program, port } = await startServer([], data);
  const other = ["--data", data, "--host", "127.0.0.1"];
  assertStringIncludes(await refusal([...other, "-p", `${port}`]), `Port ${port} is in use`);
  await program.end();
  assertStringIncludes(await refusal(["--colour", "red"]), "no option --colour");
  assertStringIncludes(await refusal(["-p", "seven"]), "not a port");
  assertStringIncludes(await refusal(["--log", "xml"]), "text or json");
  assertStringIncludes(await refusal(["--name", "pyChat"]), "keeps for itself");
  assertStringIncludes(await refusal(["--name", "a\u202eb"]), "letters and digits");
  assertStringIncludes(await refusal(["--host", "localhost:80"]), "without a port");
  assertStringIncludes(await refusal([...other, "-p", "0", "--public", "a b"]), "--public");
  assertStringIncludes(await refusal(["--data", data, "--host", "192.0.2.77"]), "192.0.2.77");
  const both = ["--generate-passphrase", "--passphrase-file", "x"];
  assertStringIncludes(await refusal([...other, ...both]), "Choose one");
  assertStringIncludes(await refusal(["--data", "/dev/null"]), "cannot be used");
  const secret = `${data}/identity.key`;
  for (const bad of ["", "short\n", "!".repeat(43)]) {
    Deno.writeTextFileSync(secret, bad);
    assertStringIncludes(await refusal(other), "damaged");
    assertEquals(Deno.readTextFileSync(secret), bad);
  }
  Deno.chmodSync(secret, 0o644);
  assertStringIncludes(await refusal(other), "chmod 600");
});

Deno.test("pychat-server never runs out of descriptors: who is in stays, and newcomers get in after", async () => {
  const { program, port } = await startServer(
    ["--exempt", "127.0.0.1"],
    undefined,
    "ulimit -n 160",
  );
  const ada = await Chatter.join(port, "ada");
  const crowd = await Promise.all(
    Array.from({ length: 300 }, () => Deno.connect({ hostname: "127.0.0.1", port })),
  );
  await program.line(/limit .*handshakes/);
  ada.say("still here");
  await ada.until((one) => one.texts.includes("still here"));
  for (const socket of crowd) socket.close();
  await program.line(/dropped .*cut/);
  const bern = await Chatter.join(port, "bern");
  for (const one of [ada, bern]) one.leave();
  assertEquals(await program.end(), 0);
  assert(!program.lines.some((line) => line.includes("accept_failed")));
});

Deno.test("pychat-server --help and --version need nothing and touch nothing", async () => {
  const data = `${Deno.makeTempDirSync()}/none`;
  const commands = [["status"], ["key"], ["key", "export"], ["key", "import"]];
  for (
    const words of [["--version"], ["--help"], ...commands.map((words) => [...words, "--help"])]
  ) {
    const program = new Program("server", [...words, "--data", data]);
    assertEquals((await program.status).code, 0);
    await program.end();
    assertMatch(program.lines[0] ?? "", /^pychat-server/);
    for (const line of program.lines) assert(line.length <= 80, line);
  }
  assert(!(await Deno.stat(data).then(() => true, () => false)));
});

Deno.test("pychat-server --help lists the commands, each on one line", async () => {
  const program = new Program("server", ["--help"]);
  await program.status;
  await program.end();
  for (const command of ["status", "key export FILE", "key import FILE", "setup"]) {
    const lines = program.lines.filter((line) => line.includes(` pychat-server ${command} `));
    assertEquals(lines.length, 1, command);
  }
  const setup = new Program("server", ["setup", "--help"]);
  assertEquals((await setup.status).code, 0);
  await setup.end();
  assertStringIncludes(setup.lines.join("\n"), "pychat-server setup | sudo sh");
});

Deno.test("pychat-server setup says that it is for the downloaded program", async () => {
  if (Deno.build.os !== "linux") return;
  for (const args of [["setup"], ["setup", "--undo"]]) {
    assertStringIncludes(await refusal(args), "setup is for the downloaded program");
  }
});

Deno.test("pychat-server takes options from a file, and the command line wins", async () => {
  const data = Deno.makeTempDirSync();
  const config = `${data}/pychat.conf`;
  const text = "# of the garden\nname = Garden Pi\nlog = json\npublic = chat.example.org\n";
  Deno.writeTextFileSync(config, text);
  const args = ["--config", config, "--public", "other.example.org"];
  const { program, invitation, port } = await startServer(args, data);
  assert(invitation.startsWith(`pychat://other.example.org:${port}#`), invitation);
  await program.line(/^\{.*"event":"listening"/);
  assertEquals(await program.end(), 0);
  Deno.writeTextFileSync(config, `${text}colour = red\n`);
  assertStringIncludes(await refusal(["--config", config]), `${config}, line 5: “colour”`);
});
