import { assert, assertEquals, assertThrows } from "@std/assert";
import { type KnownServer, parseKnownServers } from "../../../lib/client/keep/known_servers.ts";
import { type Files, Memory, type MemoryEffect } from "../../../lib/client/keep/memory.ts";
import { DEFAULT_SETTINGS, parseSettings } from "../../../lib/client/keep/settings.ts";
import { readTextNow, update } from "../../../lib/io/files/safe_file.ts";

const KNOWN = "known_servers.json";
const SETTINGS = "settings.json";

function server(host: string, letter = "K"): KnownServer {
  const key = `${letter.repeat(42)}A`;
  return { host, port: 7420, key, since: 5, compared: false, name: "" };
}

function learnt(host: string, letter?: string): MemoryEffect {
  return { type: "remember_server", change: { server: server(host, letter), replaces: null } };
}

function themed(theme: "dark" | "light" | "nord"): MemoryEffect {
  return { type: "remember_settings", settings: { ...DEFAULT_SETTINGS, theme } };
}

/** Files of memory whose every change takes a while, the first ones longest. */
class FakeFiles implements Files {
  readonly texts = new Map<string, string>();
  broken = false;
  #turns = 50;

  read(name: string): string | null {
    return this.texts.get(name) ?? null;
  }

  async update(name: string, change: (old: string | null) => string): Promise<string> {
    this.#turns -= 10;
    for (let turn = this.#turns; turn > 0; turn--) await Promise.resolve();
    if (this.broken) throw new Error("The disk is full.");
    const text = change(this.read(name));
    this.texts.set(name, text);
    return text;
  }

  hosts(): string[] {
    return parseKnownServers(this.read(KNOWN)).map(({ host }) => host);
  }
}

function never(sentence: string): void {
  throw new Error(`complained: ${sentence}`);
}

/** A memory, and what it complained of. */
function open(files: Files): { memory: Memory; complaints: string[] } {
  const complaints: string[] = [];
  return { memory: new Memory(files, (sentence) => complaints.push(sentence)), complaints };
}

Deno.test("Memory begins with nothing known and the usual settings where there are no files", () => {
  const memory = new Memory(new FakeFiles(), never);
  assertEquals([memory.recall(), memory.settings], [[], DEFAULT_SETTINGS]);
});

Deno.test("Memory has at the next start what it was given", async () => {
  const files = new FakeFiles();
  const memory = new Memory(files, never);
  await memory.remember(learnt("garden"));
  const settings = {
    theme: "nord",
    where: "pychat://garden",
    choices: { typing: true },
  } as const;
  await memory.remember({ type: "remember_settings", settings });
  assertEquals(memory.settings, settings);
  const next = new Memory(files, never);
  assertEquals([next.recall(), next.settings], [[server("garden")], settings]);
});

Deno.test("Memory.settings are the last ones at once, and the last ones stay", async () => {
  const files = new FakeFiles();
  const memory = new Memory(files, never);
  const writes = (["dark", "light", "nord", "dark", "light"] as const).map((theme) => {
    const writing = memory.remember(themed(theme));
    assertEquals(memory.settings.theme, theme);
    return writing;
  });
  await Promise.all(writes);
  assertEquals(parseSettings(files.read(SETTINGS)).theme, "light");
});

Deno.test("Memory.remember() tells whether it was kept, and what was is known without the file", async () => {
  const files = new FakeFiles();
  const { memory } = open(files);
  assertEquals(await memory.remember(learnt("garden")), true);
  files.texts.set(KNOWN, "{ half of it");
  assertEquals(await memory.remember(learnt("other")), false);
  assertEquals(memory.recall(), [server("garden")]);
});

Deno.test("Memory.recall() sees what another process wrote meanwhile", async () => {
  const files = new FakeFiles();
  const [one, other] = [new Memory(files, never), new Memory(files, never)];
  await other.remember(learnt("garden"));
  assertEquals(one.recall(), [server("garden")]);
});

Deno.test("Memory refuses to begin with damaged known servers, and writes over nothing", () => {
  for (const text of ["", "{", "[]", `{"servers":[{}]}`, `{"servers":{}}`]) {
    const files = new FakeFiles();
    files.texts.set(KNOWN, text);
    assertThrows(() => new Memory(files, never), SyntaxError);
    assertEquals(files.read(KNOWN), text);
  }
});

Deno.test("Memory keeps what it knew when the file is damaged later, and leaves the file", async () => {
  const files = new FakeFiles();
  const { memory, complaints } = open(files);
  await memory.remember(learnt("garden"));
  memory.recall();
  files.texts.set(KNOWN, "{ half of it");
  assertEquals(memory.recall(), [server("garden")]);
  assertEquals(complaints.length, 1);
  await memory.remember(learnt("other"));
  assertEquals([files.read(KNOWN), complaints.length], ["{ half of it", 2]);
});

Deno.test("Memory takes the usual settings where theirs are damaged: nothing is lost that matters", () => {
  const files = new FakeFiles();
  files.texts.set(SETTINGS, "{ half of it");
  assertEquals(new Memory(files, never).settings, DEFAULT_SETTINGS);
});

Deno.test("Memory complains of what cannot be kept, never rejects, and keeps what comes after", async () => {
  const files = new FakeFiles();
  const { memory, complaints } = open(files);
  files.broken = true;
  await memory.remember(learnt("garden"));
  await memory.remember(themed("nord"));
  assertEquals([complaints.length, memory.settings.theme], [2, "nord"]);
  assert(complaints.every((sentence) => sentence.includes("The disk is full.")));
  files.broken = false;
  await memory.remember(learnt("other"));
  assertEquals([files.hosts(), complaints.length], [["other"], 2]);
});

Deno.test("Memory never gives up a key that another process took for the same address", async () => {
  const files = new FakeFiles();
  const [one, other] = [new Memory(files, never), new Memory(files, never)];
  await one.remember(learnt("garden", "K"));
  await other.remember(learnt("garden", "X"));
  assertEquals(one.recall(), [server("garden", "K")]);
});

Deno.test("Ten memories over one real folder lose no entry", async () => {
  const folder = await Deno.makeTempDir();
  const files: Files = {
    read: (name) => readTextNow(`${folder}/${name}`),
    update: (name, change) => update(`${folder}/${name}`, change),
  };
  const memories = Array.from({ length: 10 }, () => new Memory(files, never));
  await Promise.all(memories.flatMap((memory, m) =>
    Array.from({ length: 5 }, (_, n) => [
      memory.remember(learnt(`host${m}x${n}`)),
      memory.remember(themed("nord")),
    ]).flat()
  ));
  const known = new Memory(files, never).recall();
  assertEquals(new Set(known.map(({ host }) => host)).size, 50);
  for (const memory of memories) assertEquals(memory.recall(), known);
  const left = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  assertEquals(left, [KNOWN, `${KNOWN}.lock`, SETTINGS, `${SETTINGS}.lock`]);
  await Deno.remove(folder, { recursive: true });
});
