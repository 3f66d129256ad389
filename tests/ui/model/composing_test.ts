import { assert, assertEquals } from "@std/assert";
import { EDIT_MS, MAX_SAY_UNITS } from "../../../lib/api/limits.ts";
import type { SayIntent } from "../../../lib/api/intent.ts";
import type { Line } from "../../../lib/api/view.ts";
import { end } from "../../../ui/model/model.ts";
import type { TextLine } from "../../../ui/model/rows.ts";
import { TYPING_GAP_MS } from "../../../ui/model/typing.ts";
import { LOBBY, ME, person, snapshotOf, stateOf, text } from "../../support/scenes.ts";
import { acts, chatting, type Rig, write } from "./rig.ts";

/** A say as it is sent, if nothing else is said. */
function say(text: string, more: Partial<SayIntent> = {}): SayIntent {
  return { type: "say", in: LOBBY, text, action: false, reply: null, mentions: [], ...more };
}

/** Adds a line to a conversation. */
function add({ store }: Rig, line: Line, id = store.open.value): void {
  const held = store.model.value.held.get(id);
  assert(held !== undefined);
  store.take([{ type: "lines", in: id, from: end(held), lines: [line] }], false);
}

function fresh(rig: Rig, words = "helo"): TextLine {
  const line = text(ME.name, 0, words, { time: rig.now - 1_000 });
  add(rig, line);
  return line;
}

Deno.test("Actions.submit() sends a text once and empties the field", () => {
  const rig = chatting();
  write(rig, "hello");
  rig.actions.submit();
  assertEquals(rig.sent, [say("hello")]);
  assertEquals(rig.store.draft.value, "");
});

Deno.test("Actions.submit() says what a text answers, does and names, and only once", () => {
  const rig = chatting();
  const line = text("ada", 0, "who?");
  rig.actions.answer(line);
  write(rig, "/me and @bern do");
  write(rig, "@nobody else");
  assertEquals(acts(rig), [
    say("and @bern do", { action: true, reply: line.id, mentions: [person("bern").id] }),
    say("@nobody else"),
  ]);
});

Deno.test("Actions.submit() names only who is in the conversation", () => {
  const rig = chatting("rooms");
  rig.actions.openConversation("c2");
  write(rig, "@ada @林"); // who is not in it
  rig.actions.openConversation("c6");
  write(rig, "@ada @bern");
  assertEquals(acts(rig), [
    say("@ada @林", { in: "c2", mentions: [person("ada").id] }),
    say("@ada @bern", { in: "c6", mentions: [person("ada").id] }),
  ]);
});

Deno.test("Actions.submit() sends nothing and keeps the text where nothing can be sent", () => {
  const rig = chatting();
  rig.store.take([{ type: "state", state: stateOf("ended") }], false);
  write(rig, "hello");
  rig.store.link.value = "gone";
  rig.actions.submit();
  assertEquals(acts(rig), []);
  assertEquals(rig.store.draft.value, "hello");
  assert(rig.store.remark.value !== null);
});

Deno.test("Actions.submit() sends nothing where nobody would take it", () => {
  const rig = chatting("rooms");
  for (const id of ["c3", "c5", "c7"]) {
    rig.actions.openConversation(id);
    for (const words of ["hello", "/me waves", "/kick ada"]) write(rig, words);
    assertEquals(rig.store.draft.value, "/kick ada");
  }
  assertEquals(acts(rig), []);
});

Deno.test("Actions.submit() sends a text while the connection is tried for: the process keeps it", () => {
  const rig = chatting();
  rig.store.take([{ type: "state", state: stateOf("reconnecting") }], false);
  assert(rig.store.canSend.value && !rig.store.connected.value);
  write(rig, "hello");
  assertEquals(rig.sent, [say("hello")]);
  assertEquals([rig.store.draft.value, rig.store.remark.value], ["", null]);
});

Deno.test("Actions.submit() keeps what needs a connection until it is back, and says so", () => {
  const rig = chatting();
  rig.store.take([{ type: "state", state: stateOf("reconnecting") }], false);
  for (const words of ["/nick ida", "/join parts", "/create parts", "/msg ada hello"]) {
    write(rig, words);
    assertEquals([acts(rig), rig.store.draft.value], [[], words]);
    assertEquals(
      rig.store.remark.value,
      "You are not connected just now, and this cannot wait. Try again when we are back.",
    );
  }
  write(rig, "/theme dark");
  write(rig, "/ignore ada");
  write(rig, "/export");
  assertEquals(acts(rig).map(({ type }) => type), ["theme", "ignore", "export"]);
});

