import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { readStatus, type Status } from "../lib/io/operator/control_status.ts";
import { Chatter } from "./support/house.ts";
import { Program, startServer } from "./support/programs.ts";

const anywhere = { ignore: false };
const posix = { ignore: Deno.build.os === "windows" }; // it has no control socket
const linux = { ignore: Deno.build.os !== "linux" };

/** A test with a data folder of a short path: macOS's own place for such is too long. */
function test(
  name: string,
  where: { ignore: boolean },
  act: (data: string) => Promise<void>,
): void {
  Deno.test({
    name,
    ...where,
    async fn() {
      const data = await Deno.makeTempDir(Deno.build.os === "windows" ? {} : { dir: "/tmp" });
      await act(data);
      await Deno.remove(data, { recursive: true });
    },
  });
}

/** What a command printed, and how it ended. */
interface Result {
  readonly code: number;
  readonly lines: readonly string[];
  readonly text: string;
}

/** Runs `pychat-server status` to its end. */
async function status(args: readonly string[], before?: string): Promise<Result> {
  return await command(["status", ...args], before);
}

/** Runs `pychat-server admin` to its end. */
async function admin(data: string, ...words: string[]): Promise<Result> {
  return await command(["admin", "--data", data, ...words]);
}

async function command(words: readonly string[], before?: string): Promise<Result> {
  const program = new Program("server", words, before);
  const { code } = await program.status;
  await program.end();
  return { code, lines: program.lines, text: program.lines.join("\n") };
}

/** Sends something to the control socket and hears what comes. */
async function ask(data: string, text: string): Promise<string> {
  const socket = await Deno.connect({ transport: "unix", path: `${data}/control.sock` });
  await socket.write(new TextEncoder().encode(text)).catch(() => {});
  await socket.closeWrite().catch(() => {});
  return await new Response(socket.readable).text().catch(() => "");
}

/** Asks for the status until it is as it should be. */
async function untilStatus(data: string, is: (status: Status) => boolean): Promise<Status> {
  const latest = performance.now() + 30_000;
  for (;;) {
    const status = readStatus(JSON.parse(await ask(data, `{"ask":"status"}\n`)));
    assert(status !== null);
    if (is(status)) return status;
    assert(performance.now() < latest, JSON.stringify(status));
  }
}

test(
  "pychat-server status shows how the server is, and nobody's name, text or address",
  posix,
  async (data) => {
    const args = ["--name", "Garden Pi", "--max-clients", "7", "--max-per-address", "2"];
    const { program, invitation, port } = await startServer(args, data);
    const people = await Promise.all(
      ["Lovelace", "Bernoulli"].map((name) => Chatter.join(port, name)),
    );
    for (const one of people) one.say("under the flowerpot");
    await program.line(/joined people=2/);
    const { code, text } = await status(["--data", data]);
    assertEquals(code, 0, text);
    const words = await program.line(/^ {4}((?:[a-z]+ ){7}[a-z]+)$/);
    assertMatch(text, /pyChat server \S+.*, running since \d{4}-\d\d-\d\d \d\d:\d\d UTC\./);
    assertMatch(text, /people connected +2 \(at most 7\)\n/);
    assertMatch(text, /people reconnecting +0\n/);
    assertMatch(text, /rooms +1\n/);
    assertMatch(text, /connections in handshake +0\n/);
    assertMatch(text, /waiting for people +\d+ KiB\n/);
    assertMatch(text, /memory +\d{2,3} MiB\n/);
    assertEquals(text.includes("Limits"), false);
    for (const part of [`127.0.0.1, port ${port}`, words, invitation]) {
      assertStringIncludes(text, part);
    }
    for (const one of ["Lovelace", "Bernoulli", "flowerpot", "Garden"]) assert(!text.includes(one));

    const { lines } = await status(["--json", "--data", data]);
    assertEquals(lines.length, 1);
    const { since, memory, queued, ...rest } = JSON.parse(lines[0] ?? "");
    assert(Math.abs(Date.now() - Date.parse(since)) < 600_000);
    for (const number of [memory, queued]) assert(Number.isInteger(number));
    assertEquals(rest, {
      version: rest.version,
      people: 2,
      maxPeople: 7,
      reconnecting: 0,
      handshakes: 0,
      rooms: 1,
      limits: {},
      host: "127.0.0.1",
      port,
      words: words.split(" "),
      invitations: [invitation],
    });
    const knocking = await Deno.connect({ hostname: "127.0.0.1", port });
    const { limits } = await untilStatus(data, ({ handshakes }) => handshakes === 1);
    assertEquals(limits, { per_address: 1 });
    knocking.close();
    await untilStatus(data, ({ handshakes }) => handshakes === 0);
    const met = await status(["--data", data]);
    assertMatch(met.text, /\n\nLimits met since the start:\n {4}per_address +1\n\n/);
    const [lovelace, bernoulli] = people;
    lovelace?.cut();
    const away = await untilStatus(data, ({ reconnecting }) => reconnecting === 1);
    assertEquals(away.people, 1, "who is away is not connected");
    bernoulli?.say("where are you?");
    await untilStatus(data, ({ queued }) => queued !== undefined && queued > 0);
    assertEquals(await program.end(), 0);
  },
);

