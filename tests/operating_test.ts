import { assert, assertEquals } from "@std/assert";
import { COMMANDS, usageOf } from "../lib/hub/console/commands.ts";
import type { Limit } from "../lib/io/net/gate.ts";
import type { LineLimit } from "../lib/io/net/keeper.ts";
import { SERVER_USAGE } from "../lib/io/operator/server_options.ts";
import * as limits from "../lib/limits.ts";
import { words } from "../ui/words.ts";

const OPERATING = await Deno.readTextFile(new URL("../lib/OPERATING.md", import.meta.url));
const README = await Deno.readTextFile(new URL("../README.md", import.meta.url));

/** Every limit that a status may count, and the numbers that whoever reads of it wants. */
const LIMITS: Readonly<Record<Limit | LineLimit, readonly number[]>> = {
  clients: [limits.MAX_CLIENTS],
  per_address: [limits.MAX_PER_ADDRESS],
  address_rate: [limits.ADDRESS_RATE.burst, 1 / limits.ADDRESS_RATE.perSecond],
  penalty: [limits.MAX_PENALTY_MS / 60_000],
  handshakes: [limits.EARLY_DROP_HANDSHAKES, limits.MAX_HANDSHAKES],
  told_full: [limits.MAX_TOLD_FULL],
  message_rate: [limits.MESSAGE_RATE.burst, limits.MESSAGE_RATE.perSecond],
  input_rate: [limits.INPUT_RATE.burst / 1024, limits.INPUT_RATE.perSecond / 1024],
  member_bytes: [limits.MAX_MEMBER_BYTES / 1024],
  stock_bytes: [limits.MAX_STOCK_BYTES / 1024 / 1024],
  slow: [limits.SLOW_MS / 1000],
  silent: [limits.SILENCE_MS / 1000],
};

/** The rows of a table whose first cell is code: the first word in it, and the rest. */
function rows(text: string): Map<string, string> {
  const found = [...text.matchAll(/^\| `([^`\s]+)[^`]*` *\| (.*) \|$/gm)];
  return new Map(found.map(([, name = "", rest = ""]) => [name, rest]));
}

/** Numbers as a person writes them. */
function numbersIn(text: string): number[] {
  return [...text.matchAll(/\d[\d,]*/g)].map(([number]) => Number(number.replaceAll(",", "")));
}

Deno.test("OPERATING.md explains every limit that a status counts, with the numbers that are so", () => {
  const [, section = ""] = OPERATING.split("\n## Limits\n");
  const table = rows(section.split("\n## ")[0] ?? "");
  assertEquals([...table.keys()].sort(), Object.keys(LIMITS).sort());
  for (const [name, numbers] of Object.entries(LIMITS)) {
    const said = numbersIn(table.get(name) ?? "");
    for (const number of numbers) assert(said.includes(number), `${name}: ${number}`);
  }
});

Deno.test("README.md lists every option of a server but those that only print something", () => {
  const [, after = ""] = README.split("### A server for your friends");
  const listed = [...rows(after.split("\n### ")[0] ?? "").keys()]
    .filter((name) => name.startsWith("-"));
  const used = [...SERVER_USAGE.matchAll(/^ {2}(-p|  +--[a-z-]+)/gm)].map(([found]) =>
    found.trim()
  );
  const printing = ["--version", "--help"];
  assertEquals(listed.sort(), used.filter((name) => !printing.includes(name)).sort());
});

