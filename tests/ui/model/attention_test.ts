import { assert, assertEquals } from "@std/assert";
import type { Update } from "../../../lib/api/update.ts";
import { type Choices, DEFAULT_CHOICES, type Line } from "../../../lib/api/view.ts";
import {
  attentionFor,
  iconFor,
  newsOf,
  previewOf,
  shownOf,
  type World,
  type Worth,
} from "../../../ui/model/attention.ts";
import { LOBBY, person, roomOf, text } from "../../support/scenes.ts";

const TEXT = text("ada", 0, "x");
const TO_ME = text("bern", 0, "@mossy-heron", { toMe: true });
const OWN = text("mossy-heron", 0, "x");
const JOINED: Line = { type: "joined", time: 0, person: TEXT.from };
const ANNOUNCED: Line = { type: "announcement", time: 0, text: "x" };
const PRIVATE = {
  type: "private",
  id: "c6",
  partner: person("ada"),
  over: null,
  quiet: false,
} as const;

/** Wants to hear of everything, and looks at nothing. */
function world(more: Partial<World> = {}, choices: Partial<Choices> = {}): World {
  return {
    conversations: [roomOf(), PRIVATE],
    ignored: new Set(),
    choices: { ...DEFAULT_CHOICES, notify: "all", sound: "tap", ...choices },
    seen: null,
    end: () => 10,
    ...more,
  };
}

function lines(lines: readonly Line[], id = LOBBY, from = 10): Update {
  return { type: "lines", in: id, from, lines };
}

/** How something is told: `notify`, `sound`, both or none; null where it is not told at all. */
function told(worth: Worth | null): string | null {
  if (worth?.kind !== "news") return null;
  return [worth.notify ? "notify" : "", worth.sound ? "sound" : ""].join(" ").trim();
}

Deno.test("attentionFor() tells of a text that nobody looks at, whose it is and how many", () => {
  const worth = attentionFor(lines([TEXT, JOINED, text("jo", 0, "y")]), world());
  assertEquals(worth, {
    kind: "news",
    view: roomOf(),
    from: person("jo"),
    text: "y",
    toMe: false,
    count: 2,
    notify: true,
    sound: true,
  });
});

Deno.test("attentionFor() prefers a text that is meant for the person to a later one", () => {
  const worth = attentionFor(lines([TO_ME, TEXT]), world());
  assert(worth?.kind === "news");
  assertEquals([worth.from.name, worth.toMe, worth.count], ["bern", true, 2]);
});

Deno.test("attentionFor() is worth nothing in the conversation that somebody looks at", () => {
  assertEquals(told(attentionFor(lines([TO_ME]), world({ seen: LOBBY }))), "");
  assertEquals(told(attentionFor(lines([TO_ME]), world({ seen: "c6" }))), "notify sound");
});

Deno.test("attentionFor() notifies of what was chosen, and a private text is a mention", () => {
  const cases = [
    ["never", TEXT, LOBBY, ""],
    ["never", TO_ME, LOBBY, ""],
    ["never", TEXT, "c6", ""],
    ["mentions", TEXT, LOBBY, ""],
    ["mentions", TO_ME, LOBBY, "notify"],
    ["mentions", TEXT, "c6", "notify"],
    ["all", TEXT, LOBBY, "notify"],
  ] as const;
  for (const [notify, line, id, expected] of cases) {
    const worth = attentionFor(lines([line], id), world({}, { notify, sound: "none" }));
    assertEquals(told(worth), expected, `${notify} ${id}`);
  }
});

Deno.test("attentionFor() says nothing and sounds nothing where nothing was chosen", () => {
  const quiet = world({ choices: DEFAULT_CHOICES });
  for (const id of [LOBBY, "c6"]) assertEquals(told(attentionFor(lines([TO_ME], id), quiet)), "");
  assertEquals(told(attentionFor(lines([TEXT]), world({}, { notify: "never" }))), "sound");
});

Deno.test("attentionFor() tells of a quiet conversation only what names the person", () => {
  const conversations = [roomOf({ quiet: true }), { ...PRIVATE, quiet: true }];
  for (const id of [LOBBY, "c6"]) {
    assertEquals(attentionFor(lines([TEXT], id), world({ conversations })), null, id);
    const named = attentionFor(lines([TEXT, TO_ME, TEXT], id), world({ conversations }));
    assert(named?.kind === "news");
    assertEquals([told(named), named.from.name, named.count], ["notify sound", "bern", 1], id);
  }
});