Deno.test("Actions.submit() keeps a wrong command and says what is wrong", () => {
  const rig = chatting();
  for (const words of ["/jion", "/kick", "/mute ada", "/history", "/create a b"]) {
    write(rig, words);
    assertEquals(acts(rig), []);
    assertEquals(rig.store.draft.value, words);
    assert(rig.store.remark.value !== null);
  }
  rig.actions.typeDraft("/");
  assertEquals(rig.store.remark.value, null);
});

Deno.test("Actions.refused() puts the command back that asked, unless something is typed", () => {
  const rig = chatting();
  const taken = { code: "room_taken", room: "parts" } as const;
  write(rig, "/create parts");
  rig.actions.refused(taken);
  assertEquals(rig.store.draft.value, "/create parts");
  write(rig, "/create parts");
  rig.actions.typeDraft("h");
  rig.actions.typeDraft("");
  rig.actions.refused(taken);
  assertEquals(rig.store.draft.value, "", "who has typed since wants it no more");
  write(rig, "/join vault");
  rig.actions.refused({ code: "no_entry", room: "vault", passphrase: false });
  assertEquals(rig.store.draft.value, "", "the dialog asks about it");
  write(rig, "hello");
  rig.actions.refused({ code: "not_done" });
  assertEquals(rig.store.draft.value, "", "a text waits among the others");
});

Deno.test("/msg opens the conversation and writes into it", () => {
  const rig = chatting("rooms");
  const there = { in: "c6", mentions: [] };
  write(rig, "/msg ada hello");
  assertEquals([rig.store.open.value, acts(rig)], ["c6", [say("hello", there)]]);
});

Deno.test("/msg writes as soon as a conversation is there that was not, and to nobody else", () => {
  const rig = chatting("rooms");
  const { id } = person("bern");
  write(rig, "/msg bern hello");
  assertEquals(acts(rig), [{ type: "write_to", member: id }]);
  const state = stateOf("rooms");
  const view = { type: "private", id: "c9", partner: person("bern"), over: null } as const;
  rig.store.take([
    { type: "state", state: { ...state, conversations: [...state.conversations, view] } },
    { type: "show", in: "c9" },
  ], false);
  rig.actions.shown("c2");
  rig.actions.shown("c6");
  assertEquals(acts(rig).length, 1);
  rig.actions.shown("c9");
  rig.actions.shown("c9");
  assertEquals(acts(rig).slice(1), [say("hello", { in: "c9" })]);
});

Deno.test("/msg to somebody who is gone loses nothing", () => {
  const rig = chatting("rooms");
  write(rig, "/msg bern hello");
  rig.actions.refused({ code: "no_member", person: person("bern") });
  assertEquals(rig.store.draft.value, "/msg bern hello");
  rig.actions.shown("c6");
  assertEquals(acts(rig).length, 1);
});

Deno.test("Actions.change() puts an own text into the field, and what stood there comes back", () => {
  const rig = chatting();
  const line = fresh(rig);
  rig.actions.typeDraft("half a line");
  rig.actions.change(line);
  assertEquals([rig.store.draft.value, rig.store.editing.value], ["helo", line]);
  rig.actions.unmark();
  assertEquals([rig.store.draft.value, rig.store.editing.value], ["half a line", null]);
  rig.actions.change(line);
  write(rig, "hello @ada");
  assertEquals(acts(rig), [{
    type: "edit",
    in: LOBBY,
    id: line.id,
    text: "hello @ada",
    mentions: [person("ada").id],
  }]);
  assertEquals([rig.store.draft.value, rig.store.editing.value], ["half a line", null]);
});

Deno.test("A text that is changed is never a command, and never sent as a new one", () => {
  const rig = chatting();
  const line = fresh(rig, "/help");
  rig.actions.change(line);
  write(rig, "/quit");
  assertEquals(acts(rig), [{ type: "edit", in: LOBBY, id: line.id, text: "/quit", mentions: [] }]);
  assertEquals(rig.store.dialog.value, null);
  assertEquals(rig.sent.filter(({ type }) => type === "draft"), []);
});

