import { assert, assertEquals } from "@std/assert";
import { inParts, listMessages, measured } from "../../lib/hub/parts.ts";
import { encodeMessage } from "../../lib/message/encode.ts";
import type { ListedRoom, RoomListMessage } from "../../lib/message/from_server.ts";
import { MAX_MESSAGE_BYTES } from "../../lib/message/json.ts";

const make = (rooms: readonly ListedRoom[], last: boolean): RoomListMessage => {
  return { type: "rooms", rooms, last };
};

const room = (topic: string): ListedRoom => ({ room: "garden", people: 1, topic });

Deno.test("measured() counts the bytes of the JSON, not the letters", () => {
  assertEquals(measured({ a: "x" }), { item: { a: "x" }, bytes: 9 });
  assertEquals(measured({ a: '田"' }).bytes, 13);
});

Deno.test("inParts() makes no part of nothing", () => {
  assertEquals(inParts([], 10), []);
});

Deno.test("listMessages() makes one message of nothing", () => {
  assertEquals(listMessages([], make), [{ type: "rooms", rooms: [], last: true }]);
});

Deno.test("listMessages() fills each part as far as it goes, byte by byte", () => {
  const empty = encodeMessage(make([], false)).length;
  const left = MAX_MESSAGE_BYTES - empty - measured(room("")).bytes;
  for (const more of [-1, 0, 1]) {
    // The first one fills a part but for so much; a list of one may be as long as a part.
    const rooms = [room("x".repeat(left - 100)), room("")];
    const second = measured(room("")).bytes + 1;
    rooms[0] = room("x".repeat(left - second + more));
    const parts = listMessages(rooms.map(measured), make);
    assertEquals(parts.flatMap((part) => part.rooms), rooms);
    assertEquals(parts.length, more > 0 ? 2 : 1);
    assertEquals(parts.map((part) => part.last), parts.map((_, at) => at === parts.length - 1));
    for (const part of parts) assert(encodeMessage(part).length <= MAX_MESSAGE_BYTES);
  }
});
