import { assertEquals } from "@std/assert";
import { placeName, shownName } from "../../../lib/hub/console/subject.ts";
import type { CensusRoom } from "../../../lib/hub/hub.ts";

const ROOM: CensusRoom = {
  room: "garden",
  kind: "public",
  people: 1,
  owner: null,
  topic: "",
  history: 0,
};

Deno.test("shownName() always has the tag", () => {
  assertEquals(shownName({ name: "Ada L", tag: "k7qd" }), "Ada L·k7qd");
});

Deno.test("placeName() takes the lobby for the server", () => {
  assertEquals(placeName(ROOM), "#garden");
  assertEquals(placeName({ ...ROOM, room: "lobby" }), "the server");
});
