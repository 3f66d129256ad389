import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  isInAny,
  type Network,
  readNetwork,
  siteOf,
  sourceOf,
} from "../../../lib/io/net/source.ts";

/** A network that is known to be one. */
function network(text: string): Network {
  const read = readNetwork(text);
  assert(read !== null, text);
  return read;
}

Deno.test("sourceOf() counts an IPv4 address as itself, in its IPv6 form too", () => {
  const same = [
    "203.0.113.7",
    "::ffff:203.0.113.7",
    "::FFFF:cb00:7107",
    "0:0:0:0:0:ffff:cb00:7107",
  ];
  for (const address of same) assertEquals(sourceOf(address), "203.0.113.7");
  assert(sourceOf("203.0.113.8") !== sourceOf("203.0.113.7"));
  // What looks like that form and is not: the prefix of ten zero bytes and two of ones is missing.
  for (const address of ["::203.0.113.7", "::fffe:203.0.113.7", "64:ff9b::203.0.113.7"]) {
    assert(sourceOf(address) !== "203.0.113.7", address);
  }
});

Deno.test("sourceOf() counts all IPv6 addresses of a /64 as one, and those of the next as another", () => {
  const same = [
    "2001:db8:1:2::",
    "2001:db8:1:2::1",
    "2001:0DB8:0001:0002:ffff:ffff:ffff:ffff",
    "2001:db8:1:2:0:0:192.0.2.1",
    "2001:db8:1:2::7%eth0",
  ];
  assertEquals(new Set(same.map(sourceOf)).size, 1);
  for (const other of ["2001:db8:1:3::", "2001:db8:1:1:ffff:ffff:ffff:ffff", "2001:db8:1::2"]) {
    assert(sourceOf(other) !== sourceOf("2001:db8:1:2::1"), other);
  }
});

Deno.test("siteOf() counts all of a /48 of IPv6 as one besides, and nothing of IPv4", () => {
  const site = (address: string) => siteOf(sourceOf(address));
  const same = ["2001:db8:1::", "2001:db8:1:2::1", "2001:DB8:1:ffff:ffff:ffff:ffff:ffff"];
  assertEquals(new Set(same.map(site)).size, 1);
  for (const other of ["2001:db8:2::", "2001:db8::1", "2001:db9:1::"]) {
    assert(site(other) !== site("2001:db8:1::"), other);
  }
  for (const address of ["203.0.113.7", "::ffff:203.0.113.7", "localhost"]) {
    assertEquals(site(address), null);
  }
  assert(site("2001:db8:1::") !== sourceOf("2001:db8:1::"));
});

Deno.test("sourceOf() leaves out the zone of a link-local address", () => {
  assertEquals(sourceOf("fe80::1%eth0"), sourceOf("fe80::2%wlan0"));
  assertEquals(sourceOf("fe80::1%2"), sourceOf("fe80::1"));
});

Deno.test("sourceOf() lets what is no address stand for itself", () => {
  for (const text of ["", "localhost", "1.2.3", "::1::", "12345::"]) {
    assertEquals(sourceOf(text), text);
  }
});

Deno.test("readNetwork() reads networks and single addresses", () => {
  const good: readonly [string, number, number][] = [
    ["10.0.0.0/8", 4, 8],
    ["0.0.0.0/0", 4, 0],
    ["192.0.2.128/25", 4, 25],
    ["192.0.2.7/32", 4, 32],
    ["127.0.0.1", 4, 32],
    ["255.255.255.255", 4, 32],
    ["::/0", 16, 0],
    ["::1", 16, 128],
    ["::", 16, 128],
    ["2001:db8::/32", 16, 32],
    ["2001:DB8:0:0:0:0:0:1/128", 16, 128],
    ["fe80::/10", 16, 10],
    ["1:2:3:4:5:6:7::", 16, 128],
    ["::2:3:4:5:6:7:8", 16, 128],
    ["64:ff9b::192.0.2.0/120", 16, 120],
    ["::ffff:192.0.2.7", 4, 32],
  ];
  for (const [text, bytes, length] of good) {
    const read = network(text);
    assertEquals([read.bytes.length, read.length], [bytes, length], text);
  }
  assertEquals(network("2001:db8::1").bytes.toHex(), "20010db8000000000000000000000001");
  assertEquals(network("1:2:3:4:5:6:7::").bytes.toHex(), "00010002000300040005000600070000");
  assertEquals(network("::1.2.3.4").bytes.toHex(), "00000000000000000000000001020304");
});

