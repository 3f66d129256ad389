import { assert, assertEquals } from "@std/assert";
import { AddressMemory, AddressRecord } from "../../../lib/io/net/address_memory.ts";
import {
  ADDRESS_RATE,
  MAX_ADDRESSES,
  MAX_PENALTY_MS,
  MIN_PENALTY_MS,
} from "../../../lib/limits.ts";

/** How long an address that connected once is remembered for it, in milliseconds. */
const ONE_TOKEN_MS = 1000 / ADDRESS_RATE.perSecond;

/** A connection that comes and goes at once, after which something is remembered. */
function visit(memory: AddressMemory, address: string, now: number, blameMs = 0): void {
  const record = memory.find(address, 1, now);
  record.rate.take(1, now);
  memory.hold(record);
  if (blameMs > 0) record.blame(blameMs, now);
  memory.letGo(record, now);
}

function isKnown(memory: AddressMemory, address: string, now: number): boolean {
  const { size } = memory;
  const record = memory.find(address, 1, now);
  assert(memory.size <= size);
  return !record.isBlank(now);
}

Deno.test("AddressRecord.blame() adds up, acts from its least on, runs off, and has a most", () => {
  const record = new AddressRecord("a", 1, 1_000);
  record.blame(MIN_PENALTY_MS - 1, 1_000);
  assert(!record.isPenalized(1_000));
  record.blame(1, 1_000);
  assert(record.isPenalized(1_000));
  assert(!record.isPenalized(1_001));
  record.blame(1, 1_001);
  assert(record.isPenalized(1_001));
  record.blame(MAX_PENALTY_MS * 5, 1_001);
  const end = 1_001 + MAX_PENALTY_MS;
  assert(record.isPenalized(end - MIN_PENALTY_MS));
  assert(!record.isPenalized(end - MIN_PENALTY_MS + 1));
  assert(!record.isBlank(end - 1));
  assert(record.isBlank(end));
  record.blame(MIN_PENALTY_MS, end + 5);
  assert(record.isPenalized(end + 5), "what has run off long ago counts for nothing");
  assert(!record.isPenalized(end + 6));
});

Deno.test("AddressRecord.isBlank() is when rate and penalty are as of a new one, and nothing is held", () => {
  const record = new AddressRecord("a", 1, 0);
  assert(record.isBlank(0));
  record.rate.take(1, 0);
  assert(!record.isBlank(ONE_TOKEN_MS - 1));
  assert(record.isBlank(ONE_TOKEN_MS));
  record.passes = 1;
  assert(!record.isBlank(ONE_TOKEN_MS));
});

Deno.test("AddressMemory.find() keeps nothing of an address that only asks", () => {
  const memory = new AddressMemory();
  for (let n = 0; n < 100; n++) memory.find(`${n}`, 1, 0);
  assertEquals(memory.size, 0);
});

Deno.test("AddressMemory.hold() keeps a record as long as anything of it is held, however many there are", () => {
  const memory = new AddressMemory(4);
  const record = memory.find("held", 1, 0);
  for (let n = 0; n < 2; n++) memory.hold(record);
  const others = Array.from({ length: 100 }, (_, n) => memory.find(`${n}`, 1, 0));
  for (const other of others) memory.hold(other);
  assertEquals(memory.size, 101);
  memory.letGo(record, 0);
  for (let n = 0; n < 100; n++) visit(memory, `visitor ${n}`, 0);
  assertEquals(memory.find("held", 1, 0), record);
  memory.letGo(record, 0);
  assert(memory.find("held", 1, 0) !== record);
  assertEquals(memory.size, 100 + 2);
  for (const other of others) memory.letGo(other, 0);
  assertEquals(memory.size, 2, "there was nothing to remember of them");
});

Deno.test("AddressMemory.hold() takes a record out of those that may give way, and counts it once", () => {
  const memory = new AddressMemory(4);
  visit(memory, "a", 0);
  assertEquals(memory.size, 1);
  const record = memory.find("a", 1, 0);
  memory.hold(record);
  assertEquals(memory.size, 1);
  for (const address of ["b", "c"]) visit(memory, address, 0);
  assertEquals(["b", "c"].filter((address) => isKnown(memory, address, 0)), ["b", "c"]);
  memory.letGo(record, 0);
  assertEquals(["a", "b", "c"].filter((address) => isKnown(memory, address, 0)), ["a", "c"]);
});

