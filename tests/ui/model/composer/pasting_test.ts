import { assert, assertEquals } from "@std/assert";
import { MAX_DRAFT_UNITS, MAX_SAY_UNITS } from "../../../../lib/api/limits.ts";
import { unitsSaid } from "../../../../ui/model/composer/commands.ts";
import { EMOJI } from "../../../../ui/model/emoji/all.ts";
import { LOBBY, person, snapshotOf, stateOf } from "../../../support/scenes.ts";
import { acts, chatting, write } from "../rig.ts";
import { fresh, say, wait } from "./talk.ts";

/** A text that is folded. */
const LONG = "line\n".repeat(20) + "end";

Deno.test("Actions.submit() counts what is sent, with the emoji in it and what is pasted", () => {
  const rig = chatting();
  rig.store.emoji.value = EMOJI;
  const long = "x".repeat(MAX_SAY_UNITS - 3);
  write(rig, `:tada: ${long}`);
  assertEquals(acts(rig), [say(`🎉 ${long}`)]);
  rig.actions.typeDraft("ab");
  assert(rig.actions.composing.paste(long, 2, 2));
  assertEquals(unitsSaid("ab", long, EMOJI), MAX_SAY_UNITS);
  rig.actions.typeDraft("abc");
  rig.actions.submit();
  assertEquals([acts(rig).length, rig.store.draft.value, rig.store.block.value], [1, "abc", long]);
  assertEquals(
    rig.store.remark.value,
    "Not sent. It is 1 letter too long; your text is kept here.",
  );
  rig.actions.typeDraft("ab");
  rig.actions.submit();
  assertEquals(acts(rig)[1], say(`ab\n${long}`));
  assertEquals([rig.store.draft.value, rig.store.block.value], ["", ""]);
});

Deno.test("Composing.paste() folds a long text at the end of the field, and no other", () => {
  const { store, actions } = chatting();
  const { composing } = actions;
  actions.typeDraft("look: here");
  assertEquals(composing.paste("short", 10, 10), false);
  assertEquals(composing.paste(LONG, 4, 5), false, "it would stand between what is typed");
  assertEquals(store.block.value, "");
  assert(composing.paste(LONG.replaceAll("\n", "\r\n"), 5, 10));
  assertEquals([store.draft.value, store.block.value, store.place.value], ["look:", LONG, 5]);
  assert(composing.paste(LONG, 5, 5));
  assertEquals(store.block.value, `${LONG}\n${LONG}`, "one more goes behind it");
  for (const words of ["/topic ", "/lock ", "/join a "]) {
    actions.typeDraft(words);
    assertEquals(composing.paste(LONG, words.length, words.length), false, words);
  }
  actions.typeDraft("/me ");
  assert(composing.paste(LONG, 4, 4));
});

Deno.test("Composing.paste() folds nothing into a text that is changed, or where nothing is said", () => {
  const rig = chatting("rooms");
  rig.actions.change(fresh(rig));
  assertEquals(rig.actions.composing.paste(LONG, 4, 4), false);
  rig.actions.openConversation("c3");
  assertEquals(rig.actions.composing.paste(LONG, 0, 0), false);
});

Deno.test("Composing.unfold() puts what is pasted into the field, and dropBlock() away", () => {
  const { store, actions } = chatting();
  actions.typeDraft("look");
  actions.composing.paste(LONG, 4, 4);
  actions.composing.unfold();
  assertEquals([store.draft.value, store.block.value], [`look\n${LONG}`, ""]);
  assertEquals(store.place.value, LONG.length + 5);
  actions.typeDraft("");
  actions.composing.paste(LONG, 0, 0);
  actions.composing.dropBlock();
  assertEquals([store.draft.value, store.block.value], ["", ""]);
});

