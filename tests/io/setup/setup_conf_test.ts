import { assert, assertEquals } from "@std/assert";
import { parseConfig } from "../../../lib/io/operator/config_file.ts";
import { readLimits } from "../../../lib/io/operator/server_limits.ts";
import { SETUP_CONF } from "../../../lib/io/setup/setup_conf.ts";
import { MAX_CLIENTS, MAX_PER_ADDRESS, MESSAGE_RATE } from "../../../lib/limits.ts";

const NAMES = {
  string: [
    ...["port", "host", "public", "name", "passphrase-file", "log"],
    ...["max-clients", "max-per-address", "exempt", "message-rate", "history"],
  ],
  boolean: ["generate-passphrase"],
} as const;

const EXAMPLES = SETUP_CONF.split("\n").filter((line) => /^#[a-z]/.test(line))
  .map((line) => line.slice(1));

Deno.test("SETUP_CONF sets nothing before somebody changes it", () => {
  const { string, boolean } = parseConfig(SETUP_CONF, "/etc/pychat.conf", NAMES);
  assertEquals({ ...string, ...boolean }, {});
});

Deno.test("SETUP_CONF has an example for each option, which the server understands as it stands", () => {
  const { string, boolean } = parseConfig(EXAMPLES.join("\n"), "/etc/pychat.conf", NAMES);
  const found = Object.keys({ ...string, ...boolean }).sort();
  assertEquals(found, [...NAMES.string, ...NAMES.boolean].sort());
  assertEquals(boolean, { "generate-passphrase": true });
  const { maxClients, maxPerAddress, exempt, texts, history } = readLimits(string);
  assertEquals([maxClients, maxPerAddress, texts], [MAX_CLIENTS, MAX_PER_ADDRESS, MESSAGE_RATE]);
  assertEquals(history, 100);
  assertEquals(exempt, readLimits({ exempt: "127.0.0.1,::1" }).exempt);
});

Deno.test("SETUP_CONF explains each option right above it", () => {
  const paragraphs = SETUP_CONF.trimEnd().split("\n\n").slice(1);
  assertEquals(paragraphs.length, EXAMPLES.length);
  for (const paragraph of paragraphs) assert(/^# [A-Z].*(\n# .*)*\n#[a-z-]+ = .+$/.test(paragraph));
});

Deno.test("SETUP_CONF is short plain lines, and names no passphrase", () => {
  assert(/^[\n\x20-\x7e]*$/.test(SETUP_CONF));
  assertEquals(SETUP_CONF.split("\n").filter((line) => line.length > 100), []);
  assertEquals(EXAMPLES.filter((line) => /^passphrase *=/.test(line)), []);
});
