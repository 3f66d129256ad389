import { assertEquals } from "@std/assert";
import { Ignored } from "../../../lib/client/conversation/ignored.ts";
import { MAX_IGNORED } from "../../../lib/limits.ts";
import { begin } from "../session_options.ts";

Deno.test("Ignored are those whom the person names, never the person, and of too many who has left goes", () => {
  const { conversations } = begin();
  const ignored = new Ignored(conversations);
  ignored.set("me", true);
  conversations.lobby.take(
    {
      type: "joined",
      room: "lobby",
      member: { id: "here", name: "bern", tag: "bbbb" },
      time: 1,
    },
    1,
  );
  ignored.set("here", true);
  for (let n = 0; n < MAX_IGNORED; n++) ignored.set(`${n}`, true);
  assertEquals([ignored.all.length, ignored.has("here"), ignored.has("0")], [
    MAX_IGNORED,
    true,
    false,
  ]);
  ignored.set("here", false);
  assertEquals([ignored.has("here"), ignored.has("me")], [false, false]);
});