Deno.test("What is pasted is never a command, and goes only with what is said", () => {
  const rig = chatting("rooms");
  const { store, actions } = rig;
  const block = `/quit\n${LONG}`;
  actions.composing.paste(block, 0, 0);
  for (const words of ["/theme dark", "/nick ida", "/keys", "/kick", "/lock", "/create", "/jion"]) {
    write(rig, words);
    assertEquals(store.block.value, block, words);
    store.dialog.value = null;
  }
  assertEquals(acts(rig).map(({ type }) => type), ["theme", "rename"]);
  actions.typeDraft(" ");
  actions.submit();
  assertEquals(acts(rig)[2], say(block));
  actions.composing.paste(LONG, 0, 0);
  write(rig, "/msg ada");
  assertEquals(acts(rig)[3], say(LONG, { in: "c6" }));
  assertEquals(store.block.of(LOBBY), "");
});

Deno.test("What is pasted is kept where nothing can be sent, and where it is refused", () => {
  const rig = chatting("rooms");
  const { store, actions } = rig;
  store.link.value = "gone";
  actions.composing.paste(LONG, 0, 0);
  write(rig, "look");
  assertEquals([acts(rig), store.draft.value, store.block.value], [[], "look", LONG]);
  store.link.value = "open";
  write(rig, "/msg bern look");
  assertEquals([store.draft.value, store.block.value], ["", ""]);
  actions.refused({ code: "no_member", person: person("bern") });
  assertEquals([store.draft.value, store.block.value], ["/msg bern look", LONG]);
});

Deno.test("What is pasted is kept with the draft, and not put there twice", () => {
  const rig = chatting();
  const { store, actions, sent } = rig;
  actions.composing.paste(LONG, 0, 0);
  actions.keepDraft();
  actions.typeDraft("look");
  actions.keepDraft();
  actions.typeDraft("");
  actions.keepDraft();
  const kept = [LONG, `look\n${LONG}`, LONG].map((text) => ({ type: "draft", in: LOBBY, text }));
  assertEquals<unknown>(sent, kept);
  const snapshot = snapshotOf("chat");
  const conversations = snapshot.conversations.map((one) => ({ ...one, draft: LONG }));
  store.take([{ ...snapshot, conversations }], false);
  assertEquals([store.draft.value, store.block.value], ["", LONG]);
});

Deno.test("Actions.keepDraft() leaves the rest of a draft alone while a text is changed", () => {
  const rig = chatting();
  rig.actions.composing.paste(LONG, 0, 0);
  rig.actions.keepDraft();
  rig.actions.change(fresh(rig));
  rig.actions.typeDraft("hello");
  rig.actions.keepDraft();
  write(rig, "hello");
  assertEquals(rig.sent.map(({ type }) => type), ["draft", "edit"]);
  assertEquals(rig.store.block.value, LONG, "a change takes nothing with it");
});

Deno.test("What is pasted, and what is amended, goes with its conversation", () => {
  const rig = chatting("rooms");
  const { store, actions } = rig;
  const [one] = wait(rig, [{}]);
  assert(one !== undefined);
  actions.openConversation("c2");
  actions.composing.paste(LONG, 0, 0);
  actions.composing.amend(one);
  assertEquals([store.block.of("c2"), store.amending.of("c2")], [LONG, one]);
  const state = stateOf("rooms");
  const conversations = state.conversations.filter(({ id }) => id !== "c2");
  store.take([{ type: "state", state: { ...state, conversations } }], false);
  assertEquals([store.block.of("c2"), store.amending.of("c2")], ["", null]);
});

Deno.test("Drafts.keep() keeps what is typed beside a pasted text that is too long to be kept", () => {
  const rig = chatting();
  const { actions, store, sent } = rig;
  const huge = "x".repeat(MAX_DRAFT_UNITS);
  assert(actions.composing.paste(huge, 0, 0));
  actions.typeDraft("look:");
  actions.keepDraft();
  assertEquals(sent.filter(({ type }) => type === "draft"), [
    { type: "draft", in: LOBBY, text: "look:" },
  ]);
  assertEquals(store.block.value, huge);
});
