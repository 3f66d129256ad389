import { assert, assertEquals } from "@std/assert";
import { MAX_DRAFT_UNITS, MAX_NAME_INPUT_UNITS } from "../../../lib/api/limits.ts";
import { put } from "../../../ui/model/model.ts";
import { LOBBY, person, stateOf } from "../../support/scenes.ts";
import { acts, chatting, write } from "./rig.ts";

Deno.test("Actions.keepDraft() tells each draft once, and none that would cost the page its connection", () => {
  const { actions, sent } = chatting();
  for (const text of ["half", "half", "x".repeat(MAX_DRAFT_UNITS + 1), "y".repeat(2_000_000)]) {
    actions.typeDraft(text);
    actions.keepDraft();
  }
  actions.typeDraft("z".repeat(MAX_DRAFT_UNITS));
  actions.keepDraft();
  const lengths = sent.map((intent) => intent.type === "draft" ? intent.text.length : 0);
  assertEquals(lengths, [4, MAX_DRAFT_UNITS]);
});

Deno.test("Actions.older() asks the process only for what the page does not hold", () => {
  const { store, actions, sent } = chatting("rooms");
  actions.older();
  assertEquals(sent, []);
  store.show("c2");
  store.model.value = put(store.model.value, "c2", { from: 700, complete: false });
  store.span.value = { top: 700, follow: true };
  actions.older();
  actions.older();
  assertEquals(sent, [{ type: "older", in: "c2", before: 700, reach: null }]);
});

Deno.test("Actions.openConversation() shows it where there is room for one column", () => {
  const { store, actions } = chatting("rooms");
  actions.show("list");
  store.notice.value = { code: "lobby" };
  actions.openConversation("c2");
  assertEquals([store.open.value, store.pane.value, store.notice.value], ["c2", "chat", null]);
});

Deno.test("Actions.openConversation() tells the process the draft of the one before", () => {
  const { actions, sent } = chatting("rooms");
  actions.typeDraft("half");
  actions.openConversation("c2");
  assertEquals(sent, [
    { type: "draft", in: LOBBY, text: "half" },
    { type: "look", in: "c2" },
  ]);
});

Deno.test("Actions.open() asks for the lists that a dialog shows, if anybody would answer", () => {
  const { store, actions, sent } = chatting("rooms");
  store.show("c2");
  actions.open({ kind: "rooms" });
  actions.open({ kind: "bans" });
  actions.open({ kind: "help" });
  assertEquals(sent, [{ type: "rooms" }, { type: "bans", in: "c2" }]);
  store.take([{ type: "state", state: stateOf("ended") }], false);
  actions.open({ kind: "rooms" });
  assertEquals(sent.length, 2);
});

Deno.test("Actions.submit() opens what commands ask for", () => {
  const rig = chatting("rooms");
  rig.actions.openConversation("c2");
  for (const kind of ["help", "topic", "lock", "bans", "invite", "quit"] as const) {
    write(rig, `/${kind}`);
    assertEquals([rig.store.dialog.value, rig.store.draft.value], [{ kind }, ""]);
  }
  write(rig, "/who");
  assertEquals([rig.store.tab.value, rig.store.sideOpen.value], ["people", true]);
  rig.actions.openConversation(LOBBY);
  write(rig, "/leave");
  assertEquals(rig.store.dialog.value, { kind: "leave" });
});

Deno.test("Actions.close() asks about what cannot be had again, as /leave does", () => {
  const rig = chatting("rooms");
  for (const id of ["c2", "c6"]) {
    rig.actions.openConversation(id);
    write(rig, "/leave");
    assertEquals([rig.store.dialog.value, rig.store.draft.value], [{ kind: "close" }, ""], id);
    rig.actions.open(null);
    rig.actions.close();
    assertEquals(rig.store.dialog.value, { kind: "close" }, id);
    rig.actions.open(null);
  }
  assertEquals(acts(rig), []);
});

Deno.test("Actions.close() leaves a room that anybody may come into again, as /leave does", () => {
  const rig = chatting("rooms");
  const state = stateOf("rooms");
  const conversations = state.conversations.map((view) =>
    view.id === "c2" && view.type === "room" ? { ...view, owner: person("ada").id } : view
  );
  rig.store.take([{ type: "state", state: { ...state, conversations } }], false);
  rig.actions.openConversation("c2");
  write(rig, "/leave");
  rig.actions.close();
  assertEquals(rig.store.dialog.value, null);
  assertEquals(acts(rig), [{ type: "close", in: "c2" }, { type: "close", in: "c2" }]);
});

Deno.test("Actions.submit() keeps /nick and says why where it cannot be done", () => {
  const rig = chatting();
  write(rig, `/nick ${"x".repeat(MAX_NAME_INPUT_UNITS + 1)}`);
  assert(rig.store.draft.value.startsWith("/nick x"));
  assert(rig.store.remark.value?.startsWith("That name is too long."));
  write(rig, `/nick ${"x".repeat(MAX_NAME_INPUT_UNITS)}`);
  assertEquals([acts(rig).map(({ type }) => type), rig.store.draft.value], [["rename"], ""]);
  rig.store.take([{ type: "state", state: stateOf("ended") }], false);
  write(rig, "/nick ida");
  assertEquals([acts(rig).length, rig.store.draft.value], [1, "/nick ida"]);
  assert(rig.store.remark.value !== null);
});