Deno.test("attentionFor() tells nothing of who is ignored, of the past, and of no text", () => {
  const ignored = new Set([TEXT.from.id, TO_ME.from.id]);
  assertEquals(attentionFor(lines([TEXT, TO_ME]), world({ ignored })), null);
  assertEquals(attentionFor(lines([{ ...TO_ME, past: true }]), world()), null);
  assertEquals(attentionFor(lines([JOINED, ANNOUNCED]), world()), null);
  assertEquals(attentionFor({ type: "typing", in: LOBBY, person: TEXT.from }, world()), null);
  const edited: Update = { type: "line", in: LOBBY, index: 3, line: { ...TO_ME, edited: true } };
  assertEquals(attentionFor(edited, world()), null);
  assertEquals(attentionFor(lines([TO_ME], "c99"), world()), null, "not there any more");
});

Deno.test("attentionFor() takes an own text as a sign that what was before it was read", () => {
  assertEquals(attentionFor(lines([TO_ME, OWN]), world()), { kind: "read", in: LOBBY });
  const worth = attentionFor(lines([TO_ME, OWN, TEXT]), world());
  assert(worth?.kind === "news");
  assertEquals([worth.from.name, worth.count], ["ada", 1]);
});

Deno.test("attentionFor() tells no line twice, and all lines of what has just begun", () => {
  assertEquals(attentionFor(lines([TEXT, TEXT], LOBBY, 8), world()), null);
  const worth = attentionFor(lines([TO_ME, TEXT], LOBBY, 9), world());
  assert(worth?.kind === "news");
  assertEquals([worth.from.name, worth.count], ["ada", 1]);
  assertEquals(told(attentionFor(lines([TEXT], "c6", 0), world())), "notify sound");
  const lost = attentionFor(lines([TEXT, TEXT], LOBBY, 50), world());
  assert(lost?.kind === "news");
  assertEquals(lost.count, 2);
});

Deno.test("newsOf() counts private texts as mentions, and of what is quiet only mentions", () => {
  const rooms = [roomOf(), roomOf({ id: "c2", quiet: true }), PRIVATE, {
    ...PRIVATE,
    id: "c7",
    quiet: true,
  }];
  const unread = (...all: readonly (readonly [string, number, number])[]) =>
    new Map(all.map(([id, count, mentions]) => [id, { mark: 0, count, mentions }]));
  assertEquals(newsOf(rooms, unread()), { count: 0, mentions: 0 });
  assertEquals(newsOf(rooms, unread(["c1", 3, 0], ["c2", 5, 0])), { count: 3, mentions: 0 });
  assertEquals(newsOf(rooms, unread(["c1", 3, 1], ["c2", 5, 2])), { count: 5, mentions: 3 });
  assertEquals(newsOf(rooms, unread(["c6", 4, 0], ["c7", 9, 0])), { count: 4, mentions: 4 });
  assertEquals(newsOf(rooms, unread(["c7", 9, 1])), { count: 1, mentions: 1 });
  assertEquals(newsOf(rooms, unread(["c99", 9, 9])), { count: 0, mentions: 0 });
});

Deno.test("shownOf() shows of a quiet conversation what names the person", () => {
  const unread = { count: 7, mentions: 2 };
  assertEquals(shownOf(roomOf(), unread), unread);
  assertEquals(shownOf(roomOf({ quiet: true }), unread), { count: 2, mentions: 2 });
  assertEquals(shownOf(roomOf(), undefined), { count: 0, mentions: 0 });
});

Deno.test("iconFor() tells a mention from what is unread, and that from nothing", async () => {
  const icons = [[0, 0], [2, 0], [2, 1]].map(([count = 0, mentions = 0]) =>
    iconFor({ count, mentions })
  );
  assertEquals(icons, ["/icon.svg", "/icon_unread.svg", "/icon_mention.svg"]);
  for (const icon of icons) {
    const response = await fetch(new URL(`../../../ui${icon}`, import.meta.url));
    assert((await response.text()).startsWith("<svg "), icon);
  }
});

Deno.test("previewOf() is one line of a bounded length, and cuts no letter in two", () => {
  assertEquals(previewOf("  one\n\n two\tthree "), "one two three");
  assertEquals(previewOf("x".repeat(140)), "x".repeat(140));
  assertEquals(previewOf("x".repeat(141)), "x".repeat(140) + "…");
  assertEquals(previewOf("😀".repeat(200)), "😀".repeat(140) + "…");
  assertEquals(previewOf(" ".repeat(4000) + "x"), "");
  assert(previewOf("😀x".repeat(4000)).isWellFormed());
  assert(previewOf("x" + "😀".repeat(4000)).isWellFormed());
});
