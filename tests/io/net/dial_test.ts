import { assert, assertEquals } from "@std/assert";
import { dial } from "../../../lib/io/net/dial.ts";

Deno.test("dial() connects to an address, also of IPv6, and to a name", async () => {
  for (const [listening, host] of [["127.0.0.1", "127.0.0.1"], ["127.0.0.1", "localhost"]]) {
    const listener = Deno.listen({ hostname: listening ?? "", port: 0 });
    const accepting = listener.accept();
    const socket = await dial(host ?? "", listener.addr.port);
    assert(typeof socket !== "string", `${host}: ${socket}`);
    const accepted = await accepting;
    await socket.write(new Uint8Array([7]));
    const buffer = new Uint8Array(4);
    assertEquals([await accepted.read(buffer), buffer[0]], [1, 7]);
    for (const open of [socket, accepted, listener]) open.close();
  }
});

Deno.test("dial() says that nobody answers where nothing listens", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  assertEquals(await dial("127.0.0.1", port), "nobody_answers");
});

Deno.test("dial() gives up after its time, and takes no connection that comes later", async () => {
  // A queue of one that nobody takes from: further connections wait for good.
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0, tcpBacklog: 1 });
  const { port } = listener.addr;
  const taken: Deno.TcpConn[] = [];
  let answer = await dial("127.0.0.1", port, 100);
  while (typeof answer !== "string" && taken.length < 20) {
    taken.push(answer);
    answer = await dial("127.0.0.1", port, 100);
  }
  assertEquals(answer, "too_slow");
  // Now there is room: the system completes what waited, and dial() must let go of it.
  for (const socket of taken) socket.close();
  for (let n = 0; n <= taken.length; n++) {
    const accepted = await listener.accept();
    assertEquals(await accepted.read(new Uint8Array(1)), null, `connection ${n} is open`);
    accepted.close();
  }
  listener.close();
});

Deno.test("dial() says that there is no such host", async () => {
  for (const host of ["no-such-host.invalid", "256.1.1.1"]) {
    assertEquals(await dial(host, 7420), "unknown_host", host);
  }
});

Deno.test("dial() answers with a reason, whatever it is given for a host", async () => {
  for (const host of ["", " ", "a b", "a..b", "\0", "x".repeat(300), "[", "é".repeat(80)]) {
    assertEquals(typeof await dial(host, 1, 2_000), "string", JSON.stringify(host));
  }
});
