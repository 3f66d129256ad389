import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Person, Present } from "../../../lib/api/view.ts";
import { Members } from "../../../lib/client/conversation/members.ts";
import { MAX_DEPARTED, MAX_SHOWN_MEMBERS } from "../../../lib/limits.ts";

const ME = person("me", "me");

function person(id: string, name = id): Person {
  return { id, name, tag: "aaaa" };
}

/** As pages see somebody who is there. */
function here(one: Person): Present {
  return { ...one, reconnecting: false, muted: false };
}

function inOrder(people: readonly Present[]): string[] {
  return people.map(({ id, name, reconnecting }) => `${id} ${name} ${reconnecting}`).sort();
}

function names(members: Members): string[] {
  return members.all.map(({ name }) => name);
}

Deno.test("Members.list() replaces the members when its last part has come, and not before", () => {
  const members = new Members(ME);
  members.list([person("a"), ME], true);
  members.list([person("b"), person("z")], false);
  assertEquals(names(members), ["a", "me"]);
  members.list([person("c"), ME], true);
  assertEquals(names(members), ["b", "c", "me", "z"]);
  members.list([], true);
  assertEquals(names(members), ["me"]);
});

Deno.test("Members.all is in the order of the names, then of the tags", () => {
  const members = new Members({ id: "0", name: "ada", tag: "zzzz" });
  members.list([
    { id: "1", name: "Ötzi", tag: "aaaa" },
    { id: "2", name: "ada", tag: "bbbb" },
    { id: "3", name: "Zoe", tag: "aaaa" },
    { id: "4", name: "Bern", tag: "aaaa" },
  ], true);
  assertEquals(members.all.map(({ id }) => id), ["2", "0", "4", "1", "3"]);
});

Deno.test("Members.join() and leave() say who it was, once", () => {
  const members = new Members(ME);
  assertEquals(members.join(person("a")), person("a"));
  assertEquals(members.join(person("a", "other")), null);
  assertEquals(members.leave("a"), person("a"));
  assertEquals(members.leave("a"), null);
  assertEquals(members.rename("a", "b"), null);
});

Deno.test("Members keep the person's own entry whatever the server says", () => {
  const members = new Members(ME);
  assertEquals(members.join(person("me", "forged")), null);
  assertEquals(members.leave("me"), null);
  members.list([person("me", "forged"), person("a")], true);
  assertEquals(members.all, [person("a"), ME].map(here));
  assertEquals(members.rename("me", "new"), ME);
  assertEquals(members.me, person("me", "new"));
  assertEquals(members.find("me"), person("me", "new"));
});

Deno.test("Members take any string for an id", () => {
  const members = new Members(ME);
  for (const id of ["__proto__", "constructor", "toString", ""]) {
    assertEquals(members.find(id), null);
    assertEquals(members.join(person(id, "x")), person(id, "x"));
    assertEquals(members.find(id), person(id, "x"));
  }
});

Deno.test("Members never hold more than they show", () => {
  const part = (from: number) => Array.from({ length: 1000 }, (_, i) => person(`${from + i}`));
  const members = new Members(ME);
  for (let from = 0; from < 10_000; from += 1000) members.list(part(from), false);
  members.list([], true);
  assert(members.all.length <= MAX_SHOWN_MEMBERS + 1);
  assert(members.all.some(({ id }) => id === ME.id));
  for (let i = 0; i < 10_000; i++) members.join(person(`j${i}`));
  assert(members.all.length <= MAX_SHOWN_MEMBERS + 1);
});

Deno.test("Members are right when people come, go and rename between the parts of a list", () => {
  // A server that wrote its list down at one moment and sends the parts while things happen.
  const ids = ["a", "b", "c", "d"];
  const happening = fc.oneof(
    fc.record({ what: fc.constant("part" as const), id: fc.constant("") }),
    fc.record({ what: fc.constant("toggle" as const), id: fc.constantFrom(...ids) }),
    fc.record({ what: fc.constant("rename" as const), id: fc.constantFrom(...ids) }),
    fc.record({ what: fc.constant("move" as const), id: fc.constantFrom(...ids) }),
  );
  fc.assert(fc.property(fc.subarray(ids), fc.array(happening), (present, happenings) => {
    const truth = new Map(present.map((id): [string, Present] => [id, here(person(id))]));
    const written = [...truth.values()];
    const members = new Members(ME);
    members.list(written, true);
    members.list(written.splice(0, 1), false); // it is written down when its first part is sent
    let count = 0;
    for (const { what, id } of happenings) {
      const there = truth.get(id);
      if (what === "part") {
        members.list(written.splice(0, 1), false);
      } else if (what === "rename" && there) {
        const renamed = { ...there, name: `${id}${++count}` };
        truth.set(id, renamed);
        assertEquals(members.rename(id, renamed.name), person(id, there.name));
      } else if (what === "move" && there) {
        truth.set(id, { ...there, reconnecting: !there.reconnecting });
        members.move(id, !there.reconnecting);
      } else if (what === "toggle" && there) {
        truth.delete(id);
        assertEquals(members.leave(id), person(id, there.name));
      } else if (what === "toggle") {
        // The server draws a new id for whoever comes, so that nobody comes back under the old.
        const isAway = ++count % 2 === 0;
        const newcomer = { ...here(person(`${id}-${count}`)), reconnecting: isAway };
        truth.set(newcomer.id, newcomer);
        assertEquals(members.join(newcomer), person(newcomer.id));
      }
      assertEquals(inOrder(members.all), inOrder([...truth.values(), here(ME)]));
    }
    members.list(written, true);
    assertEquals(inOrder(members.all), inOrder([...truth.values(), here(ME)]));
  }));
});

Deno.test("Members.move() shows who was cut and may come back, and never the person", () => {
  const members = new Members(ME);
  const away = () => members.all.filter(({ reconnecting }) => reconnecting).map(({ id }) => id);
  members.list([person("a"), { ...person("b"), reconnecting: true }], true);
  members.join({ ...person("c"), reconnecting: true });
  members.move("a", true);
  members.move("b", false);
  for (const id of ["me", "nobody"]) members.move(id, true);
  assertEquals(away(), ["a", "c"]);
  members.list([{ ...ME, reconnecting: true }, person("a"), person("c")], true);
  assertEquals(away(), []);
  members.move("a", true);
  members.leave("a");
  members.join(person("a"));
  assertEquals(away(), [], "who comes is there");
});

Deno.test("Members.restart() forgets the parts of a list that will never be whole", () => {
  const members = new Members(ME);
  members.list([person("a")], false);
  members.restart();
  members.list([person("b")], true);
  assertEquals(names(members), ["b", "me"]);
});

Deno.test("Members.introduce() makes known who has left, and of too many the last", () => {
  const members = new Members(ME);
  members.introduce([{ ...person("a"), reconnecting: true }, person("me", "forged")]);
  assertEquals([members.find("a"), members.find("me")], [person("a"), ME]);
  assertEquals(names(members), ["me"]);
  members.introduce(Array.from({ length: MAX_DEPARTED }, (_, n) => person(`d${n}`)));
  assertEquals([members.find("a"), members.find("d0")], [null, person("d0")]);
  members.introduce([person("d0", "again"), person("last")]);
  const found = ["d0", "d1", "last"].map((id) => members.find(id)?.name);
  assertEquals(found, ["again", undefined, "last"]);
});