Deno.test("AddressMemory forgets the one unused for longest, and asking is a use", () => {
  const memory = new AddressMemory(6);
  for (const address of ["a", "b", "c"]) visit(memory, address, 0);
  memory.find("a", 1, 1);
  visit(memory, "d", 2);
  const known = ["a", "b", "c", "d"].filter((address) => isKnown(memory, address, 3));
  assertEquals(known, ["a", "c", "d"]);
  visit(memory, "e", 4);
  assertEquals(["a", "c", "d", "e"].filter((address) => isKnown(memory, address, 5)), [
    "c",
    "d",
    "e",
  ]);
});

Deno.test("AddressMemory never holds more than its room, half of it for those whose penalty acts", () => {
  const memory = new AddressMemory();
  for (let n = 0; n < 3 * MAX_ADDRESSES; n++) visit(memory, `harmless ${n}`, 0);
  assertEquals(memory.size, MAX_ADDRESSES / 2);
  for (let n = 0; n < 3 * MAX_ADDRESSES; n++) visit(memory, `bad ${n}`, 0, MIN_PENALTY_MS);
  assertEquals(memory.size, MAX_ADDRESSES);
  const newest = 3 * MAX_ADDRESSES - 1;
  assert(isKnown(memory, `harmless ${newest}`, 0), "no crowd of bad ones takes its place");
  assert(isKnown(memory, `bad ${newest - MAX_ADDRESSES / 2 + 1}`, 0));
  assert(!isKnown(memory, `bad ${newest - MAX_ADDRESSES / 2}`, 0));
});

Deno.test("AddressMemory lets no crowd flush a penalty that acts, unless all of it is penalized too", () => {
  const memory = new AddressMemory();
  visit(memory, "bad", 0, MAX_PENALTY_MS);
  for (let n = 0; n < 20_000; n++) visit(memory, `${n}`, 1, MIN_PENALTY_MS - 1);
  assert(isKnown(memory, "bad", 2));
  for (let n = 1; n < MAX_ADDRESSES / 2; n++) visit(memory, `also ${n}`, 3, MIN_PENALTY_MS);
  assert(memory.find("bad", 1, 4).isPenalized(4));
  // Asking has made it the latest; so many others once more, and one, are what it takes.
  for (let n = 0; n < MAX_ADDRESSES / 2 - 1; n++) visit(memory, `more ${n}`, 5, MIN_PENALTY_MS);
  visit(memory, "last", 5, MIN_PENALTY_MS);
  assert(!isKnown(memory, "bad", 6));
});

Deno.test("AddressMemory forgets what is blank again, as others come", () => {
  const memory = new AddressMemory();
  for (let n = 0; n < 1_000; n++) visit(memory, `${n}`, 0);
  assertEquals(memory.size, 1_000);
  for (let n = 0; n < 1_000; n++) visit(memory, `later ${n}`, ONE_TOKEN_MS);
  assertEquals(memory.size, 1_000);
  for (let n = 0; n < 1_000; n++) assert(!isKnown(memory, `${n}`, ONE_TOKEN_MS));
  visit(memory, "bad", ONE_TOKEN_MS, MIN_PENALTY_MS);
  assert(isKnown(memory, "bad", ONE_TOKEN_MS + MIN_PENALTY_MS - 1));
  assert(!isKnown(memory, "bad", ONE_TOKEN_MS + MIN_PENALTY_MS));
});

Deno.test("AddressMemory moves a record whose penalty acts no more to the harmless ones", () => {
  const memory = new AddressMemory(4);
  visit(memory, "bad", 0, MIN_PENALTY_MS + 1_000);
  for (const address of ["x", "y"]) visit(memory, address, 900);
  assert(memory.find("bad", 1, 1_000).isPenalized(1_000));
  assert(isKnown(memory, "bad", 1_001), "asked for, it stands among the others now");
  assertEquals(["x", "y"].filter((address) => isKnown(memory, address, 1_001)), ["y"]);
});
