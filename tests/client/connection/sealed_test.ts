import { assert, assertEquals } from "@std/assert";
import { isSealed } from "../../../lib/client/connection/sealed.ts";
import { parseWhere } from "../../../lib/message/invitation.ts";

const KEY = "A".repeat(43);

Deno.test("isSealed() tells an invitation with a secret from all others", () => {
  const cases = [["garden", false], [`pychat://garden#${KEY}`, false], [
    `pychat://garden/room#${KEY}.${KEY}`,
    true,
  ]] as const;
  for (const [where, sealed] of cases) {
    const place = parseWhere(where);
    assert(place.ok);
    assertEquals(isSealed(place), sealed, where);
  }
});