Deno.test("A change that changes nothing is not sent, and one to nothing asks first", () => {
  const rig = chatting();
  const line = fresh(rig);
  rig.actions.change(line);
  write(rig, "helo");
  assertEquals([acts(rig), rig.store.editing.value], [[], null]);
  rig.actions.change(line);
  write(rig, " \n");
  assertEquals([acts(rig), rig.store.dialog.value], [[], { kind: "delete", line }]);
  write(rig, "x".repeat(MAX_SAY_UNITS + 1));
  assertEquals(acts(rig), []);
  assertEquals(
    rig.store.remark.value,
    "Not sent. It is 1 letter too long; your text is kept here.",
  );
});

Deno.test("A change of what cannot be changed any more is kept as a text", () => {
  for (const gone of ["deleted", "old"]) {
    const rig = chatting();
    const line = fresh(rig);
    rig.actions.change(line);
    rig.actions.typeDraft("hello");
    const index = end(rig.store.held.value) - 1;
    const now: Line = gone === "old"
      ? { ...line, current: false }
      : { type: "deleted", time: 0, from: ME, mine: true };
    rig.store.take([{ type: "line", in: LOBBY, index, line: now }], false);
    rig.actions.enter();
    assertEquals([acts(rig), rig.store.draft.value, rig.store.editing.value], [[], "hello", null]);
    assert(rig.store.remark.value?.startsWith("This text cannot be changed any more."));
    rig.actions.enter();
    assertEquals(acts(rig), [say("hello")]);
  }
});

Deno.test("Actions.editLast() takes the last own text, if it can still be changed", () => {
  const rig = chatting();
  rig.actions.editLast();
  assertEquals(rig.store.editing.value, null, "the texts of the scene are too old");
  const line = fresh(rig);
  add(rig, text("ada", 0, "later"));
  rig.actions.editLast();
  assertEquals(rig.store.editing.value, line);
  rig.actions.unmark();
  rig.now = line.time + EDIT_MS;
  rig.actions.editLast();
  assertEquals(rig.store.editing.value, null);
  rig.now = line.time + EDIT_MS - 1;
  rig.actions.editLast();
  assertEquals(rig.store.editing.value, line);
});

Deno.test("Actions.answer() and change() take each other's place", () => {
  const rig = chatting();
  const line = fresh(rig);
  rig.actions.answer(line);
  rig.actions.change(line);
  assertEquals([rig.store.reply.value, rig.store.editing.value], [null, line]);
  rig.actions.answer(line);
  assertEquals([rig.store.reply.value, rig.store.editing.value], [line, null]);
  rig.actions.unmark();
  assertEquals([rig.store.reply.value, rig.store.editing.value], [null, null]);
});

Deno.test("Actions.mention() names somebody where the caret stands", () => {
  const { store, actions } = chatting();
  actions.mention(person("ada"));
  assertEquals([store.draft.value, store.place.value], ["@ada ", 5]);
  actions.typeDraft("Ask today", 3);
  actions.mention(person("bern"));
  assertEquals([store.draft.value, store.place.value], ["Ask @bern today", 10]);
});

Deno.test("Actions.complete() chooses, puts it there and closes the list", () => {
  const { store, actions } = chatting();
  const chosen = () => store.completion.value?.items[store.completion.value.chosen]?.label ?? null;
  actions.typeDraft("Ask @n! later", 6);
  assertEquals(chosen(), "Nino·w3pe");
  actions.complete("insert");
  assertEquals([store.draft.value, store.place.value], ["Ask @Nino ! later", 10]);
  assertEquals(chosen(), null);
  actions.typeDraft("/m");
  actions.complete("next");
  actions.complete("next");
  assertEquals(chosen(), "/mute NAME [TIME]");
  actions.complete("next");
  assertEquals(chosen(), "/msg NAME [TEXT]");
  actions.complete("previous");
  assertEquals(chosen(), "/mute NAME [TIME]");
  actions.complete("insert", 1);
  assertEquals(store.draft.value, "/me ");
  actions.typeDraft("/m");
  actions.complete("close");
  assertEquals([chosen(), store.draft.value], [null, "/m"]);
  actions.moveCaret(1);
  assertEquals(chosen(), null);
});

