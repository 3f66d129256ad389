import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { formatAddress, parseHost, parseIpv6, parsePort } from "../../lib/message/host.ts";

Deno.test("parseIpv6() writes every address as RFC 5952 does", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["::", "::"],
    ["::1", "::1"],
    ["1::", "1::"],
    ["0:0:0:0:0:0:0:0", "::"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"], // a single zero stays
    ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"], // the longest run
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"], // the first of two
    ["2001:db8::1:0:0:1", "2001:db8::1:0:0:1"],
    ["0001:0002:0003:0004:0005:0006:0007:0008", "1:2:3:4:5:6:7:8"],
    ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
    ["::ffff:192.0.2.128", "::ffff:192.0.2.128"],
    ["::ffff:c000:280", "::ffff:192.0.2.128"],
    ["64:ff9b::192.0.2.33", "64:ff9b::c000:221"],
    ["1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"],
  ];
  for (const [text, canonical] of cases) {
    assertEquals(parseIpv6(text), { ok: true, value: canonical }, text);
    assertEquals(parseIpv6(canonical), { ok: true, value: canonical }, canonical);
  }
});

Deno.test("parseIpv6() refuses what is not an address", () => {
  const bad = [
    ..."| :|:::|1::2::3|1:2:3:4:5:6:7|1:2:3:4:5:6:7:8:9|1:2:3:4:5:6:7:8::|::1:2:3:4:5:6:7:8".split(
      "|",
    ),
    ..."12345::|g::1|1.2.3.4|1.2.3.4::|::1.2.3|::1.2.3.256|::01.2.3.4|1:2:3:4:5:6:7:1.2.3.4".split(
      "|",
    ),
    ..."::1.2.3.4:5|-1::|0x1::|1: :2|::ffff:1.2.3.4.5|:1|1:|1:2:3:4:5:6:7:".split("|"),
    "",
  ];
  for (const text of bad) assertEquals(parseIpv6(text).ok, false, text);
  assertEquals(parseIpv6("fe80::1%1"), { ok: false, fault: "zone", by: 0 });
  assertEquals(parseIpv6("0".repeat(47)), { ok: false, fault: "long", by: 2 });
});

Deno.test("parseIpv6() gives the same eight groups as the engine's URL parser", () => {
  fc.assert(
    fc.property(fc.ipV6(), (text) => {
      const read = parseIpv6(text.toLowerCase());
      if (!read.ok) throw new Error(`${text} was refused`);
      const host = new URL(`http://[${text}]/`).hostname;
      assertEquals(new URL(`http://[${read.value}]/`).hostname, host);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("parseHost() takes names at the edge of their limits", () => {
  const label = "a".repeat(63);
  const longest = `${label}.${label}.${label}.${"b".repeat(61)}`;
  assertEquals(parseHost(longest), { ok: true, value: longest });
  assertEquals(parseHost(`${longest}b`), { ok: false, fault: "long", by: 1 });
  assertEquals(parseHost(`${label}a.org`), { ok: false, fault: "long", by: 1 });
  for (const name of ["a", "a-b", "1a", "xn--bcher-kva.example", "3.example", "a--b"]) {
    assertEquals(parseHost(name), { ok: true, value: name });
  }
  for (
    const name of ["-a", "a-", "a..b", ".a", "a.", "a b", "a%b", "a/b", "a_b", "ä", "a.1", "0x7f.1"]
  ) {
    assertEquals(parseHost(name), { ok: false, fault: "characters", by: 0 }, name);
  }
});

Deno.test("parseHost() takes IPv4 addresses in strict dotted decimal only", () => {
  for (const host of ["0.0.0.0", "255.255.255.255", "10.0.0.1"]) {
    assertEquals(parseHost(host), { ok: true, value: host });
  }
  for (const host of ["1.2.3", "1.2.3.4.5", "256.1.1.1", "2130706433", "1.2.3.99999999999"]) {
    assertEquals(parseHost(host), { ok: false, fault: "range", by: 0 }, host);
  }
  for (const host of ["01.2.3.4", "1.2.3.00", "0x1.2.3.4", "1..3.4"]) {
    assertEquals(parseHost(host), { ok: false, fault: "characters", by: 0 }, host);
  }
});

Deno.test("parsePort() takes 1 to 65535", () => {
  assertEquals(parsePort("1"), { ok: true, value: 1 });
  assertEquals(parsePort("65535"), { ok: true, value: 65535 });
  assertEquals(parsePort("65536"), { ok: false, fault: "range", by: 0 });
  assertEquals(parsePort("0"), { ok: false, fault: "range", by: 0 });
  for (const text of ["01", "-1", " 1", "1.0", "١"]) {
    assertEquals(parsePort(text), { ok: false, fault: "characters", by: 0 }, text);
  }
});

Deno.test("formatAddress() puts brackets around IPv6 and leaves out port 7420", () => {
  assertEquals(formatAddress("::1", 7420), "[::1]");
  assertEquals(formatAddress("::1", 80), "[::1]:80");
  assertEquals(formatAddress("example.org", 80), "example.org:80");
  assertEquals(formatAddress("example.org", 7420), "example.org");
});
