import { assertEquals } from "@std/assert";
import type { State } from "../../lib/api/view.ts";
import { Conversation } from "../../lib/client/conversation.ts";
import { Feed } from "../../lib/client/feed.ts";
import { PAGE_LINES } from "../../lib/limits.ts";

const STATE: State = {
  version: "1",
  theme: "nord",
  stage: { at: "start", where: "", problem: null },
  name: "ada",
  me: null,
  room: "",
  members: [],
};
const ME = { id: "me", name: "ada", tag: "aaaa" };

function take(feed: Feed, conversation: Conversation | null): string[] {
  return feed.take(() => STATE, conversation).map((update) =>
    update.type === "lines" ? `lines ${update.from}+${update.lines.length}` : update.type
  );
}

Deno.test("Feed.take() tells each kind of change once, however often it happened", () => {
  const feed = new Feed();
  assertEquals(take(feed, null), []);
  feed.stateChanged();
  feed.stateChanged();
  feed.pendingChanged();
  feed.notice({ code: "not_kept" });
  feed.notice({ code: "not_kept" });
  assertEquals(take(feed, null), ["state", "pending", "notice"]);
  assertEquals(take(feed, null), []);
});

Deno.test("Feed.take() tells lines from where it stopped, and from 0 for another conversation", () => {
  const feed = new Feed();
  const conversation = new Conversation(ME, "lobby", 0);
  feed.conversationChanged();
  assertEquals(take(feed, conversation), ["lines 0+1", "pending"]);
  for (let id = 1; id <= PAGE_LINES + 2; id++) {
    conversation.take({ type: "text", room: "lobby", id, from: "me", text: "x", time: 0 });
  }
  assertEquals(take(feed, conversation), [`lines 1+${PAGE_LINES}`, `lines ${PAGE_LINES + 1}+2`]);
  assertEquals(take(feed, conversation), []);
  feed.conversationChanged();
  assertEquals(take(feed, null), ["lines 0+0", "pending"]);
  assertEquals(take(feed, null), []);
});

Deno.test("Feed.take() tells one notice of each kind, the last: a server cannot flood a page", () => {
  const feed = new Feed();
  for (let n = 0; n < 1000; n++) {
    feed.notice({ code: "name_taken", name: `ada${n}`, seconds: null });
  }
  feed.notice({ code: "not_kept" });
  const notices = feed.take(() => STATE, null);
  assertEquals(notices.map((update) => update.type === "notice" && update.problem), [
    { code: "name_taken", name: "ada999", seconds: null },
    { code: "not_kept" },
  ]);
});
