import { assert, assertEquals } from "@std/assert";
import type { Update } from "../../../lib/api/update.ts";
import { MAX_BANS, MAX_PRIVATE, MAX_ROOMS, MAX_SECONDS } from "../../../lib/limits.ts";
import type { Member, ToldMessage } from "../../../lib/message/from_server.ts";
import { WatchedClient } from "../watched_client.ts";

const YOU = { id: "me", name: "ada", tag: "aaaa" };
const BERN = { id: "b", name: "bern", tag: "bbbb" };
const CARL = { id: "c", name: "carl", tag: "cccc" };

function list(watched: WatchedClient, ...members: readonly Member[]): void {
  watched.hears({ type: "members", room: "lobby", members: [YOU, ...members], last: true });
}

/** Somebody who is in, with two others. */
function entered(): WatchedClient {
  const watched = new WatchedClient().enter({ numbered: true });
  list(watched, BERN, CARL);
  watched.client.takeUpdates();
  return watched;
}

function told(id: number, from: string, to: string, text: string, ref?: number): ToldMessage {
  const message = { type: "told", id, from, to, text, time: id } as const;
  return ref === undefined ? message : { ...message, ref };
}

function updates<Type extends Update["type"]>(
  watched: WatchedClient,
  type: Type,
): Extract<Update, { readonly type: Type }>[] {
  const isOf = (one: Update): one is Extract<Update, { readonly type: Type }> => one.type === type;
  return watched.client.takeUpdates().filter(isOf);
}

Deno.test("Incoming opens a conversation with whoever writes to the person, and keeps it to their id", () => {
  const watched = entered();
  watched.hears(told(5, "b", "me", "psst"));
  watched.hears(told(5, "b", "me", "again"));
  const [, talk] = watched.state.conversations;
  assertEquals(talk, { type: "private", id: "c2", partner: BERN, over: null, quiet: false });
  assertEquals([watched.linesIn("c2"), watched.content("c2").members], [["psst"], []]);
  assertEquals(updates(watched, "show"), [], "nobody asked to look at it");
  watched.hears({ type: "renamed", member: "b", name: "bernd", time: 6 });
  watched.say("yes?", "c2");
  watched.hears(told(7, "me", "b", "yes?", 1));
  watched.hears({ type: "left", room: "lobby", member: "b", reason: "left", time: 8 });
  assertEquals(watched.linesIn("c2"), ["psst", "renamed", "yes?", "partner_left"]);
  assertEquals(watched.pendingIn("c2"), []);
  watched.say("are you there?", "c2");
  assertEquals(watched.pendingIn("c2"), ["2 are you there? failed"]);
  // Somebody else under the same name opens another one.
  watched.hears({ type: "joined", room: "lobby", member: { ...BERN, id: "b2" }, time: 9 });
  watched.hears(told(10, "b2", "me", "I am new"));
  const all = watched.state.conversations.map((one) => one.type === "private" && one.over);
  assertEquals(all, [false, "left", null]);
});

Deno.test("Incoming takes no private text that is between others, or from the person to themselves", () => {
  const watched = entered();
  watched.hears(told(1, "b", "c", "secret"));
  watched.hears(told(2, "me", "me", "echo"));
  assertEquals(watched.state.conversations.length, 1);
});

Deno.test("Incoming sees in a whole list who has left", () => {
  const watched = entered();
  for (const [id, from] of [[1, "b"], [2, "c"]] as const) watched.hears(told(id, from, "me", "x"));
  watched.hears({ type: "members", room: "lobby", members: [YOU], last: false });
  assertEquals(watched.linesIn("c2"), ["x"]);
  watched.hears({ type: "members", room: "lobby", members: [CARL], last: true });
  assertEquals([watched.linesIn("c2"), watched.linesIn("c3")], [["x", "partner_left"], ["x"]]);
  watched.hears(told(3, "b", "me", "still here"));
  const [, talk] = watched.state.conversations;
  assertEquals(talk?.over, null, "a list that is cut short proves nothing");
});

Deno.test("Incoming keeps MAX_PRIVATE conversations, and lets those go first that nobody wanted", () => {
  const watched = entered();
  watched.do({ type: "write_to", member: "c" });
  for (let n = 0; n < 2 * MAX_PRIVATE; n++) watched.hears(told(n + 1, `${n}`, "me", "spam"));
  const { conversations } = watched.state;
  assertEquals(conversations.length, MAX_PRIVATE + 1);
  const ids = conversations.flatMap((one) => one.type === "private" ? [one.partner.id] : []);
  assertEquals([ids[0], ids.at(-1)], ["c", `${2 * MAX_PRIVATE - 1}`]);
});

