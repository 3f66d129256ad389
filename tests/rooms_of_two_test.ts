import { assert, assertEquals } from "@std/assert";
import type { Line } from "../lib/api/view.ts";
import { Participant } from "./support/participant.ts";
import { startServer } from "./support/programs.ts";

const OPTIONS = ["--exempt", "127.0.0.1", "--history", "10"];

function types(lines: readonly Line[]): string[] {
  return lines.map(({ type }) => type);
}

function last<Type extends Line["type"]>(
  lines: readonly Line[],
  type: Type,
): Extract<Line, { readonly type: Type }> | undefined {
  return lines.findLast((line): line is Extract<Line, { readonly type: Type }> =>
    line.type === type
  );
}

Deno.test("Two people talk in a room of their own, change what they said, and part", async () => {
  const { program, invitation } = await startServer(OPTIONS);
  const ada = await Participant.join(invitation, "ada");
  const bern = await Participant.join(invitation, "bern");
  await ada.until((one) => one.lines.some(({ type }) => type === "joined"));

  await ada.create("kitchen", "swordfish");
  ada.say("before bern", "kitchen");
  await ada.until((one) => one.in("kitchen").texts.length === 1);
  bern.act({ type: "join_room", room: "kitchen", passphrase: "wrong one" });
  await bern.until(({ problems }) => problems.length === 1);
  assertEquals(bern.problems, [{ code: "no_entry", room: "kitchen", passphrase: true }]);
  await bern.enter("kitchen", "swordfish");
  await bern.until((one) => one.in("kitchen").texts.length === 1);
  assertEquals(last(bern.in("kitchen").lines, "text")?.past, true);
  await bern.until((one) => one.in("kitchen").members.length === 2);

  const kitchen = bern.id("kitchen");
  const said = last(bern.in("kitchen").lines, "text");
  assert(said !== undefined);
  bern.act({
    type: "say",
    in: kitchen,
    text: "an answer to @ada",
    action: false,
    reply: said.id,
    mentions: [ada.me.id],
  });
  await ada.until((one) => one.in("kitchen").texts.length === 2);
  const answer = last(ada.in("kitchen").lines, "text");
  assertEquals(answer?.toMe, true);
  assertEquals(answer?.reply?.text, "before bern");
  assertEquals(answer?.mentions.map(({ name }) => name), ["ada"]);

  const own = last(bern.in("kitchen").lines, "text");
  assert(own !== undefined);
  bern.act({ type: "edit", in: kitchen, id: own.id, text: "other words", mentions: [] });
  await ada.until((one) => one.in("kitchen").texts.includes("other words"));
  bern.act({ type: "delete", in: kitchen, id: own.id });
  await ada.until((one) => types(one.in("kitchen").lines).includes("deleted"));

  ada.act({ type: "topic", in: ada.id("kitchen"), topic: "soup" });
  await bern.until((one) => types(one.in("kitchen").lines).includes("act"));
  ada.act({ type: "mute", in: ada.id("kitchen"), member: bern.me.id, seconds: 60 });
  await bern.until((one) => last(one.in("kitchen").lines, "act")?.act.what === "muted");
  bern.say("mmh", "kitchen");
  await bern.until((one) => one.in("kitchen").pending[0]?.state === "failed");
  assertEquals(bern.in("kitchen").pending[0]?.why, "muted");
  ada.act({ type: "kick", in: ada.id("kitchen"), member: bern.me.id });
  await bern.until((one) => !one.isIn("kitchen"));
  assertEquals(last(bern.in("kitchen").lines, "out")?.how, "kicked");
  await ada.until((one) => types(one.in("kitchen").lines).includes("left"));
  bern.act({ type: "join_room", room: "kitchen", passphrase: "swordfish" });
  await bern.until(({ problems }) => problems.some(({ code }) => code === "banned"));

  await ada.writeTo("bern");
  ada.say("psst", "bern");
  await bern.until((one) => one.view("ada") !== null && one.in("ada").texts.length === 1);
  bern.say("yes?", "ada");
  await ada.until((one) => one.in("bern").texts.length === 2);
  assertEquals(ada.in("bern").texts, bern.in("ada").texts);
  await bern.leave();
  await ada.until((one) => one.view("bern")?.over === "left");
  ada.act({ type: "close", in: ada.id("kitchen") });
  await ada.until((one) => one.view("kitchen") === null);
  await ada.leave();
  assertEquals(await program.end(), 0, program.lines.slice(-20).join("\n"));
});

Deno.test("Clients come back by themselves into the lobby of a server that was started again, and their room is gone", async () => {
  const { program, invitation, port, data } = await startServer(OPTIONS);
  const retry = { first: 20, most: 100 };
  const ada = await Participant.join(invitation, "ada", { retry });
  const bern = await Participant.join(invitation, "bern", { retry });
  await ada.create("kitchen", "swordfish");
  await bern.enter("kitchen", "swordfish");
  assertEquals(await program.end(), 0);
  const again = await startServer([...OPTIONS, "-p", `${port}`], data);
  for (const one of [ada, bern]) {
    await one.until(({ stage }) => stage.at === "joined");
    await one.until((one) => !one.isIn("kitchen"));
    assertEquals(last(one.in("kitchen").lines, "out")?.how, "gone");
  }
  await bern.create("kitchen", "swordfish");
  await ada.enter("kitchen", "swordfish");
  ada.say("here again", "kitchen");
  await bern.until((one) => one.in("kitchen").texts.includes("here again"));
  for (const one of [ada, bern]) await one.leave();
  assertEquals(await again.program.end(), 0, again.program.lines.slice(-20).join("\n"));
});

Deno.test("A person ignores another and hears them after all, and is told why a text stays as it is", async () => {
  const { program, invitation } = await startServer(OPTIONS);
  const ada = await Participant.join(invitation, "ada");
  const bern = await Participant.join(invitation, "bern");
  await ada.until((one) => one.lines.some(({ type }) => type === "joined"));

  const ignore = (on: boolean) => ada.act({ type: "ignore", member: bern.me.id, on });
  ignore(true);
  await bern.writeTo("ada");
  bern.say("psst", "ada");
  await bern.until((one) => one.in("ada").texts.length === 1);
  bern.say("after that");
  await ada.until((one) => one.texts.includes("after that"));
  assertEquals(ada.view("bern"), null);
  ignore(false);
  await ada.until((one) => one.view("bern") !== null && one.in("bern").texts.length === 1);
  assertEquals(ada.in("bern").texts, ["psst"]);

  await ada.create("kitchen");
  await bern.enter("kitchen");
  bern.say("hm", "kitchen");
  await bern.until((one) => one.in("kitchen").texts.length === 1);
  // Who has come is told up to 100 ms later.
  await ada.until((one) => one.in("kitchen").members.some(({ id }) => id === bern.me.id));
  ada.act({ type: "mute", in: ada.id("kitchen"), member: bern.me.id, seconds: 60 });
  await bern.until((one) => last(one.in("kitchen").lines, "act")?.act.what === "muted");
  const id = last(bern.in("kitchen").lines, "text")?.id ?? 0;
  const edit = (text: string) =>
    bern.act({ type: "edit", in: bern.id("kitchen"), id, text, mentions: [] });
  edit("x".repeat(4_001));
  edit("other words");
  await bern.until(({ problems }) => problems.length === 2);
  assertEquals(bern.problems.map(({ code }) => code), ["text_too_long", "muted"]);
  assertEquals(bern.in("kitchen").texts, ["hm"]);
  for (const one of [ada, bern]) await one.leave();
  assertEquals(await program.end(), 0, program.lines.slice(-20).join("\n"));
});
