import { assert, assertEquals } from "@std/assert";
import { MAX_SHOWN_MEMBERS } from "../../lib/limits.ts";
import type { HostilePeer } from "../support/hostile_peer.ts";
import { HostileServer } from "../support/hostile_server.ts";
import { FAREWELL, json } from "../support/hostile_wire.ts";
import { PageDriver } from "../support/page_driver.ts";
import { type Program, startClient } from "../support/programs.ts";

const YOU = { id: "AAECAwQFBgc", name: "ada", tag: "k7qd" };
const WELCOME = { type: "welcome", you: YOU, room: "lobby", history: 0, time: 1 };
const MEMBERS = { type: "members", room: "lobby", members: [YOU], last: true };
const TEXT = { type: "text", room: "lobby", id: 1, from: YOU.id, text: "hello", time: 2 };
const ESCAPES = ["\u001b]52;c;cGF3bmVk\u0007", "\u009b31m", "\u202eabc", "\0", "\r", "\u2028"];

/** A client that was invited to a hostile server, and a page of it. */
async function invite(
  server: HostileServer,
): Promise<{ program: Program; page: PageDriver; data: string }> {
  const { program, link, data } = await startClient([server.invitation(), "-n", "ada"]);
  return { program, data, page: await PageDriver.open(link) };
}

/** Ends a client whose terminal must have shown nothing of what a server sent. */
async function end({ program, page }: { program: Program; page: PageDriver }): Promise<void> {
  await page.close();
  assertEquals(await program.end(), 0);
  for (const line of program.lines) {
    // deno-lint-ignore no-control-regex
    assertEquals(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]|marker/.test(line), false, line);
  }
}

/** Whether the page gets an answer, however busy the server keeps the client. */
async function answers(page: PageDriver): Promise<void> {
  page.ask({ type: "check", where: "nonsense" });
  await page.answer("checked");
}

Deno.test("pychat-client shows of 100,000 members so many as it can, and its page goes on answering", async () => {
  const server = await HostileServer.open(async (tcp, it) => {
    const peer = await it.admit(tcp);
    await peer.say(WELCOME);
    for (let part = 0; part < 500; part++) {
      const members = Array.from({ length: 200 }, (_, n) => person(part * 200 + n));
      await peer.say({ ...MEMBERS, members, last: false });
    }
    await peer.say(MEMBERS);
    await peer.say(TEXT);
    await peer.rest();
  });
  const client = await invite(server);
  for (let asked = 0; asked < 20; asked++) await answers(client.page);
  await client.page.until(({ texts }) => texts.includes("hello"));
  const shown = client.page.lobby.members.length ?? 0;
  assert(shown > 0 && shown <= MAX_SHOWN_MEMBERS + 1, `${shown}, and oneself`);
  await end(client);
  await server.stop();
});

function person(n: number): object {
  return { id: n.toString(36).padStart(11, "A"), name: `somebody ${n}`, tag: "k7qd" };
}

Deno.test("pychat-client goes on answering its page through a flood of news, and leaves when it is told to", async () => {
  const server = await HostileServer.open(async (tcp, it) => {
    const peer = await it.admit(tcp);
    await peer.say(WELCOME);
    await peer.say(MEMBERS);
    for (let sent = 0; sent < 200; sent++) {
      const news = Array.from({ length: 100 }, (_, n) => newsOf(100 * sent + n));
      if (!await peer.send(...news.map((message) => [json(message)]))) return;
    }
    await peer.say({ ...TEXT, id: 999_999, text: "the last one" });
    await peer.rest();
  });
  const client = await invite(server);
  const { page } = client;
  for (let asked = 0; asked < 50; asked++) await answers(page);
  await page.until(({ texts }) => texts.includes("the last one"));
  page.ask({ type: "leave" });
  await page.until(({ at }) => at === "start");
  await end(client);
  await server.stop();
  assertEquals(server.outcomes, ["done"]);
});

