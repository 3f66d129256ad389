import { assertEquals } from "@std/assert";
import { RoomFacts } from "../../../lib/client/conversation/room_facts.ts";
import { MAX_SECONDS } from "../../../lib/limits.ts";
import type { RoomState } from "../../../lib/message/from_server.ts";
import { BERN, ME } from "../company.ts";

const STATE: RoomState = { room: "kitchen", kind: "public", topic: "", history: 0, owner: "b" };

function begin(...there: readonly string[]): RoomFacts {
  const onlookers = {
    person: (id: string) => id === "b" ? BERN : ME,
    isMe: (id: string) => id === "me",
    isThere: (id: string) => there.includes(id),
  };
  return new RoomFacts(STATE, onlookers, 0);
}

Deno.test("RoomFacts.act() tells an owner who has left from one whom the operator replaces", () => {
  const message = { type: "owner", room: "kitchen", owner: "me", time: 1 } as const;
  const owner = { what: "owner", owner: ME } as const;
  assertEquals(begin().act(message, 1), { ...owner, left: true });
  assertEquals(begin("b").act(message, 1), { ...owner, left: false });
  assertEquals(begin().act({ ...message, by: "b" }, 1), { ...owner, left: false });
  const { owner: _, ...nobody } = message;
  const facts = begin();
  assertEquals(facts.act(nobody, 1), { what: "owner", owner: null, left: true });
  assertEquals(facts.state.owner, undefined);
});

Deno.test("RoomFacts.muted is until when the person may say nothing; 0 seconds are until it is lifted", () => {
  const facts = begin();
  const muted = { type: "muted", room: "kitchen", member: "me", time: 1 } as const;
  assertEquals(facts.act(muted, 1000), { what: "muted", person: ME, seconds: null });
  assertEquals(facts.muted, { until: null });
  facts.act({ ...muted, seconds: 5 }, 1000);
  assertEquals(facts.muted, { until: 6000 });
  facts.act({ ...muted, type: "unmuted" }, 1000);
  assertEquals(facts.muted, null);
  facts.stand({ ...STATE, muted: 0 }, 1000);
  assertEquals(facts.muted, { until: null });
  facts.act({ ...muted, member: "b" }, 1000);
  facts.stand(STATE, 1000);
  assertEquals(facts.muted, null, "it is another's");
});

Deno.test("RoomFacts give no time that no date can hold, whatever a server says", () => {
  const facts = begin();
  const seconds = Number.MAX_SAFE_INTEGER;
  const muted = { type: "muted", room: "kitchen", member: "me", time: 1, seconds } as const;
  assertEquals(facts.act(muted, 0), { what: "muted", person: ME, seconds: MAX_SECONDS });
  assertEquals(facts.muted, { until: MAX_SECONDS * 1000 });
  facts.stand({ ...STATE, muted: seconds }, 0);
  assertEquals(facts.muted, { until: MAX_SECONDS * 1000 });
});
