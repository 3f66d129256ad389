import { assert, assertEquals } from "@std/assert";
import {
  EARLY_DROP_HANDSHAKES,
  EARLY_DROP_SHARE,
  MAX_HANDSHAKES,
  MAX_PER_ADDRESS,
  MAX_TOLD_FULL,
} from "../../../lib/limits.ts";
import { admitted, hits, makeGate, networks, other } from "../../support/gates.ts";

const ME = "203.0.113.7";

Deno.test("Gate.admit() gives an address its places until they are given back, whatever became of them", () => {
  const gate = makeGate();
  const passes = Array.from({ length: MAX_PER_ADDRESS }, () => admitted(gate, ME, 0));
  for (const pass of passes) assertEquals(pass.full, null);
  passes[0]?.settle();
  const late = admitted(gate, ME, 0);
  assertEquals(late.full, "address_full");
  assertEquals(admitted(gate, "203.0.113.8", 0).full, null);
  passes[0]?.release(0);
  passes[0]?.release(0);
  assertEquals(late.full, null, "a place is free by the time its hello is there");
  const next = admitted(gate, ME, 0);
  assertEquals([next.full, late.full], [null, "address_full"], "and taken by the next");
  assertEquals(hits(gate), { per_address: 1 });
});

Deno.test("Gate.admit() gives places among the clients to those who settle, and to nobody before", () => {
  const gate = makeGate({ maxClients: 3 });
  const strangers = Array.from({ length: 10 }, (_, n) => admitted(gate, other(n), 0));
  const passes = Array.from({ length: 4 }, (_, n) => admitted(gate, other(100 + n), 0));
  for (const pass of passes.slice(0, 3)) {
    assertEquals(pass.full, null);
    pass.settle();
    pass.settle();
  }
  assertEquals([gate.clients, gate.handshakes], [3, 11]);
  assertEquals([passes[3]?.full, strangers[0]?.full], ["server_full", "server_full"]);
  assertEquals(hits(gate), {}, "they were let in before it was full");
  const late = admitted(gate, other(200), 0);
  assertEquals([late.full, hits(gate)], ["server_full", { clients: 1 }]);
  passes[0]?.release(0);
  assertEquals([gate.clients, late.full], [2, null]);
  late.settle();
  assertEquals([gate.clients, gate.handshakes, passes[3]?.full], [3, 11, "server_full"]);
});

Deno.test("Pass.settle() is for who comes back where it is full, beside the pass that goes", () => {
  const gate = makeGate({ maxClients: 2, maxPerAddress: 2 });
  const old = [admitted(gate, ME, 0), admitted(gate, ME, 0)];
  for (const pass of old) pass.settle();
  const again = admitted(gate, ME, 0);
  assertEquals(again.full, "server_full");
  again.settle();
  assertEquals([gate.clients, gate.handshakes, again.full], [3, 0, null]);
  old[0]?.release(0);
  assertEquals(gate.clients, 2);
  const next = admitted(gate, ME, 0);
  assertEquals(next.full, "server_full");
  old[1]?.release(0);
  assertEquals(next.full, null);
  next.settle();
  assertEquals(admitted(gate, ME, 0).full, "server_full");
});

Deno.test("Gate.admit() lets only so many in at once to be told that it is full", () => {
  const gate = makeGate({ maxClients: 1, maxPerAddress: 1 });
  admitted(gate, ME, 0).settle();
  const told = Array.from({ length: MAX_TOLD_FULL }, (_, n) => admitted(gate, other(n), 0));
  for (const pass of told) assertEquals(pass.full, "server_full");
  assertEquals(gate.admit(other(99), 0), null);
  assertEquals(hits(gate), { clients: MAX_TOLD_FULL + 1, told_full: 1 });
  told[0]?.release(0);
  told[1]?.settle();
  for (let n = 0; n < 2; n++) admitted(gate, other(100 + n), 0);
  assertEquals(gate.admit(other(102), 0), null);
  assertEquals(gate.handshakes, MAX_TOLD_FULL);
});

Deno.test("Gate.admit() drops by chance from so many handshakes on, and everybody from the most on", () => {
  const shares: number[] = [];
  for (let handshakes = 0; handshakes <= MAX_HANDSHAKES; handshakes++) {
    let chance = 0.999999999;
    const gate = makeGate({ random: () => chance });
    for (let n = 0; n < handshakes; n++) admitted(gate, other(n), 0);
    assertEquals(gate.handshakes, handshakes);
    let tries = 0;
    const lets = (at: number) => {
      chance = at;
      const pass = gate.admit(other(1_000 + tries++), 0);
      pass?.release(0);
      return pass !== null;
    };
    let [low, high] = [0, 1];
    while (high - low > 1e-6) {
      const middle = (low + high) / 2;
      if (lets(middle)) high = middle;
      else low = middle;
    }
    shares.push(lets(0) ? 0 : high);
  }
  const first = EARLY_DROP_HANDSHAKES;
  const near = (share: number | undefined, wanted: number) =>
    assert(Math.abs((share ?? NaN) - wanted) < 1e-5, `${share}, not ${wanted}`);
  for (const share of shares.slice(0, first)) assertEquals(share, 0);
  near(shares[first], EARLY_DROP_SHARE);
  near(shares[(first + MAX_HANDSHAKES) / 2], (1 + EARLY_DROP_SHARE) / 2);
  near(shares[MAX_HANDSHAKES - 1], 1 - (1 - EARLY_DROP_SHARE) / (MAX_HANDSHAKES - first));
  assertEquals(shares[MAX_HANDSHAKES], 1);
});

Deno.test("Gate.admit() tells of each limit that is met when it is", () => {
  const met: string[] = [];
  const gate = makeGate({ maxPerAddress: 1, met: (limit) => void met.push(limit) });
  for (let n = 0; n < 1 + MAX_TOLD_FULL; n++) admitted(gate, ME, 0);
  assertEquals(met, Array.from({ length: MAX_TOLD_FULL }, () => "per_address"));
  assertEquals(gate.admit(ME, 0), null);
  assertEquals(met.slice(MAX_TOLD_FULL), ["per_address", "told_full"]);
});

Deno.test("Gate.admit() has never more handshakes than the most, whoever they are", () => {
  const gate = makeGate({ exempt: networks("127.0.0.1") });
  for (let n = 0; n < MAX_HANDSHAKES; n++) admitted(gate, n % 2 === 0 ? "127.0.0.1" : other(n), 0);
  for (const address of ["127.0.0.1", other(500)]) assertEquals(gate.admit(address, 0), null);
  assertEquals(hits(gate), { handshakes: 2 });
});
