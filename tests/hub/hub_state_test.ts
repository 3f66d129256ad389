import { assertEquals } from "@std/assert";
import { HubState } from "../../lib/hub/hub_state.ts";
import { drawFrom } from "./draw.ts";

Deno.test("HubState begins with nobody, and with a lobby that keeps what it may", () => {
  const { places, rooms, archive } = new HubState(drawFrom(1), 5);
  assertEquals([places.size, rooms.size, archive.bytes], [0, 1, 0]);
  assertEquals([archive.most, archive.limitOf(rooms.lobby.history)], [5, 5]);
});
