import { assertEquals } from "@std/assert";
import { Room } from "../../../lib/client/conversation/room.ts";
import type { RoomState } from "../../../lib/message/from_server.ts";
import { BERN, companyOf, linesOf, ME, textOf } from "../company.ts";

const STATE: RoomState = { room: "kitchen", kind: "public", topic: "", history: 0 };

function begin(isLobby = false): Room {
  const invite = (room: string) => `pychat://garden/${room}`;
  return new Room({ id: "c2", company: companyOf(), you: ME, state: STATE, isLobby, invite }, 1);
}

function types(room: Room): string[] {
  return linesOf(room).map((line) => line.type === "text" ? line.text : line.type);
}

Deno.test("Room.take() shows texts, who wrote them, and what happened", () => {
  const room = begin();
  room.take({ type: "members", room: "kitchen", members: [ME], last: true }, 1);
  room.take({ type: "joined", room: "kitchen", member: BERN, time: 2 }, 1);
  room.take(textOf(1, "b", "hello"), 1);
  room.rename("b", "bernd", 4);
  room.rename("me", "ida", 5);
  room.take(textOf(2, "me", "hi", { action: true }), 1);
  const out = { reason: "kicked", by: "me", time: 7 } as const;
  room.take({ type: "left", room: "kitchen", member: "b", ...out }, 1);
  const [bernd, ida] = [{ ...BERN, name: "bernd" }, { ...ME, name: "ida" }];
  const plain = {
    action: false,
    reply: null,
    mentions: [],
    toMe: false,
    edited: false,
    past: false,
  };
  assertEquals(linesOf(room), [
    { type: "joined", time: 2, person: BERN },
    {
      type: "text",
      time: 1001,
      id: 1,
      from: BERN,
      mine: false,
      text: "hello",
      ...plain,
      current: false,
    },
    { type: "renamed", time: 4, person: BERN, name: "bernd", mine: false },
    { type: "renamed", time: 5, person: ME, name: "ida", mine: true },
    {
      type: "text",
      time: 1002,
      id: 2,
      from: ida,
      mine: true,
      text: "hi",
      ...plain,
      action: true,
      current: true,
    },
    { type: "left", time: 7, person: bernd, reason: "kicked", by: ida },
  ]);
});

Deno.test("Room.take() ignores repeated texts, and news of nobody", () => {
  const room = begin();
  room.take(textOf(5, "me", "once"), 1);
  room.take(textOf(5, "me", "again"), 1);
  room.take(textOf(4, "me", "from before"), 1);
  room.take({ type: "joined", room: "kitchen", member: ME, time: 2 }, 1);
  for (const member of ["b", "me"]) {
    room.take({ type: "left", room: "kitchen", member, reason: "left", time: 2 }, 1);
  }
  for (const [member, name] of [["b", "x"], ["me", "ada"]] as const) room.rename(member, name, 2);
  assertEquals(types(room), ["once"]);
});

Deno.test("Room.take() shows the text of somebody the server never introduced", () => {
  const room = begin();
  room.take(textOf(1, "ghost", "boo"), 1);
  const [line] = linesOf(room);
  assertEquals(line?.type === "text" && line.from, { id: "ghost", name: "?", tag: "????" });
});

Deno.test("Room.take() shows what owners and the operator do, and how the room is then", () => {
  const room = begin();
  room.take({ type: "joined", room: "kitchen", member: BERN, time: 1 }, 1);
  const about = { room: "kitchen", by: "b", time: 5 } as const;
  room.take({ type: "topic", ...about, topic: "soup" }, 1);
  room.take({ type: "owner", room: "kitchen", owner: "me", time: 5 }, 1);
  room.take({ type: "mode", ...about, by: "me", kind: "locked" }, 1);
  room.take({ type: "muted", ...about, member: "me", seconds: 60 }, 1000);
  room.take({ type: "keeping", ...about, history: 9 }, 1);
  const acts = linesOf(room).flatMap((line) =>
    line.type === "act" ? [[line.by?.id ?? null, line.mine, line.act]] : []
  );
  assertEquals(acts, [
    ["b", false, { what: "topic", topic: "soup" }],
    [null, false, { what: "owner", owner: ME, left: true }],
    ["me", true, { what: "kind", kind: "locked" }],
    ["b", false, { what: "muted", person: ME, seconds: 60 }],
    ["b", false, { what: "history", history: 9 }],
  ]);
  const { topic, owner, kind, muted, history, people, invitation } = room.view;
  assertEquals([topic, owner, kind, muted, history, people, invitation], [
    "soup",
    "me",
    "locked",
    { until: 61_000 },
    9,
    2,
    "pychat://garden/kitchen",
  ]);
});

Deno.test("Room shows who is muted until it has run out, is lifted, or they say something", () => {
  const room = begin();
  room.take({ type: "joined", room: "kitchen", member: BERN, time: 1 }, 1);
  const mute = (seconds?: number) => {
    const lasting = seconds === undefined ? {} : { seconds };
    room.take({ type: "muted", room: "kitchen", member: "b", time: 1, ...lasting }, 1000);
  };
  const isMuted = () => room.present.find(({ id }) => id === "b")?.muted;
  mute(60);
  assertEquals(isMuted(), true);
  room.take(textOf(1, "me", "hush"), 60_999);
  assertEquals(isMuted(), true);
  room.take(textOf(2, "me", "hush"), 61_000);
  assertEquals(isMuted(), false);
  mute();
  room.take({ type: "unmuted", room: "kitchen", member: "b", time: 1 }, 1e12);
  assertEquals(isMuted(), false);
  mute();
  room.take(textOf(3, "b", "I can speak"), 1);
  assertEquals(isMuted(), false);
});

Deno.test("Room.end() closes it once, and says why where that comes after", () => {
  const room = begin();
  const out = (how: "gone" | "kicked" | "banned") =>
    ({ type: "out", time: 1, how, by: null, seconds: null }) as const;
  room.say({ text: "waits", action: false, reply: null, mentions: [] }, 1, "waiting");
  for (const how of ["gone", "kicked", "banned"] as const) room.end(out(how));
  assertEquals([room.over, room.isOpen, linesOf(room)], ["kicked", false, [out("kicked")]]);
  assertEquals(room.pending.all.map(({ why }) => why), ["gone"]);
});

Deno.test("Room.enter() goes on with the same lines, and says what is kept where that is news", () => {
  const room = begin();
  room.take(textOf(9, "b", "before"), 1);
  room.depart(ME);
  assertEquals(room.isOpen, false);
  room.enter(STATE, ME, 2);
  room.take(textOf(1, "b", "after"), 1);
  room.depart(ME);
  room.enter({ ...STATE, history: 5 }, ME, 3);
  assertEquals(types(room), ["before", "gap", "after", "gap", "rule"]);
});

Deno.test("Room shows once what the server kept and gives again", () => {
  const room = begin();
  room.take(textOf(1, "b", "one"), 1);
  room.take(textOf(2, "b", "two"), 1);
  room.depart(ME);
  room.enter(STATE, ME, 2);
  for (const [id, words] of [[1, "one, edited"], [2, "two"], [3, "missed"]] as const) {
    room.take(textOf(id, "b", words, { past: true }), 1);
  }
  room.take(textOf(4, "b", "new"), 1);
  assertEquals(types(room), ["one, edited", "two", "gap", "missed", "new"]);
});
