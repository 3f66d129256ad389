import { assertEquals } from "@std/assert";
import { MAX_PRIVATE } from "../../lib/limits.ts";
import { BERN } from "./company.ts";
import { begin } from "./session_options.ts";

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
