import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { unnumbered } from "../../../lib/io/net/unnumbered.ts";
import { encodePacket, KIND } from "../../../lib/wire/packet.ts";
import { parcelOf } from "../../../lib/wire/parcel.ts";

const BODY = new TextEncoder().encode('{"type":"text"}');

Deno.test("unnumbered() copies what is numbered with another kind, and leaves the original alone", () => {
  const parcel = parcelOf(encodePacket(KIND.numbered, BODY));
  const copy = unnumbered(parcel);
  assertEquals(copy.packet, encodePacket(KIND.message, BODY));
  assertEquals(parcel.packet, encodePacket(KIND.numbered, BODY));
  assert(copy.packet.buffer !== parcel.packet.buffer);
});

Deno.test("unnumbered() copies what it is about too, so that it can be withheld", () => {
  for (const about of ["attic", null]) {
    assertEquals(unnumbered(parcelOf(encodePacket(KIND.numbered, BODY), about)).about, about);
  }
});

Deno.test("unnumbered() makes one copy for all", () => {
  const parcel = parcelOf(encodePacket(KIND.numbered, BODY));
  assertStrictEquals(unnumbered(parcel), unnumbered(parcel));
  const other = parcelOf(encodePacket(KIND.numbered, BODY));
  assert(unnumbered(other) !== unnumbered(parcel));
});

Deno.test("unnumbered() gives back what is not numbered", () => {
  for (const kind of [KIND.message, KIND.bye, KIND.ack, KIND.ping, KIND.pong, 200]) {
    const parcel = parcelOf(encodePacket(kind, BODY));
    assertStrictEquals(unnumbered(parcel), parcel);
  }
});
