import { assertEquals } from "@std/assert";
import { hangUp } from "../../../lib/io/net/hang_up.ts";

Deno.test("hangUp() closes a connection, once or more often", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const socket = await Deno.connect({ hostname: "127.0.0.1", port });
  const other = await listener.accept();
  for (let time = 0; time < 3; time++) hangUp(socket);
  assertEquals(await other.read(new Uint8Array(1)), null);
  hangUp(other);
  listener.close();
});
