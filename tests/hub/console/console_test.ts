import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { COMMANDS } from "../../../lib/hub/console/commands.ts";
import { Console } from "../../../lib/hub/console/console.ts";
import { FakeDesk } from "./desk.ts";

Deno.test("Console.run() does nothing for an empty line", () => {
  const desk = new FakeDesk();
  const nothing = { lines: [], done: true, stop: false, invitation: null };
  for (const line of ["", "  ", "\n"]) assertEquals(desk.run(line), nothing);
});

Deno.test("Console.run() refuses what is no command, and names the way to those there are", () => {
  const desk = FakeDesk.of("ada");
  for (const line of ["kik ada", "constructor", "__proto__ x", `""`, "/", "hello everybody"]) {
    assertStringIncludes(desk.refused(line), "“help” lists those there are.");
  }
});

Deno.test("Console.run() does every command of the help, and refuses each with a word too many", () => {
  const desk = FakeDesk.of("ada");
  for (const { name } of COMMANDS) {
    assert(!desk.run(name).lines.join().includes("There is no command"), name);
    if (name === "announce" || name === "topic") continue;
    assertStringIncludes(
      desk.refused(`${name} ${name === "who" ? "lobby" : "x"} ${"ada ".repeat(6)}`),
      ".",
    );
  }
  assertEquals(desk.hub.size, 1);
});

Deno.test("Console.run() lets nobody's line throw, or be heard by people unless it is done", () => {
  const desk = FakeDesk.of("ada", "Ada L");
  desk.room("garden", "ada", "Ada L");
  const word = fc.oneof(
    fc.constantFrom(
      "ada",
      `"Ada L"`,
      "garden",
      "lobby",
      "10m",
      "--sure",
      "off",
      "on",
      `"`,
      "\\",
      "1",
    ),
    fc.string({ maxLength: 6 }),
  );
  const line = fc.tuple(fc.constantFrom(...COMMANDS.map(({ name }) => name)), fc.array(word))
    .filter(([name, words]) => !(words.length > 0 && (name === "kick" || name === "ban")))
    .map(([name, words]) => [name, ...words].join(" "));
  fc.assert(
    fc.property(line, (typed) => {
      const { lines, done } = desk.run(typed);
      const heard = ["ada", "Ada L"].flatMap((name) => desk.heard(name));
      if (!done) assertEquals([lines.length, heard], [1, []], typed);
      desk.console.complete(typed);
    }),
    { numRuns: 300 },
  );
});

Deno.test("Console.run() throws a mistake of ours on", () => {
  const { hub, switchboard, now } = new FakeDesk();
  const broken = new Console(hub, switchboard, {
    invitations() {
      throw new TypeError("ours");
    },
    history: 0,
  });
  assertThrows(() => broken.run("invite", now), TypeError, "ours");
});

Deno.test("Console.complete() knows who and what is there now", () => {
  const desk = FakeDesk.of("ada");
  assertEquals(desk.console.complete("kick b").words, []);
  desk.enter("bern");
  desk.room("bower", "bern");
  assertEquals(desk.console.complete("kick b"), { from: 5, words: ["bern "] });
  assertEquals(desk.console.complete("invite b").words, ["bower "]);
});
