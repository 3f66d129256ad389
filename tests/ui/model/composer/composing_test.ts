import { assertEquals } from "@std/assert";
import { EMOJI } from "../../../../ui/model/emoji/all.ts";
import { TYPING_GAP_MS, TYPING_PEOPLE } from "../../../../ui/model/typing.ts";
import { LOBBY, person, snapshotOf, stateOf } from "../../../support/scenes.ts";
import { acts, chatting } from "../rig.ts";
import { fresh } from "./talk.ts";

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
  const chat = stateOf("chat");
  const state = { ...chat, choices: { ...chat.choices, typing: true } };
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

Deno.test("Actions.typeDraft() shows among more than a hundred people that nobody writes", () => {
  const rig = chatting();
  const chat = stateOf("chat");
  const ada = { ...person("ada"), muted: false, reconnecting: false };
  const tell = (people: number) => {
    const members = Array.from({ length: people }, (_, i) => ({ ...ada, id: `m${i}` }));
    rig.store.take([{ type: "members", in: LOBBY, members }], false);
  };
  const state = { ...chat, choices: { ...chat.choices, typing: true } };
  rig.store.take([{ type: "state", state }], false);
  rig.store.take([{ type: "typing", in: LOBBY, person: person("bern") }], false);
  tell(TYPING_PEOPLE + 1);
  rig.actions.typeDraft("h");
  const signs = () => rig.sent.filter(({ type }) => type === "typing").length;
  assertEquals([signs(), rig.store.typists.value], [0, []]);
  tell(TYPING_PEOPLE);
  rig.actions.typeDraft("ha");
  assertEquals([signs(), rig.store.typists.value], [1, [person("bern")]]);
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

Deno.test("Composing.pick() puts an emoji where the caret stands, and remembers the last ones", () => {
  const { store, actions } = chatting();
  actions.typeDraft("so good", 2);
  actions.composing.pick("🎉");
  assertEquals([store.draft.value, store.place.value], ["so 🎉 good", 6]);
  actions.composing.pick("👍");
  actions.composing.pick("🎉");
  assertEquals(store.recent.value, ["🎉", "👍"]);
  for (let i = 0; i < 30; i++) actions.composing.pick(String.fromCodePoint(0x1f400 + i));
  assertEquals([store.recent.value.length, store.recent.value[0]], [24, "\u{1f41d}"]);
  actions.typeDraft(":tad");
  store.emoji.value = EMOJI;
  actions.complete("insert");
  assertEquals([store.draft.value, store.recent.value[0]], ["🎉 ", "🎉"]);
});