Deno.test("OPERATING.md has a row for each command of the console, as it is used", () => {
  const [, section = ""] = OPERATING.split("\n## Tell it what to do\n");
  const table = (section.split("\n## ")[0] ?? "").matchAll(/^\| `([^`]+)` +\| .{10,} \|$/gm);
  const listed = [...table].map(([, usage = ""]) => usage.replaceAll("\\|", "|"));
  assertEquals(listed, COMMANDS.map(usageOf));
});

Deno.test("OPERATING.md tells of bans and history with the numbers that are so", () => {
  const [, section = ""] = OPERATING.split("\n## Tell it what to do\n");
  const text = (section.split("\n## ")[0] ?? "").replace(/\s+/g, " ");
  assert(text.includes("keeps them out for a minute"));
  assertEquals(limits.KICK_MS, 60_000);
  const room = limits.MAX_ROOM_HISTORY_BYTES / 1024;
  const all = limits.MAX_HISTORY_BYTES / 1024 / 1024;
  const most = limits.MAX_HISTORY.toLocaleString("en");
  assert(text.includes(`${most} at most, within ${room} KiB a room and ${all} MiB in all`));
  const [row = ""] = README.match(/^\| `--history N` .*$/m) ?? [];
  assert(row.includes(`at most ${most},`));
});

Deno.test("README.md lists every command of a server that its usage does", () => {
  const [, after = ""] = README.split("### A server for your friends");
  const listed = [...after.matchAll(/^\| `pychat-server ([a-z ]+[a-z])/gm)].map(([, name]) => name);
  const used = [...SERVER_USAGE.matchAll(/^ {7}pychat-server ([a-z]+(?: (?:ex|im)port)?)/gm)];
  assertEquals(listed, used.map(([, name]) => name));
});

Deno.test("OPERATING.md tells the limits of rooms with the numbers that are so", () => {
  const [, section = ""] = OPERATING.split("\n**Rooms** have limits of their own");
  const text = (section.split("\nA network is written")[0] ?? "").replace(/\s+/g, " ");
  const { CREATE_RATE: creates, ENTRY_RATE: entries } = limits;
  const told = [
    `${limits.MAX_ROOMS} rooms of a server besides the lobby`,
    `one person may be in ${limits.MAX_ROOMS_PER_MEMBER} |`,
    `${creates.burst} new rooms at once from one address, then one in a minute`,
    `${entries.burst} failed tries`,
    `then one in ${1 / entries.perSecond} seconds`,
    `${limits.MIN_ROOM_PASSPHRASE_UNITS} to ${limits.MAX_ROOM_PASSPHRASE_UNITS} letters`,
    `${limits.MAX_BANS} bans of a room, and of the server`,
    `for ${limits.MAX_SECONDS / 86_400} days at most`,
    `for ${limits.EDIT_MS / 60_000} minutes, the last ${limits.MAX_RECENT_TEXTS} of a person`,
  ];
  assertEquals(told.filter((sentence) => !text.includes(sentence)), []);
  assertEquals(Math.round(60 * creates.perSecond), 1);
});

Deno.test("README.md has a row for each command of the composer, as its help has it", () => {
  const [, section = ""] = README.split("\n### What you can type\n");
  const rows = (section.split("\n## ")[0] ?? "").matchAll(/^\| `(\/[^`]+)` +\| .{5,} \|$/gm);
  const listed = [...rows].map(([, form = ""]) => form.replaceAll("\\|", "|"));
  assertEquals(listed, Object.values(words.commands.help).map(({ form }) => form));
});

Deno.test("README.md gives a reason for each package that is used", () => {
  const [, section = ""] = README.split("\n### What it stands on\n");
  const rows = [...section.matchAll(/^\| (`.*`.*?) +\| (.{5,}?) +\| (yes|no|page) +\|$/gm)];
  const told = rows.flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name)
  );
  const used = ["deno.json", "ui/deno.json"].flatMap((file) => {
    const { imports = {} } = JSON.parse(
      Deno.readTextFileSync(new URL(`../${file}`, import.meta.url)),
    );
    return Object.values<string>(imports).flatMap((from) =>
      /^npm:\/?((?:@[^/]+\/)?[^@/]+)/.exec(from)?.[1] ?? []
    );
  });
  assertEquals(told.filter((name) => name !== "@std/*").sort(), [...new Set(used)].sort());
});
