import { assertEquals } from "@std/assert";
import { checkWhere } from "../../../lib/client/connection/check_where.ts";

const KEY = "A".repeat(43);
const OTHER = "B".repeat(42) + "A";
const KNOWN = { host: "garden", port: 7420, key: KEY, since: 1, compared: false, name: "" };

function check(where: string): unknown {
  const result = checkWhere(where, [KNOWN], (key) => [key.slice(0, 1)]);
  return result.ok ? [result.host, result.port, result.standing, ...result.words] : result.problem;
}

Deno.test("checkWhere() says what the key's standing would be, and its words", () => {
  assertEquals(check("garden"), ["garden", 7420, "known", "A"]);
  assertEquals(check(`pychat://garden#${KEY}`), ["garden", 7420, "known", "A"]);
  assertEquals(check(`pychat://garden#${OTHER}`), ["garden", 7420, "changed", "B"]);
  assertEquals(check(`pychat://other:1#${OTHER}`), ["other", 1, "invited", "B"]);
  assertEquals(check("other:1"), ["other", 1, "new"]);
  assertEquals(check("[::1]"), ["::1", 7420, "new"]);
});

Deno.test("checkWhere() says what is wrong with it", () => {
  assertEquals(check("other:99999"), { code: "invitation", part: "port", fault: "range", by: 0 });
  assertEquals(check(`pychat://garden#${KEY.slice(2)}`), {
    code: "invitation",
    part: "key",
    fault: "short",
    by: 2,
  });
});

Deno.test("checkWhere() says while it is typed that an invitation is for a sealed room", () => {
  assertEquals(check(`pychat://garden#${KEY}.${KEY}`), { code: "sealed_not_supported" });
});
