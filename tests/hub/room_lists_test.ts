import { assert, assertEquals } from "@std/assert";
import { bansMessages, standingMessages } from "../../lib/hub/room_lists.ts";
import { MAX_BANS, MAX_ROOMS_PER_MEMBER, MAX_TOPIC_UNITS } from "../../lib/limits.ts";
import { encodeMessage } from "../../lib/message/encode.ts";
import type { ServerMessage } from "../../lib/message/from_server.ts";
import { readServerMessage } from "../../lib/message/read_server.ts";

/** What takes most bytes. */
const NAME = "田".repeat(32);

function check(messages: readonly (ServerMessage & { readonly last: boolean })[]): void {
  assertEquals(
    messages.map(({ last }) => last),
    messages.map((_, at) => at === messages.length - 1),
  );
  for (const message of messages) {
    assertEquals<unknown>(readServerMessage(encodeMessage(message)), message);
  }
}

Deno.test("standingMessages() gives as many rooms as one can be in, in parts that a client reads", () => {
  const states = Array.from({ length: MAX_ROOMS_PER_MEMBER + 1 }, (_, n) => ({
    room: `${n}${NAME.slice(2)}`,
    kind: "locked" as const,
    topic: "田".repeat(MAX_TOPIC_UNITS),
    owner: "AAAAAAAAAAA",
    history: 1000,
    muted: 0,
  }));
  const messages = standingMessages(states);
  check(messages);
  assertEquals(messages.flatMap(({ rooms }) => rooms), states);
  assertEquals(standingMessages([]), [{ type: "standing", rooms: [], last: true }]);
});

Deno.test("bansMessages() gives as many bans as there can be, in parts that a client reads", () => {
  const bans = Array.from({ length: MAX_BANS }, (_, n) => {
    return { id: n + 1, name: "田".repeat(24), tag: "aaaa", seconds: 31_622_400 };
  });
  const messages = bansMessages(NAME, bans);
  check(messages);
  assert(messages.length > 1);
  assertEquals(messages.flatMap((message) => message.bans), bans);
});
