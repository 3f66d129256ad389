import { assert, assertEquals } from "@std/assert";
import { answerAbout, contentsOf } from "../../lib/client/content.ts";
import {
  MAX_HELD_LINES,
  MAX_PAGE_QUEUED_BYTES,
  MAX_PRIVATE,
  MAX_SHOWN_MEMBERS,
  MAX_TEXT_UNITS,
  PAGE_LINES,
  SNAPSHOT_LINES,
} from "../../lib/limits.ts";
import type { Session } from "../../lib/client/session/session.ts";
import { BERN, ME as YOU } from "./company.ts";
import { begin } from "./session_options.ts";

const TOOLS = { zone: "UTC", printable: String, printableLine: String };

Deno.test("contentsOf() gives SNAPSHOT_LINES of each, and less where those are very long", () => {
  const { conversations } = begin();
  const { lobby } = conversations;
  for (let id = 1; id <= 1_000; id++) {
    lobby.take({ type: "text", room: "lobby", id, from: "me", text: "x", time: 1 }, 1);
  }
  const [content] = contentsOf(conversations.all);
  assertEquals([content?.in, content?.from, content?.lines.length], [
    "c1",
    1_002 - SNAPSHOT_LINES,
    SNAPSHOT_LINES,
  ]);
  const long = "x".repeat(MAX_TEXT_UNITS);
  for (let n = 0; n < MAX_PRIVATE; n++) {
    const talk = conversations.begin({ ...BERN, id: `${n}` });
    for (let id = 1; id <= 10; id++) {
      talk?.take({ type: "told", id, from: `${n}`, to: "me", text: long, time: 1 });
    }
  }
  const contents = contentsOf(conversations.all);
  assertEquals(contents.length, MAX_PRIVATE + 1);
  const json = JSON.stringify(contents).length;
  assert(json < 4 * 1024 * 1024, `${json} units`);
});

Deno.test("answerAbout() gives older lines of one conversation, a page of them at most", () => {
  const session = begin();
  const { lobby } = session.conversations;
  for (let id = 1; id <= 700; id++) {
    lobby.take({ type: "text", room: "lobby", id, from: "me", text: "x", time: 1 }, 1);
  }
  const older = (place: string, before: number) => {
    const intent = { type: "older", in: place, before, reach: null } as const;
    const [update] = answerAbout(session, intent, TOOLS, 1).replies;
    return update?.type === "older" ? [update.from, update.lines.length] : null;
  };
  assertEquals([older("c1", 702), older("c1", 202), older("c1", 0), older("c9", 5)], [
    [702 - PAGE_LINES, PAGE_LINES],
    [0, 202],
    [0, 0],
    null,
  ]);
});

/** What comes of asking for lines before one, as far as to another. */
function reached(session: Session, before: number, reach: number | null) {
  const intent = { type: "older", in: "c1", before, reach } as const;
  const [update] = answerAbout(session, intent, TOOLS, 1).replies;
  assert(update?.type === "older");
  return update;
}

Deno.test("answerAbout() gives all lines from a page before the one to be reached", () => {
  const session = begin();
  const { log } = session.conversations.lobby;
  for (let id = log.length; id < 3_000; id++) {
    log.add({ type: "announcement", time: id, text: "x" });
  }
  const ends = (before: number, reach: number | null) => {
    const { from, lines } = reached(session, before, reach);
    return [from, from + lines.length];
  };
  assertEquals([ends(2_900, 1_000), ends(2_900, 0), ends(2_900, 499), ends(2_900, 2_899)], [
    [1_000 - PAGE_LINES, 2_900],
    [0, 2_900],
    [0, 2_900],
    [2_899 - PAGE_LINES, 2_900],
  ]);
  assertEquals([ends(2_900, null), ends(2_900, 2_900), ends(2_900, 9_999), ends(9_999, 2_999)], [
    [2_900 - PAGE_LINES, 2_900],
    [2_900 - PAGE_LINES, 2_900],
    [2_900 - PAGE_LINES, 2_900],
    [2_999 - PAGE_LINES, 3_000],
  ]);
});

Deno.test("answerAbout() gives no lines where the one to be reached is not kept, and says what is", () => {
  const session = begin();
  const { log } = session.conversations.lobby;
  for (let id = log.length; id < 3_000; id++) {
    log.add({ type: "announcement", time: id, text: "x" });
  }
  log.shed();
  const { type } = reached(session, 2_900, PAGE_LINES - 1);
  assertEquals(reached(session, 2_900, PAGE_LINES - 1), {
    type,
    in: "c1",
    from: PAGE_LINES,
    lines: [],
  });
  assertEquals([reached(session, 2_900, PAGE_LINES).from, reached(session, 9, null).lines], [
    PAGE_LINES,
    [],
  ]);
});

