import { assertEquals } from "@std/assert";
import { knownSeconds } from "../../../lib/client/conversation/known_seconds.ts";
import { MAX_SECONDS } from "../../../lib/limits.ts";

Deno.test("knownSeconds() bounds what a server says", () => {
  assertEquals([undefined, 0, 7, MAX_SECONDS].map(knownSeconds), [null, 0, 7, MAX_SECONDS]);
  assertEquals(knownSeconds(Number.MAX_SAFE_INTEGER), MAX_SECONDS);
});
