import { assert, assertEquals } from "@std/assert";
import { Feed } from "../../../lib/client/conversation/feed.ts";
import {
  MAX_CONVERSATION_UNITS,
  MAX_PRIVATE,
  MAX_TEXT_UNITS,
  PAGE_LINES,
} from "../../../lib/limits.ts";
import { BERN } from "../company.ts";
import { begin, STATE as STATE_OF_NOTHING } from "../session_options.ts";

const STATE = { room: "Straße", kind: "public", topic: "", history: 0 } as const;

Deno.test("Conversations find rooms by what their names have in common, and others by their ids", () => {
  const { conversations } = begin();
  const room = conversations.enter(STATE, 1);
  const talk = conversations.begin(BERN);
  assertEquals(conversations.all.map(({ id }) => id), ["c1", "c2", "c3"]);
  assertEquals([conversations.room("ＳTRAßE"), conversations.room("LOBBY")?.isLobby], [room, true]);
  assertEquals([conversations.with("b"), conversations.begin(BERN)], [talk, talk]);
  assertEquals([conversations.find("c3"), conversations.find("c9")], [talk, null]);
  if (room) conversations.forget(room);
  if (talk) conversations.forget(talk);
  assertEquals([conversations.room("Straße"), conversations.with("b")], [null, null]);
  assertEquals(conversations.begin(BERN)?.id, "c4", "no id comes again");
});

Deno.test("Conversations.begin() lets those go that are over, then those that nobody wanted", () => {
  const { conversations } = begin();
  const talks = Array.from(
    { length: MAX_PRIVATE },
    (_, n) => conversations.begin({ ...BERN, id: `${n}` }),
  );
  for (const talk of talks.slice(1, -2)) talk?.want();
  talks[5]?.leave(1);
  const replaced = ["a", "b", "c", "d", "e"].map((id) => {
    const before = new Set(conversations.privates);
    const next = conversations.begin({ ...BERN, id });
    next?.want();
    const [gone] = [...before].filter((one) => !conversations.privates.includes(one));
    return gone?.partner.id ?? null;
  });
  const [last, least] = [`${MAX_PRIVATE - 1}`, `${MAX_PRIVATE - 2}`];
  assertEquals(replaced, ["5", "0", least, last, null]);
  assertEquals(conversations.privates.length, MAX_PRIVATE);
});

Deno.test("Conversations.begin() keeps what the person writes in, and of strangers who left the first goes", () => {
  const { conversations } = begin();
  const talks = Array.from(
    { length: MAX_PRIVATE },
    (_, n) => conversations.begin({ ...BERN, id: `${n}` }),
  );
  const [friend, writing, ...strangers] = talks;
  assert(friend && writing);
  friend.want();
  friend.leave(1);
  writing.draft = "My first ans";
  for (const stranger of strangers.slice(-3)) stranger?.leave(1);
  for (let n = 0; n < 3; n++) conversations.begin({ ...BERN, id: `new ${n}` });
  assertEquals(conversations.with("0"), friend, "three strangers had left");
  for (let n = 3; n < 2 * MAX_PRIVATE; n++) conversations.begin({ ...BERN, id: `new ${n}` });
  assertEquals([conversations.with("0"), conversations.with("1")], [null, writing]);
});

Deno.test("Conversations.begin() hides those of who is ignored, and lets none go for them that is seen", () => {
  const { conversations } = begin();
  const seen = Array.from({ length: MAX_PRIVATE - 1 }, (_, n) => n)
    .flatMap((n) => conversations.begin({ ...BERN, id: `${n}` }) ?? []);
  conversations.begin({ ...BERN, id: "x" }, true);
  conversations.begin({ ...BERN, id: "y" }, true);
  assertEquals([conversations.with("x"), conversations.with("y")?.isHidden], [null, true]);
  assertEquals(conversations.shown.slice(1), seen);
  assertEquals(conversations.all.length, MAX_PRIVATE + 1);
  conversations.begin(BERN);
  assertEquals([conversations.with("y"), conversations.with("0")], [null, seen[0] ?? null]);
  assertEquals(conversations.begin({ ...BERN, id: "z" }, true), null);
});

Deno.test("Conversations.fit() bounds what all take together, and cuts the longest", () => {
  const { conversations } = begin();
  const text = "a".repeat(MAX_TEXT_UNITS);
  const short = conversations.enter({ ...STATE, room: "short" }, 1);
  short?.log.add({ type: "announcement", time: 1, text });
  const logs = ["a", "b", "c", "d", "e"].flatMap((room) => {
    return conversations.enter({ ...STATE, room }, 1)?.log ?? [];
  });
  for (let time = 0; time < 4_000; time++) {
    for (const log of logs) log.add({ type: "announcement", time, text });
  }
  conversations.fit();
  const cost = conversations.all.reduce((sum, { log }) => sum + log.cost, 0);
  const most = 4 * MAX_CONVERSATION_UNITS;
  assert(cost <= most && cost > most - PAGE_LINES * (MAX_TEXT_UNITS + 200), `${cost} of ${most}`);
  assertEquals(short?.log.first, 0);
});

Deno.test("Conversations.begin() takes nothing away that the person looks at", () => {
  const feed = new Feed();
  const { conversations } = begin({ feed });
  const friend = conversations.begin(BERN);
  friend?.want();
  friend?.leave(1);
  feed.look(friend?.id ?? "");
  for (let n = 0; n < 2 * MAX_PRIVATE; n++) conversations.begin({ ...BERN, id: `${n}` });
  assertEquals(conversations.with("b"), friend);
  feed.look("c1");
  conversations.begin({ ...BERN, id: "x" });
  assertEquals(conversations.with("b"), null);
});

Deno.test("Conversations.quiet() holds for what is there, and for what comes again under its name", () => {
  const feed = new Feed();
  const { conversations } = begin({ feed });
  const room = conversations.enter(STATE, 1);
  const talk = conversations.begin(BERN);
  assert(room && talk);
  const isTold = () => feed.take(() => STATE_OF_NOTHING, []).some(({ type }) => type === "state");
  isTold();
  for (const id of [room.id, talk.id, "c9"]) conversations.quiet(id, true);
  assertEquals([room.view.quiet, talk.view.quiet, conversations.lobby.view.quiet], [
    true,
    true,
    false,
  ]);
  assertEquals(isTold(), true);
  conversations.quiet(room.id, true);
  assertEquals(isTold(), false, "nothing is another than before");
  for (const one of [room, talk]) conversations.forget(one);
  const again = conversations.enter({ ...STATE, room: "STRAßE" }, 1);
  assert(again && again !== room);
  assertEquals([again.quiet, conversations.begin(BERN)?.quiet], [true, true]);
  assertEquals(conversations.enter({ ...STATE, room: "b" }, 1)?.quiet, false, "a room is nobody");
  conversations.quiet(again.id, false);
  conversations.forget(again);
  assertEquals(conversations.enter(STATE, 1)?.quiet, false);
});

Deno.test("Conversations.quiet() remembers the newest of very many", () => {
  const { conversations } = begin();
  const quiet = (id: string): boolean => {
    const talk = conversations.begin({ ...BERN, id });
    assert(talk);
    const was = talk.quiet;
    conversations.quiet(talk.id, true);
    conversations.forget(talk);
    return was;
  };
  for (let n = 0; n <= 1_000; n++) assertEquals(quiet(`${n}`), false);
  assertEquals([quiet("1000"), quiet("1"), quiet("0")], [true, true, false]);
});
