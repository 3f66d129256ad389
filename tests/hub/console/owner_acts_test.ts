import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { KICK_MS, MAX_BANS } from "../../../lib/limits.ts";
import { FakeDesk } from "./desk.ts";

/** A desk where ada owns a room that bern and cleo are in. */
function garden(history = 0): FakeDesk {
  const desk = new FakeDesk(history);
  for (const name of ["ada", "bern", "cleo"]) desk.enter(name);
  desk.room("garden", "ada", "bern", "cleo");
  return desk;
}

Deno.test("kick() puts somebody out of the server, who may come back after a while", () => {
  const desk = garden();
  const text = desk.done("kick bern");
  assertEquals(
    text,
    `${desk.shown("bern")} is out of the server, and kept out for 1 minute.`,
  );
  assertEquals([desk.hub.size, desk.line("bern").finished], [2, 1]);
  assertEquals(desk.heard("bern").at(-1), { type: "closing", reason: "kicked" });
  assert(!desk.mayEnter("bern", "origin of bern"));
  desk.now += KICK_MS;
  assert(desk.mayEnter("bern", "origin of bern"));
});

Deno.test("kick() puts somebody out of a room only, owners too, and the others hear who did it not", () => {
  const desk = garden();
  assertStringIncludes(desk.done("kick ada #Garden"), "is out of #garden");
  assertEquals(desk.hub.size, 3);
  const exited = desk.heard("ada").find(({ type }) => type === "exited");
  assert(exited?.type === "exited");
  assertEquals([exited.how, exited.room, exited.by], ["kicked", "garden", undefined]);
  const left = desk.heard("bern").find(({ type }) => type === "left");
  assert(left?.type === "left" && left.reason === "kicked" && left.by === undefined);
  assertMatch(desk.refused("kick ada garden"), /ada·.* is not in #garden\./);
});

Deno.test("ban() keeps somebody and their address out of the server, until it is lifted", () => {
  const desk = garden();
  const text = desk.done("ban bern");
  const found = /, until the server stops\. “(unban \d+)” lifts that\.$/.exec(text);
  assert(found?.[1] !== undefined, text);
  assertEquals(desk.heard("bern").at(-1), { type: "closing", reason: "banned" });
  desk.now += 366 * 86_400_000;
  assert(!desk.mayEnter("other", "origin of bern"));
  assertMatch(desk.done("bans"), /Banned from the server:\n.*bern·.*without an end/);
  assertMatch(desk.done(found[1]), /^Ban \d+ from the server is lifted\.$/);
  assert(desk.mayEnter("other", "origin of bern"));
  assertEquals(desk.done("bans"), "Nobody is banned from the server.");
});

Deno.test("ban() keeps out of a room, for a time", () => {
  const desk = garden();
  desk.room("Rose Bed", "ada", "bern", "cleo");
  const text = desk.done(`ban bern "rose bed" 2h`);
  assertMatch(
    text,
    / is banned from #Rose Bed, for 2 hours\. “unban \d+ "Rose Bed"” lifts that\.$/,
  );
  assertMatch(desk.done(`bans "Rose Bed"`), /bern·.* for 2 hours yet/);
  assertEquals(desk.done("bans"), "Nobody is banned from the server.");
  const [lift] = /unban \d+ "Rose Bed"/.exec(text) ?? [];
  assertMatch(desk.done(lift ?? ""), /is lifted/);
  assertMatch(desk.done("ban cleo garden"), /, as long as there is the room\./);
  assertMatch(desk.done("ban cleo 30m"), / from the server, for 30 minutes\./);
});

Deno.test("ban() asks first where it hits others too or reaches no address, and says what to type", () => {
  const desk = garden();
  desk.enter("dora", null);
  desk.enter("emil", "origin of cleo");
  const shared = desk.refused(" ban  cleo ");
  assertMatch(shared, /^Others come from the same address as cleo·.*: ban {2}cleo --sure$/);
  assertEquals(desk.hub.size, 5);
  const nowhere = desk.refused("ban dora 1h");
  assertMatch(
    nowhere,
    /^dora·.* comes from where addresses are not told apart.*: ban dora 1h --sure$/,
  );
  assertMatch(desk.done("ban cleo --sure"), / is banned from the server/);
  assertMatch(
    desk.done(nowhere.split(": ").at(-1) ?? ""),
    / is banned from the server, for 1 hour/,
  );
  assert(!desk.mayEnter("cleo again", "origin of cleo"));
  assertEquals(desk.hub.findPerson("emil").length, 1, "who shares the address and is in stays");
});

Deno.test("ban() says when there are as many as there can be", () => {
  const desk = garden();
  for (let n = 0; n < MAX_BANS; n++) {
    desk.enter(`guest ${n}`);
    desk.done(`ban "guest ${n}"`);
  }
  assertStringIncludes(desk.refused("ban bern"), `There are ${MAX_BANS} bans from the server`);
  desk.done("ban bern garden");
});

Deno.test("unban() takes the number of a ban and nothing else", () => {
  const desk = garden();
  assertStringIncludes(desk.refused("unban 7"), "There is no ban of that number");
  for (const text of ["0", "-1", "1.5", "1e3", "bern", "9".repeat(16), "٣"]) {
    assertStringIncludes(desk.refused(`unban ${text}`), "is not the number of a ban");
  }
  assertStringIncludes(desk.refused("unban"), "It is: unban ID [ROOM].");
});

Deno.test("mute() lets somebody say nothing in a room, and unmute() something again", () => {
  const desk = garden();
  assertMatch(desk.done("mute bern garden 10m"), /say nothing in #garden, for 10 minutes\.$/);
  const muted = desk.heard("bern").find(({ type }) => type === "muted");
  assert(muted?.type === "muted" && muted.seconds === 600 && muted.by === undefined);
  assertMatch(desk.done("unmute bern garden"), /say something in #garden again\.$/);
  assertMatch(desk.done("mute bern lobby"), /in #lobby, until “unmute”\.$/);
  assertStringIncludes(desk.refused("mute bern attic"), "There is no room “attic”.");
  desk.enter("dora");
  assertMatch(desk.refused("mute dora garden"), /dora·.* is not in #garden/);
  for (const line of ["mute bern", "mute bern garden 1m 2m", "unmute bern", "mute"]) {
    assertMatch(desk.refused(line), /^It is: (un)?mute NAME ROOM/);
  }
});

Deno.test("topic() says what a room is about, and takes it away", () => {
  const desk = garden();
  assertEquals(desk.done(`topic garden Roses & "thorns"`), "#garden has another topic.");
  assertStringIncludes(desk.done("rooms"), `topic: Roses & "thorns"`);
  assertEquals(desk.done(`topic garden ""`), "#garden has no topic now.");
  assertStringIncludes(desk.refused("topic garden"), "It is: topic ROOM TEXT.");
  desk.done(`topic garden ${"x".repeat(200)}`);
  assertStringIncludes(desk.refused(`topic garden ${"x".repeat(201)}`), "at most 200 letters");
});

Deno.test("lock() asks for a passphrase and opens again, but never the lobby", () => {
  const desk = garden();
  assertStringIncludes(desk.refused("lock garden short"), "6 to 128");
  assertStringIncludes(desk.refused("lock garden long enough"), "It is: lock ROOM PASSPHRASE|off.");
  assertStringIncludes(desk.done(`lock garden "long enough"`), "#garden is locked");
  assertStringIncludes(desk.done("rooms"), "#garden  locked");
  assertStringIncludes(desk.done("lock garden off"), "#garden is open");
  assertStringIncludes(desk.done("rooms"), "#garden  public");
  assertStringIncludes(desk.refused("lock lobby secret"), "cannot be done with the lobby");
});

Deno.test("owner() gives a room to somebody who is in it", () => {
  const desk = garden();
  assertEquals(desk.done("owner garden bern"), `${desk.shown("bern")} owns #garden now.`);
  assertStringIncludes(desk.done("rooms"), `owner ${desk.shown("bern")}`);
  desk.enter("dora");
  assertMatch(desk.refused("owner garden dora"), /dora·.* is not in #garden/);
  assertStringIncludes(desk.refused("owner lobby bern"), "cannot be done with the lobby");
  assertStringIncludes(desk.refused("owner garden"), "It is: owner ROOM NAME.");
});

Deno.test("history() keeps texts of a room or none, on a server that keeps some", () => {
  const desk = garden(20);
  assertEquals(
    desk.done("history garden off"),
    "#garden keeps no texts, and those that were kept are gone.",
  );
  assertEquals(
    desk.done("history garden on"),
    "#garden keeps its last 20 texts, in memory only.",
  );
  assertStringIncludes(desk.done("history lobby off"), "#lobby keeps no texts");
  for (const line of ["history garden", "history garden 20", "history garden on on", "history"]) {
    assertStringIncludes(desk.refused(line), "It is: history ROOM on|off.");
  }
  assertStringIncludes(garden().refused("history garden on"), "start it with --history N");
  garden().done("history garden off");
});
