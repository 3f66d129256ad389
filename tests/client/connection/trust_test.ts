import { assertEquals } from "@std/assert";
import type { KnownServer } from "../../../lib/client/keep/known_servers.ts";
import { Trust } from "../../../lib/client/connection/trust.ts";

const KNOWN: KnownServer = {
  host: "garden",
  port: 1,
  key: "A",
  since: 5,
  compared: true,
  name: "",
};

function trust(invited: string | null, remembered: string | null): Trust {
  const target = { where: "", host: "garden", port: 1, room: null, key: invited };
  const elsewhere = { ...KNOWN, host: "other", key: "Z" };
  const known = remembered === null ? [elsewhere] : [elsewhere, { ...KNOWN, key: remembered }];
  return new Trust(target, known, 9);
}

Deno.test("Trust begins with what is known, or with the invitation, and says where they differ", () => {
  const cases = [
    // invited, remembered: key, since, vouched, in conflict, offered
    [null, null, "", 9, false, false, ""],
    ["A", null, "A", 9, true, false, ""],
    [null, "A", "A", 5, true, false, ""],
    ["A", "A", "A", 5, true, false, ""],
    ["B", "A", "A", 5, true, true, "B"],
  ] as const;
  for (const [invited, remembered, ...expected] of cases) {
    const one = trust(invited, remembered);
    assertEquals([one.key, one.since, one.isVouched, one.isInConflict, one.offered], expected);
  }
});

Deno.test("Trust.judge() offers what was shown, and accept() takes that and no other", () => {
  const one = trust(null, "A");
  assertEquals([one.judge("A"), one.judge("B"), one.offered], ["expected", "changed", "B"]);
  one.accept("new", false, 20);
  assertEquals([one.judge("B"), one.judge("A")], ["expected", "changed"]);
  assertEquals(one.facts, { key: "B", standing: "new", since: 20, compared: false, replaces: "A" });
  assertEquals(one.isVouched, false);
});

Deno.test("Trust is vouched for by a person who compared the words of a new key", () => {
  const one = trust(null, null);
  assertEquals(one.judge("A"), "new");
  one.accept("new", true, 20);
  assertEquals(one.isVouched, true);
  assertEquals(one.facts, { key: "A", standing: "new", since: 20, compared: true, replaces: null });
});

Deno.test("Trust gives up a known key for an invited one that was accepted, and stays with it", () => {
  const one = trust("B", "A");
  one.accept("invited", false, 20);
  assertEquals([one.judge("A"), one.judge("B")], ["not_invited", "expected"]);
  assertEquals(one.facts.replaces, "A");
});
