import { assert, assertEquals } from "@std/assert";
import { MAX_HELD_LINES } from "../../../lib/api/limits.ts";
import type { Update } from "../../../lib/api/update.ts";
import type { Line } from "../../../lib/api/view.ts";
import { end } from "../../../ui/model/model.ts";
import { Store } from "../../../ui/model/store.ts";
import { TYPING_MS } from "../../../ui/model/typing.ts";
import { ALL_SEEN } from "../../../ui/model/log/unread.ts";
import {
  LINES,
  LOBBY,
  ME,
  person,
  roomOf,
  snapshotOf,
  stateOf,
  text,
} from "../../support/scenes.ts";
import { chatting } from "./rig.ts";

const [LINE = text("ada", 0, "x")] = LINES;
const TEXT = text("ada", 0, "x");

/** Lines that come at the end of a conversation. */
function more(store: Store, lines: readonly Line[], id = LOBBY): Update {
  return { type: "lines", in: id, from: end(store.model.value.held.get(id) ?? NONE), lines };
}

const NONE = chatting().store.held.value;

function conversations(...ids: readonly string[]): Update {
  const state = stateOf("rooms");
  return {
    type: "state",
    state: { ...state, conversations: state.conversations.filter(({ id }) => ids.includes(id)) },
  };
}

Deno.test("Store opens the lobby first, and a conversation that was asked for when it is there", () => {
  const { store } = chatting("rooms");
  assertEquals(store.open.value, LOBBY);
  store.take([{ type: "show", in: "c2" }], false);
  assertEquals(store.conversation.value?.id, "c2");
  assertEquals(store.held.value, store.model.value.held.get("c2"));
  store.take([{ type: "show", in: "c99" }], false);
  assertEquals(store.open.value, "c2", "which is not there");
});

Deno.test("Store turns only where it was asked for, once somebody does something in the page", () => {
  const show = { type: "show", in: "c2" } as const;
  const taken = { type: "notice", problem: { code: "room_taken", room: "parts" } } as const;
  const other = chatting("rooms");
  other.actions.typeDraft("In the middle of");
  other.store.take([show, taken], false, other.now);
  assertEquals([other.store.open.value, other.store.notice.value], [LOBBY, null]);
  const lost = { code: "not_remembered", sentence: "Nothing could be kept." } as const;
  other.store.take([{ type: "notice", problem: lost }], false, other.now);
  assertEquals(other.store.notice.value, lost, "which is no answer");
  for (const code of ["kicked", "banned"] as const) {
    const out = { code, room: null, seconds: null } as const;
    other.store.take([{ type: "notice", problem: out }], false, other.now);
    assertEquals(other.store.notice.value, out, "from the server, which is not asked for either");
  }
  other.actions.ask({ type: "create", room: "parts", hidden: false, passphrase: null });
  other.store.take([taken], false, other.now);
  assertEquals(other.store.notice.value, taken.problem);
  other.store.take([show], false, other.now);
  assertEquals(other.store.open.value, "c2");
});

Deno.test("Store closes a dialog about a conversation that is not on the screen any more", () => {
  const { store } = chatting("rooms");
  store.show("c2");
  for (const kind of ["topic", "lock", "bans", "close", "invite"] as const) {
    store.dialog.value = { kind };
    store.show("c1");
    assertEquals(store.dialog.value, null, kind);
    store.show("c2");
  }
  store.dialog.value = { kind: "help" };
  store.take([conversations(LOBBY)], false);
  assertEquals([store.open.value, store.dialog.value], [LOBBY, { kind: "help" }]);
});

