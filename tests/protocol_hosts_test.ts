import { assert, assertEquals } from "@std/assert";
import type { Line } from "../lib/api/line.ts";
import { NobleHost } from "./support/noble_host.ts";
import { Participant } from "./support/participant.ts";

// Our clients in rooms of a server that is written from PROTOCOL.md.

type TextLine = Extract<Line, { readonly type: "text" }>;

const ROOM = "garden";
/** It dials again at once. */
const SOON = { retry: { first: 20, most: 100 } };

async function gather(host: NobleHost, ...names: readonly string[]): Promise<Participant[]> {
  const people: Participant[] = [];
  for (const name of names) people.push(await Participant.join(host.invitation, name, SOON));
  for (const one of people) {
    await one.until((one) => one.in("lobby").members.length === names.length);
  }
  return people;
}

/** All leave, and the server stops. */
async function end(host: NobleHost, people: readonly Participant[]): Promise<void> {
  for (const one of people) await one.leave();
  await host.stop();
  assertEquals(host.odd, []);
}

function lastText({ lines }: { readonly lines: readonly Line[] }): TextLine {
  const text = lines.findLast((line): line is TextLine => line.type === "text");
  assert(text !== undefined, "no text");
  return text;
}

function has({ lines }: { readonly lines: readonly Line[] }, type: Line["type"]): boolean {
  return lines.some((line) => line.type === type);
}

Deno.test("A server written from PROTOCOL.md lets our clients make a locked room and come in with its passphrase", async () => {
  const host = new NobleHost({ rooms: true });
  const [ada, bern] = await gather(host, "ada", "bern");
  assert(ada && bern);
  await ada.create(ROOM, "blue door");
  bern.act({ type: "join_room", room: "Garden", passphrase: "blue" });
  await bern.until(({ problems }) => problems.length === 1);
  assertEquals(bern.problems.map(({ code }) => code), ["no_entry"]);
  bern.act({ type: "create", room: ROOM, hidden: false, passphrase: null });
  await bern.until(({ problems }) => problems.length === 2);
  assertEquals(bern.problems.map(({ code }) => code), ["no_entry", "room_taken"]);
  await bern.enter(ROOM, "blue door");
  for (const one of [ada, bern]) await one.until((one) => one.in(ROOM).members.length === 2);

  ada.say("hello", ROOM);
  await bern.until((one) => one.in(ROOM).texts.length === 1);
  const reply = lastText(bern.in(ROOM)).id;
  const to = { in: bern.id(ROOM), mentions: [ada.me.id] };
  bern.act({ type: "say", ...to, text: "waves", action: true, reply });
  await ada.until((one) => one.in(ROOM).texts.length === 2);
  const heard = lastText(ada.in(ROOM));
  assertEquals([heard.action, heard.reply?.text, heard.toMe], [true, "hello", true]);
  bern.act({ type: "edit", ...to, id: heard.id, text: "bows" });
  await ada.until((one) => one.in(ROOM).texts.includes("bows"));
  bern.act({ type: "delete", in: to.in, id: heard.id });
  await ada.until((one) => has(one.in(ROOM), "deleted"));
  ada.act({ type: "topic", in: ada.id(ROOM), topic: "tomatoes" });
  ada.act({ type: "hand_over", in: ada.id(ROOM), member: bern.me.id });
  ada.act({ type: "close", in: ada.id(ROOM) });
  await bern.until((one) => one.in(ROOM).members.length === 1);
  const view = bern.view(ROOM);
  assert(view?.type === "room");
  assertEquals([view.topic, view.kind], ["tomatoes", "locked"]);
  await end(host, [ada, bern]);
});

Deno.test("A server written from PROTOCOL.md carries our clients' private texts, and they know who is gone", async () => {
  const host = new NobleHost({ rooms: true });
  const [ada, bern] = await gather(host, "ada", "bern");
  assert(ada && bern);
  await ada.writeTo("bern");
  ada.say("psst", "bern");
  await bern.until((one) => one.view("ada") !== null && one.in("ada").texts.length === 1);
  bern.say("yes?", "ada");
  await ada.until((one) => one.in("bern").texts.length === 2);
  assertEquals(ada.in("bern").texts, ["psst", "yes?"]);
  await bern.leave();
  await ada.until((one) => one.view("bern")?.over === "left");
  await end(host, [ada]);
});

Deno.test("A server written from PROTOCOL.md takes our client back into its rooms, with each text once", async () => {
  const host = new NobleHost({ rooms: true });
  const people = await gather(host, "ada", "bern");
  const [ada, bern] = people;
  assert(ada && bern);
  await ada.create(ROOM);
  await bern.enter(ROOM);
  const said: string[] = [];
  for (let round = 0; round < 6; round++) {
    for (const one of people) {
      said.push(`${round} ${one.me.name}`);
      one.say(said.at(-1) ?? "", ROOM);
      if (one === bern) host.cut(round % 2 === 0 ? "bern" : null);
      const count = said.length;
      for (const each of [ada, bern]) {
        await each.until((each) => each.in(ROOM).texts.length === count);
      }
    }
  }
  assertEquals([ada.in(ROOM).texts, bern.in(ROOM).texts], [said, said]);
  assertEquals([ada.in(ROOM).members.length, bern.in(ROOM).members.length], [2, 2]);
  assert(host.hellos.filter(({ resume }) => resume !== undefined).length >= 6);
  await end(host, [ada, bern]);
});

Deno.test("A server written from PROTOCOL.md puts our client out before it hears of it, and it says what it cannot know", async () => {
  const host = new NobleHost({ rooms: true });
  const [ada, bern] = await gather(host, "ada", "bern");
  assert(ada && bern);
  await ada.create(ROOM);
  await bern.enter(ROOM);
  await ada.until((one) => one.in(ROOM).members.length === 2);
  const release = host.hold("bern");
  bern.say("taken", ROOM);
  await ada.until((one) => one.in(ROOM).texts.length === 1);
  ada.say("not for bern", ROOM);
  await ada.until((one) => one.in(ROOM).texts.length === 2);
  ada.act({ type: "kick", in: ada.id(ROOM), member: bern.me.id });
  await ada.until((one) => one.in(ROOM).members.length === 1);
  bern.say("too late", ROOM);
  bern.say("to the lobby");
  await ada.until((one) => one.texts.includes("to the lobby"));
  release();
  await bern.until((one) => one.texts.includes("to the lobby"));
  await bern.until((one) => one.view(ROOM)?.over === "kicked");
  await bern.until((one) => one.in(ROOM).pending.every(({ state }) => state !== "sending"));
  assertEquals(bern.in(ROOM).texts, []);
  const known = bern.in(ROOM).pending.map(({ text, state }) => [text, state]);
  assertEquals(known, [["taken", "unknown"], ["too late", "failed"]]);
  bern.say("still here");
  await ada.until((one) => one.texts.includes("still here"));
  assertEquals(ada.in(ROOM).texts, ["taken", "not for bern"]);
  await end(host, [ada, bern]);
});
