import { assertEquals } from "@std/assert";
import { Refs } from "../../../lib/client/conversation/refs.ts";

Deno.test("Refs.next() gives each number once, from 1", () => {
  const refs = new Refs();
  assertEquals([refs.next(), refs.next(), refs.next()], [1, 2, 3]);
});
