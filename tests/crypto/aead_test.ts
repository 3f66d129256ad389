import { assertEquals } from "@std/assert";
import { soon, webAead } from "../../lib/crypto/aead.ts";
import { aeadContract } from "../support/aead_contract.ts";

aeadContract("webAead()", webAead);

Deno.test("soon() goes on at once with a value and later with a promise", async () => {
  assertEquals(soon(2, (two) => two + 1), 3);
  const later = soon(Promise.resolve(2), (two) => two + 1);
  assertEquals(later instanceof Promise, true);
  assertEquals(await later, 3);
});
