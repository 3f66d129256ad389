import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { Inbox, type InboxOptions } from "../../../lib/io/net/inbox.ts";
import { FULL_MS, INPUT_RATE } from "../../../lib/limits.ts";
import type { Packet } from "../../../lib/wire/packet.ts";

const NO_INPUT_LIMIT = { burst: 1e12, perSecond: 1e12 };

/** An inbox that writes down what it handled, each with its pause from a list. */
function open(pauses: number[] = [], options: Partial<InboxOptions> = {}): {
  inbox: Inbox;
  handled: string[];
  hits: string[];
} {
  const [handled, hits]: [string[], string[]] = [[], []];
  const inbox = new Inbox({
    handle(packet) {
      handled.push(`${packet.kind} ${new TextDecoder().decode(packet.body)}`);
      return pauses.shift() ?? 0;
    },
    isFull: () => false,
    isBehind: () => false,
    hit: (limit) => hits.push(limit),
    input: NO_INPUT_LIMIT,
    ...options,
  }, 0);
  return { inbox, handled, hits };
}

function packet(text: string, kind = 1): Packet {
  return { kind, body: new TextEncoder().encode(text) };
}

Deno.test("Inbox.put() handles a message at once where no pause is owed", () => {
  const { inbox, handled, hits } = open();
  for (const text of ["a", "b"]) inbox.put(packet(text, 3), 0);
  assertEquals([handled, inbox.rest(100, 0), hits], [["3 a", "3 b"], 0, []]);
});

Deno.test("Inbox keeps what comes in a pause, and handles it in order, each after the pause before it", () => {
  const { inbox, handled, hits } = open([200, 0, 300]);
  for (const text of ["a", "", "c", "d"]) inbox.put(packet(text, 3), 1000);
  assertEquals([handled, inbox.rest(9, 1000)], [["3 a"], 200]);
  assertEquals([inbox.rest(0, 1199), handled.length], [1, 1]);
  assertEquals([inbox.rest(0, 1200), handled], [300, ["3 a", "3 ", "3 c"]]);
  assertEquals([inbox.rest(0, 1500), handled], [0, ["3 a", "3 ", "3 c", "3 d"]]);
  assertEquals(hits, ["message_rate", "message_rate", "message_rate"]);
});

Deno.test("Inbox.put() overtakes nothing that waits, also where the pause is over", () => {
  const { inbox, handled } = open([200]);
  for (const text of ["a", "b"]) inbox.put(packet(text), 0);
  inbox.put(packet("c"), 500);
  assertEquals([inbox.rest(9, 500), handled], [0, ["1 a", "1 b", "1 c"]]);
});

Deno.test("Inbox.rest() asks for a pause after the last message too, so that nothing more is read", () => {
  const { inbox, handled } = open([200]);
  inbox.put(packet("a"), 0);
  assertEquals([inbox.rest(9, 0), inbox.rest(0, 150), inbox.rest(0, 200)], [200, 50, 0]);
  inbox.put(packet("b"), 200);
  assertEquals(handled, ["1 a", "1 b"]);
});

Deno.test("Inbox.rest() asks for a pause until what was read too much is paid for", () => {
  const { inbox, hits } = open([], { input: { burst: 5_000, perSecond: 1_000 } });
  assertEquals([inbox.rest(5_000, 0), hits], [0, []]);
  assertEquals([inbox.rest(500, 0), hits], [500, ["input_rate"]]);
  assertEquals([inbox.rest(0, 499), inbox.rest(0, 500)], [1, 0]);
  assertEquals(inbox.rest(1, 500), 1);
  assertEquals(hits, ["input_rate", "input_rate"]);
});

Deno.test("Inbox holds what it reads to INPUT_RATE", () => {
  const { inbox } = open([], { input: undefined });
  assertEquals(inbox.rest(INPUT_RATE.burst, 0), 0);
  assertEquals(inbox.rest(INPUT_RATE.perSecond, 0), 1_000);
});

