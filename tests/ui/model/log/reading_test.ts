import { assertEquals } from "@std/assert";
import { put } from "../../../../ui/model/model.ts";
import { drawn, MAX_READ_LINES } from "../../../../ui/model/log/span.ts";
import { LINES, LOBBY, text } from "../../../support/scenes.ts";
import { chatting, type Rig } from "../rig.ts";

/** The lobby with its lines beginning at an index, and older ones in the process. */
function reading(from: number): Rig {
  const rig = chatting();
  rig.store.model.value = put(rig.store.model.value, LOBBY, { from, complete: from === 0 });
  return rig;
}

function older(from: number, count: number) {
  const lines = Array.from({ length: count }, (_, i) => text("ada", 0, `old ${from + i}`));
  return { type: "older", in: LOBBY, from, lines } as const;
}

function isDrawn({ store }: Rig, index: number): boolean {
  const { from, lines } = store.held.value;
  const { first, last } = drawn(store.span.value, from, from + lines.length);
  return first <= index && index < last;
}

Deno.test("Reading.goTo() goes at once to a line that is held", () => {
  const rig = reading(900);
  rig.actions.goTo(903, "met");
  assertEquals(rig.store.goal.value, { in: LOBBY, index: 903, how: "met", due: 0 });
  assertEquals([isDrawn(rig, 903), rig.sent], [true, []]);
});

Deno.test("Reading.goTo() asks for everything up to a line that is not held, and goes when it came", () => {
  const rig = reading(900);
  rig.actions.goTo(300, "lit");
  assertEquals(rig.sent, [{ type: "older", in: LOBBY, before: 900, reach: 300 }]);
  assertEquals([rig.store.goal.value?.due, rig.store.held.value.asking], [1, true]);
  rig.store.take([older(250, 650)], false);
  assertEquals([rig.store.goal.value?.due, isDrawn(rig, 300)], [0, true]);
  assertEquals(rig.store.span.value.follow, false);
  assertEquals(rig.store.remark.value, null);
});

Deno.test("Reading.goTo() waits for its own answer where older lines were asked for before", () => {
  const rig = reading(900);
  rig.store.span.value = { top: 900, follow: false };
  rig.actions.older();
  rig.actions.goTo(100, "lit");
  rig.store.take([older(400, 500)], false);
  assertEquals(rig.store.goal.value?.due, 1);
  assertEquals(rig.store.remark.value, null);
  rig.store.take([older(50, 850)], false);
  assertEquals([rig.store.held.value.from, isDrawn(rig, 100)], [50, true]);
});

Deno.test("Reading.goTo() says so where the line is too far, or is not kept", () => {
  const far = reading(90_000);
  far.actions.goTo(60_000, "met");
  far.store.take([older(70_000, 20_000)], false);
  assertEquals(far.store.goal.value, null);
  assertEquals(far.store.remark.value?.startsWith("That message stands further up."), true);
  far.store.take([older(50_000, 20_000)], false);
  assertEquals(far.store.held.value.lines.length, MAX_READ_LINES, "and no more");
  const beyond = reading(90_000);
  beyond.actions.goTo(50_000, "met");
  assertEquals([beyond.sent, beyond.store.goal.value], [[], null]);
  assertEquals(beyond.store.remark.value?.startsWith("A page shows the last 40,000 lines."), true);
  const gone = reading(900);
  gone.actions.goTo(1, "met");
  gone.store.take([older(900, 0)], false);
  const kept = "pyChat does not keep that message any more.";
  assertEquals([gone.store.goal.value, gone.store.remark.value], [null, kept]);
  assertEquals(gone.store.held.value.complete, false, "others may be between");
  const begun = reading(900);
  begun.store.model.value = put(begun.store.model.value, LOBBY, { complete: true });
  begun.actions.goTo(1, "met");
  assertEquals([begun.sent, begun.store.remark.value], [[], kept]);
});

Deno.test("Reading.goTo() goes nowhere for a line that there is not", () => {
  const rig = reading(0);
  rig.actions.goTo(LINES.length, "met");
  assertEquals([rig.store.goal.value, rig.sent], [null, []]);
});

Deno.test("Reading.goTo() is forgotten with the conversation, and when the process has come back", () => {
  const rig = chatting("rooms");
  rig.store.model.value = put(rig.store.model.value, LOBBY, { from: 900, complete: false });
  rig.actions.goTo(3, "met");
  rig.actions.openConversation("c2");
  assertEquals(rig.store.goal.value, null);
  rig.store.take([older(0, 900)], false);
  assertEquals(rig.store.goal.value, null);
});

Deno.test("Reading.toUnread() goes to the unread line and takes all for read, or to the end", () => {
  const rig = reading(0);
  const line = text("ada", 0, "x");
  rig.store.take([{ type: "lines", in: LOBBY, from: LINES.length, lines: [line, line] }], true);
  assertEquals(rig.store.unreadOf(LOBBY).count, 2);
  rig.actions.toUnread();
  assertEquals(rig.store.goal.value, { in: LOBBY, index: LINES.length, how: "unread", due: 0 });
  assertEquals(rig.store.unreadOf(LOBBY), { mark: LINES.length, count: 0, mentions: 0 });
  const other = reading(0);
  other.store.span.value = { top: 0, follow: false };
  other.actions.toUnread();
  assertEquals([other.store.goal.value, other.store.span.value.follow], [null, true]);
});

Deno.test("Reading.toEnd() takes all for read and needs no way back, while the line stays", () => {
  const rig = reading(0);
  const line = text("ada", 0, "x");
  rig.store.span.value = { top: 0, follow: false };
  rig.store.take([{ type: "lines", in: LOBBY, from: LINES.length, lines: [line] }], false);
  assertEquals([rig.store.unreadOf(LOBBY).count, rig.store.passed.value], [1, null]);
  rig.actions.toEnd();
  assertEquals(rig.store.unreadOf(LOBBY), { mark: LINES.length, count: 0, mentions: 0 });
  assertEquals([rig.store.passed.value, rig.store.span.value.follow], [LINES.length, true]);
});

Deno.test("Actions.back() closes one thing after the other, and then goes to the end", () => {
  const { store, actions } = reading(0);
  store.span.value = { top: 0, follow: false };
  actions.show("settings");
  actions.back();
  assertEquals([store.pane.value, store.span.value.follow], ["chat", false]);
  actions.side("who");
  actions.back();
  assertEquals([store.sideOpen.value, store.tab.value, store.span.value.follow], [
    false,
    "people",
    false,
  ]);
  store.pane.value = "list";
  actions.back();
  assertEquals(store.span.value.follow, false, "which is not on the screen");
  store.pane.value = "chat";
  actions.back();
  assertEquals(store.span.value.follow, true);
});

Deno.test("Reading.search() asks about the open conversation, and the model holds what was found last", () => {
  const { store, actions, sent } = chatting("rooms");
  store.show("c2");
  actions.search("screws");
  assertEquals(sent, [{ type: "search", in: "c2", text: "screws" }]);
  const found = { type: "found", in: "c2", text: "screws", matches: [], more: false } as const;
  store.take([found], false);
  assertEquals(store.model.value.found, found);
});
