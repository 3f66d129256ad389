import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { COMMANDS } from "../../../../ui/model/composer/commands.ts";
import {
  completionOf,
  isTyped,
  MAX_ROWS,
  type Typed,
} from "../../../../ui/model/composer/completion.ts";
import { ME, membersOf, PEOPLE, person, roomOf } from "../../../support/scenes.ts";
import { EMOJI } from "../../../../ui/model/emoji/all.ts";

const TYPED: Typed = {
  draft: "",
  caret: 0,
  chosen: 0,
  editing: false,
  conversation: roomOf({ owner: person("ada").id }),
  me: ME,
  here: membersOf(PEOPLE, [person("jo")]),
  everybody: PEOPLE,
  rooms: [
    { name: "orchard", people: 4, topic: "Apples", joined: false },
    { name: "repair café", people: 2, topic: "", joined: false },
    { name: "parts", people: 2, topic: "", joined: true },
  ],
  emoji: EMOJI,
};

/** What is offered where the caret stands at `|`, or at the end. */
function at(draft: string, more: Partial<Typed> = {}) {
  const [before = "", after = ""] = draft.split("|");
  return completionOf({ ...TYPED, draft: before + after, caret: before.length, ...more });
}

function inserts(draft: string, more: Partial<Typed> = {}): readonly string[] | null {
  return at(draft, more)?.items.map(({ insert }) => insert) ?? null;
}

Deno.test("completionOf() offers the commands that begin so, each with its line of help", () => {
  assertEquals(inserts("/he"), ["/help"]);
  assertEquals(inserts("/M"), ["/msg ", "/me ", "/mute "]);
  assertEquals(inserts("/he|lo"), ["/help"]);
  assertEquals(at("/help")?.items[0]?.help, "Shows this list.");
  assertEquals([at("/he")?.from, at("/he")?.to], [0, 3]);
});

Deno.test("completionOf() offers nothing where nothing is typed that it knows", () => {
  for (
    const draft of ["", "hello", "/xyz", "//", "//help", " /help", "a /he", "/usr/bin", "|/help"]
  ) {
    assertEquals(at(draft), null, draft);
  }
});

Deno.test("completionOf() has at most eight rows, and the chosen one is among them", () => {
  for (let chosen = -30; chosen < 60; chosen++) {
    const list = at("/", { chosen });
    assert(list !== null);
    assertEquals([list.items.length, list.total], [MAX_ROWS, COMMANDS.length]);
    const index = ((chosen % COMMANDS.length) + COMMANDS.length) % COMMANDS.length;
    assertEquals(list.before + list.chosen, index);
    const insert = list.items[list.chosen]?.insert ?? "";
    assertEquals(insert.trim(), `/${COMMANDS[index]}`);
  }
});

Deno.test("completionOf() offers people after an @, but not the person", () => {
  assertEquals(inserts("Ask @b"), ["@bern "]);
  assertEquals(inserts("Ask (@B|)"), ["@bern "]);
  assertEquals(inserts("@wolfe"), ["@Wolfeschlegelsteinhausen "]);
  assertEquals(inserts("@ل"), ["@ليلى "]);
  assertEquals(inserts("@mossy"), null);
  assertEquals(at("@", {})?.total, PEOPLE.length - 1);
  assertEquals([at("Ask @b")?.from, at("Ask @b")?.to], [4, 6]);
});

Deno.test("completionOf() offers people by their tag from its second letter on", () => {
  assertEquals(inserts("@x2"), ["@bern "]);
  assertEquals(inserts("@x"), null);
  assertEquals(inserts("@bern·x"), ["@bern "]);
});

Deno.test("completionOf() offers nobody in an address, or after the name", () => {
  for (const draft of ["ada@b", "x@", "@bern ", "@bern hello", "@@b"]) {
    assertEquals(at(draft), null, draft);
  }
});

Deno.test("completionOf() knows names with blanks, once more than the blank is typed", () => {
  const line = {
    id: "member-0100",
    name: "ada line",
    tag: "q2q2",
    reconnecting: false,
    muted: false,
  };
  const more = { here: [...TYPED.here, line] };
  assertEquals(inserts("@ada", more), ["@ada ", "@ada line "]);
  assertEquals(inserts("@ada ", more), null);
  assertEquals(inserts("@ada l", more), ["@ada line "]);
});

Deno.test("completionOf() says of people what the room knows of them", () => {
  const help = (draft: string) => at(draft)?.items[0]?.help;
  assertEquals([help("@ada"), help("@jo"), help("@kip"), help("@bern")], [
    "owner",
    "muted",
    "reconnecting",
    "",
  ]);
});

