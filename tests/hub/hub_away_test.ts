import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { Hub } from "../../lib/hub/hub.ts";
import { SILENCE_MS, TAG_REST_MS } from "../../lib/limits.ts";
import type { Member, ServerMessage } from "../../lib/message/from_server.ts";
import { drawFrom, fakeDigest } from "./draw.ts";
import { delivered, messagesOf } from "./scene.ts";

function newHub(): Hub {
  return new Hub({ draw: drawFrom(7), history: 0, digest: fakeDigest });
}

function enter(hub: Hub, name: string, now: number): Member {
  const entry = hub.enter({ type: "hello", name }, null, now);
  if ("refused" in entry) throw new Error(entry.refused.code);
  return entry.member;
}

function say(hub: Hub, from: Member, now: number): void {
  hub.handle(from.id, { type: "say", room: "lobby", ref: 1, text: "hi" }, now);
}

/** What a member is told of who has left, when it comes back. */
function introduced(hub: Hub, to: Member, now: number): string[] {
  const { effects } = hub.regain(to.id, null, now);
  return delivered(effects).flatMap(({ to: ids, message }) => {
    if (message.type !== "people") return [];
    assertEquals(ids, [to.id]);
    return message.people.map(({ name }) => name);
  });
}

/** The rooms of somebody who is only in the lobby. */
const STANDING = {
  type: "standing",
  rooms: [{ room: "lobby", kind: "public", topic: "", history: 0 }],
  last: true,
} as const;

function told(to: readonly Member[], message: ServerMessage) {
  return { type: "deliver" as const, to: to.map(({ id }) => id), message };
}

function others(to: readonly Member[], { id: but }: Member, message: ServerMessage) {
  return { ...told(to, message), but };
}

Deno.test("Hub.lose() tells the others once, and keeps the member in the list", () => {
  const hub = newHub();
  const [ada, bern] = [enter(hub, "ada", 0), enter(hub, "bern", 0)];
  const reconnecting = { type: "reconnecting", member: ada.id, time: 5 } as const;
  assertEquals(hub.lose(ada.id, 5, 100), [others([ada, bern], ada, reconnecting)]);
  assertEquals([hub.lose(ada.id, 6, 101), hub.lose("nobody", 6, 101)], [[], []]);
  assertEquals([hub.size, hub.away], [2, 1]);
  const entry = hub.enter({ type: "hello", name: "cleo" }, null, 7);
  const [list] = "effects" in entry ? messagesOf(entry.effects) : [];
  assertEquals(list?.type === "members" && list.members.slice(0, 2), [
    { ...ada, reconnecting: true },
    bern,
  ]);
});

Deno.test("Hub.regain() gives a member its name, id and tag again, and tells the others", () => {
  const hub = newHub();
  const [ada, bern] = [enter(hub, "ada", 0), enter(hub, "bern", 0)];
  hub.lose(ada.id, 5, 100);
  const { you, time, effects } = hub.regain(ada.id, null, 9);
  assertEquals([you, time], [ada, 9]);
  assertEquals(effects, [
    told([ada], STANDING),
    told([ada], { type: "members", room: "lobby", members: [ada, bern], last: true }),
    others([ada, bern], ada, { type: "reconnected", member: ada.id, time: 9 }),
  ]);
  assertEquals(hub.away, 0);
  assertMatch(ada.tag, /^[a-z2-7]{4}$/);
});

Deno.test("Hub.regain() tells nobody else of a member who was not away", () => {
  const hub = newHub();
  const [ada, bern] = [enter(hub, "ada", 0), enter(hub, "bern", 0)];
  const list = { type: "members", room: "lobby", members: [ada, bern], last: true } as const;
  assertEquals(hub.regain(ada.id, null, 9).effects, [told([ada], STANDING), told([ada], list)]);
  assertThrows(() => hub.regain("nobody", null, 9), RangeError);
  hub.leave(ada.id, "cut", 9);
  assertThrows(() => hub.regain(ada.id, null, 9), RangeError);
});

Deno.test("Hub.regain() tells of who has left since the cut and had said something", () => {
  const hub = newHub();
  const [ada, bern, cleo, dora] = [
    enter(hub, "ada", 0),
    enter(hub, "bern", 0),
    enter(hub, "cleo", 0),
    enter(hub, "dora", 0),
  ];
  for (const member of [ada, bern, cleo]) say(hub, member, 1);
  hub.lose(ada.id, 10, 120_010);
  hub.handle(bern.id, { type: "rename", name: "Bernd" }, 11);
  hub.leave(dora.id, "left", 12); // in silence
  hub.lose(cleo.id, 12, 120_012);
  for (const member of [bern, cleo]) hub.leave(member.id, "cut", 13);
  const emil = enter(hub, "emil", 14);
  say(hub, emil, 14);
  hub.leave(emil.id, "left", 15);
  const { effects } = hub.regain(ada.id, null, 16);
  assertEquals(messagesOf(effects).map(({ type }) => type), ["standing", "people", "members"]);
  const people = [{ ...bern, name: "Bernd" }, cleo, emil];
  assertEquals(effects[1], told([ada], { type: "people", people }));
});

