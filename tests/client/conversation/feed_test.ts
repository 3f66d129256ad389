import { assertEquals } from "@std/assert";
import type { Line, Pending, State } from "../../../lib/api/view.ts";
import { Feed, type Source } from "../../../lib/client/conversation/feed.ts";
import { DEFAULT_SETTINGS } from "../../../lib/client/keep/settings.ts";
import { PAGE_LINES } from "../../../lib/limits.ts";

const STATE: State = {
  version: "1",
  theme: "nord",
  choices: DEFAULT_SETTINGS.choices,
  stage: { at: "start", where: "", problem: null },
  name: "ada",
  me: null,
  conversations: [],
  ignored: [],
};
const BERN = { id: "b", name: "bern", tag: "bbbb" };

/** A conversation that is nothing but lists. */
class Listed implements Source {
  readonly id: string;
  readonly lines: Line[] = [];
  readonly pending: { readonly all: readonly Pending[] } = { all: [] };
  readonly present = [];
  readonly log: Source["log"];

  constructor(id: string) {
    const { lines } = this;
    this.id = id;
    this.log = {
      first: 0,
      get length() {
        return lines.length;
      },
      slice: (from, to) => lines.slice(from, to),
    };
  }

  add(count: number): void {
    for (; count > 0; count--) this.lines.push({ type: "gap", time: 0, missing: count });
  }
}

function take(feed: Feed, ...conversations: Listed[]): string[] {
  return feed.take(() => STATE, conversations).map((update) => {
    switch (update.type) {
      case "lines":
        return `lines ${update.in} ${update.from}+${update.lines.length}`;
      case "line":
        return `line ${update.in} ${update.index}`;
      default:
        return "in" in update ? `${update.type} ${update.in}` : update.type;
    }
  });
}

Deno.test("Feed.take() tells each kind of change once, however often it happened", () => {
  const feed = new Feed();
  const [one, other] = [new Listed("c1"), new Listed("c2")];
  assertEquals(take(feed), []);
  for (const { id } of [one, other]) feed.began(id);
  one.add(1);
  const begun = ["state", "lines c1 0+1", "pending c1", "members c1"];
  const second = ["lines c2 0+0", "pending c2", "members c2"];
  assertEquals(take(feed, one, other), [...begun, ...second]);
  for (let times = 0; times < 2; times++) {
    feed.stateChanged();
    feed.pendingChanged("c1");
    feed.membersChanged("c2");
    feed.lineChanged("c1", 0);
    feed.typing("c1", BERN);
    feed.show("c2");
    feed.listed({ type: "rooms", rooms: [] });
    feed.notice({ code: "not_kept" });
  }
  const changed = ["state", "line c1 0", "pending c1", "members c2"];
  const events = ["typing c1", "show c2", "rooms", "notice"];
  assertEquals(take(feed, one, other), [...changed, ...events]);
  assertEquals(take(feed, one, other), []);
});

Deno.test("Feed.take() tells lines of each conversation from where it stopped, a page at once", () => {
  const feed = new Feed();
  const conversation = new Listed("c1");
  feed.began("c1");
  conversation.add(1);
  take(feed, conversation);
  conversation.add(PAGE_LINES + 2);
  const next = `lines c1 ${PAGE_LINES + 1}+2`;
  assertEquals(take(feed, conversation), [`lines c1 1+${PAGE_LINES}`, next]);
  assertEquals(take(feed, conversation), []);
});

Deno.test("Feed tells of a line that changed only to whom it was told", () => {
  const feed = new Feed();
  const conversation = new Listed("c1");
  feed.began("c1");
  conversation.add(2);
  take(feed, conversation);
  conversation.add(1);
  for (const index of [2, 1, 0, 99]) feed.lineChanged("c1", index);
  assertEquals(take(feed, conversation), ["line c1 0", "line c1 1", "lines c1 2+1"]);
});

Deno.test("Feed.ended() forgets what was to be told of a conversation", () => {
  const feed = new Feed();
  feed.began("c1");
  feed.typing("c1", BERN);
  feed.show("c1");
  feed.ended("c1");
  for (const change of ["pendingChanged", "membersChanged"] as const) feed[change]("c1");
  feed.lineChanged("c1", 0);
  assertEquals(take(feed, new Listed("c1")), ["state"]);
});

Deno.test("Feed.take() tells one notice of each kind, the last, and few signs of writing: a server cannot flood a page", () => {
  const feed = new Feed();
  for (let n = 0; n < 1000; n++) {
    feed.notice({ code: "name_taken", name: `ada${n}`, seconds: null });
    feed.typing("c1", { ...BERN, id: `${n}` });
    feed.show(`c${n}`);
    feed.listed({ type: "bans", in: `c${n}`, bans: [] });
  }
  feed.notice({ code: "not_kept" });
  const updates = feed.take(() => STATE, []);
  const notices = updates.flatMap((update) => update.type === "notice" ? [update.problem] : []);
  assertEquals(notices, [
    { code: "name_taken", name: "ada999", seconds: null },
    { code: "not_kept" },
  ]);
  assertEquals(updates.length < 110, true);
});
