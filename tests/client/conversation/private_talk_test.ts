import { assertEquals } from "@std/assert";
import { PrivateTalk } from "../../../lib/client/conversation/private_talk.ts";
import type { ToldMessage } from "../../../lib/message/from_server.ts";
import { BERN, companyOf, linesOf } from "../company.ts";

function told(id: number, from: "b" | "me", text: string): ToldMessage {
  return { type: "told", id, from, to: from === "b" ? "me" : "b", text, time: id };
}

function begin(): PrivateTalk {
  return new PrivateTalk("c2", companyOf(), BERN);
}

Deno.test("PrivateTalk shows both sides, and changes by each of what is their own", () => {
  const talk = begin();
  talk.take(told(1, "b", "hi"));
  talk.take(told(2, "me", "ho"));
  const about = { from: "b", to: "me", time: 5 } as const;
  talk.change({ type: "edited", ...about, id: 1, text: "hey" });
  talk.change({ type: "edited", ...about, id: 2, text: "forged" });
  talk.change({ type: "deleted", from: "me", to: "b", id: 2, time: 5 });
  const lines = linesOf(talk).map((line) => line.type === "text" ? line.text : line.type);
  assertEquals(lines, ["hey", "deleted"]);
});

Deno.test("PrivateTalk.leave() says once that the partner has left, and fails what waits", () => {
  const talk = begin();
  const written = { text: "x", action: false, reply: null, mentions: [] };
  talk.say(written, 1, "waiting");
  talk.say(written, 1, "sending");
  for (const time of [5, 6]) talk.leave(time);
  assertEquals(linesOf(talk), [{ type: "partner_left", time: 5, person: BERN }]);
  const states = talk.pending.all.map(({ state, why }) => `${state} ${why}`);
  assertEquals(states, ["failed gone", "sending null"], "the server answers what it has");
  assertEquals([talk.isOpen, talk.isOver, talk.view.over], [false, true, "left"]);
});

Deno.test("PrivateTalk.begin() shows a gap, unless the partner has left", () => {
  const talk = begin();
  talk.begin(3);
  talk.leave(4);
  talk.begin(5);
  assertEquals(linesOf(talk).map(({ type }) => type), ["gap", "partner_left"]);
});

Deno.test("PrivateTalk.rename() keeps the partner, and says once what they are called", () => {
  const talk = begin();
  for (const time of [3, 4]) talk.rename("bernd", time);
  assertEquals([talk.partner.name, linesOf(talk).length], ["bernd", 1]);
  talk.take(told(9, "b", "x"));
  const [, line] = linesOf(talk);
  assertEquals(line?.type === "text" && line.from.name, "bernd");
});
