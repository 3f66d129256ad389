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
  const settings = { ...DEFAULT_SETTINGS, choices: { typing: true } };
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
  assertEquals(watched.state.choices, { typing: false });
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
