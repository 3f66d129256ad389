import { assert, assertEquals } from "@std/assert";
import { SERVICE_UNIT } from "../../../lib/io/setup/service_unit.ts";
import { needs } from "../../support/needs.ts";
import { runTool } from "../../support/tools.ts";

/** Exposure that systemd-analyze may find at most, in tenths; 100 is a program without any bounds. */
const MAX_EXPOSURE = 20;

const LINES = SERVICE_UNIT.split("\n");

/** Writes a unit where systemd-analyze finds it, as it wants it: under the name of a service. */
async function inFile(unit: string, test: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/pychat-server.service`;
    await Deno.writeTextFile(path, unit);
    await test(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What systemd says against a unit; the program must be there, so another stands for ours. */
async function verify(unit: string): Promise<string[]> {
  let found: string[] = [];
  await inFile(unit.replace("/usr/local/bin/pychat-server", "/bin/sh"), async (path) => {
    const { stderr } = await runTool("systemd-analyze", ["verify", path]);
    found = stderr.split("\n").filter((line) => line.includes("pychat-server.service"));
  });
  return found;
}

Deno.test({
  name: "SERVICE_UNIT is understood by systemd, every line of it",
  ...needs("systemd-analyze"),
  async fn() {
    assertEquals(await verify(SERVICE_UNIT), []);
    assertEquals((await verify(SERVICE_UNIT.replace("ProtectClock=", "ProtectClok="))).length, 1);
  },
});

Deno.test({
  name: `SERVICE_UNIT leaves the server an exposure of at most ${MAX_EXPOSURE / 10} of 10`,
  ...needs("systemd-analyze"),
  async fn() {
    const args = ["security", "--offline=yes", "--no-pager", `--threshold=${MAX_EXPOSURE}`];
    await inFile(SERVICE_UNIT, async (path) => {
      const { code, stdout, stderr } = await runTool("systemd-analyze", [...args, path]);
      assertEquals(code, 0, stdout + stderr);
    });
    await inFile(SERVICE_UNIT.replaceAll("=yes", "=no"), async (path) => {
      assertEquals((await runTool("systemd-analyze", [...args, path])).code, 1);
    });
  },
});

Deno.test("SERVICE_UNIT allows what the server cannot do without", () => {
  const [sockets = ""] = LINES.filter((line) => line.startsWith("RestrictAddressFamilies="));
  for (const family of ["AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK"]) {
    assert(sockets.split(/[= ]/).includes(family), family);
  }
  assertEquals(LINES.filter((line) => line.startsWith("MemoryDenyWriteExecute")), []);
  assertEquals(LINES.filter((line) => line.startsWith("PrivateNetwork")), []);
});

Deno.test("SERVICE_UNIT starts the installed program on its data folder and its options, for ever", () => {
  for (
    const line of [
      "ExecStart=/usr/local/bin/pychat-server --data %S/pychat --config /etc/pychat.conf",
      "StateDirectory=pychat",
      "Restart=always",
      "StartLimitIntervalSec=0",
      "WantedBy=multi-user.target",
    ]
  ) assertEquals(LINES.filter((one) => one === line).length, 1, line);
});

Deno.test("SERVICE_UNIT is short plain lines, and says nothing twice", () => {
  assert(/^[\n\x20-\x7e]*$/.test(SERVICE_UNIT));
  assertEquals(LINES.filter((line) => line.length > 100), []);
  const keys = LINES.filter((line) => /^[A-Z]/.test(line)).map((line) => line.split("=")[0] ?? "")
    .filter((key) => key !== "SystemCallFilter");
  assertEquals(new Set(keys).size, keys.length);
});
