import { assert, assertEquals } from "@std/assert";
import type { Effect } from "../../../lib/client/effect.ts";
import { DEFAULT_SETTINGS } from "../../../lib/client/keep/settings.ts";
import { isTalk } from "../../../lib/client/session/talk.ts";
import { MAX_TEXT_LINES, MAX_TEXT_UNITS } from "../../../lib/limits.ts";
import type { ClientMessage } from "../../../lib/message/from_client.ts";
import { WatchedClient } from "../watched_client.ts";

const YOU = { id: "me", name: "ada", tag: "aaaa" };
const BERN = { id: "b", name: "bern", tag: "bbbb" };

/** Somebody who is in, with another one. */
function entered(options = {}): WatchedClient {
  const watched = new WatchedClient(options).enter({ numbered: true });
  watched.hears({ type: "members", room: "lobby", members: [YOU, BERN], last: true });
  return watched;
}

function sent(effects: readonly Effect[]): ClientMessage[] {
  return effects.flatMap((effect) => effect.type === "send" ? [effect.message] : []);
}

/** What the page that asks is told. */
function answers(watched: WatchedClient, intent: Parameters<WatchedClient["do"]>[0]): unknown[] {
  return watched.ask(intent).map((update) => update.type === "notice" && update.problem);
}

Deno.test("Talk sends what goes with a text, and in a private one what can", () => {
  const watched = entered();
  watched.do({ type: "write_to", member: "b" });
  const marks = { action: true, reply: 7, mentions: ["b"] };
  const say = (place: string) =>
    sent(watched.do({ type: "say", in: place, text: "waves", ...marks }));
  assertEquals(say("c1"), [{ type: "say", room: "lobby", ref: 1, text: "waves", ...marks }]);
  const { mentions: _, ...rest } = marks;
  assertEquals(say("c2"), [{ type: "tell", to: "b", ref: 2, text: "waves", ...rest }]);
  assertEquals(say("c9"), []);
  assertEquals([watched.pending, watched.pendingIn("c2")], [["1 waves sending"], [
    "2 waves sending",
  ]]);
});

Deno.test("Talk answers and names somebody only with the first piece of a long text", () => {
  const watched = entered();
  const text = `${"a".repeat(MAX_TEXT_UNITS)}b`;
  const marks = { action: true, reply: 7, mentions: ["b"] };
  const [first, second] = sent(watched.do({ type: "say", in: "c1", text, ...marks }));
  assert(first?.type === "say" && second?.type === "say");
  assertEquals([first.reply, first.mentions, first.action], [7, ["b"], true]);
  assertEquals([second.reply, second.mentions, second.action], [undefined, undefined, true]);
});

Deno.test("Talk sends once more what goes with a text that was refused", () => {
  const watched = entered();
  watched.do({ type: "say", in: "c1", text: "hi", action: false, reply: 3, mentions: ["b"] });
  for (const [code, why] of [["muted", "muted"], ["bad_message", "refused"]] as const) {
    const ref = watched.content().pending[0]?.ref ?? 0;
    watched.hears({ type: "error", code, ref });
    assertEquals(watched.content().pending[0]?.why, why);
    const [again] = sent(watched.retry(ref));
    assert(again?.type === "say");
    assertEquals([again.text, again.reply, again.mentions], ["hi", 3, ["b"]]);
  }
});

Deno.test("Talk forgets the draft of what was said, and of nothing else", () => {
  const watched = entered();
  watched.do({ type: "write_to", member: "b" });
  for (const place of ["c1", "c2"]) watched.do({ type: "draft", in: place, text: `for ${place}` });
  watched.say("said", "c2");
  assertEquals([watched.content("c1").draft, watched.content("c2").draft], ["for c1", ""]);
});

Deno.test("Talk changes and takes back own texts of this membership, in place", () => {
  const watched = entered();
  watched.echo(1, "helo");
  watched.echo(2, "theirs", undefined, "b");
  const edit = (id: number, text: string) =>
    watched.do({ type: "edit", in: "c1", id, text, mentions: ["b"] });
  const change = { type: "edit", room: "lobby", id: 1, ref: 1, text: "hello", mentions: ["b"] };
  assertEquals(sent(edit(1, " hello \n\n").concat(edit(1, "helo"))).map((one) => one.type), [
    "edit",
  ]);
  assertEquals(sent(edit(1, "hello"))[0], { ...change, ref: 2 } as ClientMessage);
  watched.hears({
    type: "edited",
    room: "lobby",
    from: "me",
    id: 1,
    text: "hello",
    time: 6,
    ref: 2,
  });
  assertEquals(watched.lines, ["joined 100", "hello", "theirs"]);
  for (const id of [2, 3]) {
    assertEquals(answers(watched, { type: "delete", in: "c1", id }), [{ code: "no_text" }]);
  }
  const [taken] = sent(watched.do({ type: "delete", in: "c1", id: 1 }));
  assert(taken?.type === "delete");
  watched.hears({ type: "error", code: "too_late", ref: taken.ref });
  assertEquals(watched.notices, [{ code: "too_late" }]);
  watched.cut();
  watched.rings();
  watched.server();
  watched.welcome({ id: "me2", numbered: true });
  assertEquals(answers(watched, { type: "delete", in: "c1", id: 1 }), [{ code: "no_text" }]);
  const lines = watched.content().lines.flatMap((line) => line.type === "text" ? [line] : []);
  assertEquals(lines.map(({ current }) => current), [false, false]);
});

