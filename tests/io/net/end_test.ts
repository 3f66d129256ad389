import { assertEquals } from "@std/assert";
import { type Fault, ProtocolError } from "../../../lib/errors.ts";
import { type End, endOf, isReturnable } from "../../../lib/io/net/end.ts";

Deno.test("isReturnable() counts as a cut whatever somebody on the way can do, and nothing else", () => {
  for (const how of ["cut", "late", "slow", "silent"] as const) {
    assertEquals(isReturnable({ how }), true, how);
  }
  assertEquals(isReturnable({ how: "bye" }), false);
  assertEquals(isReturnable({ how: "bug", error: null }), false);
  const faults: Record<Fault, boolean> = {
    frame_length: true,
    not_authentic: true,
    handshake_message: false,
    handshake_hello: false,
    other_version: false,
    packet_length: false,
    padding: false,
    bye_body: false,
    control_body: false,
    ack_number: false,
    not_numbered: false,
    text_encoding: false,
    json: false,
    message_type: false,
    message_field: false,
  };
  for (const [fault, returnable] of Object.entries(faults)) {
    assertEquals(isReturnable({ how: "fault", fault: fault as Fault }), returnable, fault);
  }
});

Deno.test("endOf() tells the peer's fault from the network's, and both from ours", () => {
  const cases: [unknown, End["how"]][] = [
    [new ProtocolError("padding", "not zero"), "fault"],
    [new Deno.errors.ConnectionReset("Connection reset by peer (os error 104)"), "cut"],
    [new Deno.errors.Interrupted("closed"), "cut"],
    [new Deno.errors.BadResource("Bad resource ID"), "cut"],
    [new Error("No route to host (os error 113)"), "cut"],
    [new Error("the text “(os error 113)” stands in the middle"), "bug"],
    [new TypeError("not a function"), "bug"],
    [new RangeError("invalid"), "bug"],
    ["a string", "bug"],
    [undefined, "bug"],
  ];
  for (const [error, how] of cases) assertEquals(endOf(error).how, how, String(error));
  assertEquals(endOf(cases[0]?.[0]), { how: "fault", fault: "padding" });
});

Deno.test("endOf() knows what a socket says of a peer that is gone", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const accepting = listener.accept();
  const client = await Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port });
  const server = await accepting;
  await server.write(new Uint8Array(9));
  const errors: unknown[] = [];
  const buffer = new Uint8Array(9);
  // Closed with unread bytes: the system resets the connection.
  client.close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  await server.read(buffer).catch((error) => errors.push(error));
  for (let n = 0; n < 3; n++) await server.write(buffer).catch((error) => errors.push(error));
  server.close();
  for (const act of [() => server.read(buffer), () => server.write(buffer)]) {
    await act().catch((error) => errors.push(error));
  }
  listener.close();
  assertEquals(errors.length >= 4, true);
  for (const error of errors) assertEquals(endOf(error), { how: "cut" }, String(error));
});
