import { assertEquals } from "@std/assert";
import { fail, QUIET, send } from "../../../lib/client/session/reaction.ts";

Deno.test("send() and fail() are what to say, or why nothing is said", () => {
  const rooms = { type: "rooms" } as const;
  assertEquals(send(rooms, rooms), { messages: [rooms, rooms], problem: null });
  assertEquals(fail({ code: "lobby" }), { messages: [], problem: { code: "lobby" } });
  assertEquals(send(), QUIET);
});
