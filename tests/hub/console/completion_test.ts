import { assert, assertEquals } from "@std/assert";
import { completeLine } from "../../../lib/hub/console/completion.ts";
import type { Census } from "../../../lib/hub/hub.ts";

function person(name: string): Census["people"][number] {
  return { id: name, name, tag: "aaaa", away: false, rooms: [] };
}

function census(people: readonly string[], rooms: readonly string[] = ["lobby"]): Census {
  const rest = { kind: "public", people: 1, owner: null, topic: "", history: 0 } as const;
  return { people: people.map(person), rooms: rooms.map((room) => ({ room, ...rest })) };
}

const CENSUS = census(["ada", "Ada L", "bern"], ["lobby", "Garden", "garage"]);

Deno.test("completeLine() offers commands for the first word", () => {
  assertEquals(completeLine("ki", CENSUS), { from: 0, words: ["kick "] });
  assertEquals(completeLine("  un", CENSUS), { from: 2, words: ["unban", "unmute"] });
  assertEquals(completeLine("", CENSUS).words.length, 16);
  assertEquals(completeLine("xyz", CENSUS).words, []);
});

Deno.test("completeLine() offers people and rooms where each can stand, in quotes if need be", () => {
  assertEquals(completeLine("kick AD", CENSUS), { from: 5, words: ["ada", `"Ada L"`] });
  assertEquals(completeLine("kick bern ga", CENSUS), { from: 10, words: ["Garden", "garage"] });
  assertEquals(completeLine("kick bern lobby ", CENSUS).words, []);
  assertEquals(completeLine("owner lobby b", CENSUS).words, ["bern "]);
  assertEquals(completeLine("history lobby o", CENSUS).words, ["on", "off"]);
  assertEquals(completeLine("help ki", CENSUS).words, ["kick "]);
  assertEquals(completeLine("announce a", CENSUS).words, []);
  assertEquals(completeLine("nonsense a", CENSUS).words, []);
});

Deno.test("completeLine() goes on with a word in quotes, blanks and all", () => {
  assertEquals(completeLine(`kick "Ada `, CENSUS), { from: 5, words: [`"Ada L" `] });
  assertEquals(completeLine(`kick "Ada L" `, CENSUS).from, 13);
  assertEquals(completeLine(`kick "Ada L"`, CENSUS).words, [`"Ada L" `]);
});

Deno.test("completeLine() begins a new word behind a blank", () => {
  assertEquals(completeLine("kick ", CENSUS).words, ["ada", `"Ada L"`, "bern"]);
  assertEquals(completeLine("kick bern ", CENSUS).words, ["lobby", "Garden", "garage"]);
});

Deno.test("completeLine() offers no more than a terminal shows at once", () => {
  const many = census(Array.from({ length: 1_000 }, (_, n) => `guest${n}`));
  const { words } = completeLine("kick g", many);
  assert(words.length > 20 && words.length <= 60);
  assertEquals(completeLine("kick guest999", many).words, ["guest999 "]);
});

Deno.test("completeLine() goes on behind the sign before a name", () => {
  assertEquals(completeLine("kick @", CENSUS).words, ["@ada", `"@Ada L"`, "@bern"]);
  assertEquals(completeLine("kick @b", CENSUS).words, ["@bern "]);
  const rooms = census(["ada"], ["lobby", "garden"]);
  assertEquals(completeLine("who #g", rooms).words, ["#garden "]);
  assertEquals(completeLine("who #", rooms).words, ["#lobby", "#garden"]);
});

Deno.test("completeLine() puts in quotes what would be read as an option or a time", () => {
  const odd = census(["--sure", "ada"], ["lobby", "10m", "--sure", "10 m", "m10"]);
  assertEquals(completeLine("ban ", odd).words, [`"--sure"`, "ada"]);
  assertEquals(completeLine("ban ada ", odd).words, [
    "lobby",
    `"10m"`,
    `"--sure"`,
    `"10 m"`,
    "m10",
  ]);
});
