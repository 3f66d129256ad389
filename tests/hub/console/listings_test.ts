import { assertEquals } from "@std/assert";
import { listBans, listPeople, listRooms } from "../../../lib/hub/console/listings.ts";
import type { Census, CensusRoom } from "../../../lib/hub/hub.ts";

function room(name: string, more: Partial<CensusRoom> = {}): CensusRoom {
  return { room: name, kind: "public", people: 2, owner: null, topic: "", history: 0, ...more };
}

const CENSUS: Census = {
  people: [
    { id: "1", name: "ada", tag: "aaaa", away: false, rooms: ["garden"] },
    { id: "2", name: "Bern E", tag: "bbbb", away: true, rooms: [] },
    { id: "3", name: "cleo", tag: "cccc", away: false, rooms: ["a", "b", "c", "d", "e"] },
  ],
  rooms: [
    room("lobby", { people: 3 }),
    room("garden", { kind: "locked", people: 1, owner: "1", topic: "Roses", history: 20 }),
    room("attic", { kind: "hidden", owner: "nobody" }),
  ],
};

Deno.test("listPeople() says who is away and names three rooms of each", () => {
  assertEquals(listPeople(CENSUS, null), [
    "3 people:",
    "    ada·aaaa  in #garden",
    "    Bern E·bbbb  (reconnecting)",
    "    cleo·cccc  in #a, #b, #c, 2 more",
  ]);
});

Deno.test("listPeople() keeps to a room if there is one", () => {
  assertEquals(listPeople(CENSUS, "garden"), ["1 person in #garden:", "    ada·aaaa"]);
  assertEquals(listPeople(CENSUS, "attic"), ["Nobody is in #attic."]);
  assertEquals(listPeople({ ...CENSUS, people: [] }, null), ["Nobody is here."]);
});

Deno.test("listRooms() says of each what there is to say", () => {
  assertEquals(listRooms(CENSUS), [
    "    #lobby  public, 3 people",
    "    #garden  locked, 1 person, owner ada·aaaa, keeps 20 texts, topic: Roses",
    "    #attic  hidden, 2 people",
  ]);
});

Deno.test("listBans() has the number, who it was and how long it lasts yet", () => {
  assertEquals(listBans(room("lobby"), []), ["Nobody is banned from the server."]);
  const bans = [
    { id: 3, name: "ada", tag: "aaaa" },
    { id: 12, name: "Bern E", tag: "bbbb", seconds: 90 },
  ];
  assertEquals(listBans(room("garden"), bans), [
    "Banned from #garden:",
    "       3  ada·aaaa  without an end",
    "      12  Bern E·bbbb  for 1 minute 30 seconds yet",
  ]);
});
