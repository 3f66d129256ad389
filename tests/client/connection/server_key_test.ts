import { assertEquals } from "@std/assert";
import {
  conflicts,
  expectKey,
  judgeKey,
  settledTarget,
} from "../../../lib/client/connection/server_key.ts";

const known = { host: "h", port: 1, key: "K", since: 5, compared: true, name: "" };

Deno.test("expectKey() goes by what is known, then by the invitation, then by nothing", () => {
  assertEquals(expectKey(null, known, 9), {
    key: "K",
    standing: "known",
    since: 5,
    compared: true,
  });
  assertEquals(expectKey("K", known, 9), { key: "K", standing: "known", since: 5, compared: true });
  assertEquals(expectKey("I", null, 9), {
    key: "I",
    standing: "invited",
    since: 9,
    compared: false,
  });
  assertEquals(expectKey(null, null, 9), { key: null, standing: "new", since: 9, compared: false });
});

Deno.test("conflicts() is whether invitation and memory name different keys", () => {
  assertEquals([conflicts("K", null), conflicts("K", known), conflicts("I", known)], [
    false,
    false,
    true,
  ]);
});

Deno.test("judgeKey() lets the expected key pass and no other", () => {
  const cases = [
    // shown, expected, its standing, invited
    ["K", "K", "known", null, "expected"],
    ["K", "K", "known", "K", "expected"],
    ["K", "K", "invited", "K", "expected"],
    ["X", "K", "known", null, "changed"],
    // Whoever has been there is shown both keys, also if the invitation is kept.
    ["X", "K", "known", "K", "changed"],
    ["X", "K", "invited", "K", "not_invited"],
    ["X", "K", "new", null, "changed"],
    ["X", null, "new", null, "new"],
    ["k", "K", "known", null, "changed"],
    ["", "K", "invited", "K", "not_invited"],
  ] as const;
  for (const [shown, key, standing, invited, verdict] of cases) {
    const expected = { key, standing, since: 0, compared: false };
    assertEquals(judgeKey(shown, expected, invited), verdict, `${shown} ${standing} ${invited}`);
  }
});

Deno.test("settledTarget() gives up an invitation that names another key than the accepted one", () => {
  const target = { where: "pychat://h:9#I", host: "h", port: 9, room: null, key: "I" };
  assertEquals(settledTarget(target, "I"), target);
  assertEquals(settledTarget(target, "K"), { ...target, where: "h:9", key: null });
  const bare = { ...target, where: "h:9", key: null };
  assertEquals(settledTarget(bare, "K"), bare);
});
