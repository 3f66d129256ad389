import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { Archive, type History } from "../../lib/hub/history.ts";
import { measured } from "../../lib/hub/parts.ts";
import { MAX_HISTORY, MAX_HISTORY_BYTES, MAX_ROOM_HISTORY_BYTES } from "../../lib/limits.ts";
import { encodeMessage } from "../../lib/message/encode.ts";
import type { Member, TextMessage } from "../../lib/message/from_server.ts";
import { drawFrom } from "./draw.ts";

const ADA = { id: "AAAAAAAAAAA", name: "Ada", tag: "aaaa" };
const BERN = { id: "BBBBBBBBBBB", name: "Bern", tag: "bbbb" };

function text(id: number, words = `text ${id}`, from: Member = ADA): TextMessage {
  return { type: "text", room: "lobby", id, from: from.id, text: words, time: id };
}

function ids(archive: Archive, history: History): number[] {
  return archive.past(history).map(({ id }) => id);
}

function authors(archive: Archive, history: History): Member[] {
  return archive.authorsOf(history).map(({ item, bytes }) => {
    assertEquals(bytes, measured(item).bytes);
    return item;
  });
}

Deno.test("Archive keeps the last texts of each room, as past, and no more than it may", () => {
  const archive = new Archive(3);
  const [garden, cellar] = [archive.open(), archive.open()];
  for (const id of [1, 2, 3, 4]) archive.add(garden, text(id), ADA);
  archive.add(cellar, text(1), BERN);
  assertEquals(ids(archive, garden), [2, 3, 4]);
  assertEquals(archive.past(cellar), [{ ...text(1), past: true }]);
});

Deno.test("Archive keeps nothing where it may keep nothing", () => {
  const archive = new Archive(0);
  const history = archive.open();
  archive.add(history, text(1), ADA);
  assertEquals([archive.past(history), archive.bytes, archive.authors], [[], 0, 0]);
  assertEquals(archive.limitOf(history), 0);
});

Deno.test("Archive.past() gives the same objects every time", () => {
  const archive = new Archive(3);
  const history = archive.open();
  archive.add(history, text(1), ADA);
  assertStrictEquals(archive.past(history)[0], archive.past(history)[0]);
});

Deno.test("Archive.edit() keeps the new words and says that there were others", () => {
  const archive = new Archive(3);
  const history = archive.open();
  const old = { ...text(1), action: true, reply: 9, mentions: [BERN.id] };
  for (const said of [old, text(2)]) archive.add(history, said, ADA);
  archive.edit(history, 1, { text: "new" }, 9);
  archive.edit(history, 7, { text: "not kept" }, 9);
  const { mentions: _, ...rest } = old;
  assertEquals(archive.past(history), [
    { ...rest, text: "new", past: true, edited: true },
    { ...text(2), past: true },
  ]);
  archive.edit(history, 1, { text: "newer", mentions: [ADA.id] }, 9);
  assertEquals(archive.past(history)[0]?.mentions, [ADA.id]);
});

Deno.test("Archive.remove() forgets one text, and who said it with the last one", () => {
  const archive = new Archive(3);
  const history = archive.open();
  for (const id of [1, 2]) archive.add(history, text(id), ADA);
  archive.add(history, text(3, "x", BERN), BERN);
  archive.remove(history, 1, 9);
  archive.remove(history, 1, 9);
  assertEquals([ids(archive, history), authors(archive, history)], [[2, 3], [ADA, BERN]]);
  archive.remove(history, 2, 9);
  assertEquals([authors(archive, history), archive.authors], [[BERN], 1]);
  archive.remove(history, 3, 9);
  assertEquals([archive.bytes, archive.authors], [0, 0]);
});

Deno.test("Archive.rename() gives the authors of texts as they are called now", () => {
  const archive = new Archive(3);
  const history = archive.open();
  archive.add(history, text(1), ADA);
  archive.rename({ ...ADA, name: "Eve" });
  archive.rename({ ...BERN, name: "nobody's" });
  assertEquals(authors(archive, history), [{ ...ADA, name: "Eve" }]);
  assertEquals(archive.authors, 1);
});

Deno.test("Archive.turn() forgets at once and keeps nothing, until it is turned back", () => {
  const archive = new Archive(3);
  const [history, other] = [archive.open(), archive.open()];
  for (const room of [history, other]) archive.add(room, text(1), ADA);
  archive.turn(history, false, 9);
  archive.add(history, text(2), ADA);
  assertEquals([ids(archive, history), archive.limitOf(history)], [[], 0]);
  assertEquals(ids(archive, other), [1]);
  archive.turn(history, true, 9);
  archive.add(history, text(3), ADA);
  assertEquals([ids(archive, history), archive.limitOf(history)], [[3], 3]);
});

Deno.test("Archive.close() forgets a room", () => {
  const archive = new Archive(3);
  const history = archive.open();
  archive.add(history, text(1), ADA);
  archive.close(history, 9);
  assertEquals([archive.bytes, archive.authors], [0, 0]);
});