Deno.test("Store closes what was asked in when the conversation is there, and nothing else", () => {
  const { store } = chatting("rooms");
  for (
    const dialog of [
      { kind: "create", name: "" },
      { kind: "join", name: "", failed: true },
      { kind: "rooms" },
      { kind: "person", person: ME },
    ] as const
  ) {
    store.dialog.value = dialog;
    store.pane.value = "list";
    store.take([{ type: "show", in: "c2" }], false);
    assertEquals([store.dialog.value, store.pane.value], [null, "chat"]);
  }
  store.dialog.value = { kind: "help" };
  store.take([{ type: "show", in: "c3" }], false);
  assertEquals(store.dialog.value, { kind: "help" });
});

Deno.test("Store opens the conversation above when the open one is gone, or else the first", () => {
  const { store } = chatting("rooms");
  store.show("c3");
  store.take([conversations("c1", "c2", "c4")], false);
  assertEquals(store.open.value, "c2");
  store.take([conversations("c4", "c6")], false);
  assertEquals(store.open.value, "c4");
  store.take([conversations()], false);
  assertEquals([store.open.value, store.conversation.value], ["", null]);
});

Deno.test("Store keeps draft, reply and place of each conversation apart, and forgets them with it", () => {
  const { store } = chatting("rooms");
  store.draft.value = "for the lobby";
  store.reply.value = TEXT;
  store.span.value = { top: 3, follow: false };
  store.show("c2");
  assertEquals([store.draft.value, store.reply.value, store.span.value.follow], ["", null, true]);
  store.draft.value = "for parts";
  store.show(LOBBY);
  assertEquals([store.draft.value, store.reply.value, store.span.value], [
    "for the lobby",
    TEXT,
    { top: 3, follow: false },
  ]);
  store.take([conversations("c1")], false);
  store.take([conversations("c1", "c2")], false);
  assertEquals(store.draft.of("c2"), "");
  assertEquals(store.draft.value, "for the lobby");
});

Deno.test("Store.lobby holds everybody, whatever is open", () => {
  const { store } = chatting("rooms");
  store.show("c6");
  assertEquals([store.held.value.members.length, store.lobby.value.members.length], [0, 11]);
});

Deno.test("Store opens what was looked at last, for a page that comes and for no other", () => {
  const store = new Store();
  const snapshot = snapshotOf("rooms");
  store.take([{ ...snapshot, show: "c3" }], false);
  assertEquals(store.open.value, "c3");
  store.take([{ ...snapshot, show: "c2" }], false);
  assertEquals(store.open.value, "c3", "it was there before");
  const other = new Store();
  other.take([{ ...snapshot, show: "c99" }], false);
  assertEquals(other.open.value, LOBBY, "there is no such conversation");
});

Deno.test("Store counts what comes in a conversation that is not open", () => {
  const { store } = chatting("rooms");
  const mention = { ...TEXT, toMe: true };
  store.take([more(store, [TEXT, mention], "c2"), more(store, [TEXT])], false);
  const mark = end(store.model.value.held.get("c2") ?? NONE) - 2;
  assertEquals(store.unreadOf("c2"), { mark, count: 2, mentions: 1 });
  assertEquals(store.unreadOf(LOBBY), ALL_SEEN);
  store.show("c2");
  store.atEnd();
  assertEquals(store.unreadOf("c2"), { mark, count: 0, mentions: 0 }, "the line stays meanwhile");
  store.show(LOBBY);
  assertEquals(store.unreadOf("c2"), ALL_SEEN, "and is gone on the return");
});

Deno.test("Store counts nothing of who is ignored, and shows nobody of them as writing", () => {
  const { store } = chatting("rooms");
  const state = { ...stateOf("rooms"), ignored: [TEXT.from.id] };
  store.take([{ type: "state", state }, more(store, [TEXT], "c2")], false);
  assertEquals(store.unreadOf("c2"), ALL_SEEN);
  store.take([{ type: "typing", in: LOBBY, person: TEXT.from }], false);
  assertEquals(store.typists.value, []);
});

