import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { SERVICE_UNIT } from "../../../lib/io/setup/service_unit.ts";
import { SETUP_CONF } from "../../../lib/io/setup/setup_conf.ts";
import { setupScript, undoScript } from "../../../lib/io/setup/setup_script.ts";
import { FakeMachine } from "../../support/fake_machine.ts";
import { needs } from "../../support/needs.ts";
import { runTool } from "../../support/tools.ts";

const OLD = "pychat-server 1.0.0 (commit 0123456789ab), Deno 2.9.6";
const NEW = "pychat-server 1.1.0 (commit ba9876543210), Deno 2.9.6";

const BIN = "/usr/local/bin/pychat-server";
const UNIT = "/etc/systemd/system/pychat-server.service";
const CONF = "/etc/pychat.conf";

const FOLDERS = ["/etc", "/etc/systemd", "/etc/systemd/system", "/usr", "/usr/local"];
const DATA = ["/var", "/var/lib", "/var/lib/pychat"];

/** What is below `PREFIX` after a setup, with the modes. */
const INSTALLED = [
  ...[...FOLDERS, "/usr/local/bin", ...DATA].map((path) => `${path} 755`),
  `${BIN} 755`,
  `${UNIT} 644`,
  `${CONF} 644`,
  "/var/lib/pychat/key 644",
].sort();

/** A shell of somebody without rights: what is run with it could not set up anything anyway. */
const NOBODY = Deno.uid() === 0
  ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "/bin/sh"] as const
  : ["sh"] as const;

/** A test on a machine of its own. */
function test(name: string, fn: (machine: FakeMachine) => Promise<void>): void {
  Deno.test({ name, ...needs("linux"), fn: () => FakeMachine.with(fn) });
}

/** Sets up a program that says it is this version. */
async function setUp(machine: FakeMachine, version: string) {
  return await machine.run(setupScript(await machine.program("pychat-server", version)));
}

for (const [shell, ...args] of [["sh"], ["dash"], ["bash", "--posix"]] as const) {
  Deno.test({
    name: `setupScript() and undoScript() are understood by ${shell}`,
    ...needs("linux", shell),
    async fn() {
      await FakeMachine.with(async (machine) => {
        const program = await machine.program("pychat-server", NEW);
        const run = { shell: [shell, ...args] } as const;
        for (const script of [setupScript(program), undoScript()]) {
          const checked = await runTool(shell, [...args, "-n", "-c", script]);
          assertEquals(checked, { code: 0, stdout: "", stderr: "" });
          assertEquals((await machine.run(script, run)).code, 0);
        }
      });
    },
  });
}