Deno.test("Talk says that a change cannot be made without a connection, or was lost with it", () => {
  const watched = entered();
  watched.echo(1, "one");
  watched.do({ type: "delete", in: "c1", id: 1 });
  watched.cut();
  assertEquals(answers(watched, { type: "delete", in: "c1", id: 1 }), [{ code: "not_connected" }]);
  watched.rings();
  watched.server();
  watched.client.takeUpdates();
  watched.welcome({ id: "me2", numbered: true });
  assertEquals(watched.notices, [{ code: "not_connected" }]);
});

Deno.test("Talk shows that the person writes only if they chose so, and not too often", () => {
  const quiet = entered();
  assertEquals(quiet.do({ type: "typing", in: "c1" }), []);
  const settings = { ...DEFAULT_SETTINGS, choices: { ...DEFAULT_SETTINGS.choices, typing: true } };
  const watched = entered({ settings });
  watched.do({ type: "write_to", member: "b" });
  const type = (place: string) => sent(watched.do({ type: "typing", in: place }));
  assertEquals(type("c1"), [{ type: "typing", room: "lobby" }]);
  watched.now += 2_999;
  assertEquals(type("c1"), []);
  assertEquals(type("c2"), [{ type: "typing", to: "b" }]);
  watched.now += 3_000;
  assertEquals(type("c2").length, 1);
  watched.now -= 1_000_000;
  assertEquals(type("c2").length, 1, "a clock that goes back silences nobody");
  watched.cut();
  watched.now += 5_000;
  assertEquals(type("c2"), []);
  watched.do({ type: "choose", choices: { typing: false } });
  assertEquals(watched.state.choices, DEFAULT_SETTINGS.choices);
});

Deno.test("Talk keeps the texts of each conversation apart when the person comes back", () => {
  const watched = entered();
  watched.do({ type: "write_to", member: "b" });
  const kitchen = watched.comesInto("kitchen");
  watched.say("on its way", "c2");
  watched.cut();
  for (const place of ["c1", "c2", kitchen]) watched.say(`for ${place}`, place);
  watched.rings();
  watched.server();
  const messages = sent(watched.resumed());
  const texts = messages.map((one) => one.type === "say" || one.type === "tell" ? one.text : "");
  assertEquals(texts.sort(), ["for c1", "for c2", `for ${kitchen}`].sort());
  watched.hears({ type: "told", id: 1, from: "me", to: "b", text: "on its way", time: 1, ref: 2 });
  assertEquals(watched.pendingIn("c2"), ["4 for c2 sending"]);
});

Deno.test("Talk says what is wrong with other words for a text, and leaves it as it is", () => {
  const watched = entered();
  watched.echo(1, "one");
  const edit = (text: string) =>
    answers(watched, { type: "edit", in: "c1", id: 1, text, mentions: [] });
  const tooLong = { code: "text_too_long", most: MAX_TEXT_UNITS, lines: MAX_TEXT_LINES } as const;
  assertEquals(edit("a".repeat(MAX_TEXT_UNITS + 1)), [tooLong]);
  assertEquals(edit("a\n".repeat(MAX_TEXT_LINES) + "a"), [tooLong]);
  assertEquals(edit(" \u200b "), [{ code: "text_empty" }]);
  const refusals = [
    ["muted", { code: "muted", room: "lobby", seconds: 60 }],
    ["text_too_long", tooLong],
    ["text_empty", { code: "text_empty" }],
  ] as const;
  for (const [code, problem] of refusals) {
    const change = { type: "edit", in: "c1", id: 1, text: "other", mentions: [] } as const;
    const [message] = sent(watched.do(change));
    assert(message?.type === "edit");
    watched.hears({ type: "error", code, ref: message.ref, seconds: 60 });
    assertEquals(watched.notices, [problem]);
  }
  assertEquals(watched.lines, ["joined 100", "one"]);
});

Deno.test("isTalk() tells what is done with texts from all else", () => {
  assertEquals([isTalk({ type: "edit" }), isTalk({ type: "kick" })], [true, false]);
});

