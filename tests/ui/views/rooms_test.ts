import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { ME, PEOPLE, text } from "../../support/scenes.ts";
import { draw, roomsWith, storeOf, textOf } from "./drawn.ts";

/** The page with the panel that says who can see a conversation. */
function whoOf(id: string): string {
  return textOf(roomsWith(id, (store) => {
    store.tab.value = "who";
  }));
}

Deno.test("Page says of each kind of conversation who can read it", () => {
  const said = [
    ["c1", "Open. The server and 11 people can read this."],
    ["c2", "Open. The server and 9 people can read this."],
    ["c5", "You are not in this room any more."],
    ["c6", "Open. The server and ada·k7qd can read this."],
    ["c7", "marta·q2wx has left. The server and they could read this."],
  ] as const;
  for (const [id, sentence] of said) assertStringIncludes(textOf(roomsWith(id)), sentence);
});

Deno.test("Page lists rooms and private conversations with what waits in each of them", () => {
  const store = storeOf("rooms");
  const from = PEOPLE[0];
  assert(from !== undefined);
  const line = text("ada", 50, "come here", { toMe: true });
  store.take([{ type: "lines", in: "c2", from: 1000, lines: Array(120).fill(line) }], false);
  store.draft.put("c4", "half a thought");
  const html = draw(store);
  const rows = [...html.matchAll(/<button type="button" class="conv[^"]*".*?<\/button>/gs)]
    .map(([row]) => textOf(row).trim());
  assertEquals(rows.map((row) => row.replaceAll(/ +/g, " ")), [
    "lobby",
    "parts @ 99+ names you 120 times 99+ 120 unread messages",
    "keys-and-money locked",
    "night-shift hidden with a text of yours that is not sent",
    "off-topic over",
    "ada ·k7qd The server can read this",
    "marta ·q2wx over",
    "New connection",
  ]);
  assert(!html.includes("come here"), "no text of a conversation that is not open");
});

Deno.test("Page counts in the list of where to go what it counts in the list of conversations", () => {
  const store = storeOf("rooms");
  const { state } = store.model.value;
  assert(state !== null);
  const conversations = state.conversations.map((view) => ({ ...view, quiet: view.id === "c2" }));
  store.take([{ type: "state", state: { ...state, conversations } }], false);
  const lines = [text("ada", 50, "hello"), text("ada", 51, "come here", { toMe: true })];
  store.take([{ type: "lines", in: "c2", from: 1000, lines }], true);
  store.dialog.value = { kind: "switcher", text: "parts" };
  const row = /<li[^>]*role="option".*?<\/li>/s.exec(draw(store))?.[0] ?? "";
  assertEquals(textOf(row).trim(), "parts room @ names you once");
});

Deno.test("Page offers an owner what owners can do, and nobody else", () => {
  const buttons = ["Topic…", "Lock…", "Bans…"];
  const own = textOf(roomsWith("c2"));
  for (const button of buttons) assertStringIncludes(own, button);
  for (const id of ["c1", "c3", "c5", "c6"]) {
    const other = textOf(roomsWith(id));
    assertEquals(buttons.filter((button) => other.includes(button)), [], id);
  }
});

Deno.test("Page tells the owner from the members, and counts them", () => {
  const html = textOf(roomsWith("c2"));
  assertMatch(html, /Owner .*mossy-heron ·t4vz you .*Members, 8 .*ada ·k7qd/);
  assertMatch(html, /bern ·x2mf muted/);
});

Deno.test("Page says for each conversation what is kept, who comes in and how the key was checked", () => {
  const lobby = whoOf("c1");
  assertStringIncludes(lobby, "the last 50 messages, in memory, until the room or the server ends");
  assertStringIncludes(lobby, "Everybody who joins this server is here.");
  assertStringIncludes(lobby, "Came with your invitation, and matches. Nobody has compared");
  assertStringIncludes(whoOf("c2"), "You own it and can put people out.");
  assertStringIncludes(whoOf("c3"), "Whoever knows its passphrase. The room stands in no list.");
  assertStringIncludes(whoOf("c4"), "Whoever knows its name. The room stands in no list.");
  const ada = whoOf("c6");
  assertStringIncludes(ada, "The server and ada·k7qd can read this.");
  assertStringIncludes(ada, "By the server: nothing.");
  assertStringIncludes(whoOf("c7"), "marta·q2wx has left.");
});

Deno.test("Page shows what is said in a room of one's own, whatever it is", () => {
  const html = textOf(roomsWith("c2"));
  const said = [
    "The server keeps the last 50 messages of this room in memory.",
    "You set the topic: Screws, fuses, and who has them",
    "jo ·b3ys deleted a message.",
    "You deleted a message.",
    "You muted jo ·b3ys for 10 minutes.",
    "You let jo ·b3ys write again.",
    "You muted bern ·x2mf until it is lifted.",
    "You locked this room.",
    "You opened this room. Everybody on this server can come in.",
    "You had the server forget what it kept of this room.",
    "ada ·k7qd gave this room to mossy-heron ·t4vz .",
    "Whoever owned this room has left. It belongs to mossy-heron ·t4vz now.",
    "The operator took the topic away.",
    "ليلى ·p5dn was put out by mossy-heron ·t4vz .",
    "林 ·m2vt was banned by the operator.",
    "From whoever runs this server: The server restarts at six. It takes a minute.",
    "A message you do not have",
  ];
  for (const sentence of said) assertStringIncludes(html, sentence);
});

Deno.test("Page hides the texts of who is ignored, in answers to them too", () => {
  const kip = PEOPLE.find(({ name }) => name === "kip");
  assert(kip !== undefined);
  const html = roomsWith("c2", (store) => {
    const { state } = store.model.value;
    assert(state !== null);
    store.take([{ type: "state", state: { ...state, ignored: [kip.id] } }], false);
  });
  assert(!html.includes("Who has the 3 mm screws?"));
  assertStringIncludes(textOf(html), "1 message of somebody you ignore. Show");
});

Deno.test("Page shows nobody in a room that the person is not in any more", () => {
  const people = roomsWith("c5");
  const side = textOf(/<aside[\s\S]*<\/aside>/.exec(people)?.[0] ?? "");
  assertStringIncludes(side, "You are not in this room any more.");
  assert(!side.includes(ME.name), side);
  assert(!/People \d/.test(side), side);
  assertStringIncludes(whoOf("c5"), "Its people could read");
});
