import { assert, assertEquals } from "@std/assert";
import { Fairness } from "../../lib/hub/fairness.ts";
import { Parcels } from "../../lib/hub/parcels.ts";
import { mannerOf, Seat } from "../../lib/hub/seat.ts";
import type { ServerMessage } from "../../lib/message/from_server.ts";
import { FakeLine } from "./fake_line.ts";

const MEMBER = { id: "BBBBBBBBBBB", name: "bern", tag: "aaaa" };
const AGAIN = { member: MEMBER.id, time: 1 };
/** One of each type that a hub gives. */
const TOLD: readonly ServerMessage[] = [
  { type: "people", people: [MEMBER] },
  { type: "standing", rooms: [], last: true },
  { type: "members", room: "lobby", members: [], last: true },
  { type: "members", room: "attic", members: [], last: true },
  { type: "rooms", rooms: [], last: true },
  { type: "bans", room: "attic", bans: [], last: true },
  { type: "closing", reason: "stopping" },
];
const CHANGES: readonly ServerMessage[] = [
  { type: "joined", room: "lobby", member: MEMBER, time: 1 },
  { type: "joined", room: "attic", member: MEMBER, time: 1 },
  { type: "reconnecting", ...AGAIN },
  { type: "reconnected", ...AGAIN },
  { type: "renamed", ...AGAIN, name: "Bern" },
  { type: "left", ...AGAIN, room: "attic", reason: "kicked" },
  { type: "left", ...AGAIN, room: "lobby", reason: "left" },
];
const IN = { room: "attic", time: 1 } as const;
const MUST: readonly ServerMessage[] = [
  { type: "text", room: "lobby", id: 1, from: MEMBER.id, text: "hi", time: 1 },
  { type: "text", ...IN, id: 1, from: MEMBER.id, text: "hi", past: true },
  { type: "told", id: 1, from: MEMBER.id, to: "CCCCCCCCCCC", text: "hi", time: 1 },
  { type: "edited", ...IN, id: 1, from: MEMBER.id, text: "hi" },
  { type: "deleted", ...IN, id: 1, from: MEMBER.id },
  { type: "announcement", text: "hi", time: 1 },
  { type: "entered", ...IN, kind: "public", topic: "", history: 0, ref: 1 },
  { type: "exited", ...IN, how: "left" },
  { type: "topic", ...IN, topic: "" },
  { type: "owner", ...IN },
  { type: "mode", ...IN, kind: "locked" },
  { type: "muted", ...IN, member: MEMBER.id },
  { type: "unmuted", ...IN, member: MEMBER.id },
  { type: "keeping", ...IN, history: 0 },
  { type: "unbanned", ...IN, ban: 1 },
  { type: "withheld" },
  { type: "error", code: "text_empty", ref: 1 },
];
const TYPING = { type: "typing", member: MEMBER.id, room: "attic" } as const;

function sit(): { seat: Seat; line: FakeLine; give(...messages: readonly ServerMessage[]): void } {
  const line = new FakeLine();
  const seat = new Seat("AAAAAAAAAAA", line, new Fairness(null, 0));
  const parcels = new Parcels();
  return {
    seat,
    line,
    give: (...messages) =>
      messages.forEach((message) => seat.give(message, parcels.pack(message), mannerOf(message))),
  };
}

const RESUMED = { type: "resumed", you: MEMBER, received: 0, missing: 0, time: 1 } as const;
const resumed = new Parcels().pack(RESUMED);

Deno.test("Seat.give() sends everything while the line is there and not busy", () => {
  const { line, give } = sit();
  const all = [...TOLD, ...CHANGES, ...MUST, TYPING];
  give(...all);
  assertEquals(line.heard(), all);
});

Deno.test("Seat.give() leaves out changes where the line is busy, until the list was sent", () => {
  const { seat, line, give } = sit();
  assertEquals(seat.catchUp(), false);
  line.busy = true;
  give(...TOLD, ...CHANGES, ...MUST);
  assertEquals(line.heard(), [...TOLD, ...MUST]);
  line.busy = false;
  give(...CHANGES);
  assertEquals(line.heard(), []);
  assertEquals([seat.catchUp(), seat.catchUp()], [true, false]);
  give(...CHANGES);
  assertEquals(line.heard(), CHANGES);
});

