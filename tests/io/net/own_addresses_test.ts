import { assertEquals } from "@std/assert";
import { ownAddresses } from "../../../lib/io/net/own_addresses.ts";

function of(...addresses: string[]): string[] {
  return ownAddresses(addresses.map((address) => {
    return { address, family: address.includes(":") ? "IPv6" : "IPv4" };
  }));
}

Deno.test("ownAddresses() leaves out what means nothing to another machine", () => {
  const own = [
    "127.0.0.1",
    "127.8.9.1",
    "::1",
    "169.254.7.7",
    "fe80::1",
    "FE80::1",
    "febf::1%eth0",
  ];
  assertEquals(of(...own), []);
  assertEquals(of(), []);
});

Deno.test("ownAddresses() lists IPv4 before IPv6, in the order of the interfaces, each once", () => {
  const [lan, other, six, local] = ["192.168.1.7", "10.0.0.2", "2001:db8::7", "fd00::7"];
  assertEquals(of(six, lan, "::1", local, other, lan, six), [lan, other, six, local]);
});

Deno.test("ownAddresses() keeps addresses that only resemble those that are left out", () => {
  const alike = ["12.7.0.1", "169.25.4.1", "1.127.0.1", "::1f", "fec0::1", "fe7f::1", "fe8::1"];
  assertEquals(of(...alike), alike);
});
