import { assertEquals, assertRejects } from "@std/assert";
import { writeAll } from "../../lib/io/write_all.ts";

Deno.test("writeAll() writes everything in order, however little is taken at a time", async () => {
  const bytes = new Uint8Array([1, 2, 3, 4, 5, 6, 7]);
  for (const most of [1, 2, 3, 7, 100]) {
    const written: number[] = [];
    await writeAll({
      write(rest) {
        const taken = rest.subarray(0, most);
        written.push(...taken);
        return Promise.resolve(taken.length);
      },
    }, bytes);
    assertEquals(written, [...bytes], `${most} at a time`);
  }
});

Deno.test("writeAll() writes nothing of nothing, and throws on what a write throws", async () => {
  let writes = 0;
  const sink = { write: () => (writes++, Promise.reject(new Error("full"))) };
  await writeAll(sink, new Uint8Array(0));
  assertEquals(writes, 0);
  await assertRejects(() => writeAll(sink, new Uint8Array(3)), Error, "full");
  assertEquals(writes, 1);
});
