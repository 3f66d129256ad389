import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { membersMessages, peopleMessages } from "../../lib/hub/member_list.ts";
import { measured } from "../../lib/hub/parts.ts";
import { encodeMessage } from "../../lib/message/encode.ts";
import type { Member, MembersMessage } from "../../lib/message/from_server.ts";
import { MAX_MESSAGE_BYTES } from "../../lib/message/json.ts";

function member(name: string): Member {
  return { id: "AAAAAAAAAAA", name, tag: "aaaa" };
}

function parts(members: readonly Member[]): readonly MembersMessage[] {
  return membersMessages("lobby", members.map(measured));
}

function check(members: readonly Member[]): void {
  const messages = parts(members);
  assertEquals(messages.flatMap((message) => message.members), [...members]);
  assertEquals(
    messages.map((message) => message.last),
    messages.map((_, index) => index === messages.length - 1),
  );
  for (const [index, message] of messages.entries()) {
    assert(encodeMessage(message).length <= MAX_MESSAGE_BYTES);
    const next = messages[index + 1]?.members[0];
    if (next === undefined) continue;
    const longer = { ...message, members: [...message.members, next] };
    assert(new TextEncoder().encode(JSON.stringify(longer)).length > MAX_MESSAGE_BYTES);
  }
}

Deno.test("membersMessages() gives one last part for an empty list", () => {
  assertEquals(parts([]), [{ type: "members", room: "lobby", members: [], last: true }]);
});

Deno.test("membersMessages() fills each part as far as it goes, and says which is the last", () => {
  const name = fc.stringMatching(/^["\\a-zü田\u{20000}]{1,24}$/u);
  fc.assert(
    fc.property(fc.array(name, { maxLength: 1200 }), (names) => {
      check(names.map(member));
    }),
    { numRuns: 50 },
  );
});

Deno.test("membersMessages() is right at the edge of a part, byte by byte", () => {
  const empty = encodeMessage({ type: "members", room: "lobby", members: [], last: false }).length;
  const each = measured(member("a".repeat(20))).bytes + 1;
  const count = Math.floor((MAX_MESSAGE_BYTES - empty) / each);
  const base = Array.from({ length: count - 1 }, () => member("a".repeat(20)));
  const used = empty + (count - 1) * each;
  const left = MAX_MESSAGE_BYTES - used - measured(member("")).bytes;
  assert(left > 0);
  for (let length = left - 2; length <= left + 2; length++) {
    const members = [...base, member("b".repeat(length))];
    check(members);
    assertEquals(parts(members).length, length <= left ? 1 : 2);
  }
});

Deno.test("peopleMessages() says nothing where there is nobody", () => {
  assertEquals(peopleMessages([]), []);
});

Deno.test("peopleMessages() fills each part as far as it goes", () => {
  const people = Array.from({ length: 1000 }, (_, n) => member(`${n}`.padEnd(90, "x")));
  const messages = peopleMessages(people.map(measured));
  assertEquals(messages.flatMap((message) => message.people), people);
  assert(messages.length > 1);
  for (const [index, message] of messages.entries()) {
    assert(encodeMessage(message).length <= MAX_MESSAGE_BYTES);
    const next = messages[index + 1]?.people[0];
    if (next === undefined) continue;
    const longer = { ...message, people: [...message.people, next] };
    assert(new TextEncoder().encode(JSON.stringify(longer)).length > MAX_MESSAGE_BYTES);
  }
});