Deno.test("Store counts a text no more that was taken back unread", () => {
  const { store } = chatting("rooms");
  store.take([more(store, [TEXT], "c2")], false);
  const index = end(store.model.value.held.get("c2") ?? NONE) - 1;
  const line: Line = { type: "deleted", time: 0, from: TEXT.from, mine: false };
  store.take([{ type: "line", in: "c2", index, line }], false);
  assertEquals(store.unreadOf("c2"), ALL_SEEN);
});

Deno.test("Store.typists are those of the open conversation, until they have written or time is up", () => {
  const { store } = chatting("rooms");
  const [ada, bern] = [person("ada"), person("bern")];
  store.take([{ type: "typing", in: LOBBY, person: ada }], false, 0);
  store.take([{ type: "typing", in: "c2", person: bern }], false, 0);
  store.take([{ type: "typing", in: LOBBY, person: bern }], false, 100);
  assertEquals(store.typists.value, [ada, bern]);
  store.pass(TYPING_MS);
  assertEquals(store.typists.value, [bern]);
  store.take([more(store, [text("bern", 0, "there")])], false);
  assertEquals(store.typists.value, []);
});

Deno.test("Store opens a dialog for what has to be asked", () => {
  const { store } = chatting("rooms");
  const notice = (problem: Extract<Update, { type: "notice" }>["problem"]) =>
    store.take([{ type: "notice", problem }], false);
  notice({ code: "no_entry", room: "vault", passphrase: false });
  assertEquals(store.dialog.value, { kind: "join", name: "vault", failed: true });
  for (const code of ["ban_shared", "ban_no_address"] as const) {
    const problem = { code, in: "c2", person: person("jo"), seconds: 60 };
    notice(problem);
    assertEquals(store.dialog.value, { kind: "ban_sure", problem });
  }
  store.dialog.value = null;
  notice({ code: "room_taken", room: "parts" });
  assertEquals([store.dialog.value, store.notice.value], [null, {
    code: "room_taken",
    room: "parts",
  }]);
});

Deno.test("Store.barrier is what stands in the way in the open conversation", () => {
  const { store } = chatting("rooms");
  const why = ["c1", "c2", "c3", "c4", "c5", "c6", "c7"].map((id) => {
    store.show(id);
    return store.barrier.value?.why ?? null;
  });
  assertEquals(why, [null, null, "muted", null, "kicked", null, "left"]);
});

Deno.test("Store.take() leaves what is open as it is when a lost connection is back", () => {
  const { store, actions } = chatting();
  store.take([{ type: "state", state: stateOf("trying") }], false);
  actions.show("settings");
  actions.side("who");
  actions.open({ kind: "invite" });
  store.take([{ type: "state", state: stateOf("back") }], false);
  assertEquals(
    [store.pane.value, store.tab.value, store.sideOpen.value, store.dialog.value],
    ["settings", "who", true, { kind: "invite" }],
  );
  assert(store.server.value !== null && store.connected.value);
});

Deno.test("Store.take() brings the drafts back, but not over what is being typed", () => {
  const store = new Store();
  const snapshot = snapshotOf("rooms");
  const drafts = {
    ...snapshot,
    conversations: snapshot.conversations.map((one) => ({ ...one, draft: `half ${one.in}` })),
  };
  store.take([drafts], false);
  assertEquals([store.draft.value, store.draft.of("c2")], ["half c1", "half c2"]);
  store.draft.value = "half a line more";
  store.take([drafts], false);
  assertEquals([store.draft.value, store.draft.of("c2")], ["half a line more", "half c2"]);
});

Deno.test("Store.take() counts what comes while the page is hidden, from the first such line", () => {
  const { store } = chatting();
  store.take([more(store, [TEXT, TEXT])], true);
  assertEquals(store.unreadOf(LOBBY), { mark: LINES.length, count: 2, mentions: 0 });
  store.atEnd();
  assertEquals(store.unreadOf(LOBBY).count, 0);
});