Deno.test("Seat.meets() knows who came while changes were left out, until they speak or leave", () => {
  const { seat, line, give } = sit();
  const [joined, joinedAttic] = CHANGES;
  const [leftAttic, left] = CHANGES.slice(-2);
  assert(joined && joinedAttic && leftAttic && left);
  give(joined);
  assertEquals(seat.meets(MEMBER.id), false);
  line.busy = true;
  give(joined);
  assertEquals([seat.meets("CCCCCCCCCCC"), seat.meets(MEMBER.id)], [false, true]);
  assertEquals(seat.meets(MEMBER.id), false);
  give(joined, left);
  assertEquals(seat.meets(MEMBER.id), false);
  // Who comes into a room or goes is on the server before and after, and so known or not.
  give(joined, joinedAttic, leftAttic);
  assertEquals([seat.meets(MEMBER.id), seat.meets(MEMBER.id)], [true, false]);
  give(joinedAttic);
  assertEquals(seat.meets(MEMBER.id), false);
  give(joined);
  seat.catchUp();
  assertEquals(seat.meets(MEMBER.id), false);
});

Deno.test("Seat sends only what must arrive while it is away, and what it missed is forgotten", () => {
  const { seat, line, give } = sit();
  line.busy = true;
  give(...CHANGES);
  seat.lose();
  line.busy = false;
  give(...TOLD, ...CHANGES, ...MUST);
  seat.replay();
  assertEquals([line.heard(), line.replays, seat.catchUp()], [[...MUST], [], false]);
  seat.regain(resumed);
  give(...CHANGES);
  seat.replay();
  assertEquals([line.replays, line.heard()], [[CHANGES.length + 1], [RESUMED, ...CHANGES]]);
});

Deno.test("Seat.give() never tells a busy line who is typing, nor one whose lists are out of date, nor later", () => {
  const { seat, line, give } = sit();
  line.busy = true;
  give(TYPING);
  assertEquals([line.heard(), seat.catchUp()], [[], false], "nothing is missing by it");
  give(...CHANGES);
  line.busy = false;
  give(TYPING);
  assertEquals([line.heard(), seat.catchUp()], [[], true]);
  give(TYPING);
  assertEquals(line.heard(), [TYPING]);
  seat.lose();
  give(TYPING);
  assertEquals(line.heard(), []);
});

Deno.test("Seat.withhold() takes back what is of a room, whether its member is there or not", () => {
  const { stub } = new Parcels();
  for (const away of [false, true]) {
    const { seat, line, give } = sit();
    give(...MUST);
    if (away) seat.lose();
    seat.withhold("attic", stub);
    assertEquals(line.withheld, ["attic"]);
    const left = line.heard().filter((message) => "room" in message && message.room === "attic");
    assertEquals(left, []);
  }
  const { seat, line } = sit();
  seat.end();
  seat.withhold("attic", stub);
  assertEquals(line.withheld, []);
});

Deno.test("Seat.expel() takes back everything, says why to who is there, and ends it", () => {
  const parcels = new Parcels();
  const banned = { type: "closing", reason: "banned" } as const;
  for (const away of [false, true]) {
    const { seat, line, give } = sit();
    if (away) seat.lose();
    give(...TOLD, ...MUST);
    seat.expel(parcels.stub, parcels.pack(banned));
    seat.expel(parcels.stub, parcels.pack(banned));
    const stubs = MUST.map(() => ({ type: "withheld" as const }));
    assertEquals(line.heard(), away ? stubs : [...stubs, banned]);
    assertEquals([line.withheld, line.finished, seat.isOver], [[null], 1, true]);
    give(...TOLD, ...MUST);
    assertEquals(line.heard(), []);
  }
});

Deno.test("Seat.regain() takes a busy seat that was never away for one whose list is whole", () => {
  const { seat, line, give } = sit();
  line.busy = true;
  give(...CHANGES);
  line.busy = false;
  seat.regain(resumed);
  give(...CHANGES);
  assertEquals([line.heard(), seat.catchUp()], [[RESUMED, ...CHANGES], false]);
});

Deno.test("Seat.end() says something last where somebody hears it, and nothing ever after", () => {
  const parcels = new Parcels();
  const closing = parcels.pack({ type: "closing", reason: "refused" });
  for (const away of [false, true]) {
    const { seat, line, give } = sit();
    if (away) seat.lose();
    seat.end(closing);
    seat.end(closing);
    seat.lose();
    seat.regain(resumed);
    seat.replay();
    give(...TOLD, ...CHANGES, ...MUST);
    assertEquals(line.types(), away ? [] : ["closing"]);
    assertEquals([line.finished, line.replays, seat.isOver], [1, [], true]);
  }
});