Deno.test("Actions.enter() completes what is not typed to its end, and else sends", () => {
  const rig = chatting();
  const enter = (text: string) => {
    rig.actions.typeDraft(text);
    rig.actions.enter();
    return rig.store.draft.value;
  };
  assertEquals(enter("/m"), "/msg ");
  assertEquals(enter("hi @bern"), "");
  assertEquals(enter("/theme d"), "/theme dark");
  rig.actions.enter();
  assertEquals(acts(rig).map(({ type }) => type), ["say", "theme"]);
});

Deno.test("Actions.typeDraft() shows others that the person writes, only if they chose so", () => {
  const rig = chatting();
  const signs = () => rig.sent.filter(({ type }) => type === "typing").length;
  rig.actions.typeDraft("h");
  assertEquals(signs(), 0);
  const state = { ...stateOf("chat"), choices: { typing: true } };
  rig.store.take([{ type: "state", state }], false);
  for (const words of ["/nick ida", "", "  "]) rig.actions.typeDraft(words);
  assertEquals(signs(), 0, "commands and blanks are nobody's business");
  rig.actions.typeDraft("h");
  rig.now += TYPING_GAP_MS - 1;
  rig.actions.typeDraft("ha");
  assertEquals(signs(), 1);
  rig.now += 1;
  rig.actions.typeDraft("hal");
  assertEquals(signs(), 2);
  rig.actions.submit();
  rig.actions.typeDraft("m");
  assertEquals(signs(), 3, "the next text is another one");
  rig.store.take([{ type: "state", state: { ...state, stage: stateOf("trying").stage } }], false);
  rig.now += TYPING_GAP_MS;
  rig.actions.typeDraft("mo");
  assertEquals(signs(), 3);
});

Deno.test("Actions.typeDraft() asks which rooms there are as soon as one is to be joined", () => {
  const { actions, sent } = chatting();
  for (const words of ["/joi", "/join", "/join ", "/join p"]) actions.typeDraft(words);
  actions.keepDraft();
  assertEquals(sent.filter(({ type }) => type === "rooms").length, 1);
});

Deno.test("Actions.keepDraft() tells the process of each conversation what is in the field", () => {
  const { store, actions, sent } = chatting("rooms");
  actions.typeDraft("hal");
  actions.typeDraft("half");
  actions.keepDraft();
  actions.keepDraft();
  actions.typeDraft("half a");
  store.show("c2");
  actions.typeDraft("other");
  actions.keepDraft();
  assertEquals(sent, [
    { type: "draft", in: LOBBY, text: "half" },
    { type: "draft", in: LOBBY, text: "half a" },
    { type: "draft", in: "c2", text: "other" },
  ]);
});

Deno.test("Actions.keepDraft() tells of an emptied field what the process had kept", () => {
  const { store, actions, sent } = chatting();
  const snapshot = snapshotOf("chat");
  const conversations = snapshot.conversations.map((one) => ({ ...one, draft: "half" }));
  store.take([{ ...snapshot, conversations }], false);
  assertEquals(store.draft.value, "half");
  actions.typeDraft("");
  actions.keepDraft();
  assertEquals(sent, [{ type: "draft", in: LOBBY, text: "" }]);
});

Deno.test("Actions.keepDraft() tells nobody a passphrase that is typed in a command", () => {
  const { actions, sent } = chatting();
  for (const words of ["/join vault open", " /CREATE a locked open", "/lock open", "/joi"]) {
    actions.typeDraft("half");
    actions.keepDraft();
    actions.typeDraft(words);
    actions.keepDraft();
  }
  const told = sent.flatMap((intent) => intent.type === "draft" ? [intent.text] : []);
  assertEquals(told, ["half", "", "half", "", "half", "", "half", "/joi"]);
});

Deno.test("Actions.submit() says what is wrong with a command in place of what did not work before", () => {
  const rig = chatting();
  rig.store.notice.value = { code: "room_taken", room: "parts" };
  write(rig, "/jion parts");
  assertEquals(rig.store.notice.value, null);
  assert(rig.store.remark.value?.startsWith("There is no command /jion."));
});
