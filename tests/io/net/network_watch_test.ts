import { assertEquals } from "@std/assert";
import { addressesOf, watchNetwork } from "../../../lib/io/net/network_watch.ts";

function list(...addresses: string[]): Pick<Deno.NetworkInterfaceInfo, "family" | "address">[] {
  return addresses.map((address) => ({
    address,
    family: address.includes(":") ? "IPv6" : "IPv4",
  }));
}

Deno.test("addressesOf() is the same for the same set, in whatever order and however often listed", () => {
  const set = addressesOf(list("192.168.1.7", "2001:db8::7", "10.0.0.2"));
  assertEquals(set, addressesOf(list("2001:db8::7", "10.0.0.2", "192.168.1.7", "10.0.0.2")));
  for (const other of [["192.168.1.7"], ["192.168.1.7", "2001:db8::8", "10.0.0.2"], []]) {
    assertEquals(addressesOf(list(...other)) === set, false);
  }
});

Deno.test("addressesOf() leaves out what is there on every machine, connected or not", () => {
  assertEquals(addressesOf(list("127.0.0.1", "::1", "fe80::1", "169.254.1.1")), "");
});

Deno.test("watchNetwork() calls at every change and at nothing else, until it is stopped", async () => {
  const seen = [
    list("192.168.1.7"),
    list("192.168.1.7", "fe80::2"),
    list(),
    null,
    list(),
    list("10.0.0.2"),
    list("10.0.0.2"),
  ];
  const calls: number[] = [];
  let looks = 0;
  const done = Promise.withResolvers<void>();
  const watch = watchNetwork(
    () => calls.push(looks),
    1,
    () => {
      const found = seen[looks++];
      if (looks > seen.length + 2) done.resolve();
      if (found === null) throw new Deno.errors.NotCapable("no");
      return found ?? list("10.0.0.2");
    },
  );
  const alive = setTimeout(() => {}, 60_000); // the watch keeps no process alive
  await done.promise;
  clearTimeout(alive);
  assertEquals(calls, [3, 6]);
  watch.stop();
  const after = looks;
  await new Promise((resolve) => setTimeout(resolve, 20));
  assertEquals(looks, after);
});

Deno.test("watchNetwork() that could not look at first calls nobody when it can", async () => {
  let looks = 0;
  let calls = 0;
  const done = Promise.withResolvers<void>();
  const watch = watchNetwork(() => calls++, 1, () => {
    if (++looks > 4) done.resolve();
    if (looks === 1) throw new TypeError("no");
    return list("10.0.0.2");
  });
  const alive = setTimeout(() => {}, 60_000);
  await done.promise;
  clearTimeout(alive);
  watch.stop();
  assertEquals(calls, 0);
});

Deno.test("watchNetwork() looks at this machine, and finds no change in a quarter of a second", async () => {
  let calls = 0;
  const watch = watchNetwork(() => calls++, 10);
  await new Promise((resolve) => setTimeout(resolve, 250));
  watch.stop();
  assertEquals(calls, 0);
});
