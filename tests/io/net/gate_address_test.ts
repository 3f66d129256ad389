import { assert, assertEquals } from "@std/assert";
import {
  ADDRESS_RATE,
  MAX_ADDRESSES,
  MAX_PER_ADDRESS,
  MIN_PENALTY_MS,
} from "../../../lib/limits.ts";
import { admitted, hits, makeGate, networks, other } from "../../support/gates.ts";

const ME = "203.0.113.7";
const ONE_TOKEN_MS = 1000 / ADDRESS_RATE.perSecond;

Deno.test("Gate.admit() takes so many new connections of an address at once, then one after the other", () => {
  const gate = makeGate();
  const connect = (now: number) => {
    const pass = gate.admit(ME, now);
    pass?.release(now);
    return pass !== null;
  };
  for (let n = 0; n < ADDRESS_RATE.burst; n++) assert(connect(0));
  assert(!connect(0));
  assert(!connect(ONE_TOKEN_MS - 1), "refused ones cost nothing");
  assert(connect(ONE_TOKEN_MS));
  assert(!connect(ONE_TOKEN_MS));
  assert(!connect(2 * ONE_TOKEN_MS - 1));
  assert(connect(2 * ONE_TOKEN_MS));
  assertEquals(hits(gate), { address_rate: 4 });
  const long = 1_000 * ONE_TOKEN_MS;
  for (let n = 0; n < ADDRESS_RATE.burst; n++) assert(connect(long));
  assert(!connect(long), "no more than a burst is saved up");
});

Deno.test("Gate.admit() counts by IPv4 address, and IPv6 by /64, however they are written", () => {
  const gate = makeGate({ maxPerAddress: 1 });
  const forms: readonly [string, string][] = [
    ["203.0.113.7", "::ffff:203.0.113.7"],
    ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9%eth0"],
  ];
  for (const [first, second] of forms) {
    assertEquals(admitted(gate, first, 0).full, null);
    assertEquals(admitted(gate, second, 0).full, "address_full");
  }
  assertEquals(admitted(gate, "203.0.113.8", 0).full, null);
  assertEquals(admitted(gate, "2001:db8:1:3::1", 0).full, null);
});

/** Addresses of one subscriber of IPv6, each in another /64. */
function subnet(n: number): string {
  return `2001:db8:7:${n.toString(16)}::1`;
}

Deno.test("Gate.admit() gives a /48 of IPv6 as much as four addresses, however many it has", () => {
  const gate = makeGate();
  const passes = Array.from({ length: 4 * MAX_PER_ADDRESS }, (_, n) => {
    const pass = admitted(gate, subnet(n), 0);
    assertEquals(pass.full, null);
    pass.settle();
    return pass;
  });
  assertEquals(admitted(gate, subnet(99), 0).full, "address_full");
  assertEquals(admitted(gate, "2001:db8:8::1", 0).full, null);
  passes[0]?.release(0);
  const next = admitted(gate, subnet(99), 0);
  assertEquals(next.full, null);
  for (let n = 0; n < 4 * ADDRESS_RATE.burst - 4 * MAX_PER_ADDRESS - 2; n++) {
    admitted(gate, subnet(200 + n), 0).release(0);
  }
  assertEquals(gate.admit(subnet(99), 0), null);
  assertEquals(gate.admit(subnet(98), ONE_TOKEN_MS / 4 - 1), null);
  assertEquals(gate.hits.get("address_rate"), 2);
  admitted(gate, subnet(97), ONE_TOKEN_MS / 4);
});

Deno.test("Pass.blame() counts for the /48 of IPv6 too, which is refused from four penalties on", () => {
  const gate = makeGate();
  for (let n = 0; n < 12; n++) {
    const pass = admitted(gate, subnet(n), 0);
    pass.blame("auth", 0);
    pass.release(0);
  }
  for (const now of [0, 4 * MIN_PENALTY_MS - 60_000]) {
    assertEquals(gate.admit(subnet(99), now), null);
  }
  admitted(gate, "2001:db8:8::1", 0);
  admitted(gate, subnet(99), 4 * MIN_PENALTY_MS - 60_000 + 1);
  for (let n = 0; n < 12; n++) admitted(gate, `203.0.113.${n}`, 0).blame("auth", 0);
  admitted(gate, "203.0.113.99", 0);
});

