import { assert, assertEquals } from "@std/assert";
import { answerAbout, contentsOf } from "../../lib/client/content.ts";
import { MAX_PRIVATE, MAX_TEXT_UNITS, PAGE_LINES, SNAPSHOT_LINES } from "../../lib/limits.ts";
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
