/**
 * Measures what the hub and the switchboard take for rooms of any size, without sockets: what
 * happens in a room should cost each of its members the same.
 *
 * @module
 */
import { print } from "../../lib/io/terminal.ts";
import { type Act, ACTS, type Person, RoomCrowd } from "../../tests/support/room_crowd.ts";
import { middleOf } from "./middle.ts";

const SIZES = [10, 100, 1_000] as const;

/** How often each is done; the middle one counts. */
const RUNS = 101;

/** What makes room for the next: whoever was put out or left comes in again. */
const ORDER: readonly Act[] = ["join", "text", "leave", "join", "kick"];

/** Measures and prints everything. */
export function benchRooms(): void {
  const crowd = new RoomCrowd(1_001);
  const [owner, guest] = [crowd.people.at(0), crowd.people.at(-1)];
  if (owner === undefined || guest === undefined) throw new Error("nobody came");
  for (const size of SIZES) crowd.fill(`room of ${size}`, crowd.people.slice(0, size));
  // Twice: the first times are those of the compiler.
  for (const size of SIZES) measure(crowd, `room of ${size}`, owner, guest);
  const all = SIZES.map((size) => ({
    size,
    took: measure(crowd, `room of ${size}`, owner, guest),
  }));
  for (const act of ACTS) {
    const base = (all[0]?.took.get(act) ?? NaN) / SIZES[0];
    for (const { size, took } of all) print(line(act, size, took.get(act) ?? NaN, base));
  }
  const start = performance.now();
  for (let room = 0; room < 100; room++) {
    const people = Array.from(
      { length: 100 },
      (_, index) => crowd.people[(10 * room + index) % 1_000],
    );
    crowd.fill(`one of many ${room}`, people.filter((one) => one !== undefined));
  }
  const each = (performance.now() - start) / 10_000 * 1_000;
  print(`rooms, 100 of 100 members filled: ${each.toFixed(0)} µs for each who came in`);
  const took = measure(crowd, "room of 100", owner, guest);
  for (const act of ACTS) {
    const alone = all[1]?.took.get(act) ?? NaN;
    const times = ((took.get(act) ?? NaN) / alone).toFixed(2);
    print(`rooms, ${act} in one of 100 beside 100 others: ${times} of what it took without them`);
  }
}

function line(act: Act, size: number, took: number, base: number): string {
  const each = took / size;
  const times = (each / base).toFixed(2);
  return `rooms, ${act} in one of ${size}: ${took.toFixed(0)} µs, for each member ` +
    `${each.toFixed(2)} µs, ${times} of what it is in one of ${SIZES[0]}`;
}

/** How long each takes in a room, the middle of many, in microseconds. */
function measure(
  crowd: RoomCrowd,
  room: string,
  owner: Person,
  guest: Person,
): ReadonlyMap<Act, number> {
  const times = new Map<Act, number[]>(ACTS.map((act) => [act, []]));
  for (let run = 0; run < RUNS; run++) {
    for (const act of ORDER) {
      const start = performance.now();
      crowd.act(act, room, owner, guest);
      times.get(act)?.push((performance.now() - start) * 1_000);
    }
  }
  return new Map(ACTS.map((act) => [act, middleOf(times.get(act) ?? [])]));
}
