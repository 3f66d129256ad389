import { assert, assertEquals } from "@std/assert";
import type { Intent } from "../../../lib/api/intent.ts";
import { MAX_HELD_LINES, MAX_NAME_INPUT_UNITS } from "../../../lib/api/limits.ts";
import { Actions } from "../../../ui/model/actions.ts";
import { end } from "../../../ui/model/model.ts";
import { Store } from "../../../ui/model/store.ts";
import { LINES, snapshotOf, stateOf } from "../../support/scenes.ts";

interface Rig {
  readonly store: Store;
  readonly actions: Actions;
  readonly sent: Intent[];
}

/** A store in the chat, with nothing sent yet. */
function chatting(): Rig {
  const store = new Store();
  const sent: Intent[] = [];
  store.link.value = "open";
  store.take([snapshotOf("chat")], false);
  return { store, actions: new Actions(store, (intent) => sent.push(intent)), sent };
}

function write({ store, actions }: Rig, text: string): void {
  store.draft.value = text;
  actions.submit();
}

Deno.test("Actions.submit() sends a text once and empties the field", () => {
  const rig = chatting();
  write(rig, "hello");
  rig.actions.submit();
  assertEquals(rig.sent, [{ type: "say", text: "hello" }]);
  assertEquals(rig.store.draft.value, "");
});

Deno.test("Actions.submit() sends nothing and keeps the text where nothing can be sent", () => {
  const rig = chatting();
  rig.store.take([{ type: "state", state: stateOf("ended") }], false);
  write(rig, "hello");
  rig.store.link.value = "gone";
  rig.actions.submit();
  assertEquals(rig.sent, []);
  assertEquals(rig.store.draft.value, "hello");
  assert(rig.store.remark.value !== null);
});

Deno.test("Actions.submit() sends a text while the connection is tried for: the process keeps it", () => {
  const rig = chatting();
  rig.store.take([{ type: "state", state: stateOf("reconnecting") }], false);
  assert(rig.store.canSend.value && !rig.store.connected.value);
  write(rig, "hello");
  assertEquals(rig.sent, [{ type: "say", text: "hello" }]);
  assertEquals([rig.store.draft.value, rig.store.remark.value], ["", null]);
  rig.store.link.value = "gone";
  write(rig, "hello?");
  assertEquals([rig.sent.length, rig.store.draft.value], [1, "hello?"]);
});

Deno.test("Actions.submit() keeps /nick until the connection is back, and says so", () => {
  const rig = chatting();
  rig.store.take([{ type: "state", state: stateOf("reconnecting") }], false);
  write(rig, "/nick ida");
  assertEquals([rig.sent, rig.store.draft.value], [[], "/nick ida"]);
  assert(rig.store.remark.value?.includes("when we are back"));
});

Deno.test("Store.take() leaves what is open as it is when a lost connection is back", () => {
  const { store, actions } = chatting();
  store.take([{ type: "state", state: stateOf("trying") }], false);
  actions.show("settings");
  actions.side("who");
  actions.open("invite");
  store.take([{ type: "state", state: stateOf("back") }], false);
  assertEquals(
    [store.pane.value, store.tab.value, store.sideOpen.value, store.dialog.value],
    ["settings", "who", true, "invite"],
  );
  assert(store.server.value !== null && store.connected.value);
});

Deno.test("Actions.submit() keeps an unknown command and says so", () => {
  const rig = chatting();
  write(rig, "/jion");
  assertEquals(rig.sent, []);
  assertEquals(rig.store.draft.value, "/jion");
  assert(rig.store.remark.value !== null);
});

Deno.test("Actions.keepDraft() tells the process once what is in the field", () => {
  const rig = chatting();
  rig.actions.typeDraft("hal");
  rig.actions.typeDraft("half");
  rig.actions.keepDraft();
  rig.actions.keepDraft();
  assertEquals(rig.sent, [{ type: "draft", text: "half" }]);
});

