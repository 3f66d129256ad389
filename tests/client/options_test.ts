import { assertEquals } from "@std/assert";
import { NOTHING, reply } from "../../lib/client/options.ts";

Deno.test("reply() is for the page that asked, and asks nothing of the world; NOTHING does neither", () => {
  const update = { type: "notice", problem: { code: "not_done" } } as const;
  assertEquals(reply(update), { effects: [], replies: [update] });
  assertEquals(NOTHING, { effects: [], replies: [] });
});
