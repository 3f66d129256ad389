import { assertEquals } from "@std/assert";
import { Asks } from "../../../lib/client/session/asks.ts";
import { fateOf, obstacle, type Says } from "../../../lib/client/session/exchange.ts";
import { Feed } from "../../../lib/client/conversation/feed.ts";
import { Refs } from "../../../lib/client/conversation/refs.ts";
import { ME } from "../company.ts";
import { begin } from "../session_options.ts";

const ALL: readonly Says[] = ["sending", "waiting", "failed"];

Deno.test("obstacle() says why nothing can be asked: no connection, or a server with one room", () => {
  const { conversations } = begin();
  const common = { conversations, asks: new Asks(new Refs()), feed: new Feed() };
  const codes = [true, false].map((rooms) =>
    ALL.map((says) => obstacle({ ...common, says: () => says, hasRooms: () => rooms })?.code)
  );
  assertEquals(codes, [
    [undefined, "not_connected", "not_connected"],
    ["one_room", "not_connected", "not_connected"],
  ]);
});

Deno.test("fateOf() lets a text wait until its room takes it, and fails it where none will", () => {
  const { conversations } = begin();
  const room = conversations.enter({ room: "x", kind: "public", topic: "", history: 0 }, 1);
  if (room === null) throw new RangeError("there is room for one");
  const fates = () => ALL.map((says) => fateOf(room, says));
  assertEquals(fates(), ["sending", "waiting", "no_connection"]);
  room.depart(ME);
  assertEquals(fates(), ["waiting", "waiting", "no_connection"]);
  room.end({ type: "out", time: 1, how: "gone", by: null, seconds: null });
  assertEquals(fates(), ["gone", "gone", "gone"]);
});