Deno.test("Pass.blame() refuses an address from its least penalty on, until it has run off", () => {
  const cases = [["auth", 3, 15_000], ["late", 2, 20_000], ["fault", 8, 16_000]] as const;
  for (const [how, times, penalty] of cases) {
    const gate = makeGate();
    for (let n = 0; n < times; n++) {
      const pass = admitted(gate, ME, 0);
      pass.blame(how, 0);
      pass.release(0);
    }
    const over = penalty - MIN_PENALTY_MS + 1;
    for (const now of [0, over - 1]) assertEquals(gate.admit(ME, now), null, how);
    assertEquals(hits(gate), { penalty: 2 });
    assertEquals(gate.admit("203.0.113.8", 0)?.full, null);
    admitted(gate, ME, over).blame("fault", over);
    assertEquals(gate.admit(ME, over), null, "what is left of the penalty counts on");
  }
});

Deno.test("Pass.blame() counts while the connection is there, also of somebody who is in", () => {
  const gate = makeGate();
  const pass = admitted(gate, ME, 0);
  pass.settle();
  for (let n = 0; n < 2; n++) pass.blame("auth", 0);
  const other = admitted(gate, ME, 0);
  pass.blame("auth", 0);
  assertEquals(gate.admit(ME, 0), null);
  assertEquals(other.full, null, "who is there already may stay");
  pass.release(0);
  for (let n = 0; n < 100; n++) pass.blame("late", 0);
  admitted(gate, ME, 1);
});

Deno.test("Gate.admit() frees exempt networks from every rule for addresses, not from the totals", () => {
  const exempt = networks("127.0.0.1", "2001:db8::/32");
  const gate = makeGate({ exempt, maxPerAddress: 1, maxClients: 50 });
  for (let n = 0; n < 50; n++) {
    const pass = admitted(gate, n % 2 === 0 ? "::ffff:127.0.0.1" : "2001:db8::1", 0);
    for (let k = 0; k < 9; k++) pass.blame("late", 0);
    assertEquals(pass.full, null);
    pass.settle();
  }
  assertEquals([gate.addresses, hits(gate)], [0, {}]);
  assertEquals(admitted(gate, "127.0.0.1", 0).full, "server_full");
  const strict = makeGate({ exempt, maxPerAddress: 1 });
  admitted(strict, "127.0.0.2", 0);
  assertEquals(admitted(strict, "127.0.0.2", 0).full, "address_full");
});

Deno.test("Pass.source is the address block it comes from, and nothing where that is exempt", () => {
  const gate = makeGate({ exempt: networks("127.0.0.1", "2001:db8:1::/48") });
  for (
    const [address, source] of [
      ["192.0.2.7", "192.0.2.7"],
      ["::ffff:192.0.2.7", "192.0.2.7"],
      ["2001:db8:2:3::1", "20010db800020003/64"],
      ["2001:db8:2:3:ffff::9", "20010db800020003/64"],
      ["2001:db8:1:3::1", null],
      ["127.0.0.1", null],
      ["::ffff:127.0.0.1", null],
      ["127.0.0.2", "127.0.0.2"],
    ] as const
  ) {
    const pass = admitted(gate, address, 0);
    assertEquals(pass.source, source, address);
    pass.settle();
    pass.release(0);
    assertEquals(pass.source, source, address);
  }
});

Deno.test("Gate.admit() lets nobody out of a penalty by a crowd of harmless addresses", () => {
  const gate = makeGate();
  for (let n = 0; n < 3; n++) {
    const pass = admitted(gate, ME, 0);
    pass.blame("auth", 0);
    pass.release(0);
  }
  for (let n = 0; n < 10 * MAX_ADDRESSES; n++) admitted(gate, other(n), 0).release(0);
  assertEquals(gate.addresses, MAX_ADDRESSES / 2 + 1);
  assertEquals(gate.admit(ME, 0), null);
});
