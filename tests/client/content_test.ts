import { assert, assertEquals } from "@std/assert";
import { answerAbout, contentsOf } from "../../lib/client/content.ts";
import {
  MAX_PAGE_QUEUED_BYTES,
  MAX_PRIVATE,
  MAX_SHOWN_MEMBERS,
  MAX_TEXT_UNITS,
  PAGE_LINES,
  SNAPSHOT_LINES,
} from "../../lib/limits.ts";
import { BERN } from "./company.ts";
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
    const intent = { type: "older", in: place, before } as const;
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