Deno.test("Incoming shows nothing of somebody who is ignored, until the person wants to see it", () => {
  const watched = entered();
  watched.do({ type: "ignore", member: "b", on: true });
  assertEquals(watched.state.ignored, ["b"]);
  watched.hears(told(1, "b", "me", "psst"));
  watched.hears(told(2, "b", "me", "are you there?"));
  watched.hears({ type: "typing", member: "b", room: "lobby" });
  const seen = watched.client.takeUpdates().filter(({ type }) => type !== "state");
  assertEquals([seen, watched.state.conversations.length], [[], 1]);
  const [file] = watched.ask({ type: "export", in: null, format: "json" });
  assert(file?.type === "exported" && !file.text.includes("psst"));
  watched.do({ type: "ignore", member: "b", on: false });
  const lines = updates(watched, "lines").map((one) => [one.in, one.from, one.lines.length]);
  assertEquals([watched.state.ignored, lines], [[], [["c2", 0, 2]]]);
  assertEquals(watched.linesIn("c2"), ["psst", "are you there?"]);
  watched.do({ type: "ignore", member: "me", on: true });
  assertEquals(watched.state.ignored, []);
});

Deno.test("Incoming shows a conversation with somebody ignored as soon as the person writes there", () => {
  const watched = entered();
  watched.do({ type: "ignore", member: "b", on: true });
  watched.hears(told(1, "b", "me", "psst"));
  watched.do({ type: "write_to", member: "b" });
  assertEquals(updates(watched, "show").map((one) => one.in), ["c2"]);
  assertEquals([watched.state.conversations.length, watched.linesIn("c2")], [2, ["psst"]]);
});

Deno.test("Incoming names nobody whom the server never introduced", () => {
  const watched = entered();
  const strangers = Array.from({ length: 18 }, (_, index) => `stranger ${index}`);
  const text = { type: "text", room: "lobby", id: 1, from: "b", text: "x", time: 1 } as const;
  watched.hears({ ...text, mentions: [...strangers, "c", "me"] });
  watched.hears({
    type: "edited",
    room: "lobby",
    id: 1,
    from: "b",
    text: "y",
    time: 1,
    mentions: strangers,
  });
  watched.hears({ ...text, id: 2, mentions: [...strangers, "c", "me"] });
  const lines = watched.content().lines.flatMap((line) => line.type === "text" ? [line] : []);
  assertEquals(lines.map(({ mentions, toMe }) => [mentions, toMe]), [
    [[], false],
    [[CARL, YOU], true],
  ]);
});

Deno.test("Incoming tells who writes, where the person is, and stores nothing of it", () => {
  const watched = entered();
  watched.hears(told(1, "b", "me", "x"));
  watched.client.takeUpdates();
  for (const room of ["lobby", "elsewhere"]) watched.hears({ type: "typing", member: "b", room });
  watched.hears({ type: "typing", member: "b" });
  for (const member of ["c", "me", "nobody"]) watched.hears({ type: "typing", member });
  assertEquals(updates(watched, "typing"), [
    { type: "typing", in: "c1", person: BERN },
    { type: "typing", in: "c2", person: BERN },
  ]);
  assertEquals(watched.client.takeUpdates(), []);
});

Deno.test("Incoming changes and takes back texts, and only those of who does it", () => {
  const watched = entered();
  const text = { type: "text", room: "lobby", text: "helo", time: 1 } as const;
  watched.hears({ ...text, id: 1, from: "b" });
  watched.hears({ ...text, id: 2, from: "c" });
  watched.hears(told(5, "b", "me", "psst"));
  watched.client.takeUpdates();
  watched.hears({
    type: "edited",
    room: "lobby",
    from: "b",
    id: 1,
    text: "hello",
    mentions: ["me"],
    time: 2,
  });
  watched.hears({ type: "edited", room: "lobby", from: "b", id: 2, text: "forged", time: 2 });
  watched.hears({ type: "deleted", room: "lobby", from: "b", id: 2, time: 2 });
  watched.hears({ type: "deleted", from: "b", to: "me", id: 5, time: 2 });
  watched.hears({ type: "deleted", from: "b", to: "me", id: 6, time: 2 });
  const lines = updates(watched, "line");
  assertEquals(lines.map(({ in: place, index }) => [place, index]), [["c1", 2], ["c2", 0]]);
  const [line] = lines.map(({ line }) => line);
  assert(line?.type === "text");
  assertEquals([line.text, line.edited, line.toMe, line.mentions], ["hello", true, true, [YOU]]);
  assertEquals(watched.linesIn("c2"), ["deleted"]);
  assertEquals(watched.linesIn("c1"), ["joined 100", "hello", "helo"]);
});

Deno.test("Incoming says once for all rooms what holds for somebody everywhere", () => {
  const watched = entered();
  const id = watched.comesInto("kitchen");
  watched.hears({ type: "members", room: "kitchen", members: [YOU, BERN], last: true });
  watched.client.takeUpdates();
  watched.hears({ type: "reconnecting", member: "b", time: 2 });
  watched.hears({ type: "renamed", member: "b", name: "bernd", time: 3 });
  watched.hears({ type: "renamed", member: "c", name: "carla", time: 3 });
  const listed = (place: string) =>
    watched.content(place).members.map(({ name, reconnecting }) => [name, reconnecting]);
  assertEquals(listed(id), [["ada", false], ["bernd", true]]);
  assertEquals(listed("c1"), [["ada", false], ["bernd", true], ["carla", false]]);
  assertEquals([watched.linesIn(id), watched.lines.slice(1)], [
    ["renamed"],
    ["renamed", "renamed"],
  ]);
  assertEquals(updates(watched, "members").map(({ in: place }) => place), ["c1", id]);
});

