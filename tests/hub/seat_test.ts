import { assertEquals } from "@std/assert";
import { Fairness } from "../../lib/hub/fairness.ts";
import { Parcels } from "../../lib/hub/parcels.ts";
import { Seat } from "../../lib/hub/seat.ts";
import type { ServerMessage } from "../../lib/message/from_server.ts";
import { FakeLine } from "./fake_line.ts";

const MEMBER = { id: "BBBBBBBBBBB", name: "bern", tag: "aaaa" };
const AGAIN = { member: MEMBER.id, time: 1 };
/** One of each type that a hub gives. */
const TOLD: readonly ServerMessage[] = [
  { type: "people", people: [MEMBER] },
  { type: "members", room: "lobby", members: [], last: true },
  { type: "closing", reason: "stopping" },
];
const CHANGES: readonly ServerMessage[] = [
  { type: "joined", room: "lobby", member: MEMBER, time: 1 },
  { type: "reconnecting", ...AGAIN },
  { type: "reconnected", ...AGAIN },
  { type: "renamed", ...AGAIN, name: "Bern" },
  { type: "left", ...AGAIN, room: "lobby", reason: "left" },
];
const MUST: readonly ServerMessage[] = [
  { type: "text", room: "lobby", id: 1, from: MEMBER.id, text: "hi", time: 1 },
  { type: "error", code: "text_empty", ref: 1 },
];

function sit(): { seat: Seat; line: FakeLine; give(...messages: readonly ServerMessage[]): void } {
  const line = new FakeLine();
  const seat = new Seat("AAAAAAAAAAA", line, new Fairness(null, 0));
  const parcels = new Parcels();
  return {
    seat,
    line,
    give: (...messages) => messages.forEach((message) => seat.give(message, parcels.pack(message))),
  };
}

const RESUMED = { type: "resumed", you: MEMBER, received: 0, missing: 0, time: 1 } as const;
const resumed = new Parcels().pack(RESUMED);

Deno.test("Seat.give() sends everything while the line is there and not busy", () => {
  const { line, give } = sit();
  const all = [...TOLD, ...CHANGES, ...MUST];
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
  const [joined, _reconnecting, _reconnected, _renamed, left] = CHANGES;
  if (joined === undefined || left === undefined) throw new Error("no such change");
  give(joined);
  assertEquals(seat.meets(MEMBER.id), false);
  line.busy = true;
  give(joined);
  assertEquals([seat.meets("CCCCCCCCCCC"), seat.meets(MEMBER.id)], [false, true]);
  assertEquals(seat.meets(MEMBER.id), false);
  give(joined, left);
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
  assertEquals([line.replays, line.heard()], [[6], [RESUMED, ...CHANGES]]);
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
