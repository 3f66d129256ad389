import { assertEquals, assertStrictEquals } from "@std/assert";
import { Audiences } from "../../lib/hub/audiences.ts";
import { Fairness } from "../../lib/hub/fairness.ts";
import { Seat } from "../../lib/hub/seat.ts";
import { FakeLine } from "./fake_line.ts";

/** Seats that count how often one is looked up. */
class CountingSeats extends Map<string, Seat> {
  looks = 0;

  sit(...ids: readonly string[]): void {
    for (const id of ids) this.set(id, new Seat(id, new FakeLine(), new Fairness(null, 0)));
  }

  override get(id: string): Seat | undefined {
    this.looks++;
    return super.get(id);
  }
}

const idsOf = (seats: readonly Seat[]) => seats.map(({ id }) => id);

Deno.test("Audiences.of() looks each of a list up once, however often that is asked for", () => {
  const seats = new CountingSeats();
  const ids = Array.from({ length: 1_000 }, (_, n) => `${n}`);
  seats.sit(...ids);
  const audiences = new Audiences(seats);
  const audience = audiences.of(ids);
  assertEquals([idsOf(audience), seats.looks], [ids, 1_000]);
  for (let n = 0; n < 10; n++) assertStrictEquals(audiences.of(ids), audience);
  assertEquals(seats.looks, 1_000);
  audiences.of([...ids]);
  assertEquals(seats.looks, 2_000, "another list may be of other people");
});

Deno.test("Audiences.of() leaves out who has no seat, until there is one", () => {
  const seats = new CountingSeats();
  seats.sit("a", "c");
  const audiences = new Audiences(seats);
  const ids = ["a", "b", "c"];
  assertEquals(idsOf(audiences.of(ids)), ["a", "c"]);
  seats.sit("b");
  assertEquals(idsOf(audiences.of(ids)), ids);
});

Deno.test("Audiences.of() is right for a list of one or two, which it does not keep", () => {
  const seats = new CountingSeats();
  seats.sit("a", "b");
  const audiences = new Audiences(seats);
  for (const ids of [["a"], ["a", "b"]]) {
    for (let n = 0; n < 2; n++) assertEquals(idsOf(audiences.of(ids)), ids);
  }
  assertEquals(seats.looks, 6);
  assertEquals(audiences.of([]), []);
});
