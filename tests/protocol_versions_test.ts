import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Problem } from "../lib/api/view.ts";
import { english } from "../ui/words.ts";
import { more } from "../ui/words/en/more.ts";
import { problemSentence } from "../ui/words/problems.ts";
import { callAs, MajorServer } from "./support/later_major.ts";
import { LaterClient, LaterServer } from "./support/later_minor.ts";
import { PageDriver } from "./support/page_driver.ts";
import { type Program, startClient, startServer } from "./support/programs.ts";

// As views/later_parts.ts does.
Object.assign(english, more);

/** A client program, and a page of it. */
interface Person {
  readonly program: Program;
  readonly page: PageDriver;
}

async function come(args: readonly string[], data?: string): Promise<Person> {
  const client = await startClient(args, data);
  return { ...client, page: await PageDriver.open(client.link) };
}

async function join(invitation: string, name: string, data?: string): Promise<Person> {
  const person = await come([invitation, "-n", name], data);
  await person.page.until(({ at }) => at === "joined");
  return person;
}

async function endAll(...all: readonly { program: Program; page?: PageDriver }[]): Promise<void> {
  for (const { program, page } of all) {
    await page?.close();
    assertEquals(await program.end(), 0, program.lines.join("\n"));
  }
}

/** The problem that a page shows on its connect form. */
async function problem({ page }: Person): Promise<Problem> {
  await page.until(({ state }) => state?.stage.at === "start" && state.stage.problem !== null);
  const stage = page.state?.stage;
  assert(stage?.at === "start" && stage.problem !== null);
  return stage.problem;
}

Deno.test("A client of a later minor version talks in #lobby, and its news are refused without harm", async () => {
  const server = await startServer();
  const ada = await join(server.invitation, "ada");
  const later = await LaterClient.join(server.port, "later");
  const [welcome, members] = await later.hear(2);
  assertEquals([welcome?.type, members?.type], ["welcome", "members"]);
  await ada.page.until(({ lobby }) => lobby.members.length === 2);

  ada.page.say("hello later");
  const [heard] = await later.hear(1);
  assertEquals(heard?.["text"], "hello later");
  const ref = await later.say("hello ada");
  await ada.page.until(({ texts }) => texts.includes("hello ada"));
  const [echo] = await later.hear(1);
  assertEquals(echo?.["ref"], ref);
  const known = ["type", "room", "id", "from", "text", "time", "ref"];
  assertEquals(Object.keys(echo ?? {}).sort(), known.sort(), "no field of its own comes back");

  await later.send({ type: "react", to: 1 }, { type: "rename", name: "Latest" }, {
    type: "applaud",
  });
  const answers = await later.hear(3);
  assertEquals(answers.map(({ type, code }) => code ?? type), [
    "unknown_type",
    "renamed",
    "unknown_type",
  ]);
  await ada.page.until(({ lines }) => lines.some(({ type }) => type === "renamed"));

  later.cut();
  await ada.page.until(({ lobby }) => lobby.members.some((one) => one.reconnecting));
  ada.page.say("while you were away");
  await ada.page.until(({ texts }) => texts.includes("while you were away"));
  await later.resume();
  const back = await later.hear(3);
  assertEquals(back.map(({ type }) => type), ["resumed", "members", "text"]);
  assertEquals(back[2]?.["text"], "while you were away");
  await ada.page.until(({ lobby }) => lobby.members.every((one) => !one.reconnecting));
  await later.leave();
  await ada.page.until(({ lines }) => lines.some(({ type }) => type === "left"));
  const left = ada.page.lines.find(({ type }) => type === "left");
  assertEquals(left?.type === "left" && left.reason, "left");
  await server.program.line(/ left .*how=bye/);
  assertEquals(server.program.lines.filter((line) => /Z (dropped|bug) /.test(line)), []);
  await endAll(ada, server);
});