Deno.test("Inbox keeps what comes from who has too much to take, and hits no limit by it", () => {
  let full = true;
  const { inbox, handled, hits } = open([], { isFull: () => full });
  for (const text of ["a", "b", "c"]) inbox.put(packet(text), 0);
  assertEquals([handled, inbox.rest(9, 0), inbox.rest(0, 400)], [[], FULL_MS, FULL_MS - 400]);
  full = false;
  assertEquals([inbox.rest(0, 401), handled], [0, ["1 a", "1 b", "1 c"]]);
  assertEquals(hits, []);
});

Deno.test("Inbox handles one message after each FULL_MS of who never has taken everything", () => {
  const { inbox, handled, hits } = open([], { isFull: () => true });
  for (const text of ["a", "b"]) inbox.put(packet(text), 5);
  assertEquals([inbox.rest(9, 5 + FULL_MS - 1), handled], [1, []]);
  assertEquals([inbox.rest(0, 5 + FULL_MS), handled], [FULL_MS, ["1 a"]]);
  assertEquals([inbox.rest(0, 5 + 2 * FULL_MS - 1), handled], [1, ["1 a"]]);
  assertEquals([inbox.rest(0, 5 + 2 * FULL_MS), handled], [0, ["1 a", "1 b"]]);
  // What comes later waits for as long again.
  inbox.put(packet("c"), 9 * FULL_MS);
  assertEquals([inbox.rest(9, 9 * FULL_MS), handled, hits], [FULL_MS, ["1 a", "1 b"], []]);
});

Deno.test("Inbox counts FULL_MS anew where its sender has taken everything in between", () => {
  let full = true;
  const { inbox, handled } = open([], { isFull: () => full });
  inbox.put(packet("a"), 0);
  full = false;
  inbox.rest(0, 900);
  full = true;
  inbox.put(packet("b"), 900);
  assertEquals([inbox.rest(9, FULL_MS), handled], [900, ["1 a"]]);
});

Deno.test("Inbox.rest() lets who has too much to take be read on while none of its messages waits", () => {
  const { inbox } = open([], { isFull: () => true });
  assertEquals([inbox.rest(9, 0), inbox.rest(9, 5000)], [0, 0]);
  inbox.put(packet("a"), 5000);
  assertEquals(inbox.rest(9, 5000), FULL_MS);
});

Deno.test("Inbox asks before each message whether there is too much to take, which each may change", () => {
  const { inbox, handled } = open([], { isFull: () => handled.length % 2 === 1 });
  for (const text of ["a", "b", "c"]) inbox.put(packet(text), 0);
  assertEquals([handled, inbox.rest(9, 0) > 0], [["1 a"], true]);
  handled.push("drained");
  assertEquals([inbox.rest(0, 0) > 0, handled], [true, ["1 a", "drained", "1 b"]]);
});

Deno.test("Inbox.clear() forgets what waits", () => {
  const { inbox, handled } = open([10]);
  for (const text of ["a", "b"]) inbox.put(packet(text), 0);
  inbox.clear();
  assertEquals([inbox.rest(0, 10), handled], [0, ["1 a"]]);
});

Deno.test("Inbox leaves behind the message at which its handler threw", () => {
  let calls = 0;
  const { inbox } = open([], {
    handle() {
      if (++calls === 2) throw new TypeError("no");
      return calls === 1 ? 5 : 0;
    },
  });
  for (const text of ["a", "b", "c"]) inbox.put(packet(text), 0);
  let thrown = 0;
  for (let now = 5; now < 8; now++) {
    try {
      inbox.rest(0, now);
    } catch {
      thrown++;
    }
  }
  assertEquals([calls, thrown], [3, 1]);
});