Deno.test("completionOf() offers only the partner in a private conversation", () => {
  const conversation = {
    type: "private",
    id: "c6",
    partner: person("ada"),
    over: null,
    quiet: false,
  } as const;
  assertEquals(inserts("@", { conversation, here: [] }), ["@ada "]);
});

Deno.test("completionOf() offers what may follow a command", () => {
  assertEquals(inserts("/msg b"), ["bern·x2mf "]);
  assertEquals(inserts("/msg @b"), ["bern·x2mf "]);
  assertEquals(inserts("/theme l"), ["light"]);
  assertEquals(inserts("/history "), ["on", "off"]);
  assertEquals(inserts("/export m"), ["markdown"]);
  assertEquals(inserts("/join "), ["orchard", '"repair café"']);
  assertEquals(inserts("/join #rep"), ['"repair café"']);
  assertEquals(inserts('/join "rep'), ['"repair café"']);
  assertEquals(inserts("/join ", { rooms: null }), null);
  for (const command of ["kick", "mute", "ban", "owner"]) {
    assertEquals(inserts(`/${command} B`, { here: [] }), null, "only who is here");
    assertEquals(inserts(`/${command} B`), ["bern·x2mf "]);
  }
});

Deno.test("completionOf() catches no Enter that is to send a whole command", () => {
  for (
    const draft of [
      "/export ",
      "/create parts ",
      "/lock ",
      "/msg bern·x2mf ",
      "/nick b",
      "/topic o",
    ]
  ) {
    assertEquals(at(draft), null, draft);
  }
});

Deno.test("completionOf() takes no text that is changed for a command", () => {
  assertEquals(at("/he", { editing: true }), null);
  assertEquals(inserts("@b", { editing: true }), ["@bern "]);
});

Deno.test("completionOf() offers emoji from the second letter of a code on", () => {
  assertEquals(at("so :tad")?.items.map(({ insert, label, emoji }) => [insert, label, emoji]), [
    ["🎉 ", ":tada:", "🎉"],
  ]);
  assertEquals([at("so :ta")?.from, at("so :ta")?.to], [3, 6]);
  assertEquals(inserts(":Thumbsu"), ["👍 "]);
  assertEquals(inserts("(:+1"), ["👍 "]);
  assertEquals(inserts("🎉:tad"), ["🎉 "], "right behind another");
  assertEquals(inserts(":tada::tad"), ["🎉 "], "or behind the code of another");
  assertEquals(inserts("yes!:tad|, yes"), ["🎉 "]);
  assertEquals(inserts(":tad", { editing: true }), ["🎉 "]);
  assertEquals(inserts("/me :tad"), ["🎉 "]);
  assertEquals(inserts("/x :tad", { editing: true }), ["🎉 "], "no command there");
  assertEquals(at(":smile")?.items[0]?.emoji, "😄");
});

Deno.test("completionOf() leaves faces of signs, times, addresses, code and commands alone", () => {
  for (
    const draft of [
      ...[":", ":)", ":-)", ":D", ":-D", ":P", ":-P", ":o", ":/", ":3", "x:ta"],
      ...["12:30", "12:30:ta", "http://x:ta", "http://[::1]:80", "a/:ta", "ada@:ta", "std::ta"],
      ...["`:ta", "a `b` `:ta", "```\n:ta", "```js\na\n```\n```\n:ta"],
      ...["/join vault :ta", "/lock :ta", "/create a locked :ta", "/nick :ta", ":xyzzy"],
    ]
  ) {
    assertEquals(at(draft), null, draft);
  }
  assertEquals(inserts("`a` ```b``` :tad"), ["🎉 "], "code that is over");
  assertEquals(at(":tad", { emoji: null }), null, "they are not there yet");
});

Deno.test("completionOf() replaces what is before the caret, whatever is typed", () => {
  const draft = fc.string({
    unit: fc.constantFrom("/", "@", "a", " ", "m", "s", "g", "é", '"', "\n"),
  });
  fc.assert(fc.property(draft, fc.nat(), (text, caret) => {
    const list = completionOf({ ...TYPED, draft: text, caret: caret % (text.length + 1) });
    if (list === null) return;
    assert(0 <= list.from && list.from <= list.to && list.to <= text.length);
    assert(list.items.length > 0 && list.items[list.chosen] !== undefined);
  }));
});

Deno.test("isTyped() is true where Enter can only mean to send", () => {
  const typed = (draft: string) => {
    const list = at(draft);
    assert(list !== null, draft);
    return isTyped(list, draft);
  };
  for (const draft of ["/help", "/HELP", "/me", "hi @bern", "/kick bern", "/theme light"]) {
    assert(typed(draft), draft);
  }
  for (const draft of ["/hel", "/m", "hi @ber", "/kick x2mf", "/theme l"]) {
    assert(!typed(draft), draft);
  }
});
