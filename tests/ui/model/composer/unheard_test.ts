import { assertEquals } from "@std/assert";
import { LOBBY, ME, text } from "../../../support/scenes.ts";
import { chatting, write } from "../rig.ts";
import { add, wait } from "./talk.ts";

Deno.test("Composing.lost() puts back what the process has not shown, in front of what is typed", () => {
  const rig = chatting();
  write(rig, "the first");
  write(rig, "/me does the second");
  rig.actions.typeDraft("the third, half");
  rig.actions.composing.lost();
  assertEquals(rig.store.draft.value, "the first\n/me does the second\nthe third, half");
  assertEquals(rig.store.remark.value?.includes("stands here again"), true);
  rig.actions.composing.lost();
  assertEquals(rig.store.draft.value, "the first\n/me does the second\nthe third, half");
});

Deno.test("Composing.lost() leaves out what stands in the log or waits, however the process wrote it", () => {
  const rig = chatting();
  write(rig, "  arrived  ");
  add(rig, text(ME.name, 0, "arrived", { time: rig.now, from: ME, mine: true }));
  write(rig, "waits\u0000 now");
  wait(rig, [{ ref: 100, text: "waits now" }]);
  write(rig, "\u{1f44b}");
  rig.actions.composing.lost();
  assertEquals(rig.store.draft.value, "\u{1f44b}");
});

Deno.test("Composing.lost() takes no older text and nobody else's for the one that was said", () => {
  const rig = chatting();
  add(rig, text(ME.name, 0, "yes", { time: rig.now, from: ME, mine: true }));
  wait(rig, [{ ref: 7, text: "yes" }]);
  write(rig, "yes");
  wait(rig, [{ ref: 7, text: "yes" }]);
  add(rig, text("ada", 0, "yes", { time: rig.now }));
  rig.actions.composing.lost();
  assertEquals(rig.store.draft.value, "yes");
});

Deno.test("Composing.lost() puts a text back where it was written, and into no conversation that is gone", () => {
  const rig = chatting("rooms");
  const [, other = ""] = rig.store.conversations.value.map(({ id }) => id);
  rig.actions.openConversation(other);
  write(rig, "in the other");
  rig.actions.openConversation(LOBBY);
  write(rig, "in the lobby");
  const { state } = rig.store.model.value;
  const conversations = rig.store.conversations.value.filter(({ id }) => id !== LOBBY);
  rig.actions.openConversation(other);
  if (state !== null) {
    rig.store.take([{ type: "state", state: { ...state, conversations } }], false);
  }
  rig.actions.composing.lost();
  assertEquals([rig.store.draft.of(other), rig.store.draft.of(LOBBY)], ["in the other", ""]);
});