Deno.test({
  name: "setupScript() and undoScript() leave shellcheck nothing to say",
  ...needs("shellcheck"),
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      await Deno.writeTextFile(`${folder}/setup`, setupScript("/home/ada/it's here/pychat-server"));
      await Deno.writeTextFile(`${folder}/undo`, undoScript());
      const args = ["--shell=sh", "--severity=style", `${folder}/setup`, `${folder}/undo`];
      assertEquals(await runTool("shellcheck", args), { code: 0, stdout: "", stderr: "" });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("setupScript() is plain ASCII, and takes an absolute path only", () => {
  for (const script of [setupScript("/pychat-server"), undoScript()]) {
    assert(/^[\n\x20-\x7e]*$/.test(script));
  }
  for (const path of ["", "pychat-server", "./pychat-server", "-", "/a\0b"]) {
    assertThrows(() => setupScript(path), RangeError);
  }
});

test("setupScript() installs program, service and options, starts it, and shows it", async (machine) => {
  const { code, stdout, stderr } = await setUp(machine, OLD);
  assertEquals([code, stderr], [0, ""]);
  assertEquals(await machine.files(), INSTALLED);
  const program = await Deno.readFile(`${machine.folder}/pychat-server`);
  assertEquals(await Deno.readFile(`${machine.root}${BIN}`), program);
  assertEquals(await machine.read(UNIT), SERVICE_UNIT);
  assertEquals(await machine.read(CONF), SETUP_CONF);
  assertEquals(await machine.calls(), [
    "systemctl daemon-reload",
    "systemctl enable pychat-server.service",
    "systemctl is-active --quiet pychat-server.service",
    "systemctl restart pychat-server.service",
    "systemctl is-active --quiet pychat-server.service",
    "systemctl --no-pager --full status pychat-server.service",
  ]);
  for (const part of [`Installed: ${OLD}\n`, "status of pychat-server.service\n", CONF]) {
    assertStringIncludes(stdout, part);
  }
  assertStringIncludes(stdout, "status of secret\n"); // what the program itself shows
  assertEquals(stdout.includes("cut off"), false);
});

test("setupScript() run again updates, keeps key and options, and says what happens to people", async (machine) => {
  await setUp(machine, OLD);
  await Deno.writeTextFile(`${machine.root}${CONF}`, "port = 7000\n");
  await Deno.writeTextFile(`${machine.root}${UNIT}`, "[Unit]\n");
  await Deno.writeTextFile(`${machine.root}/var/lib/pychat/key`, "kept");
  using running = await Deno.open(`${machine.root}${BIN}`);
  const { code, stdout, stderr } = await setUp(machine, NEW);
  assertEquals([code, stderr], [0, ""]);
  assertStringIncludes(stdout, `Updated from: ${OLD}\n          to: ${NEW}\n`);
  assertStringIncludes(stdout, "whoever is in it is cut off");
  assertEquals(await machine.files(), INSTALLED);
  assertEquals(await machine.read(CONF), "port = 7000\n");
  assertEquals(await machine.read(UNIT), SERVICE_UNIT);
  assertEquals(await machine.read("/var/lib/pychat/key"), "kept");
  assertStringIncludes(await machine.read(BIN), NEW);
  // The program that ran has kept its file: the new one took its name and not its bytes.
  assertStringIncludes(await new Response(running.readable).text(), OLD);
});

test("setupScript() installs the installed program again, and says so", async (machine) => {
  await setUp(machine, OLD);
  const { code, stdout } = await machine.run(setupScript(`${machine.root}${BIN}`));
  assertEquals(code, 0);
  assertStringIncludes(stdout, `Installed again: ${OLD}\n`);
  assertEquals(await machine.files(), INSTALLED);
});

test("setupScript() replaces a program that cannot say what it is", async (machine) => {
  await Deno.mkdir(`${machine.root}/usr/local/bin`, { recursive: true });
  for (
    const text of [
      "",
      "#!/bin/sh\necho other 1.0; echo no >&2\n",
      "#!/bin/sh\nprintf '\\033[2J%s' 1\n",
    ]
  ) {
    await Deno.writeTextFile(`${machine.root}${BIN}`, text, { mode: 0o755 });
    const { code, stdout, stderr } = await setUp(machine, NEW);
    assertEquals([code, stderr], [0, ""]);
    assertStringIncludes(stdout, `Updated from: an unknown version\n          to: ${NEW}\n`);
  }
});

test("setupScript() keeps options that are a link, wherever it leads", async (machine) => {
  await Deno.mkdir(`${machine.root}/etc`);
  await Deno.symlink("/nowhere", `${machine.root}${CONF}`);
  assertEquals((await setUp(machine, NEW)).code, 0);
  assertEquals(await Deno.readLink(`${machine.root}${CONF}`), "/nowhere");
});

test("setupScript() waits 30 seconds for a server that does not come up, and says where to look", async (machine) => {
  await machine.be("mute");
  const { code, stderr } = await setUp(machine, NEW);
  assertEquals(code, 1);
  const calls = await machine.calls();
  assertEquals(calls.filter((call) => call === "sleep 1").length, 29);
  assertEquals(calls.at(-1), "systemctl --no-pager --full status pychat-server.service");
  assertStringIncludes(stderr, "\njournalctl --no-pager -n 10 -u pychat-server.service\n");
  assertStringIncludes(stderr, "sudo journalctl -u pychat-server\n");
});

test("setupScript() ends with a sentence where systemd refuses", async (machine) => {
  for (const verb of ["daemon-reload", "enable", "restart"]) {
    await machine.be("refuse", verb);
    const { code, stderr } = await setUp(machine, NEW);
    assertEquals([code, stderr.startsWith(`pychat-server setup: systemctl ${verb} `)], [1, true]);
  }
});

test("setupScript() changes nothing where the disk is full, or a folder is in the way", async (machine) => {
  await setUp(machine, OLD);
  const before = [await machine.files(), await machine.read(BIN), await machine.read(UNIT)];
  await machine.calls();
  const program = await machine.program("new", NEW);
  // In 512 bytes: the first is too short for the program, the second for the unit alone.
  for (const blocks of [0, 2]) {
    await Deno.remove(`${machine.root}${CONF}`);
    await Deno.writeTextFile(`${machine.root}${CONF}`, "");
    const { code, stderr } = await machine.run(setupScript(program), {
      before: `ulimit -f ${blocks}`,
    });
    assertEquals([code, /cannot be written.*Nothing was changed/.test(stderr)], [1, true], stderr);
    assertEquals(
      [await machine.files(), await machine.read(BIN), await machine.read(UNIT)],
      before,
    );
  }
  await machine.stand("sync", "exit 1"); // a disk may take what it cannot keep
  const synced = await machine.run(setupScript(program));
  assertEquals([synced.code, /Nothing was changed/.test(synced.stderr)], [1, true]);
  assertEquals([await machine.files(), await machine.read(BIN), await machine.read(UNIT)], before);
  await Deno.remove(`${machine.root}${UNIT}`);
  await Deno.mkdir(`${machine.root}${UNIT}`);
  await machine.stand("sync", ":");
  const { code, stderr } = await machine.run(setupScript(program));
  assertEquals([code, /is a folder/.test(stderr)], [1, true], stderr);
  assertEquals(await machine.read(BIN), before[1]);
  assertEquals(await machine.calls(), []);
});

test("setupScript() changes nothing where the program does not run", async (machine) => {
  for (const version of ["", "deno 2.9.6", "pychat-server 1\npychat-server 2"]) {
    const { code, stderr } = await setUp(machine, version);
    assertEquals([code, /does not run on this machine/.test(stderr)], [1, true], stderr);
    assertEquals((await machine.files()).filter((path) => path.endsWith("644")), []);
    assertEquals(await machine.calls(), []);
  }
});

test("setupScript() takes a path for a path, whatever stands in it", async (machine) => {
  await machine.stand("canary", `: >'${machine.folder}/sang'`);
  const names = ["a b", "it's", '"', "$(canary)", "`canary`", "a;canary;", "*"];
  const more = ["a\ncanary\n", "\\", "'; canary; '", "${PREFIX}", "%s%n", "-n", "é🎈"];
  for (const name of [...names, ...more, "END_OF_UNIT\n", "\x1b[2J", " "]) {
    const program = await machine.program(`${name}/pychat-server`, NEW);
    const { code, stdout, stderr } = await machine.run(setupScript(program));
    assertEquals([code, stderr], [0, ""], name);
    assertEquals(await Deno.readFile(`${machine.root}${BIN}`), await Deno.readFile(program));
    assertEquals(stdout.includes(name) && name.length > 2, false);
  }
  assertEquals(await machine.files(), INSTALLED);
  const found = [...Deno.readDirSync(machine.folder)].map((entry) => entry.name);
  assertEquals(found.includes("sang"), false);
});

test("setupScript() does the same in odd surroundings", async (machine) => {
  const odd = `${machine.folder}/odd`;
  await Deno.mkdir(odd);
  for (const tool of ["cat", "mv", "chmod", "systemctl", "od", "tr", "usr", "etc"]) {
    await Deno.writeTextFile(`${odd}/${tool}`, `#!/bin/sh\n: >'${odd}/canary'\n`, { mode: 0o777 });
  }
  const script = setupScript(await machine.program("pychat-server", NEW));
  const env = {
    CDPATH: odd,
    IFS: "/e.",
    ENV: `${odd}/cat`,
    BASH_ENV: `${odd}/cat`,
    LC_ALL: "xx_YY",
  };
  const more = { root: "/x", bin: "/x", fresh: "/x", version: "x", PREFIX: `${machine.root}//` };
  for (const before of ["umask 077", "umask 000", "set -f", "ulimit -c 0"]) {
    const run = { before, cwd: odd, env: { ...env, ...more, TMPDIR: odd } };
    const { code, stderr } = await machine.run(script, run);
    assertEquals([code, stderr], [0, ""]);
    assertEquals(await machine.files(), INSTALLED);
    await Deno.remove(`${machine.root}/usr`, { recursive: true });
    await Deno.remove(`${machine.root}/etc`, { recursive: true });
  }
  assertEquals([...Deno.readDirSync(odd)].length, 8);
});

test("setupScript() runs nothing, wherever it is cut", async (machine) => {
  const whole = new TextEncoder().encode(setupScript(await machine.program("p", NEW)));
  const run = { env: { PATH: "/nowhere" } };
  const undo = new TextEncoder().encode(undoScript());
  for (const bytes of [whole, undo]) {
    // The first thing that it does is to say where everything goes: the whole of it can be seen.
    assertStringIncludes((await machine.run(bytes, run)).stdout, machine.root);
    const step = 61;
    const cuts = Array.from({ length: Math.ceil(bytes.length / step) }, (_, n) => n * step);
    const last = Array.from({ length: 60 }, (_, n) => bytes.length - 2 - n);
    for (const cut of [...cuts, ...last]) {
      const { stdout, stderr } = await machine.run(bytes.subarray(0, cut), run);
      assertEquals([stdout, stderr.includes("not found")], ["", false], `${cut}: ${stderr}`);
    }
  }
  assertEquals(await machine.files(), []);
});

test("setupScript() and undoScript() refuse a PREFIX that is no plain absolute path", async (machine) => {
  const program = await machine.program("pychat-server", NEW);
  for (const PREFIX of ["relative", "/a b", "/a'b", "/$(id)", "/a\nb", "-", "."]) {
    for (const script of [setupScript(program), undoScript()]) {
      const { code, stderr } = await machine.run(script, { env: { PREFIX } });
      assertEquals([code, /^pychat-server setup: PREFIX must be/.test(stderr)], [1, true], stderr);
    }
  }
  assertEquals(await machine.calls(), []);
});

test("undoScript() stops and removes service and program, and keeps options and key", async (machine) => {
  await setUp(machine, OLD);
  await machine.calls();
  const { code, stdout, stderr } = await machine.run(undoScript());
  assertEquals([code, stderr], [0, ""]);
  const kept = INSTALLED.filter((path) => !path.startsWith(`${BIN} `) && !path.startsWith(UNIT));
  assertEquals(await machine.files(), kept);
  assertEquals(await machine.calls(), [
    "systemctl stop pychat-server.service",
    "systemctl is-active --quiet pychat-server.service",
    "systemctl disable pychat-server.service",
    "systemctl daemon-reload",
    "systemctl reset-failed pychat-server.service",
  ]);
  const paths = [CONF, "/var/lib/pychat", "/var/lib/private/pychat"];
  const hint = `sudo rm -rf ${paths.map((path) => `${machine.root}${path}`).join(" ")}\n`;
  assertStringIncludes(stdout, hint);
  assertStringIncludes(stdout, "the program of every friend warns");
});

test("undoScript() may run twice, and where nothing was ever set up", async (machine) => {
  const nothing = await machine.run(undoScript());
  assertEquals([nothing.code, nothing.stderr], [0, ""]);
  assertEquals(nothing.stdout.includes("rm -rf"), false);
  await setUp(machine, OLD);
  assertEquals((await machine.run(undoScript())).code, 0);
  const [files] = [await machine.files(), await machine.calls()];
  await machine.be("refuse", "disable"); // as systemctl does where there is no such unit
  const again = await machine.run(undoScript());
  assertEquals([again.code, again.stderr], [0, ""]);
  assertEquals(await machine.files(), files);
  assertEquals((await machine.calls()).includes("systemctl disable pychat-server.service"), false);
});

test("undoScript() removes nothing from under a service that goes on", async (machine) => {
  await setUp(machine, OLD);
  await machine.be("refuse", "stop");
  const { code, stderr } = await machine.run(undoScript());
  assertEquals([code, /does not stop/.test(stderr)], [1, true]);
  assertEquals(await machine.files(), INSTALLED);
});

test("setupScript() after undoScript() has the same key and options", async (machine) => {
  await setUp(machine, OLD);
  await Deno.writeTextFile(`${machine.root}${CONF}`, "port = 7000\n");
  await Deno.writeTextFile(`${machine.root}/var/lib/pychat/key`, "kept");
  await machine.run(undoScript());
  const { stdout } = await setUp(machine, NEW);
  assertStringIncludes(stdout, `Installed: ${NEW}\n`);
  assertStringIncludes(stdout, "status of kept");
  assertEquals(await machine.read(CONF), "port = 7000\n");
});

Deno.test({
  name:
    "setupScript() and undoScript() want root without PREFIX, and ask no program of the caller's",
  ...needs("linux", "setpriv"),
  async fn() {
    await FakeMachine.with(async (machine) => {
      await machine.stand("id", "echo 0");
      const program = await machine.program("pychat-server", NEW);
      for (const PREFIX of ["", "/", "//"]) {
        for (const script of [setupScript(program), undoScript()]) {
          const { code, stdout, stderr } = await machine.run(script, {
            env: { PREFIX },
            shell: NOBODY,
            cwd: "/",
          });
          assertEquals([code, stdout], [1, ""]);
          assertEquals(/^pychat-server setup: This must be run by root/.test(stderr), true, stderr);
        }
      }
      assertEquals(await machine.calls(), []);
    });
  },
});