Deno.test("answerAbout() gives MAX_HELD_LINES at once, and of very long ones what a page can take", () => {
  const session = begin();
  const { log } = session.conversations.lobby;
  const most = MAX_HELD_LINES;
  while (log.length < most + 1_000) log.add({ type: "announcement", time: 1, text: "x" });
  assertEquals([reached(session, most, 0).from, reached(session, most + 1, 0).from], [0, 1]);
  assertEquals(reached(session, most + 900, 300).lines.length, most);
  // What a hostile server makes as long as it can.
  const text = "\u{ffff}".repeat(MAX_TEXT_UNITS);
  while (log.first === 0) log.add({ type: "announcement", time: 1, text });
  const { from, lines } = reached(session, log.length, log.first);
  assertEquals(from + lines.length, log.length);
  const bytes = new TextEncoder().encode(JSON.stringify(lines)).length;
  assert(bytes < MAX_PAGE_QUEUED_BYTES / 2 && lines.length > PAGE_LINES, `${bytes} bytes`);
});

Deno.test("answerAbout() finds texts, as it was asked, and none of who is ignored", () => {
  const session = begin();
  const { lobby } = session.conversations;
  lobby.take({ type: "members", room: "lobby", members: [YOU, BERN], last: true }, 1);
  for (const [at, from] of ["me", "b", "me"].entries()) {
    const text = `Tomate ${at}`;
    lobby.take({ type: "text", room: "lobby", id: at + 1, from, text, time: 1 }, 1);
  }
  const found = (place: string, text: string) => {
    const [update] = answerAbout(session, { type: "search", in: place, text }, TOOLS, 1).replies;
    if (update?.type !== "found") return null;
    const { in: id, text: asked, matches, more } = update;
    return [id, asked, matches.map(({ line }) => line.text), more];
  };
  assertEquals(found("c1", " tomaté "), [
    "c1",
    " tomaté ",
    ["Tomate 2", "Tomate 1", "Tomate 0"],
    false,
  ]);
  session.do({ type: "ignore", member: "b", on: true }, 1);
  assertEquals(found("c1", "tomate"), ["c1", "tomate", ["Tomate 2", "Tomate 0"], false]);
  assertEquals([found("c1", ""), found("c9", "tomate")], [["c1", "", [], false], null]);
});

Deno.test("answerAbout() writes one conversation to a file, or all of them", () => {
  const session = begin();
  session.conversations.begin(BERN)?.leave(1);
  const texts = ["c2", null, "c9"].map((place) => {
    const intent = { type: "export", in: place, format: "json" } as const;
    const [update] = answerAbout(session, intent, TOOLS, 1).replies;
    return update?.type === "exported" ? update.text : "";
  });
  const has = (text: string) => [text.includes("lobby"), text.includes("bern")];
  assertEquals(texts.map(has), [[false, true], [true, true], [false, false]]);
});

Deno.test("answerAbout() keeps a draft for each conversation", () => {
  const session = begin();
  session.conversations.begin(BERN);
  for (const place of ["c1", "c2", "c9"]) {
    answerAbout(session, { type: "draft", in: place, text: `for ${place}` }, TOOLS, 1);
  }
  const drafts = contentsOf(session.conversations.all).map(({ draft }) => draft);
  assertEquals(drafts, ["for c1", "for c2"]);
});

Deno.test("contentsOf() is not too much for a page, whatever a server fills conversations with", () => {
  const { conversations } = begin();
  const name = "\u{10ffff}".repeat(24);
  const people = Array.from({ length: 5_000 }, (_, n) => ({ id: `${n}`, name, tag: "bbbb" }));
  conversations.lobby.take({ type: "members", room: "lobby", members: people, last: true }, 1);
  const rooms = Array.from({ length: 100 }, (_, n) => `room ${n}`).flatMap((room) => {
    return conversations.enter({ room, kind: "public", topic: "", history: 0 }, 1) ?? [];
  });
  const mentions = people.slice(0, 20).map(({ id }) => id);
  for (const room of rooms) {
    room.take({ type: "members", room: room.name, members: people, last: true }, 1);
    for (let id = 1; id <= SNAPSHOT_LINES; id++) {
      room.take({ type: "text", room: room.name, id, from: "7", text: "x", time: 1, mentions }, 1);
    }
  }
  for (let n = 0; n < MAX_PRIVATE; n++) conversations.begin({ id: `${n}`, name, tag: "bbbb" });
  const bytes = new TextEncoder().encode(JSON.stringify(contentsOf(conversations.all))).length;
  assert(bytes < MAX_PAGE_QUEUED_BYTES / 2, `${bytes} bytes`);
  const [, first] = contentsOf(conversations.all.slice(0, 16));
  assertEquals(first?.members.length, MAX_SHOWN_MEMBERS, "fewer rooms have all theirs");
});