Deno.test("Incoming knows in a room who left it, from the lobby", () => {
  const watched = entered();
  const id = watched.comesInto("kitchen");
  watched.hears({ type: "text", room: "kitchen", id: 1, from: "b", text: "gone again", time: 3 });
  const [line] = watched.content(id).lines.slice(1);
  assertEquals(line?.type === "text" && line.from, BERN);
});

Deno.test("Incoming gives lists that were asked for when they are whole, and bounds hostile ones", () => {
  const watched = entered();
  const id = watched.comesInto("kitchen");
  watched.client.takeUpdates();
  const room = { room: "Kitchen", people: 2, topic: "soup" };
  watched.hears({ type: "rooms", rooms: [room], last: false });
  assertEquals(updates(watched, "rooms"), []);
  watched.hears({ type: "rooms", rooms: [{ ...room, room: "hall" }], last: true });
  assertEquals(updates(watched, "rooms"), [{
    type: "rooms",
    rooms: [
      { name: "Kitchen", people: 2, topic: "soup", joined: true },
      { name: "hall", people: 2, topic: "soup", joined: false },
    ],
  }]);
  for (let n = 0; n < 1_000; n++) {
    watched.hears({ type: "rooms", rooms: [room, room], last: false });
    const ban = { id: 1, name: "bern", tag: "bbbb", seconds: Number.MAX_SAFE_INTEGER };
    watched.hears({ type: "bans", room: "kitchen", bans: [ban, ban], last: false });
  }
  watched.hears({ type: "rooms", rooms: [], last: true });
  watched.hears({ type: "bans", room: "kitchen", bans: [], last: true });
  watched.hears({ type: "bans", room: "elsewhere", bans: [], last: true });
  const all = watched.client.takeUpdates();
  const sizes = all.flatMap((one) => {
    if (one.type === "rooms") return [one.rooms.length];
    return one.type === "bans" ? [one.bans.length, one.in] : [];
  });
  const lasting = all.flatMap((one) =>
    one.type === "bans" ? one.bans.map((ban) => ban.seconds) : []
  );
  assertEquals(new Set(lasting), new Set([MAX_SECONDS]));
  assertEquals(sizes, [MAX_ROOMS + 1, MAX_BANS, id]);
});

Deno.test("Incoming asks for the bans once more where the person lifted one", () => {
  const watched = entered();
  const id = watched.comesInto("kitchen");
  const [send] = watched.do({ type: "unban", in: id, ban: 3 });
  assert(send?.type === "send" && send.message.type === "unban");
  const { ref } = send.message;
  const lifted = { type: "unbanned", room: "kitchen", ban: 3, time: 2, ref } as const;
  const [again] = watched.hears(lifted);
  assertEquals(again?.type === "send" && again.message, { type: "bans", room: "kitchen" });
  assertEquals(watched.hears(lifted), [], "once");
  watched.do({ type: "bans", in: id });
  watched.hears({ type: "error", code: "not_owner" });
  watched.hears({ type: "error", code: "not_owner" });
  assertEquals(watched.notices, [{ code: "not_owner", room: "kitchen" }]);
  watched.do({ type: "bans", in: id });
  watched.hears({ type: "error", code: "unknown_room" });
  watched.hears({ type: "error", code: "unknown_room" });
  assertEquals(watched.notices, [{ code: "not_in_room", room: "kitchen" }]);
});

Deno.test("Incoming shows what the operator tells everybody, and nothing for what is withheld", () => {
  const watched = entered();
  watched.hears({ type: "announcement", text: "Down at nine.", time: 3 });
  watched.hears({ type: "withheld" });
  const line = watched.content().lines.at(-1);
  assertEquals(line, { type: "announcement", text: "Down at nine.", time: 3 });
});

Deno.test("Incoming shows the end of an expulsion, and nobody dials again by themselves", () => {
  for (const reason of ["kicked", "banned"] as const) {
    const watched = entered();
    watched.hears({ type: "closing", reason });
    assertEquals(watched.cut(true), []);
    assertEquals(watched.stage.at, "ended");
    assertEquals(watched.notices, [{ code: reason, room: null, seconds: null }]);
    watched.do({ type: "rejoin" });
    watched.server();
    watched.tell({ type: "opened" });
    watched.hears({ type: "error", code: "banned", seconds: 60 });
    assertEquals(watched.notices, [{ code: "banned", room: null, seconds: 60 }]);
    assertEquals(watched.stage.at, "ended");
  }
});