/** Other words for a pending text of the lobby. */
function amend(watched: WatchedClient, ref: number, text: string, mentions: string[] = []) {
  return { type: "amend", in: watched.lobby, ref, text, mentions } as const;
}

Deno.test("Talk sends a text that waits in its last words, in its place, and keeps the draft", () => {
  const watched = entered();
  watched.cut();
  const text = "one, @bern";
  watched.do({ type: "say", in: "c1", text, action: true, reply: 3, mentions: ["b"] });
  watched.say("two");
  watched.do({ type: "draft", in: "c1", text: "three" });
  assertEquals(watched.ask(amend(watched, 1, "  first\u0007\r\n\n", ["me"])), []);
  assertEquals([watched.pending, watched.content().draft], [
    ["1   first waiting", "2 two waiting"],
    "three",
  ]);
  watched.rings();
  watched.server();
  const [first, second] = sent(watched.resumed());
  assertEquals(first, {
    type: "say",
    room: "lobby",
    ref: 1,
    text: "  first",
    action: true,
    reply: 3,
    mentions: ["me"],
  });
  assert(second?.type === "say" && second.text === "two");
});

Deno.test("Talk sends a text that failed in other words, once, with all that went with it", () => {
  const watched = entered();
  watched.do({ type: "say", in: "c1", text: "one", action: false, reply: 3, mentions: ["b"] });
  watched.hears({ type: "error", code: "muted", ref: 1 });
  const [again] = sent(watched.do(amend(watched, 1, "other", ["b", "me"])));
  assertEquals(again, {
    type: "say",
    room: "lobby",
    ref: 2,
    text: "other",
    reply: 3,
    mentions: ["b", "me"],
  });
  assertEquals(watched.pending, ["2 other sending"]);
  assertEquals(answers(watched, amend(watched, 1, "once more")), [{ code: "not_waiting" }]);
  watched.hears({ type: "error", code: "text_too_long", ref: 2 });
  watched.end();
  assertEquals(watched.ask(amend(watched, 2, "short")), []);
  const [pending] = watched.content().pending;
  assertEquals([pending?.text, pending?.state, pending?.why], ["short", "failed", "no_connection"]);
});

Deno.test("Talk changes one piece of a text that went in several, and no other", () => {
  const watched = entered();
  watched.cut();
  watched.say(`${"a".repeat(MAX_TEXT_UNITS)}b`);
  watched.do(amend(watched, 2, "c"));
  assertEquals(watched.content().pending.map(({ ref, text }) => [ref, text.slice(0, 3)]), [
    [1, "aaa"],
    [2, "c"],
  ]);
});

Deno.test("Talk refuses words that are none or too many, and those for what may have gone out", () => {
  const watched = entered();
  watched.say("on its way");
  const tooLong = { code: "text_too_long", most: MAX_TEXT_UNITS, lines: MAX_TEXT_LINES };
  const refused = (ref: number, text: string) => answers(watched, amend(watched, ref, text));
  assertEquals(refused(1, "other"), [{ code: "not_waiting" }]);
  watched.cut();
  watched.say("waits");
  assertEquals(refused(1, "other"), [{ code: "not_waiting" }]);
  assertEquals(refused(2, "a".repeat(MAX_TEXT_UNITS + 1)), [tooLong]);
  assertEquals(refused(2, "a\n".repeat(MAX_TEXT_LINES) + "a"), [tooLong]);
  for (const empty of ["", " \n", "\u200b", "\u0007"]) {
    assertEquals(refused(2, empty), [{ code: "text_empty" }]);
  }
  watched.rings();
  watched.server();
  watched.welcome({ id: "me2", numbered: true });
  assertEquals(watched.pending, ["1 on its way unknown", "2 waits sending"]);
  for (const ref of [1, 2, 9]) assertEquals(refused(ref, "other"), [{ code: "not_waiting" }]);
  watched.echo(1, "waits", 2, "me2");
  assertEquals(refused(2, "other"), [{ code: "not_waiting" }]);
  assertEquals(watched.pending, ["1 on its way unknown"]);
  assertEquals(watched.ask({ ...amend(watched, 1, "x"), in: "c9" }), []);
});

Deno.test("Talk gives other words to what waits for a room, until nobody there would take them", () => {
  const watched = entered();
  const kitchen = watched.comesInto("kitchen");
  watched.cut();
  watched.say("soup", kitchen);
  watched.do({ ...amend(watched, 2, "stew"), in: kitchen });
  assertEquals(watched.pendingIn(kitchen), ["2 stew waiting"]);
  watched.rings();
  watched.server();
  watched.resumed();
  watched.hears({ type: "exited", room: "kitchen", how: "kicked", time: 5 });
  watched.say("late", kitchen);
  watched.do({ ...amend(watched, 3, "later"), in: kitchen });
  assertEquals(watched.pendingIn(kitchen).at(-1), "3 later failed");
});