Deno.test("Store.take() counts only what is new when the process comes back", () => {
  const { store } = chatting();
  store.take([snapshotOf("chat")], true);
  assertEquals(store.unreadOf(LOBBY).count, 0);
  const { conversations: [lobby], state } = snapshotOf("chat");
  assert(lobby !== undefined);
  const conversations = [{ ...lobby, lines: [...lobby.lines, TEXT] }];
  store.take([{ type: "snapshot", state, conversations, show: null }], true);
  assertEquals(store.unreadOf(LOBBY), { mark: LINES.length, count: 1, mentions: 0 });
  const anew = [{ ...lobby, from: 900 }];
  store.take([{ type: "snapshot", state, conversations: anew, show: null }], true);
  assertEquals(store.unreadOf(LOBBY), ALL_SEEN, "of which nothing is known");
});

Deno.test("Store.take() fills the connect form when it is entered and not while it is typed in", () => {
  const store = new Store();
  store.take([snapshotOf("start_problem")], false);
  assertEquals(store.where.value, "garden.local");
  store.where.value = "other.local";
  store.take([{ type: "state", state: stateOf("start_problem") }], false);
  assertEquals(store.where.value, "other.local");
});

Deno.test("Store.take() keeps the newest MAX_HELD_LINES lines, and twice as many for who reads back", () => {
  const { store } = chatting();
  const flood = (count: number) => {
    store.take([more(store, Array(count).fill(LINE))], false);
    return store.held.value.lines.length;
  };
  assertEquals(flood(MAX_HELD_LINES - LINES.length), MAX_HELD_LINES);
  assertEquals([store.held.value.from, store.held.value.complete], [0, true]);
  assertEquals(flood(7), MAX_HELD_LINES);
  assertEquals([store.held.value.from, store.held.value.complete], [7, false]);
  const mark = { mark: MAX_HELD_LINES, count: 0, mentions: 0 };
  store.unread.value = new Map([[LOBBY, mark]]);
  flood(1);
  assertEquals(store.unreadOf(LOBBY), mark, "what was dropped is no new conversation");
  store.span.value = { top: 9, follow: false };
  assertEquals([flood(100), store.held.value.from], [MAX_HELD_LINES + 100, 8]);
  assertEquals(flood(MAX_HELD_LINES), 2 * MAX_HELD_LINES);
});

Deno.test("Store.take() takes what comes in whatever order for a conversation that just began", () => {
  const { store } = chatting();
  const state = stateOf("chat");
  const conversations = [...state.conversations, roomOf({ id: "c9", name: "cellar" })];
  const updates: Update[] = [
    { type: "state", state: { ...state, conversations } },
    { type: "lines", in: "c9", from: 0, lines: [{ type: "rule", time: 0, history: 0 }] },
    { type: "members", in: "c9", members: [] },
  ];
  store.take([...updates, { type: "show", in: "c9" }], false);
  assertEquals([store.open.value, store.held.value.lines.length], ["c9", 1]);
  const other = chatting();
  other.store.take([...updates.reverse(), { type: "show", in: "c9" }], false);
  assertEquals([other.store.open.value, other.store.held.value.lines.length], ["c9", 1]);
});

Deno.test("Store drops the answer to a text that is taken back, and says so", () => {
  const rig = chatting();
  const index = LINES.findIndex(({ type }) => type === "text");
  const line = LINES[index];
  assert(line?.type === "text");
  rig.actions.answer(line);
  const other = LINES.findIndex((one) => one.type === "text" && one.id !== line.id);
  const gone: Line = { type: "deleted", time: line.time, from: line.from, mine: false };
  rig.store.take([{ type: "line", in: LOBBY, index: other, line: gone }], false);
  rig.store.take([{ type: "line", in: LOBBY, index, line: { ...line, edited: true } }], false);
  assertEquals(rig.store.reply.value?.id, line.id);
  rig.store.take([{ type: "line", in: LOBBY, index, line: gone }], false);
  assertEquals(rig.store.reply.value, null);
  assertEquals(rig.store.remark.value, "The message you were answering was deleted.");
});
