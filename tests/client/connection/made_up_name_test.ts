import { assertEquals } from "@std/assert";
import { allMadeUpNames, madeUpName } from "../../../lib/client/connection/made_up_name.ts";
import { checkName } from "../../../lib/message/name.ts";

Deno.test("allMadeUpNames() are 4,096 different names that the rules for names allow", () => {
  const names = allMadeUpNames();
  assertEquals(new Set(names).size, 4096);
  for (const name of names) assertEquals(checkName(name), { ok: true, name });
});

Deno.test("madeUpName() gives each name for exactly 16 of the 65,536 draws", () => {
  const counts = new Map<string, number>();
  for (let drawn = 0; drawn < 65_536; drawn++) {
    const name = madeUpName(() => new Uint8Array([drawn >> 8, drawn & 255]));
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  assertEquals(counts.size, 4096);
  assertEquals(new Set(counts.values()), new Set([16]));
});