Deno.test("Hub.regain() tells of who left before the cut was noticed, but not before the member came", () => {
  const hub = newHub();
  const [ada, bern, cleo] = [enter(hub, "ada", 0), enter(hub, "bern", 0), enter(hub, "cleo", 0)];
  for (const member of [bern, cleo]) say(hub, member, 1);
  const noticed = 10 * SILENCE_MS;
  hub.leave(bern.id, "left", noticed - 2 * SILENCE_MS - 1);
  hub.leave(cleo.id, "left", noticed - 2 * SILENCE_MS);
  const dora = enter(hub, "dora", noticed - SILENCE_MS);
  for (const away of [true, false]) {
    for (const member of away ? [ada, dora] : []) hub.lose(member.id, noticed, noticed + 1);
    assertEquals(introduced(hub, ada, noticed), ["cleo"]);
    assertEquals(introduced(hub, dora, noticed), []);
  }
  hub.lose(ada.id, noticed, noticed + 1);
  const later = noticed + 3 * SILENCE_MS; // long after the cut, which is what counts
  assertEquals(introduced(hub, ada, later), ["cleo"]);
  assertEquals(introduced(hub, ada, later), []);
});

Deno.test("Hub.regain() lists 1,000 who have left in parts", () => {
  const hub = newHub();
  const ada = enter(hub, "ada", 0);
  const names = Array.from({ length: 1000 }, (_, n) => `${n} 田中田中田中田中田中田中`);
  for (const name of names) {
    const member = enter(hub, name, 1);
    say(hub, member, 1);
    hub.leave(member.id, "left", 1);
  }
  const { effects } = hub.regain(ada.id, null, 2);
  const parts = messagesOf(effects).filter(({ type }) => type === "people");
  assertEquals(parts.length > 1, true);
  assertEquals(introduced(hub, ada, 2), names);
});

Deno.test("Hub keeps the name of who is away, and says to whoever wants it when it is free", () => {
  const hub = newHub();
  const [ada, bern] = [enter(hub, "ada", 0), enter(hub, "bern", 0)];
  hub.lose(ada.id, 1_000, 121_000);
  const cases = [[1_000, 120], [1_001, 120], [2_000, 119], [120_000, 1], [999_000, 1]] as const;
  for (const [now, seconds] of cases) {
    const refused = { code: "name_taken", seconds } as const;
    assertEquals(hub.enter({ type: "hello", name: "ADA" }, null, now), { refused });
    assertEquals(hub.handle(bern.id, { type: "rename", name: "Ada" }, now), [
      told([bern], { type: "error", ...refused }),
    ]);
  }
  hub.regain(ada.id, null, 999_000);
  const refused = { code: "name_taken" } as const;
  assertEquals(hub.enter({ type: "hello", name: "ada" }, null, 999_000), { refused });
  hub.lose(ada.id, 999_000, 999_001);
  hub.leave(ada.id, "cut", 999_001);
  assertEquals(enter(hub, "ada", 999_001).name, "ada");
});

Deno.test("Hub says no time longer than the grace to who wants a name, whatever the clock does", () => {
  for (const jump of [-86_400_000, 86_400_000]) {
    const hub = newHub();
    const ada = enter(hub, "ada", 0);
    const start = 1_000_000_000;
    enter(hub, "bern", start);
    const lost = start + jump;
    hub.lose(ada.id, lost, lost + 120_000);
    const secondsAt = (now: number) => {
      const entry = hub.enter({ type: "hello", name: "ada" }, null, now);
      return "refused" in entry ? entry.refused.seconds ?? 0 : 0;
    };
    assertEquals(secondsAt(lost), 120);
    for (const now of [start, lost + 60_000, lost - 60_000, start + 60_000]) {
      const seconds = secondsAt(now);
      assertEquals(seconds >= 1 && seconds <= 120, true, `${seconds}`);
    }
  }
});

Deno.test("Hub gives the new name of who is away to the others and to the list", () => {
  const hub = newHub();
  const [ada, bern] = [enter(hub, "ada", 0), enter(hub, "bern", 0)];
  hub.lose(ada.id, 1, 100);
  const [renaming] = messagesOf(hub.handle(ada.id, { type: "rename", name: "Ada L" }, 2));
  assertEquals(renaming, { type: "renamed", member: ada.id, name: "Ada L", time: 2 });
  const renamed = { ...ada, name: "Ada L" };
  const members = [{ ...renamed, reconnecting: true }, bern];
  assertEquals(hub.list(bern.id), [
    told([bern], { type: "members", room: "lobby", members, last: true }),
  ]);
  assertEquals([hub.find(ada.id), hub.find("nobody")], [renamed, null]);
  assertEquals(hub.regain(ada.id, null, 3).you, renamed);
});

Deno.test("Hub.leave() ends a member who is away for good, and lets its tag rest", () => {
  const draw = drawFrom(5);
  const hub = new Hub({
    draw: (bytes) => bytes === 8 ? draw(8) : new Uint8Array(bytes),
    history: 0,
    digest: fakeDigest,
  });
  const [ada, bern] = [enter(hub, "ada", 0), enter(hub, "bern", 0)];
  assertEquals([ada.tag, bern.tag], ["aaaa", "aaab"]);
  hub.lose(ada.id, 1, 100);
  assertEquals(hub.regain(ada.id, null, 2).you.tag, "aaaa");
  hub.lose(ada.id, 3, 100);
  const left = { type: "left", room: "lobby", member: ada.id, reason: "cut", time: 100 } as const;
  assertEquals(hub.leave(ada.id, "cut", 100), [told([bern], left)]);
  assertEquals([hub.leave(ada.id, "cut", 100), hub.lose(ada.id, 100, 200)], [[], []]);
  assertEquals(enter(hub, "ada", 101).tag, "aaac");
  assertEquals(enter(hub, "dora", 100 + TAG_REST_MS).tag, "aaaa");
});
