import { assert, assertEquals, assertThrows } from "@std/assert";
import { type Entry, tarball } from "../../tasks/tar.ts";

const TIME = new Date("2026-03-04T05:06:07.890Z");

function entry(name: string, size: number, program = false): Entry {
  return { name, program, content: new Blob([new Uint8Array(size).fill(120)]) };
}

async function bytes(entries: readonly Entry[], time = TIME): Promise<Uint8Array> {
  return await new Response(tarball(entries, time)).bytes();
}

async function unzipped(entries: readonly Entry[]): Promise<Uint8Array> {
  const plain = tarball(entries, TIME).pipeThrough(new DecompressionStream("gzip"));
  return await new Response(plain).bytes();
}

/** Lets the tar of this machine list an archive; every machine that tests has one. */
async function list(archive: Uint8Array): Promise<string[]> {
  const file = Deno.makeTempFileSync({ suffix: ".tar.gz" });
  Deno.writeFileSync(file, archive);
  const { success, stdout, stderr } = await new Deno.Command("tar", {
    args: ["-tvzf", file],
    env: { TZ: "UTC", LC_ALL: "C" },
  }).output();
  Deno.removeSync(file);
  assert(success, new TextDecoder().decode(stderr));
  assertEquals(new TextDecoder().decode(stderr), "");
  return new TextDecoder().decode(stdout).trim().split(/\r?\n/);
}

Deno.test("tarball() is read by another tar, whatever the sizes do to its blocks", async () => {
  const sizes = [0, 1, 511, 512, 513, 8 * 512, 20 * 512, 100_000];
  const lines = await list(await bytes(sizes.map((size) => entry(`a/${size}`, size))));
  assertEquals(lines.map((line) => line.split(/\s+/).at(-1)), sizes.map((size) => `a/${size}`));
  for (const [at, size] of sizes.entries()) assert(lines[at]?.includes(` ${size} `), lines[at]);
});

Deno.test("tarball() says that a program may be started and by whom, and a text only read", async () => {
  const [program = "", text = ""] = await list(
    await bytes([entry("program", 3, true), entry("text", 3)]),
  );
  assert(program.startsWith("-rwxr-xr-x"), program);
  assert(text.startsWith("-rw-r--r--"), text);
  for (const line of [program, text]) assert(/\s0\s*\/?\s*0\s/.test(line), line);
});

Deno.test("tarball() gives the same bytes for the same files and no others", async () => {
  const files = [entry("a", 700, true), entry("b", 0)];
  const first = await bytes(files);
  assertEquals(await bytes(files), first);
  const others = [
    await bytes([entry("a", 700), entry("b", 0)]),
    await bytes([entry("a", 701, true), entry("b", 0)]),
    await bytes([entry("a", 700, true), entry("c", 0)]),
    await bytes([entry("b", 0), entry("a", 700, true)]),
    await bytes(files, new Date(TIME.getTime() + 1000)),
  ];
  for (const other of others) assert(other.toHex() !== first.toHex());
  // A part of a second cannot be said.
  assertEquals(await bytes(files, new Date("2026-03-04T05:06:07Z")), first);
});

Deno.test("tarball() names no file and no time in its compression, and ends in whole records", async () => {
  const archive = await bytes([entry("a", 10)]);
  assertEquals([...archive.subarray(0, 4)], [0x1f, 0x8b, 8, 0]); // RFC 1952: deflate, no flags
  assertEquals([...archive.subarray(4, 8)], [0, 0, 0, 0]); // no time
  for (const size of [0, 8_704, 8_705, 9_216, 9_217]) {
    const plain = await unzipped([entry("a", size)]);
    assertEquals(plain.length % 10_240, 0);
    assert(plain.subarray(-1024).every((byte) => byte === 0));
    assertEquals(new TextDecoder().decode(plain.subarray(257, 265)), "ustar\x0000");
  }
});

Deno.test("tarball() refuses what such an archive cannot say", async () => {
  const long = "n".repeat(100);
  assertEquals((await list(await bytes([entry(long, 1)])))[0]?.endsWith(` ${long}`), true);
  for (const name of ["", `${long}n`, "sp ace", "new\nline", "ü", "\0"]) {
    assertThrows(() => tarball([entry(name, 1)], TIME), RangeError);
  }
  for (const time of [NaN, -1000, 8 ** 11 * 1000]) {
    assertThrows(() => tarball([entry("a", 1)], new Date(time)), RangeError, "time");
  }
  await bytes([entry("a", 1)], new Date(0));
  const huge = new Blob([]);
  Object.defineProperty(huge, "size", { value: 8 ** 11 });
  assertThrows(
    () => tarball([{ name: "a", program: false, content: huge }], TIME),
    RangeError,
    "too long",
  );
});
