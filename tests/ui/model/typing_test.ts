import { assertEquals, assertStrictEquals } from "@std/assert";
import { lasting, stopped, TYPING_MS, wrote } from "../../../ui/model/typing.ts";
import { person } from "../../support/scenes.ts";

const ADA = { in: "c1", person: person("ada"), since: 0 };
const BERN = { in: "c1", person: person("bern"), since: 1 };

Deno.test("wrote() keeps the newest sign of each person in each conversation", () => {
  const elsewhere = { ...ADA, in: "c2" };
  const all = [ADA, BERN, elsewhere].reduce(wrote, []);
  assertEquals(wrote(all, { ...ADA, since: 5 }), [BERN, elsewhere, { ...ADA, since: 5 }]);
});

Deno.test("stopped() ends a person's writing in one conversation", () => {
  const all = [ADA, { ...ADA, in: "c2" }];
  assertEquals(stopped(all, "c1", ADA.person.id), [{ ...ADA, in: "c2" }]);
  assertStrictEquals(stopped(all, "c3", ADA.person.id), all);
});

Deno.test("lasting() believes a sign for as long as it may be believed and no longer", () => {
  const all = [ADA, BERN];
  assertStrictEquals(lasting(all, TYPING_MS - 1), all);
  assertEquals(lasting(all, TYPING_MS), [BERN]);
  assertEquals(lasting(all, TYPING_MS + 1), []);
});
