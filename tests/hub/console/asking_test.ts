import { assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { ConsoleError } from "../../../lib/hub/console/answer.ts";
import { Asking } from "../../../lib/hub/console/asking.ts";
import { findCommand } from "../../../lib/hub/console/commands.ts";
import { splitWords } from "../../../lib/hub/console/words.ts";
import { FakeDesk } from "./desk.ts";

/** A line of a desk, its command read already. */
function asking(desk: FakeDesk, line: string): Asking {
  const { hub, switchboard, now } = desk;
  const [first, ...rest] = splitWords(line);
  const command = findCommand(first?.text ?? "");
  if (command === null) throw new RangeError(line);
  return new Asking(
    { hub, switchboard, invitations: () => [], history: 0 },
    now,
    command,
    line,
    rest,
  );
}

Deno.test("Asking.person() finds somebody by name, tag or both, with or without an @", () => {
  const desk = FakeDesk.of("Ada L", "bern");
  const { id, tag } = desk.member("Ada L");
  for (const text of [`"ada l"`, tag, `@${tag}`, `"@ADA L"`, `"Ada L·${tag}"`]) {
    assertEquals(asking(desk, `kick ${text}`).person().id, id, text);
  }
});

Deno.test("Asking.person() says that nobody is meant, or more than one, or that a name is missing", () => {
  const desk = FakeDesk.of("ada");
  const { tag } = desk.member("ada");
  desk.enter(tag);
  assertThrows(() => asking(desk, "kick bern").person(), ConsoleError, "Nobody here is “bern”.");
  const both = `may be ${desk.shown("ada")} or ${desk.shown(tag)}: say which`;
  assertThrows(() => asking(desk, `kick ${tag}`).person(), ConsoleError, both);
  assertEquals(asking(desk, `kick ${desk.shown(tag)}`).person().name, tag);
  assertThrows(() => asking(desk, "kick").person(), ConsoleError, "It is: kick NAME [ROOM].");
});

Deno.test("Asking.person() guesses nothing where a name with blanks is that of somebody too", () => {
  const desk = FakeDesk.of("Bob", "bob lobby", "Bob X Y");
  const wrong = { "kick Bob lobby": "Bob lobby", "mute bob  x\ty 10m": "bob  x\ty" };
  for (const [line, name] of Object.entries(wrong)) {
    const error = assertThrows(() => asking(desk, line).person(), ConsoleError);
    assertEquals(
      error.message,
      `“${name}” may be one name or more: put the one you mean in quotes, or type the tag.`,
    );
  }
  const right = ["kick Bob", `kick "Bob" lobby`, "kick Bob X", `kick "bob" X Y`, "kick Bob 10m"];
  for (const line of right) assertEquals(asking(desk, line).person().name, "Bob", line);
  assertEquals(asking(desk, `kick "Bob lobby" lobby`).person().name, "bob lobby");
});

Deno.test("Asking.room() finds a room in any spelling that counts as its name, with or without #", () => {
  const desk = FakeDesk.of("ada");
  desk.room("Rose Garden", "ada");
  for (const text of [`"rose garden"`, `"#ROSE Garden"`, `" rose garden "`]) {
    assertEquals(asking(desk, `who ${text}`).room().room, "Rose Garden", text);
  }
  for (const text of ["attic", "##rose garden", `""`, "__proto__"]) {
    assertThrows(() => asking(desk, `who ${text}`).room(), ConsoleError, "There is no room");
  }
  assertThrows(() => asking(desk, "topic").room(), ConsoleError, "It is: topic ROOM TEXT.");
});

Deno.test("Asking.roomOrLobby() leaves a time where one may follow, unless it is meant as a name", () => {
  const desk = FakeDesk.of("ada");
  desk.room("10m", "ada");
  const rooms: [string, boolean, string, number | undefined][] = [
    ["ban", true, "lobby", undefined],
    ["ban 10m", true, "lobby", 600],
    ["ban 10m", false, "10m", undefined],
    ["ban #10m", true, "10m", undefined],
    [`ban "10m"`, true, "10m", undefined],
    ["ban #10m 10m", true, "10m", 600],
  ];
  for (const [line, timeFollows, room, seconds] of rooms) {
    const asked = asking(desk, line);
    assertEquals([asked.roomOrLobby(timeFollows).room, asked.seconds()], [room, seconds], line);
    asked.end();
  }
});

Deno.test("Asking.seconds() takes a time from a second to a year, and says what a time is", () => {
  const desk = new FakeDesk();
  assertEquals([1, 366].map((days) => asking(desk, `ban ${days}d`).seconds()), [
    86_400,
    31_622_400,
  ]);
  assertEquals(asking(desk, "ban 1s").seconds(), 1);
  for (const text of ["0s", "367d", "31622401s", "999999999d"]) {
    assertThrows(() => asking(desk, `ban ${text}`).seconds(), ConsoleError, "from 1s to 366d.");
  }
  for (const text of ["soon", "10", "-1m"]) {
    const error = assertThrows(() => asking(desk, `ban ${text}`).seconds(), ConsoleError);
    assertMatch(error.message, /is not a time, such as 30s, .*It is: ban NAME \[ROOM\] \[TIME\]\./);
  }
});

Deno.test("Asking.text() is what was typed, to the end, or one word in quotes", () => {
  const desk = new FakeDesk();
  const texts: [string, string | null][] = [
    ["announce", null],
    [`announce  Tea  is "at five"  `, `Tea  is "at five"`],
    [`announce "Tea  at five"`, "Tea  at five"],
    [`announce "Tea" at five`, `"Tea" at five`],
    [`announce ""`, ""],
    ["announce two\nlines", "two\nlines"],
  ];
  for (const [line, text] of texts) assertEquals(asking(desk, line).text(), text, line);
});

Deno.test("Asking.end() lets no word be left over, and tells of quotes where names are", () => {
  const desk = new FakeDesk();
  const line = asking(desk, "rooms now");
  const error = assertThrows(() => line.end(), ConsoleError);
  assertEquals(error.message, "It is: rooms.");
  line.word();
  line.end();
  const named = assertThrows(() => asking(desk, "kick Ada L").end(), ConsoleError);
  assertStringIncludes(named.message, `A name with blanks stands in quotes: "Ada L".`);
});

Deno.test("Asking.sure is so only where somebody can be sure, and is no word", () => {
  const desk = FakeDesk.of("ada");
  for (const line of ["ban --sure ada", "ban ada --sure"]) {
    const sure = asking(desk, line);
    assertEquals([sure.sure, sure.word(), sure.word()], [true, "ada", null]);
  }
  for (const line of [`ban "--sure"`, "kick --sure"]) {
    const unsure = asking(desk, line);
    assertEquals([unsure.sure, unsure.word()], [false, "--sure"], line);
  }
});