test(
  "pychat-server can be asked by its own user alone, and a clean stop leaves no socket",
  posix,
  async (data) => {
    for (const mode of [0o700, 0o755]) {
      Deno.chmodSync(data, mode);
      const { program } = await startServer([], data, "umask 0");
      const socket = await Deno.lstat(`${data}/control.sock`);
      assertEquals([socket.isSocket, (socket.mode ?? 0) & 0o777], [true, 0o600]);
      assertEquals((await status(["--data", data])).code, 0);
      const there = [...Deno.readDirSync(data)].map(({ name }) => name).sort();
      assertEquals(there, ["control.sock", "identity.key", "server.lock"]);
      assertEquals(await program.end(), 0);
      const { code, text } = await status(["--data", data]);
      assertEquals(code, 1);
      assertStringIncludes(text, `No server answers in ${data} (none runs there).`);
      const left = [...Deno.readDirSync(data)].map(({ name }) => name).sort();
      if (mode === 0o700) assertEquals(left, ["identity.key", "server.lock"]);
    }
  },
);

test(
  "pychat-server lets no second one into its folder, until it has ended in any way",
  anywhere,
  async (data) => {
    for (const signal of ["SIGKILL", "SIGTERM"] as const) {
      const { program, port } = await startServer([], data);
      const again = ["--data", data, "--host", "127.0.0.1"];
      for (const args of [[...again, "-p", "0"], [...again, "-p", `${port}`]]) {
        const second = new Program("server", args);
        assertEquals((await second.status).code, 1);
        await second.end();
        const why = args.includes("0") ? "A server runs already with the data in" : "is in use";
        assertStringIncludes(second.lines[0] ?? "", why);
        assertEquals(second.lines.length, 1);
      }
      if (!posix.ignore) assertEquals((await status(["--data", data])).code, 0);
      await program.end(signal);
    }
    const { program } = await startServer([], data);
    assertEquals(await program.end(), 0);
  },
);

test(
  "pychat-server goes on whatever comes over the control socket, and answers after",
  posix,
  async (data) => {
    const { program, port } = await startServer([], data);
    const ada = await Chatter.join(port, "ada");
    const path = `${data}/control.sock`;
    for (const text of ["\n", "{\n", "\0\u001b[2J\n", `{"ask":"stop"}\n`, "x".repeat(1_000_000)]) {
      const answer = await ask(data, text);
      assert(["", `{"error":"bad_ask"}\n`, `{"error":"unknown_ask"}\n`].includes(answer), answer);
    }
    // As many as it takes, silent; they are ended for us, and the next is answered.
    const silent = [];
    while (silent.length < 8) silent.push(await Deno.connect({ transport: "unix", path }));
    assertEquals(await ask(data, `{"ask":"status"}\n`), "");
    for (const socket of silent) {
      assertEquals(await socket.read(new Uint8Array(1)), null);
      socket.close();
    }
    assertMatch(await ask(data, `{"ask":"status"}\n`), /^\{"version":.*"people":1,.*\}\n$/);
    ada.say("still here");
    await ada.until((one) => one.texts.includes("still here"));
    assertEquals(await program.end(), 0);
    assertEquals(program.lines.filter((line) => /bug/.test(line)), []);
  },
);

test(
  "pychat-server starts with a path too long for a socket, and both it and status say so",
  posix,
  async (data) => {
    const long = `${data}/${"f".repeat(100)}`;
    const { program } = await startServer([], long);
    await program.line(
      /“pychat-server status” will not work: .* its path is too long for a socket/,
    );
    const { code, text } = await status(["--data", long]);
    assertEquals([code, text.includes("too long for a control socket")], [1, true]);
    assertEquals(await program.end(), 0);
  },
);