/** Comings, goings, new names and texts, some of which cannot be. */
function newsOf(n: number): object {
  const member = person(n % 50) as { id: string };
  const kinds = [
    { type: "joined", room: "lobby", member, time: n },
    { type: "renamed", member: member.id, name: `somebody else ${n}`, time: n },
    { ...TEXT, id: n + 1, from: member.id, text: `text ${n}` },
    { ...TEXT, id: 1, from: member.id, text: "an old number" },
    { type: "reconnecting", member: member.id, time: n },
    { type: "left", room: "lobby", member: member.id, reason: "cut", time: n },
  ];
  return kinds[n % kinds.length] ?? TEXT;
}

/** Messages that no honest server sends, because of what is in them. */
const HARMFUL: readonly object[] = [
  ...ESCAPES.flatMap((escape) => [
    { type: "joined", room: "lobby", member: { ...YOU, name: `marker${escape}` }, time: 1 },
    { type: "renamed", member: YOU.id, name: `marker${escape}`, time: 1 },
  ]),
  ...ESCAPES.filter((escape) => escape !== "\u202eabc" && escape !== "\u2028").map((escape) => (
    { ...TEXT, text: `marker${escape}` }
  )),
  { ...TEXT, text: "" },
  { ...TEXT, text: "marker".repeat(1_000) },
  { ...TEXT, id: -1 },
  { ...TEXT, from: "server" },
  { ...TEXT, time: 1e300 },
  { ...MEMBERS, members: [{ ...YOU, tag: "<b>!" }] },
  { ...MEMBERS, members: "all" },
  { type: "joined", room: "lobby", member: { ...YOU, name: "marker".repeat(20) }, time: 1 },
];

Deno.test("pychat-client ends with a server at each harmful message, shows nothing of it, and keeps its pin", async () => {
  const left = [...HARMFUL];
  const server = await HostileServer.open(async (tcp, it) => {
    const peer: HostilePeer = await it.admit(tcp);
    await peer.say(WELCOME);
    await peer.say(MEMBERS);
    const next = left.shift();
    if (next !== undefined) await peer.say(next);
    await peer.say({ ...TEXT, text: next === undefined ? "nothing harmful" : "marker behind" });
    assert((await peer.rest()).every(({ type }) => type === "bye"), "nothing else is said to it");
  });
  const client = await invite(server);
  const { page, data } = client;
  for (let calls = 0; !page.texts.includes("nothing harmful") && calls < 1_000; calls++) {
    page.ask({ type: "try_now" });
    await answers(page);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assertEquals([left.length, page.texts.includes("nothing harmful")], [0, true]);
  assertEquals(JSON.stringify(page.updates).includes("marker"), false);
  const known = Deno.readTextFileSync(`${data}/known_servers.json`);
  const key = server.key.toBase64({ alphabet: "base64url", omitPadding: true });
  assert(known.includes(key));
  page.ask({ type: "leave" });
  await page.until(({ at }) => at === "start");
  await end(client);
  await server.stop();
  assertEquals(new Set(server.outcomes), new Set(["done"]));
});

Deno.test("pychat-client takes no name of a server that would harm a page or a terminal", async () => {
  for (const escape of [...ESCAPES, "x".repeat(100)]) {
    const hello = { type: "server", name: `marker${escape}`, passphrase: false };
    const server = await HostileServer.open(async (tcp, it) => {
      await it.admit(tcp, hello);
    });
    const client = await invite(server);
    await client.page.until(({ state }) =>
      state?.stage.at === "start" && state.stage.problem !== null
    );
    assertEquals(JSON.stringify(client.page.updates).includes("marker"), false);
    await end(client);
    await server.stop();
    assertEquals(server.outcomes, ["closed in the handshake"], "nothing of ours is sent");
  }
});

Deno.test("pychat-client shows a server that says goodbye at once as what it is", async () => {
  const server = await HostileServer.open(async (tcp, it) => {
    const peer = await it.admit(tcp);
    await peer.send([FAREWELL]);
    await peer.rest();
  });
  const client = await invite(server);
  await client.page.until(({ state }) =>
    state?.stage.at === "start" && state.stage.problem !== null
  );
  await end(client);
  await server.stop();
});
