import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { Parcels } from "../../lib/hub/parcels.ts";
import { readParcel } from "./fake_line.ts";

const LIST = { type: "members", room: "lobby", members: [], last: true } as const;

Deno.test("Parcels.pack() packs one list once, and all else as often as it is asked", () => {
  const parcels = new Parcels();
  const list = parcels.pack(LIST);
  assertEquals(readParcel(list), LIST);
  assertStrictEquals(parcels.pack(LIST), list);
  assert(parcels.pack({ ...LIST }) !== list);
  const closing = { type: "closing", reason: "stopping" } as const;
  assert(parcels.pack(closing) !== parcels.pack(closing));
  assertEquals(readParcel(parcels.pack(closing)), closing);
});

Deno.test("Parcels.error() packs each code once, and one with a time as often as it is asked", () => {
  const parcels = new Parcels();
  const plain = parcels.error({ code: "name_taken" });
  assertEquals(readParcel(plain), { type: "error", code: "name_taken" });
  const timed = parcels.error({ code: "name_taken", seconds: 7 });
  assertEquals(readParcel(timed), { type: "error", code: "name_taken", seconds: 7 });
  assertStrictEquals(parcels.error({ code: "name_taken" }), plain);
  assertEquals(readParcel(parcels.error({ code: "bad_message" })).type, "error");
  assert(parcels.error({ code: "bad_message" }) !== plain);
});

Deno.test("Parcels are of one switchboard: what holds one is counted there", () => {
  const error = { code: "bad_message" } as const;
  assert(new Parcels().error(error) !== new Parcels().error(error));
  assert(new Parcels().pack(LIST) !== new Parcels().pack(LIST));
});
