import { assert, assertEquals, assertThrows } from "@std/assert";
import { DEFAULT_CHOICES } from "../../../lib/api/choices.ts";
import { type KnownServer, parseKnownServers } from "../../../lib/client/keep/known_servers.ts";
import {
  type Files,
  Memory,
  type MemoryEffect,
  volatileFiles,
} from "../../../lib/client/keep/memory.ts";
import {
  DEFAULT_SETTINGS,
  parseSettings,
  type Settings,
} from "../../../lib/client/keep/settings.ts";
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

function themed(theme: "dark" | "light" | "nord", more: Partial<Settings> = {}): MemoryEffect {
  return { type: "remember_settings", settings: { ...DEFAULT_SETTINGS, theme, ...more } };
}

/** The same, where it comes up again by itself. */
function again(effect: MemoryEffect): MemoryEffect {
  return { ...effect, again: true };
}

/** Files of memory whose every change takes a while, the first ones longest. */
class FakeFiles implements Files {
  readonly texts = new Map<string, string>();
  broken = false;
  updates = 0;
  #turns = 50;

  read(name: string): string | null {
    return this.texts.get(name) ?? null;
  }

  async update(
    name: string,
    change: (old: string | null) => string | null,
  ): Promise<string | null> {
    this.updates++;
    this.#turns -= 10;
    for (let turn = this.#turns; turn > 0; turn--) await Promise.resolve();
    if (this.broken) throw new Error("The disk is full.");
    const text = change(this.read(name));
    if (text !== null) this.texts.set(name, text);
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
    choices: { ...DEFAULT_SETTINGS.choices, typing: true, density: "compact" },
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

Deno.test("Memory writes what was chosen and leaves what other processes chose", async () => {
  const files = new FakeFiles();
  const [one, other] = [new Memory(files, never), new Memory(files, never)];
  await one.remember(themed("nord", { where: "garden" }));
  const choices = { ...DEFAULT_CHOICES, density: "compact" } as const;
  await other.remember({ type: "remember_settings", settings: { ...DEFAULT_SETTINGS, choices } });
  const kept = parseSettings(files.read(SETTINGS));
  assertEquals(kept, { theme: "nord", where: "garden", choices });
  const { updates } = files;
  assertEquals(await one.remember(themed("nord", { where: "garden" })), true);
  assertEquals(files.updates, updates, "nothing is another than before");
});

Deno.test("Memory keeps later what was chosen while the disk was full", async () => {
  const files = new FakeFiles();
  const { memory } = open(files);
  files.broken = true;
  await memory.remember(themed("nord", { where: "garden" }));
  memory.recall();
  assertEquals(memory.settings.where, "garden", "nobody removed what was never there");
  files.broken = false;
  const choices = { ...DEFAULT_CHOICES, sound: "tap" } as const;
  await memory.remember(themed("nord", { where: "garden", choices }));
  assertEquals(parseSettings(files.read(SETTINGS)), { theme: "nord", where: "garden", choices });
});

Deno.test("Memory brings nothing back by itself that another process removed", async () => {
  const files = new FakeFiles();
  const memory = new Memory(files, never);
  await memory.remember(learnt("garden"));
  await memory.remember(themed("nord", { where: "garden" }));
  files.texts.clear();
  const { updates } = files;
  const came = [again(learnt("garden")), again(themed("nord", { where: "other" }))];
  assertEquals(await Promise.all(came.map((effect) => memory.remember(effect))), [false, true]);
  // Not even a lock is taken, whose file would stand there.
  assertEquals([files.texts.size, files.updates], [0, updates]);
  // Somebody began anew: what they keep is theirs.
  await new Memory(files, never).remember(learnt("pond"));
  await memory.remember(again(learnt("garden")));
  assertEquals(files.hosts(), ["pond"]);
});

Deno.test("Memory brings back by a choice that choice alone, after another process removed all", async () => {
  const files = new FakeFiles();
  const memory = new Memory(files, never);
  await memory.remember(themed("nord", { where: "garden" }));
  files.texts.clear();
  await memory.remember(themed("dark", { where: "garden" }));
  assertEquals(parseSettings(files.read(SETTINGS)), { ...DEFAULT_SETTINGS, theme: "dark" });
});

Deno.test("Memory keeps where the person goes after another process removed all", async () => {
  const files = new FakeFiles();
  const memory = new Memory(files, never);
  await memory.remember(learnt("garden"));
  await memory.remember(themed("nord", { where: "garden" }));
  files.texts.clear();
  assertEquals([memory.recall(), memory.settings.where], [[], ""]);
  assertEquals(await memory.remember(learnt("garden")), true);
  await memory.remember(themed("nord", { where: "garden" }));
  assertEquals(files.hosts(), ["garden"]);
  assertEquals(parseSettings(files.read(SETTINGS)).where, "garden");
});

Deno.test("Memory brings up to date what comes up again and is kept", async () => {
  const files = new FakeFiles();
  const memory = new Memory(files, never);
  await memory.remember(learnt("garden"));
  const change = { server: { ...server("garden"), name: "Garden" }, replaces: null };
  assertEquals(await memory.remember({ type: "remember_server", change, again: true }), true);
  assertEquals(memory.recall().map(({ name }) => name), ["Garden"]);
});

Deno.test("Memory.close() waits for the write under way, and lets no other begin", async () => {
  const files = new FakeFiles();
  const memory = new Memory(files, never);
  const writes = [learnt("garden"), themed("nord"), learnt("pond")];
  const kept = Promise.all(writes.map((effect) => memory.remember(effect)));
  await Promise.resolve();
  const closed = memory.close();
  assertEquals(files.texts.size, 0, "it is under way");
  await closed;
  assertEquals([await kept, files.hosts()], [[true, false, false], ["garden"]]);
  assertEquals(await memory.remember(themed("dark")), false);
  assertEquals([...files.texts.keys()], [KNOWN]);
});

Deno.test("Memory.close() returns also where what is under way fails", async () => {
  const files = new FakeFiles();
  const { memory, complaints } = open(files);
  files.broken = true;
  void memory.remember(learnt("garden"));
  await Promise.resolve();
  await memory.close();
  assertEquals(complaints.length, 1);
});

Deno.test("volatileFiles() make no file where there is nothing to be in it", async () => {
  const files = volatileFiles();
  assertEquals([await files.update("a", (old) => old), files.read("a")], [null, null]);
  await files.update("a", () => "x");
  assertEquals(await files.update("a", (old) => `${old}y`), "xy");
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