Deno.test("Inbox keeps a record full of the smallest packets in little more than its bytes", () => {
  const least = packet("");
  const all = Array.from({ length: 200 }, () => open([1e6], { hit() {} }).inbox);
  for (const one of all) one.put(least, 0);
  const before = Deno.memoryUsage().heapUsed;
  for (const one of all) for (let n = 0; n < 5_461; n++) one.put(least, 0);
  // As objects they would be 200 MB. What is garbage by now is counted as well.
  const more = Deno.memoryUsage().heapUsed - before;
  assert(more < 60e6, `${more}`);
});

Deno.test("Inbox handles every message once, in order, and none within a pause, whatever comes when", () => {
  const step = fc.record({
    after: fc.nat({ max: 50 }),
    messages: fc.array(fc.record({ size: fc.nat({ max: 300 }), pause: fc.nat({ max: 40 }) }), {
      maxLength: 6,
    }),
  });
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
    const wanted: string[] = [];
    const handled: string[] = [];
    const pauses = steps.flatMap(({ messages }) => messages.map(({ pause }) => pause));
    let [now, free] = [0, 0];
    const inbox = new Inbox({
      handle(packet) {
        assert(now >= free, "within a pause");
        handled.push(new TextDecoder().decode(packet.body));
        const pause = pauses[handled.length - 1] ?? 0;
        free = now + pause;
        return pause;
      },
      isFull: () => false,
      isBehind: () => false,
      hit() {},
      input: NO_INPUT_LIMIT,
    }, 0);
    for (const { after, messages } of steps) {
      now += after;
      inbox.rest(0, now);
      for (const { size } of messages) {
        const text = `${wanted.length}`.padEnd(size, "x");
        wanted.push(text);
        inbox.put(packet(text, 3), now);
      }
    }
    for (let ms = inbox.rest(0, now); ms > 0; ms = inbox.rest(0, now)) now += ms;
    assertEquals(handled, wanted);
  }));
});

Deno.test("Inbox keeps messages while others are behind, and reads on only where none waits", () => {
  let behind = true;
  const { inbox, handled, hits } = open([], { isBehind: () => behind });
  assertEquals(inbox.rest(100, 0), 0, "who says nothing goes on being read");
  for (const text of ["a", "b"]) inbox.put(packet(text), 0);
  assertEquals([handled, hits], [[], []]);
  assert(inbox.rest(100, 0) > 0);
  behind = false;
  assertEquals([inbox.rest(0, 0), handled], [0, ["1 a", "1 b"]]);
});

Deno.test("Inbox handles no message more once others fall behind by the one before it", () => {
  const { inbox, handled } = open([], { isBehind: () => handled.length % 2 === 1 });
  for (const text of ["a", "b", "c"]) inbox.put(packet(text), 0);
  assertEquals(handled, ["1 a"]);
});

Deno.test("Inbox.isHeld() tells who waits for others only from who waits for reasons of its own", () => {
  let [behind, full] = [true, false];
  const options = { isBehind: () => behind, isFull: () => full };
  const { inbox } = open([300], options);
  assertEquals(inbox.isHeld(0), false, "nothing waits");
  inbox.put(packet("a"), 0);
  assertEquals(inbox.isHeld(0), true);
  full = true;
  assertEquals(inbox.isHeld(0), false, "it has to take first");
  behind = full = false;
  inbox.put(packet("b"), 0);
  inbox.rest(0, 0);
  behind = true;
  assertEquals([inbox.isHeld(299), inbox.isHeld(300)], [false, true]);
  behind = false;
  assertEquals(inbox.isHeld(300), false);
});

Deno.test("Inbox.finish() handles all that waits, but for what its sender said too fast", () => {
  const { inbox, handled } = open([0, 200], { isBehind: () => true });
  for (const text of ["a", "b", "c"]) inbox.put(packet(text), 0);
  inbox.finish(0);
  assertEquals(handled, ["1 a", "1 b"]);
  inbox.finish(199);
  assertEquals(handled.length, 2);
  const full = open([], { isBehind: () => true, isFull: () => true });
  full.inbox.put(packet("a"), 0);
  full.inbox.finish(0);
  assertEquals(full.handled, ["1 a"]);
});