Deno.test("readNetwork() refuses what it would have to guess at", () => {
  const bad = [
    ...["", " ", "/", "/8", "10.0.0.0/", "10.0.0.0/8/8", "10.0.0.0/33", "10.0.0.0/-1"],
    ...["10.0.0.0/08", "10.0.0.0/+8", "10.0.0.0/8 ", " 10.0.0.0/8", "10.0.0.0/255.0.0.0"],
    ...["10/8", "10.0.0/8", "10.0.0.0.0/8", "10.0.0.256", "010.0.0.1", "0x0a.0.0.1", "1e1.0.0.1"],
    ...["10.0.0.1/8", "192.0.2.129/25", "0.0.0.1/0", "2001:db8::1/64", "8000::/0", "::1/127"],
    ...["localhost", "example.org", "10.0.0.*", "10.0.0.1-10.0.0.9", "all"],
    ...[":", ":::", "::1::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::"],
    ...["1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", ":1:2:3:4:5:6:7", "1:"],
    ...["::/129", "::1/", "[::1]", "fe80::1%eth0", "fe80::%2/10", "1.2.3.4::", "::1.2.3.4:5"],
    ...["::1.2.3", "::1.2.3.256", "::1.2.3.04", "1:2:3:4:5:6:7:1.2.3.4", "::ffff:0.0.0.0/96"],
    ...["::ffff:0:0/96", "::ffff:10.0.0.0/8", "::ffff:10.0.0.0/104", "::ffff:1.2.3.4/32"],
    ...["\u0661.0.0.1", "10.0.0.1\u0000", "10.0.0.1\n", "٣::"],
  ];
  for (const text of bad) assertEquals(readNetwork(text), null, JSON.stringify(text));
});

Deno.test("isInAny() holds to the length, to the bit", () => {
  const cases: readonly [string, readonly string[], readonly string[]][] = [
    ["10.0.0.0/8", ["10.0.0.0", "10.255.255.255", "::ffff:10.1.2.3"], [
      "9.255.255.255",
      "11.0.0.0",
    ]],
    ["192.0.2.128/25", ["192.0.2.128", "192.0.2.255"], ["192.0.2.127", "192.0.3.128"]],
    ["192.0.2.6/31", ["192.0.2.6", "192.0.2.7"], ["192.0.2.5", "192.0.2.8"]],
    ["127.0.0.1", ["127.0.0.1", "::ffff:127.0.0.1"], ["127.0.0.2", "::1", "::7f00:1"]],
    ["0.0.0.0/0", ["0.0.0.0", "255.255.255.255", "::ffff:1.2.3.4"], ["::1", "2001:db8::1"]],
    ["::/0", ["::", "ffff::", "fe80::1%eth0"], ["1.2.3.4", "::ffff:1.2.3.4"]],
    ["2001:db8::/33", ["2001:db8:7fff::"], ["2001:db8:8000::", "2001:db9::"]],
    ["fe80::/10", ["fe80::1%2", "febf::1"], ["fec0::1", "fe7f::1"]],
    ["::1", ["::1", "0:0:0:0:0:0:0:1"], ["::", "::2", "127.0.0.1"]],
  ];
  for (const [text, inside, outside] of cases) {
    for (const address of inside) {
      assert(isInAny(address, [network(text)]), `${address} in ${text}`);
    }
    for (const address of [...outside, "", "localhost"]) {
      assert(!isInAny(address, [network(text)]), `${address} not in ${text}`);
    }
  }
});

Deno.test("isInAny() asks one network after the other", () => {
  const networks = ["10.0.0.0/8", "::1", "192.0.2.7"].map(network);
  for (const address of ["10.1.1.1", "::1", "192.0.2.7"]) assert(isInAny(address, networks));
  for (const address of ["11.1.1.1", "::2", "192.0.2.8"]) assert(!isInAny(address, networks));
  assert(!isInAny("10.1.1.1", []));
});

Deno.test("isIn() agrees with the bits of addresses and lengths of every kind", () => {
  const bits = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(2).padStart(8, "0"));
  const write = (bytes: Uint8Array) =>
    bytes.length === 4 ? bytes.join(".") : bytes.toHex().match(/.{4}/g)?.join(":") ?? "";
  const bytes = fc.constantFrom(4, 16).chain((length) =>
    fc.uint8Array({ minLength: length, maxLength: length })
  );
  fc.assert(fc.property(bytes, fc.nat(128), fc.nat(127), (base, some, flipped) => {
    const length = some % (base.length * 8 + 1);
    const first = base.map((byte, at) =>
      byte & (0xff00 >> Math.min(8, Math.max(0, length - at * 8)))
    );
    const read = network(`${write(first)}/${length}`);
    const address = base.slice();
    const at = flipped % (base.length * 8);
    address[at >> 3] = (address[at >> 3] ?? 0) ^ (0x80 >> at % 8);
    const wanted = bits(address).join("").slice(0, length) === bits(base).join("").slice(0, length);
    assert(isInAny(write(base), [read]));
    assertEquals(isInAny(write(address), [read]), wanted);
    assertEquals(wanted, at >= length);
  }));
});
