import { assertEquals } from "@std/assert";
import { downloaded } from "../support/compiled.ts";
import { firstFrame, LOW_ORDER } from "../support/low_order.ts";
import { needs } from "../support/needs.ts";
import { Program } from "../support/programs.ts";
import { Tcp } from "../support/tcp.ts";

/** Frame, ephemeral key, static key and payload, each as PROTOCOL.md has them. */
const MESSAGE_2_BYTES = 2 + 608;

/** How many bytes a server answers to a message 1 with this key, until they are all or it closes. */
async function answerTo(port: number, key: Uint8Array): Promise<number> {
  const tcp = await Tcp.connect(port);
  await tcp.write(firstFrame(key));
  let count = 0;
  while (count < MESSAGE_2_BYTES) {
    const bytes = await tcp.read();
    if (bytes === null) break;
    count += bytes.length;
  }
  tcp.close();
  return count;
}

// The runtime of a compiled program may be another than the one that runs these tests; some agree
// with such points, and only the program's own look at what came of it is left.
Deno.test({
  name: "A compiled server closes on a key of low order without a word, however it is written",
  ...needs("compiled"),
  fn: async () => {
    const build = await downloaded(Deno.build.arch);
    const args = ["-p", "0", "--host", "127.0.0.1", "--exempt", "127.0.0.1"];
    const server = new Program("server", args, undefined, build);
    const port = Number(await server.line(/listening.*port\D+(\d+)/));
    const right = crypto.getRandomValues(new Uint8Array(32));
    // Any other key is as good as one of ours, before and after: it is the key that is refused.
    assertEquals(await answerTo(port, right), MESSAGE_2_BYTES);
    for (const key of LOW_ORDER) assertEquals(await answerTo(port, key), 0, key.toHex());
    assertEquals(await answerTo(port, right), MESSAGE_2_BYTES);
    assertEquals(await server.end(), 0);
    await build.remove();
  },
});
