import { assert, assertEquals } from "@std/assert";
import { EMOJI } from "../../../../ui/model/emoji/all.ts";
import { person, stateOf, text } from "../../../support/scenes.ts";
import { acts, chatting, write } from "../rig.ts";
import { say } from "./talk.ts";

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
  const view = {
    type: "private",
    id: "c9",
    partner: person("bern"),
    over: null,
    quiet: false,
  } as const;
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

Deno.test("Actions.submit() says what is wrong with a command in place of what did not work before", () => {
  const rig = chatting();
  rig.store.notice.value = { code: "room_taken", room: "parts" };
  write(rig, "/jion parts");
  assertEquals(rig.store.notice.value, null);
  assert(rig.store.remark.value?.startsWith("There is no command /jion."));
});

Deno.test("Actions.submit() sends emoji in the places of their codes, but in no passphrase", () => {
  const rig = chatting("rooms");
  rig.store.emoji.value = EMOJI;
  write(rig, "done :tada: `:tada:`");
  write(rig, "/me :tada:");
  write(rig, "/join vault :tada::tada:");
  write(rig, "/msg ada :+1:");
  assertEquals(acts(rig), [
    say("done 🎉 `:tada:`"),
    say("🎉", { action: true }),
    { type: "join_room", room: "vault", passphrase: ":tada::tada:" },
    say("👍", { in: "c6" }),
  ]);
});
