import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { Parcels } from "../../lib/hub/parcels.ts";
import { readParcel } from "./fake_line.ts";

const LIST = { type: "members", room: "lobby", members: [], last: true } as const;

Deno.test("Parcels.pack() packs one list of members or rooms and one kept text once, and all else as often as it is asked", () => {
  const parcels = new Parcels();
  const list = parcels.pack(LIST);
  assertEquals(readParcel(list), LIST);
  assertStrictEquals(parcels.pack(LIST), list);
  assert(parcels.pack({ ...LIST }) !== list);
  const rooms = { type: "rooms", rooms: [], last: true } as const;
  assertStrictEquals(parcels.pack(rooms), parcels.pack(rooms));
  const past = {
    type: "text",
    room: "attic",
    id: 1,
    from: "AAAAAAAAAAA",
    text: "a",
    time: 1,
  } as const;
  const kept = { ...past, past: true } as const;
  assertStrictEquals(parcels.pack(kept), parcels.pack(kept));
  assert(parcels.pack(past) !== parcels.pack(past), "nobody else comes and gets that");
  assertEquals(readParcel(parcels.pack(kept)), kept);
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

Deno.test("Parcels.introduction() packs a member once, until that is another", () => {
  const parcels = new Parcels();
  const member = { id: "AAAAAAAAAAA", name: "ada", tag: "aaaa" };
  const parcel = parcels.introduction(member);
  assertEquals(readParcel(parcel), { type: "people", people: [member] });
  assertStrictEquals(parcels.introduction(member), parcel);
  assert(parcels.introduction({ ...member, name: "Ada" }) !== parcel);
});

Deno.test("Parcels.stub says nothing, and is one for all", () => {
  const parcels = new Parcels();
  assertEquals(readParcel(parcels.stub), { type: "withheld" });
  assertStrictEquals(parcels.stub, parcels.stub);
  assert(new Parcels().stub !== parcels.stub);
});

Deno.test("Parcels are of one switchboard: what holds one is counted there", () => {
  const error = { code: "bad_message" } as const;
  assert(new Parcels().error(error) !== new Parcels().error(error));
  assert(new Parcels().pack(LIST) !== new Parcels().pack(LIST));
});