test(
  "pychat-server status without a folder asks this user's server, then the system's",
  linux,
  async (data) => {
    const before = `export XDG_STATE_HOME='${data}'`;
    const { program, port } = await startServer([], `${data}/pychat/server`);
    assertStringIncludes((await status([], before)).text, `127.0.0.1, port ${port}.`);
    await program.end();
    const { code, text } = await status([], before);
    assertEquals(code, 1);
    assertStringIncludes(text, `No server answers in ${data}/pychat/server (none runs there), nor`);
    assertStringIncludes(text, "nor in /var/lib/pychat (");
  },
);

test("pychat-server status hints at sudo where this user may not ask", linux, async (data) => {
  const { program } = await startServer([], data);
  Deno.chmodSync(`${data}/control.sock`, 0o000);
  // Even root is held to a file's mode without these two capabilities.
  const held = "--bounding-set=-dac_override,-dac_read_search";
  const asUser = Deno.uid() === 0 ? `set -- setpriv ${held} "$@"` : "true";
  const { code, text } = await status(["--data", data], asUser);
  assertEquals(code, 1);
  assertStringIncludes(text, `in ${data} (permission was denied). Try it with sudo.`);
  assertEquals(await program.end(), 0);
});

test(
  "pychat-server status shows nothing of an answer that no server gives",
  posix,
  async (data) => {
    const listener = Deno.listen({ transport: "unix", path: `${data}/control.sock` });
    const good = {
      version: "0.1.0",
      since: "2026-11-26T13:37:04.849Z",
      people: 0,
      handshakes: 0,
      memory: 1,
      host: null,
      port: 1,
      words: Array.from({ length: 8 }, () => "hub"),
      invitations: [],
    };
    const answers = [
      JSON.stringify({ ...good, version: "\u001b]0;owned\u0007" }),
      JSON.stringify({ ...good, invitations: ["pychat://\u009b2J"] }),
      "\u001b[2J",
      `{"error":"unknown_ask"}`,
      "x".repeat(1_000_000),
    ];
    for (const args of [["--data", data], ["--json", "--data", data]]) {
      for (const answer of answers) {
        const asked = status(args);
        const socket = await listener.accept();
        await socket.write(new TextEncoder().encode(`${answer}\n`)).catch(() => {});
        const { code, text } = await asked;
        socket.close();
        assertEquals(code, 1);
        assertMatch(
          text,
          /^pychat-server: No server answers in [^\p{Cc}]*(?:understandable|does not answer)\)\.$/u,
        );
      }
    }
    listener.close();
  },
);

test(
  "pychat-server admin does what its console does, and says so or says why not",
  posix,
  async (data) => {
    const { program, port, invitation } = await startServer(["--history", "5"], data);
    const [ada, bern] = await Promise.all(
      ["ada", "Bern E"].map((name) => Chatter.join(port, name)),
    );
    assert(ada !== undefined && bern !== undefined);
    ada.send({ type: "create", room: "Rose Garden", ref: 1 });
    await ada.until(({ heard }) => heard.some(({ type }) => type === "entered"));
    assertEquals((await untilStatus(data, ({ rooms }) => rooms === 2)).people, 2);

    const rooms = await admin(data, "rooms");
    assertEquals([rooms.code, rooms.lines.length], [0, 2]);
    assertMatch(
      rooms.text,
      /#Rose Garden {2}public, 1 person, owner ada·[a-z2-7]{4}, keeps 5 texts$/,
    );
    const invited = await admin(data, "invite", "rose garden");
    assertEquals(invited.lines, [`    ${invitation.replace("#", "/Rose%20Garden#")}`]);
    assertEquals((await admin(data, "announce", "Tea  at five")).text, "Told 2 people.");
    for (const one of [ada, bern]) {
      await one.until(({ heard }) => heard.some(({ type }) => type === "announcement"));
    }
    const announced = ada.heard.find(({ type }) => type === "announcement");
    assert(announced?.type === "announcement" && announced.text === "Tea  at five");

    const refused = await admin(data, "kick", "nobody");
    assertEquals(refused.code, 1);
    assertEquals(refused.lines, [
      "pychat-server: Nobody here is “nobody”. “who” lists everybody.",
    ]);
    const asked = await admin(data, "ban", "Bern E");
    assertEquals(asked.code, 1, "two come from the loopback");
    assertMatch(asked.text, /To do it all the same: ban "Bern E" --sure$/);
    const banned = await admin(data, "ban", "Bern E", "1h", "--sure");
    assertEquals(banned.code, 0, banned.text);
    await bern.until(({ ended }) => ended !== null);
    assertMatch((await admin(data, "bans")).text, /Bern E·.... {2}for (1 hour|59 minutes)/);
    const back = new Chatter(port, "Bern again");
    await back.until(({ ended }) => ended !== null);
    assert(back.heard.some((one) => one.type === "error" && one.code === "banned"));

    const stopping = await admin(data, "stop");
    assertEquals([stopping.code, stopping.text], [0, "The server stops."]);
    await ada.until(({ heard }) => heard.some(({ type }) => type === "closing"));
    assertEquals((await program.status).code, 0);
    await program.end();
    const gone = await admin(data, "who");
    assertEquals([gone.code, gone.text.includes(`in ${data} (none runs there)`)], [1, true]);
  },
);

