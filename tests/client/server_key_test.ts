import { assertEquals } from "@std/assert";
import { conflicts, expectKey, judgeKey } from "../../lib/client/server_key.ts";

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
    // shown, expected, invited
    ["K", "K", null, "expected"],
    ["K", "K", "K", "expected"],
    ["X", "K", null, "changed"],
    ["X", "K", "K", "not_invited"],
    ["X", null, null, "new"],
    ["k", "K", null, "changed"],
    ["", "K", "K", "not_invited"],
  ] as const;
  for (const [shown, key, invited, verdict] of cases) {
    const expected = { key, standing: "known", since: 0, compared: false } as const;
    assertEquals(judgeKey(shown, expected, invited), verdict);
  }
});
