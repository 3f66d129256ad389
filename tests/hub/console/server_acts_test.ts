import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { COMMANDS } from "../../../lib/hub/console/commands.ts";
import { helpLines, unknownCommand } from "../../../lib/hub/console/server_acts.ts";
import { MAX_TEXT_UNITS } from "../../../lib/limits.ts";
import { FakeDesk } from "./desk.ts";

Deno.test("help() has one line for each command, or that of one", () => {
  const desk = new FakeDesk();
  const help = desk.done("help");
  assertEquals(help.split("\n"), [...helpLines()]);
  for (const { name, help: line } of COMMANDS) {
    assertEquals(help.split("\n").filter((one) => one.endsWith(line)).length, 1, name);
    assertStringIncludes(desk.done(`help ${name}`), line);
  }
  assertEquals(desk.refused("help me"), unknownCommand("me"));
  for (const line of help.split("\n")) assert(line.length < 100);
});

Deno.test("who() lists everybody, or those of a room", () => {
  const desk = FakeDesk.of("ada", "Bern E");
  desk.room("garden", "ada");
  const all = ["2 people:", `    ${desk.shown("ada")}  in #garden`, `    ${desk.shown("Bern E")}`];
  assertEquals(desk.done("who").split("\n"), all);
  assertEquals(desk.done("who lobby").split("\n"), all);
  assertEquals(desk.done("who garden").split("\n"), [
    "1 person in #garden:",
    `    ${desk.shown("ada")}`,
  ]);
  desk.switchboard.lose(desk.line("Bern E"), desk.now);
  assertStringIncludes(desk.done("who"), `${desk.shown("Bern E")}  (reconnecting)`);
});

Deno.test("rooms() lists every room, hidden ones too", () => {
  const desk = FakeDesk.of("ada");
  desk.ask("ada", { type: "create", room: "attic", hidden: true });
  assertEquals(desk.done("rooms").split("\n"), [
    "    #lobby  public, 1 person",
    `    #attic  hidden, 1 person, owner ${desk.shown("ada")}`,
  ]);
  assertStringIncludes(desk.refused("rooms attic"), "It is: rooms.");
});

Deno.test("invite() gives the invitations, and the first one as a code", () => {
  const desk = FakeDesk.of("ada");
  desk.ask("ada", { type: "create", room: "Attic", passphrase: "long enough" });
  for (const line of ["invite", "invite lobby"]) {
    const { lines, invitation } = desk.run(line);
    assertEquals(lines, ["    pychat://one/null#key", "    pychat://two/null#key"]);
    assertEquals(invitation, "pychat://one/null#key");
  }
  const { lines, invitation } = desk.run("invite attic");
  assertEquals(invitation, "pychat://one/Attic#key");
  assertEquals(lines.at(-1), "Who comes into #Attic must know its passphrase.");
  assertStringIncludes(desk.refused("invite cellar"), "There is no room “cellar”.");
});

Deno.test("announce() tells everybody, once and as it may be sent", () => {
  const desk = FakeDesk.of("ada", "bern");
  assertEquals(desk.done("announce  Tea\u0007 at  five "), "Told 2 people.");
  for (const name of ["ada", "bern"]) {
    const [heard, ...more] = desk.heard(name);
    assert(heard?.type === "announcement");
    assertEquals([heard.text, more], ["Tea at  five", []]);
  }
  desk.done(`announce "${"x".repeat(MAX_TEXT_UNITS)}"`);
  assertStringIncludes(desk.refused(`announce "${"x".repeat(MAX_TEXT_UNITS + 1)}"`), "too long");
  for (const line of ["announce", "announce  ", `announce ""`, "announce \u200b"]) {
    assertStringIncludes(desk.refused(line), "It is: announce TEXT.");
  }
});

Deno.test("stop() asks for the end of the server, and does not end it", () => {
  const desk = FakeDesk.of("ada");
  const stopping = { lines: ["The server stops."], done: true, stop: true, invitation: null };
  assertEquals(desk.run("stop"), stopping);
  assertEquals([desk.hub.size, desk.heard("ada")], [1, []]);
  assertStringIncludes(desk.refused("stop now"), "It is: stop.");
});