Deno.test("Archive holds a room to its bytes, to the byte, also after an edit", () => {
  const archive = new Archive(MAX_HISTORY);
  const history = archive.open();
  const each = encodeMessage({ ...text(100, "x".repeat(900)), past: true }).length;
  const fit = Math.floor(MAX_ROOM_HISTORY_BYTES / each);
  for (let id = 100; id < 100 + fit; id++) archive.add(history, text(id, "x".repeat(900)), ADA);
  assertEquals(ids(archive, history).length, fit);
  const left = MAX_ROOM_HISTORY_BYTES - fit * each;
  const edited = "x".repeat(900 + left - `"edited":true,`.length);
  archive.edit(history, 100 + fit - 1, { text: edited }, 9);
  assertEquals([history.bytes, ids(archive, history)[0]], [MAX_ROOM_HISTORY_BYTES, 100]);
  archive.edit(history, 100 + fit - 1, { text: `${edited}x` }, 9);
  assertEquals(ids(archive, history)[0], 101);
  assertEquals(archive.bytes, history.bytes);
});

Deno.test("Archive holds all rooms to their bytes: the oldest text of all goes first", () => {
  const archive = new Archive(MAX_HISTORY);
  const rooms = Array.from({ length: 200 }, () => archive.open());
  const words = "x".repeat(3900);
  for (let id = 1; id <= 6_000; id++) {
    const room = rooms[id % rooms.length];
    assert(room !== undefined);
    archive.add(room, text(id, words), ADA);
    assert(archive.bytes <= MAX_HISTORY_BYTES);
  }
  const kept = rooms.flatMap((room) => ids(archive, room)).sort((a, b) => a - b);
  const first = kept[0] ?? 0;
  assertEquals(kept, Array.from({ length: 6_001 - first }, (_, n) => first + n));
  assert(archive.bytes > MAX_HISTORY_BYTES - 5_000);
});

/** What is kept of some rooms, the plain way: one list, oldest first. */
class PlainArchive {
  #kept: { readonly room: number; readonly id: number; readonly bytes: number }[] = [];

  add(room: number, id: number, bytes: number): void {
    this.#kept.push({ room, id, bytes });
    this.#trim(room);
  }

  edit(room: number, id: number, bytes: number): void {
    this.#kept = this.#kept.map((text) => {
      return text.room === room && text.id === id ? { ...text, bytes } : text;
    });
    this.#trim(room);
  }

  remove(room: number, id?: number): void {
    this.#kept = this.#kept.filter((text) => {
      return text.room !== room || id !== undefined && text.id !== id;
    });
  }

  ids(room: number): number[] {
    return this.#kept.filter((text) => text.room === room).map(({ id }) => id);
  }

  bytes(room: number | null): number {
    return this.#kept.reduce((sum, text) => {
      return room === null || text.room === room ? sum + text.bytes : sum;
    }, 0);
  }

  #trim(room: number): void {
    while (this.bytes(room) > MAX_ROOM_HISTORY_BYTES) {
      const [first] = this.ids(room);
      this.remove(room, first);
    }
    let all = this.bytes(null);
    while (all > MAX_HISTORY_BYTES) all -= this.#kept.shift()?.bytes ?? 0;
  }
}

Deno.test("Archive keeps what the plainest one would, whatever is said, changed and taken back", () => {
  const draw = drawFrom(9);
  const random = (below: number) => {
    const [a = 0, b = 0] = draw(2);
    return (a * 256 + b) % below;
  };
  const archive = new Archive(MAX_HISTORY);
  const plain = new PlainArchive();
  const rooms = Array.from({ length: 180 }, () => archive.open());
  let full = 0;
  const bytesOf = (said: TextMessage) => encodeMessage({ ...said, past: true }).length;
  for (let id = 1; id <= 9_000; id++) {
    const number = random(rooms.length);
    const history = rooms[number];
    assert(history !== undefined);
    const said = text(id, "x".repeat(3_500 + random(450)));
    archive.add(history, said, ADA);
    plain.add(number, id, bytesOf(said));
    const there = plain.ids(number);
    const other = there[random(there.length)] ?? 0;
    const does = random(100);
    if (does < 10) {
      archive.remove(history, other, id);
      plain.remove(number, other);
    } else if (does < 15) {
      const words = "y".repeat(1 + random(3_900));
      archive.edit(history, other, { text: words }, id);
      const edited = { ...text(other, words), edited: true };
      plain.edit(number, other, bytesOf(edited));
    } else if (does === 99) {
      archive.turn(history, false, id);
      archive.turn(history, true, id);
      plain.remove(number);
    }
    if (archive.bytes > MAX_HISTORY_BYTES - 5_000) full++;
    if (id % 500 !== 0) continue;
    assertEquals(rooms.map((room) => ids(archive, room)), rooms.map((_, n) => plain.ids(n)));
    assertEquals(archive.bytes, plain.bytes(null));
  }
  assert(full > 1_000, "all together often have as much as they may");
});

Deno.test("Archive.authorsSince() knows of whom a room has just forgotten the last text", () => {
  const archive = new Archive(2);
  const [garden, cellar] = [archive.open(), archive.open()];
  const names = (room: History, entered: number) =>
    archive.authorsSince(room, entered, 9).map(({ item }) => item.name);
  archive.add(garden, text(1), ADA);
  archive.add(garden, text(2), ADA);
  archive.add(cellar, text(3), ADA);
  archive.rename({ ...ADA, name: "Eve" });
  archive.add(garden, text(4, "x", BERN), BERN); // drops the first of two
  assertEquals(names(garden, 0), ["Eve", "Bern"]);
  archive.remove(garden, 2, 5);
  assertEquals([names(garden, 5), names(garden, 6)], [["Eve", "Bern"], ["Bern"]]);
  archive.turn(garden, false, 7);
  assertEquals([names(garden, 5), names(garden, 7)], [["Eve", "Bern"], ["Bern"]]);
  archive.close(cellar, 8);
  assertEquals([names(cellar, 8), archive.authors], [["Eve"], 0]);
});
