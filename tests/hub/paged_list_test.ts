import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import { PagedList } from "../../lib/hub/paged_list.ts";
import { measured } from "../../lib/hub/parts.ts";
import { encodeMessage } from "../../lib/message/encode.ts";
import type { Member, MembersMessage } from "../../lib/message/from_server.ts";
import { MAX_MESSAGE_BYTES } from "../../lib/message/json.ts";

function make(members: readonly Member[], last: boolean): MembersMessage {
  return { type: "members", room: "lobby", members, last };
}

const EMPTY = encodeMessage(make([], false)).length;

function member(id: string, name = ""): Member {
  return { id, name, tag: "aaaa" };
}

/** A list, what must be in it, and how many messages were made of it. */
class Watched {
  made = 0;
  readonly members = new Map<string, Member>();
  readonly list = new PagedList<Member, MembersMessage>((members, last) => {
    this.made++;
    return make(members, last);
  });
  #old: readonly MembersMessage[] = [];
  #copy: readonly MembersMessage[] = [];

  constructor(count = 0) {
    for (let n = 0; n < count; n++) this.put(`${n}`, "x".repeat(20));
    this.check();
  }

  put(id: string, name: string): void {
    this.members.set(id, member(id, name));
    this.list.put(id, measured(member(id, name)));
  }

  remove(id: string): void {
    this.members.delete(id);
    this.list.remove(id);
  }

  /** Fails unless all is as it must be. @returns How many messages were made for it. */
  check(): number {
    const { list, members } = this;
    const before = this.made;
    const messages = list.messages();
    assertStrictEquals(list.messages(), messages);
    assertEquals(messages.flatMap((message) => message.members), [...members.values()]);
    assertEquals([[...list.keys()], list.size], [[...members.keys()], members.size]);
    const sizes = messages.map((message) => encodeMessage(message).length);
    for (const [at, message] of messages.entries()) {
      assertEquals(message.last, at === messages.length - 1);
      assert(message.members.length > 0 || members.size === 0, "an empty part");
      assert((sizes[at] ?? 0) <= MAX_MESSAGE_BYTES);
      if (at === 0) continue;
      assert((sizes[at] ?? 0) + (sizes[at - 1] ?? 0) > 0.75 * MAX_MESSAGE_BYTES, `${sizes}`);
    }
    assertEquals(this.#old, this.#copy, "who holds an old list is not surprised");
    this.#old = messages;
    this.#copy = structuredClone(messages);
    return this.made - before;
  }
}

Deno.test("PagedList.messages() gives one last part for an empty list, also for one that has become so", () => {
  const watched = new Watched();
  assertEquals(watched.list.messages(), [make([], true)]);
  watched.put("a", "ada");
  assertEquals(watched.list.messages(), [make([member("a", "ada")], true)]);
  watched.remove("a");
  watched.remove("nobody");
  assertEquals(watched.list.messages(), [make([], true)]);
});

Deno.test("PagedList keeps what is put and removed in order, in parts that fit and are not too many", () => {
  const act = fc.record({
    from: fc.nat(999),
    count: fc.nat(400),
    length: fc.nat(90),
    does: fc.constantFrom("put", "remove", "change"),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
      const watched = new Watched();
      for (const { from, count, length, does } of acts) {
        for (let n = from; n < from + count; n++) {
          if (does === "remove") watched.remove(`${n}`);
          else if (does === "put" || watched.members.has(`${n}`)) {
            watched.put(`${n}`, 'ü"田\u{20000}'.repeat(length).slice(0, length - length % 2));
          }
        }
        watched.check();
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("PagedList is right with each entry that comes and goes, over the edge of a page", () => {
  const watched = new Watched();
  const count = 300;
  for (let n = 0; n < count; n++) {
    watched.put(`${n}`, "x".repeat(90));
    watched.check();
  }
  assert(watched.list.messages().length > 2);
  // From the first one on, so that the pages behind stay full; then from the last one on.
  for (let n = 0; n < count / 2; n++) {
    watched.remove(`${n}`);
    watched.check();
  }
  for (let n = count - 1; n >= count / 2; n--) {
    watched.remove(`${n}`);
    watched.check();
  }
});

Deno.test("PagedList puts what is cut off a page to a next one that is nearly empty", () => {
  const watched = new Watched();
  let count = 0;
  while (watched.list.messages().length < 2) watched.put(`${count++}`, "x".repeat(20));
  watched.check();
  watched.put("0", "y".repeat(90));
  watched.check();
  assertEquals(watched.list.messages().length, 2);
});

Deno.test("PagedList makes one message anew where one entry changes, of 5,000 as of 100", () => {
  for (const count of [100, 1_000, 5_000]) {
    const watched = new Watched(count);
    assertEquals(watched.check(), 0);
    for (const at of [0, Math.floor(count / 2), count - 1]) {
      watched.put(`${at}`, "y".repeat(20));
      assertEquals(watched.check(), 1, `one of ${count} is changed`);
      watched.remove(`${at}`);
      assertEquals(watched.check(), 1, `one of ${count} is gone`);
      watched.put(`${at}`, "z".repeat(20));
      const made = watched.check();
      assert(made <= 2, `one comes to ${count}: ${made}`);
    }
  }
});

Deno.test("PagedList makes nothing anew where the same entry is put again", () => {
  const list = new PagedList(make);
  const entry = measured(member("a", "ada"));
  list.put("a", entry);
  const messages = list.messages();
  list.put("a", measured(entry.item));
  assertStrictEquals(list.messages(), messages);
  assertEquals([list.has("a"), list.has("b")], [true, false]);
});

Deno.test("PagedList makes as many messages as there are changes, whatever they do to the pages", () => {
  // All become longer, so that every page is cut, and shorter again.
  const watched = new Watched(2_000);
  const pages = watched.list.messages().length;
  for (const length of [40, 10, 60, 0]) {
    let made = 0;
    for (let n = 0; n < 2_000; n++) {
      watched.put(`${n}`, "y".repeat(length));
      const before = watched.made;
      watched.list.messages();
      made += watched.made - before;
    }
    watched.check();
    assert(made <= 2_000 + 4 * pages, `${made} messages for 2,000 changes`);
  }
});

Deno.test("PagedList fills a page as far as it goes, byte by byte", () => {
  const each = measured(member("AA", "a".repeat(20))).bytes + 1;
  const count = Math.floor((MAX_MESSAGE_BYTES - EMPTY) / each) - 1;
  const left = MAX_MESSAGE_BYTES - EMPTY - count * each - measured(member("last")).bytes;
  for (let length = left - 2; length <= left + 2; length++) {
    for (const isChange of [false, true]) {
      const watched = new Watched();
      // Two letters for each, so that all take as much.
      for (let n = 0; n < count; n++) watched.put(n.toString(36).padStart(2, "0"), "a".repeat(20));
      if (isChange) watched.put("last", "b");
      watched.put("last", "b".repeat(length));
      watched.check();
      assertEquals(watched.list.messages().length, length <= left ? 1 : 2, `${length}`);
    }
  }
});