Deno.test("Store.take() brings a draft back, but not over what is being typed", () => {
  const store = new Store();
  store.take([{ ...snapshotOf("chat"), draft: "half a line" }], false);
  assertEquals(store.draft.value, "half a line");
  store.draft.value = "half a line more";
  store.take([{ ...snapshotOf("chat"), draft: "half a line" }], false);
  assertEquals(store.draft.value, "half a line more");
});

Deno.test("Store.take() counts what comes while the page is hidden, from the first such line", () => {
  const { store } = chatting();
  const line = LINES[1];
  assert(line !== undefined);
  store.take([{ type: "lines", from: LINES.length, lines: [line, line] }], true);
  assertEquals(store.unread.value, { mark: LINES.length, count: 2 });
  store.atEnd();
  assertEquals(store.unread.value.count, 0);
});

Deno.test("Store.take() does not count what it already had when the process comes back", () => {
  const { store } = chatting();
  store.take([snapshotOf("chat")], true);
  assertEquals(store.unread.value.count, 0);
});

Deno.test("Store.take() fills the connect form when it is entered and not while it is typed in", () => {
  const store = new Store();
  store.take([snapshotOf("start_problem")], false);
  assertEquals(store.where.value, "garden.local");
  store.where.value = "other.local";
  store.take([{ type: "state", state: stateOf("start_problem") }], false);
  assertEquals(store.where.value, "other.local");
});

Deno.test("Actions.older() asks the process only for what the page does not hold", () => {
  const { store, actions, sent } = chatting();
  actions.older();
  assertEquals(sent, []);
  store.model.value = { ...store.model.value, from: 700, complete: false };
  store.span.value = { top: 700, follow: true };
  actions.older();
  actions.older();
  assertEquals(sent, [{ type: "older", before: 700 }]);
});

Deno.test("Store.take() keeps the newest MAX_HELD_LINES lines, and twice as many for who reads back", () => {
  const { store } = chatting();
  const [line] = LINES;
  assert(line !== undefined);
  const flood = (count: number) => {
    const from = end(store.model.value);
    store.take([{ type: "lines", from, lines: Array(count).fill(line) }], false);
    return store.model.value.lines.length;
  };
  assertEquals(flood(MAX_HELD_LINES - LINES.length), MAX_HELD_LINES);
  assertEquals([store.model.value.from, store.model.value.complete], [0, true]);
  assertEquals(flood(7), MAX_HELD_LINES);
  assertEquals([store.model.value.from, store.model.value.complete], [7, false]);
  store.unread.value = { mark: MAX_HELD_LINES, count: 0 };
  flood(1);
  assertEquals(store.unread.value.mark, MAX_HELD_LINES, "what was dropped is no new conversation");
  store.span.value = { top: 9, follow: false };
  assertEquals([flood(100), store.model.value.from], [MAX_HELD_LINES + 100, 8]);
  assertEquals(flood(MAX_HELD_LINES), 2 * MAX_HELD_LINES);
});

Deno.test("Actions.submit() keeps /nick and says why where it cannot be done", () => {
  const rig = chatting();
  write(rig, `/nick ${"x".repeat(MAX_NAME_INPUT_UNITS + 1)}`);
  assertEquals(rig.store.notice.value, { code: "name", rule: "too_long" });
  assert(rig.store.draft.value.startsWith("/nick x"));
  write(rig, `/nick ${"x".repeat(MAX_NAME_INPUT_UNITS)}`);
  assertEquals([rig.sent.map(({ type }) => type), rig.store.draft.value], [["rename"], ""]);
  rig.sent.length = 0;
  rig.store.take([{ type: "state", state: stateOf("ended") }], false);
  write(rig, "/nick ida");
  assertEquals([rig.sent, rig.store.draft.value], [[], "/nick ida"]);
  assert(rig.store.remark.value !== null);
});