Deno.test("A server of a later minor version is a room for our clients, and what it adds does no harm", async () => {
  const server = new LaterServer();
  const [ada, bern] = [await join(server.invitation, "ada"), await join(server.invitation, "bern")];
  const stage = ada.page.state?.stage;
  assertEquals(stage?.at === "joined" && stage.server.name, "Later");
  await ada.page.until(({ lobby }) => lobby.members.length === 2);
  ada.page.say("hello bern");
  await bern.page.until(({ texts }) => texts.includes("hello bern"));
  bern.page.say("hello ada");
  await ada.page.until(({ texts, pending }) => texts.length === 2 && pending.length === 0);
  assertEquals(ada.page.texts, ["hello bern", "hello ada"]);

  await server.tell({ type: "poll", room: "lobby", options: ["a"] }, {
    type: "error",
    code: "new",
  });
  server.cut("ada");
  ada.page.say("on its way");
  await bern.page.until(({ texts }) => texts.includes("on its way"));
  await ada.page.until(({ texts, at }) => texts.includes("on its way") && at === "joined");
  assertEquals(bern.page.texts, ["hello bern", "hello ada", "on its way"]);
  assertEquals(ada.page.texts, bern.page.texts);
  const [, , claim] = server.hellos;
  assertEquals(claim?.resume?.received, 3, "two texts and the error");
  ada.page.say("refuse this");
  await ada.page.until(({ pending }) => pending[0]?.state === "failed");
  assertEquals(ada.page.pending[0]?.why, "refused");
  await endAll(bern);
  await ada.page.until(({ lines }) => lines.some(({ type }) => type === "left"));
  const left = ada.page.lines.find(({ type }) => type === "left");
  assertEquals(left?.type === "left" && left.reason, "cut", "the nearest that is known");
  await server.stop();
  await ada.page.until(({ at }) => at === "ended");
  assertEquals(server.odd, []);
  await endAll(ada);
});

Deno.test("A server of a later minor version that lets nobody in, for a new reason, is understood", async () => {
  const server = new LaterServer(true);
  const ada = await come([server.invitation]);
  assertEquals(await problem(ada), { code: "refused", name: "Later" });
  await endAll(ada);
  await server.stop();
});

Deno.test("Two sides of any two major versions learn which of them must be updated", async () => {
  for (const ours of [1, 2, 3, 9]) {
    const server = new MajorServer(ours);
    for (const theirs of [1, 2, 3, 9]) {
      const older = theirs < ours ? "client" : theirs > ours ? "server" : null;
      assertEquals(await callAs(theirs, server.port), older, `${theirs} calls ${ours}`);
    }
    await server.stop();
    assertEquals(server.callers, [1, 2, 3, 9]);
  }
});

Deno.test("A client of another major version is told by our server which side must be updated", async () => {
  const server = await startServer();
  const ada = await join(server.invitation, "ada");
  for (const major of [2, 3, 9]) assertEquals(await callAs(major, server.port), "server");
  assertEquals(await callAs(0, server.port), "client");
  await server.program.line(/ dropped other_version=\d$/);
  const [said = ""] = server.program.lines.filter((line) => line.includes("other_version"));
  assert(!/127\.0\.0\.1|pychat\/|version \d/.test(said), said);
  ada.page.say("still here");
  await ada.page.until(({ texts }) => texts.includes("still here"));
  assertEquals(ada.page.lobby.members.length, 1);
  await endAll(ada, server);
});

Deno.test("A person is told that a server became newer than their program, and keeps its key", async () => {
  const data = Deno.makeTempDirSync();
  const old = await startServer();
  await endAll(await join(old.invitation, "ada", data), old);
  const kept = Deno.readTextFileSync(`${data}/known_servers.json`);
  const server = new MajorServer(2, old.port);
  const ada = await come(["-s", "127.0.0.1", "-p", `${old.port}`], data);
  const found = await problem(ada);
  const place = { host: "127.0.0.1", port: old.port };
  assertEquals(found, { code: "client_too_old", ...place, ours: 1, theirs: 2 });
  assertStringIncludes(problemSentence(found), "Update pyChat on this computer.");
  await endAll(ada);
  await server.stop();
  // One call in our version, and not a byte after its message 1.
  assertEquals([server.callers, server.more], [[1], 0]);
  assertEquals(Deno.readTextFileSync(`${data}/known_servers.json`), kept);
});

Deno.test("A person is told that a server is older than their program", async () => {
  const server = new MajorServer(0);
  const ada = await come(["-s", "127.0.0.1", "-p", `${server.port}`]);
  const found = await problem(ada);
  const place = { host: "127.0.0.1", port: server.port };
  assertEquals(found, { code: "server_too_old", ...place, ours: 1, theirs: 0 });
  assertStringIncludes(problemSentence(found), "Ask whoever runs it to update the server.");
  await endAll(ada);
  await server.stop();
  assertEquals([server.callers, server.more], [[1], 0]);
});
