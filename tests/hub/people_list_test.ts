import { assert, assertEquals } from "@std/assert";
import { measured } from "../../lib/hub/parts.ts";
import { peopleMessages } from "../../lib/hub/people_list.ts";
import { encodeMessage } from "../../lib/message/encode.ts";
import type { Member } from "../../lib/message/from_server.ts";
import { MAX_MESSAGE_BYTES } from "../../lib/message/json.ts";

function member(name: string): Member {
  return { id: "AAAAAAAAAAA", name, tag: "aaaa" };
}

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
