import { assert, assertEquals } from "@std/assert";
import { EDIT_MS, MAX_SAY_UNITS } from "../../../../lib/api/limits.ts";
import type { Line } from "../../../../lib/api/view.ts";
import { EMOJI } from "../../../../ui/model/emoji/all.ts";
import { end } from "../../../../ui/model/model.ts";
import { LOBBY, ME, person, stateOf, text } from "../../../support/scenes.ts";
import { acts, chatting, write } from "../rig.ts";
import { add, fresh, say, wait } from "./talk.ts";

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

Deno.test("Composing.amend() gives other words to a text that waits, and the draft comes back", () => {
  const rig = chatting();
  rig.store.take([{ type: "state", state: stateOf("reconnecting") }], false);
  const [one] = wait(rig, [{ ref: 7, text: "helo" }]);
  assert(one !== undefined);
  rig.actions.typeDraft("half a line");
  rig.actions.composing.amend(one);
  assertEquals([rig.store.draft.value, rig.store.amending.value], ["helo", one]);
  rig.actions.unmark();
  assertEquals([rig.store.draft.value, rig.store.amending.value], ["half a line", null]);
  rig.actions.composing.amend(one);
  write(rig, "helo");
  assertEquals([acts(rig), rig.store.amending.value], [[], null], "the same words");
  rig.actions.composing.amend(one);
  write(rig, "/quit @ada");
  const amend = { type: "amend", in: LOBBY, ref: 7, text: "/quit @ada" } as const;
  assertEquals(acts(rig), [{ ...amend, mentions: [person("ada").id] }], "it is never a command");
  assertEquals([rig.store.draft.value, rig.store.amending.value], ["half a line", null]);
});

Deno.test("Composing.amend() sends a text that failed once more, in the same words too", () => {
  const rig = chatting();
  const [one] = wait(rig, [{ text: "helo", state: "failed", why: "refused" }]);
  assert(one !== undefined);
  rig.actions.composing.amend(one);
  write(rig, "helo");
  assertEquals(acts(rig).map(({ type }) => type), ["amend"]);
});

Deno.test("A text that is amended is kept where it is empty, too long, or gone out already", () => {
  const rig = chatting();
  rig.store.take([{ type: "state", state: stateOf("reconnecting") }], false);
  const [one] = wait(rig, [{}]);
  assert(one !== undefined);
  rig.actions.typeDraft("half");
  rig.actions.composing.amend(one);
  for (const words of [" \n", "x".repeat(MAX_SAY_UNITS + 1)]) {
    write(rig, words);
    assertEquals([acts(rig), rig.store.draft.value], [[], words]);
    assert(rig.store.remark.value !== null);
    assertEquals(rig.store.amending.value, one);
  }
  rig.actions.typeDraft("hello");
  wait(rig, [{ state: "sending" }]);
  rig.actions.submit();
  assertEquals([acts(rig), rig.store.draft.value], [[], "half\nhello"]);
  assertEquals(rig.store.amending.value, null);
  assert(rig.store.remark.value?.startsWith("It has gone out already"));
});

Deno.test("Actions.refused() puts words back that came too late to change something", () => {
  const rig = chatting();
  const [one] = wait(rig, [{}]);
  assert(one !== undefined);
  const change = (draft: string) => {
    rig.actions.typeDraft(draft);
    rig.actions.composing.amend(one);
    write(rig, "hello");
    assertEquals(rig.store.draft.value, draft);
  };
  change("");
  rig.actions.refused({ code: "too_late" });
  assertEquals(rig.store.draft.value, "hello");
  change("half");
  rig.actions.refused({ code: "not_waiting" });
  assertEquals(rig.store.draft.value, "half\nhello");
  rig.actions.refused({ code: "too_late" });
  assertEquals(rig.store.draft.value, "half\nhello", "once");
  change("");
  rig.actions.refused({ code: "not_done" });
  assertEquals(rig.store.draft.value, "", "it is about something else");
  change("");
  rig.actions.typeDraft("h");
  rig.actions.refused({ code: "too_late" });
  assertEquals(rig.store.draft.value, "h", "who has typed since wants it no more");
});

Deno.test("Actions.editLast() takes a text that waits before all, and one that failed where nothing else is", () => {
  const rig = chatting();
  const line = fresh(rig);
  const [, last] = wait(rig, [{ state: "failed" }, {}, { state: "sending" }]);
  rig.actions.editLast();
  assertEquals(rig.store.amending.value, last ?? null);
  rig.actions.unmark();
  const [failed] = wait(rig, [{ state: "failed" }]);
  rig.actions.editLast();
  assertEquals([rig.store.amending.value, rig.store.editing.value], [null, line]);
  rig.actions.unmark();
  wait(rig, [{ state: "unknown" }]);
  rig.actions.editLast();
  assertEquals(rig.store.editing.value, line, "what may have arrived cannot be changed");
  rig.actions.unmark();
  wait(rig, [{ state: "failed" }]);
  rig.now = line.time + EDIT_MS;
  rig.actions.editLast();
  assertEquals(rig.store.amending.value, failed ?? null);
});

Deno.test("Words that take the place of others have emoji in them too, and complete no command", () => {
  const rig = chatting();
  rig.store.emoji.value = EMOJI;
  const line = fresh(rig);
  rig.actions.change(line);
  write(rig, "done :tada:");
  const [one] = wait(rig, [{}]);
  assert(one !== undefined);
  rig.actions.composing.amend(one);
  rig.actions.typeDraft("/he");
  assertEquals(rig.store.completion.value, null);
  write(rig, ":tada:");
  assertEquals(acts(rig).map((intent) => "text" in intent ? intent.text : null), ["done 🎉", "🎉"]);
});

Deno.test("Actions.keepDraft() does not keep a text that is amended: it would be sent once more", () => {
  const rig = chatting();
  const [one] = wait(rig, [{}]);
  assert(one !== undefined);
  rig.actions.typeDraft("half");
  rig.actions.keepDraft();
  rig.actions.composing.amend(one);
  rig.actions.typeDraft("other words");
  rig.actions.keepDraft();
  assertEquals(rig.sent, [{ type: "draft", in: LOBBY, text: "half" }]);
});
