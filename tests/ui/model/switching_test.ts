import { assert, assertEquals } from "@std/assert";
import { COMMANDS } from "../../../ui/model/composer/commands.ts";
import {
  type Around,
  asListed,
  MAX_TARGETS,
  nextUnread,
  type Target,
  targetsOf,
} from "../../../ui/model/switching.ts";
import { ALL_SEEN, type Unread } from "../../../ui/model/log/unread.ts";
import { ME, PEOPLE, stateOf } from "../../support/scenes.ts";

const CONVERSATIONS = stateOf("rooms").conversations;

function around(more: Partial<Around> = {}, unread: Readonly<Record<string, Unread>> = {}): Around {
  return {
    conversations: CONVERSATIONS,
    open: "c1",
    unreadOf: (id) => unread[id] ?? ALL_SEEN,
    people: PEOPLE,
    me: ME,
    ...more,
  };
}

function names(targets: readonly Target[]): string[] {
  return targets.map((target) =>
    target.kind === "command"
      ? `/${target.name}`
      : target.kind === "person"
      ? `@${target.person.name}`
      : target.view.type === "room"
      ? target.view.name
      : target.view.partner.name
  );
}

Deno.test("asListed() has rooms above private conversations, whichever came first", () => {
  const mixed = CONVERSATIONS.toSorted((a, b) => a.type < b.type ? -1 : a.type > b.type ? 1 : 0);
  assertEquals(mixed[0]?.type, "private");
  assertEquals(asListed(mixed), CONVERSATIONS);
});

Deno.test("targetsOf() offers all but what is on the screen, conversations before people", () => {
  const all = names(targetsOf("", around()));
  assertEquals(all.slice(0, 6), [
    "parts",
    "keys-and-money",
    "night-shift",
    "off-topic",
    "ada",
    "marta",
  ]);
  assert(!all.includes("lobby") && !all.includes(`@${ME.name}`));
  assert(!all.includes("@ada"), "there is a conversation with her");
  assert(all.includes("@marta"), "the one in the list has left, and is somebody else");
});

Deno.test("targetsOf() puts first where somebody is waiting", () => {
  const unread = {
    c3: { mark: 1, count: 2, mentions: 0 },
    c4: { mark: 1, count: 1, mentions: 1 },
    c5: { mark: 1, count: 9, mentions: 0 },
  };
  const quiet = CONVERSATIONS.map((one) => one.id === "c5" ? { ...one, quiet: true } : one);
  assertEquals(names(targetsOf("", around({ conversations: quiet }, unread))).slice(0, 3), [
    "night-shift",
    "keys-and-money",
    "parts",
  ]);
});

Deno.test("targetsOf() finds names by their beginning first, then by any word, then anywhere", () => {
  const room = CONVERSATIONS.find(({ id }) => id === "c2");
  assert(room?.type === "room");
  const conversations = ["stoneware", "the one", "one-two", "Öné"].map((name, i) => ({
    ...room,
    id: `r${i}`,
    name,
  }));
  const found = names(targetsOf(" ONE ", around({ conversations, people: [] })));
  assertEquals(found, ["one-two", "Öné", "the one", "stoneware"]);
  assertEquals(targetsOf("nobody is called so", around()), []);
});

Deno.test("targetsOf() finds people by their tags, and offers no longer a list than anybody reads", () => {
  const ada = PEOPLE.find(({ name }) => name === "bern");
  assert(ada !== undefined);
  assertEquals(names(targetsOf(ada.tag, around())), ["@bern"]);
  const people = Array.from({ length: 300 }, (_, i) => ({ ...ada, id: `p${i}` }));
  assertEquals(targetsOf("", around({ people })).length, MAX_TARGETS);
});

Deno.test("targetsOf() offers commands after a slash, but none that only says something", () => {
  const all = names(targetsOf("/", around()));
  assertEquals(all.length, COMMANDS.length - 2);
  assert(!all.includes("/me") && !all.includes("/msg"));
  assertEquals(names(targetsOf("/he", around())), ["/help"]);
  assertEquals(names(targetsOf("/topic Screws", around())), ["/topic"], "while it is written");
  assertEquals(targetsOf("/top ic", around()), []);
});

Deno.test("nextUnread() goes round, and first to what names the reader", () => {
  const some = { mark: 1, count: 2, mentions: 0 };
  const next = (open: string, unread: Readonly<Record<string, Unread>>) =>
    nextUnread(around({ open }, unread));
  assertEquals(next("c1", {}), null);
  assertEquals(next("c1", { c1: some }), null, "that is where the reader is");
  assertEquals(next("c2", { c1: some, c3: some }), "c3");
  assertEquals(next("c3", { c1: some, c3: some }), "c1");
  assertEquals(next("c1", { c2: some, c4: { ...some, mentions: 1 } }), "c4");
});

Deno.test("nextUnread() passes what is quiet, unless it names the reader", () => {
  const conversations = CONVERSATIONS.map((one) => ({ ...one, quiet: one.id === "c2" }));
  const next = (mentions: number) =>
    nextUnread(around({ conversations }, {
      c2: { mark: 1, count: 2, mentions },
      c3: { mark: 1, count: 1, mentions: 0 },
    }));
  assertEquals([next(0), next(1)], ["c3", "c2"]);
});