test(
  "pychat-server admin - reads what is to be done from its input, where no passphrase is seen",
  posix,
  async (data) => {
    const { program, port } = await startServer([], data);
    const ada = await Chatter.join(port, "ada");
    ada.send({ type: "create", room: "attic", ref: 1 });
    await ada.until(({ heard }) => heard.some(({ type }) => type === "entered"));
    const typing = (line: string) =>
      `printf '%s\\n' '${line}' > '${data}/line' && exec < '${data}/line'`;
    const args = ["admin", "--data", data, "-"];
    const locked = await command(args, typing(`lock attic "open sesame"`));
    assertEquals([locked.code, locked.text.includes("#attic is locked")], [0, true], locked.text);
    await ada.until(({ heard }) => heard.some((one) => one.type === "mode"));
    const long = await command(args, typing("x".repeat(5_000)));
    assertEquals([long.code, long.text.includes("it is longer than")], [1, true], long.text);
    const empty = await command(args, "exec < /dev/null");
    assertEquals([empty.code, empty.text], [0, ""]);
    assertEquals(await program.end(), 0);
  },
);

test("pychat-server admin without a command prints the commands", anywhere, async (data) => {
  for (const words of [[], ["--help"], ["--data", data]]) {
    const { code, lines } = await command(["admin", ...words]);
    assertEquals(code, 0);
    assert(lines.some((line) => line.startsWith("    kick NAME [ROOM] ")));
    assert(lines.every((line) => line.length < 100));
  }
});

test(
  "pychat-server takes no line over its control socket that is none, and goes on",
  posix,
  async (data) => {
    const { program, port } = await startServer([], data);
    await Chatter.join(port, "ada");
    for (const line of ["7", "null", `["stop"]`, `{"stop":1}`]) {
      assertEquals(await ask(data, `{"ask":"admin","line":${line}}\n`), `{"error":"bad_ask"}\n`);
    }
    assertEquals(await ask(data, `{"ask":"admin"}\n`), `{"error":"bad_ask"}\n`);
    const odd = JSON.parse(await ask(data, `{"ask":"admin","line":"\\u001b[2J"}\n`));
    assertEquals([odd.done, odd.lines.length], [false, 1]);
    const { code, text } = await admin(data, "\u001b[2J");
    assertEquals([code, text.includes("\u001b"), text.includes("\\u{1b}[2J")], [1, false, true]);
    assertEquals((await admin(data, "x".repeat(5_000))).code, 1);
    assertEquals((await untilStatus(data, ({ people }) => people === 1)).rooms, 1);
    assertEquals(await program.end(), 0);
    assertEquals(program.lines.filter((line) => /bug/.test(line)), []);
  },
);

test(
  "pychat-server keeps as many texts as it was told for who comes later, and else none",
  anywhere,
  async (data) => {
    for (const [args, kept] of [[["--history", "2"], ["two", "three"]], [[], []]] as const) {
      const { program, port } = await startServer(args, data);
      const ada = await Chatter.join(port, "ada");
      for (const text of ["one", "two", "three"]) ada.say(text);
      await ada.until(({ texts }) => texts.length === 3);
      const bern = await Chatter.join(port, "bern");
      ada.say("four");
      await bern.until(({ texts }) => texts.includes("four"));
      assertEquals(bern.texts, [...kept, "four"]);
      const welcome = bern.heard.find(({ type }) => type === "welcome");
      assert(welcome?.type === "welcome" && welcome.history === kept.length);
      assertEquals(await program.end(), 0);
    }
  },
);
