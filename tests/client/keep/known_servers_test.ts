import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  findServer,
  type KnownServer,
  learnServer,
  mergeKnownServers,
  parseKnownServers,
  serialiseKnownServers,
} from "../../../lib/client/keep/known_servers.ts";

const KEY_A = "A".repeat(43);
const KEY_B = "B".repeat(42) + "A";
const KEY_C = "C".repeat(42) + "A";

function server(changes: Partial<KnownServer> = {}): KnownServer {
  const plain = { host: "garden", port: 7420, key: KEY_A, since: 5, compared: false, name: "G" };
  return { ...plain, ...changes };
}

Deno.test("findServer() tells apart hosts and ports", () => {
  const known = [server(), server({ port: 1, key: KEY_B }), server({ host: "::1", key: KEY_C })];
  assertEquals(findServer(known, "garden", 7420)?.key, KEY_A);
  assertEquals(findServer(known, "garden", 1)?.key, KEY_B);
  assertEquals(findServer(known, "::1", 7420)?.key, KEY_C);
  assertEquals(findServer(known, "Garden", 7420), null);
  assertEquals(findServer(known, "__proto__", 7420), null);
});

Deno.test("learnServer() keeps the earlier date and the comparison of a key it had", () => {
  const known = [server({ since: 5, compared: true })];
  const change = { server: server({ since: 9, name: "New" }), replaces: null };
  assertEquals(learnServer(known, change), [server({ since: 5, compared: true, name: "New" })]);
});

Deno.test("learnServer() replaces a key only by a change that gives up just that key", () => {
  const known = [server({ compared: true }), server({ port: 1 })];
  const changed = server({ key: KEY_B, since: 9 });
  assertEquals(learnServer(known, { server: changed, replaces: KEY_A }), [
    changed,
    server({ port: 1 }),
  ]);
  assertEquals(learnServer(known, { server: changed, replaces: null }), known);
  assertEquals(learnServer(known, { server: changed, replaces: KEY_C }), known);
});

Deno.test("mergeKnownServers() loses nothing, whatever the order of the writers", () => {
  const address = fc.record({ host: fc.constantFrom("a", "b", "c"), port: fc.constantFrom(1, 2) });
  fc.assert(fc.property(fc.array(address), (addresses) => {
    let text: string | null = null;
    for (const place of addresses) {
      text = mergeKnownServers(text, { server: server(place), replaces: null });
    }
    const known = parseKnownServers(text);
    assertEquals(known.length, new Set(addresses.map(({ host, port }) => `${host}${port}`)).size);
    for (const { host, port } of addresses) {
      assertEquals(findServer(known, host, port), server({ host, port }));
    }
  }));
});

Deno.test("parseKnownServers() reads what serialiseKnownServers() wrote", () => {
  const known = [server({ name: '__proto__ "\n' }), server({ host: "::1", compared: true })];
  assertEquals(parseKnownServers(serialiseKnownServers(known)), known);
  assertEquals(parseKnownServers(null), []);
});

Deno.test("parseKnownServers() and mergeKnownServers() refuse a damaged file", () => {
  const entry = (changes: Record<string, unknown>) =>
    JSON.stringify({ servers: [{ ...server(), ...changes }] });
  const damaged = [
    "",
    "{",
    "null",
    "[]",
    "{}",
    `{"servers":{}}`,
    `{"servers":[null]}`,
    `{"servers":[{}]}`,
    serialiseKnownServers([server()]).slice(0, -4),
    entry({ host: "" }),
    entry({ host: 1 }),
    entry({ port: 0 }),
    entry({ port: 65536 }),
    entry({ port: "1" }),
    entry({ port: 1.5 }),
    entry({ key: KEY_A.slice(1) }),
    entry({ key: KEY_A + "A" }),
    entry({ key: KEY_A.slice(1) + "=" }),
    entry({ since: null }),
    entry({ compared: "true" }),
    entry({ name: 1 }),
    serialiseKnownServers([server(), server({ key: KEY_B })]),
  ];
  for (const text of damaged) {
    assertThrows(() => parseKnownServers(text), SyntaxError, "", text);
    const change = { server: server(), replaces: null };
    assertThrows(() => mergeKnownServers(text, change), SyntaxError, "", text);
  }
});
