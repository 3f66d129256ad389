import { assertEquals, assertRejects } from "@std/assert";
import { readSmallText, type Source } from "../../../lib/io/files/small_text.ts";

/** Gives these bytes, so many at a time, and counts what was taken. */
function source(bytes: Uint8Array, piece: number): Source & { taken: number } {
  return {
    taken: 0,
    read(into) {
      const next = bytes.subarray(this.taken, this.taken + Math.min(piece, into.length));
      if (next.length === 0) return Promise.resolve(null);
      into.set(next);
      this.taken += next.length;
      return Promise.resolve(next.length);
    },
  };
}

Deno.test("readSmallText() reads all there is, however it comes, and keeps a byte order mark", async () => {
  for (const text of ["", "a", "Grüße\nnoch eine Zeile\n", "\u{feff}first\r\n"]) {
    for (const piece of [1, 2, 7, 1000]) {
      assertEquals(await readSmallText(source(new TextEncoder().encode(text), piece), 100), text);
    }
  }
});

Deno.test("readSmallText() takes as many bytes as there may be, and reads no further than one more", async () => {
  const letters = (count: number) => new Uint8Array(count).fill(0x61);
  assertEquals(await readSmallText(source(letters(10), 3), 10), "a".repeat(10));
  const long = source(letters(1_000_000), 7);
  await assertRejects(() => readSmallText(long, 10), Error, "longer than 10 bytes");
  assertEquals(long.taken, 11);
});

Deno.test("readSmallText() refuses what is not UTF-8", async () => {
  for (const bytes of [[0xff], [0x67, 0xfc, 0x6e], [0xff, 0xfe, 0x61, 0], [0xe2, 0x82]]) {
    const read = () => readSmallText(source(new Uint8Array(bytes), 10), 10);
    await assertRejects(read, Error, "not plain text in UTF-8");
  }
});

Deno.test({
  name: "readSmallText() ends with a file that never does",
  ignore: Deno.build.os === "windows", // it has no such file
  async fn() {
    using zeros = await Deno.open("/dev/zero");
    await assertRejects(() => readSmallText(zeros, 4096), Error, "longer");
  },
});
