import { assert, assertEquals } from "@std/assert";
import { fileName } from "../../../lib/client/export/file_name.ts";
import { BERN, LOBBY, PRIVATE, SERVER } from "./examples.ts";

const DAY = "2026-11-23";

Deno.test("fileName() names the room and the day, without a sign of paths", () => {
  const cases = [
    ["lobby", "pychat-lobby-2026-11-23.txt"],
    ["../../etc/passwd", "pychat-etc-passwd-2026-11-23.txt"],
    ["C:\\x\0", "pychat-C-x-2026-11-23.txt"],
    ["Küche 2", "pychat-Küche-2-2026-11-23.txt"],
    ["a\u{202e}txt.exe", "pychat-a-txt-exe-2026-11-23.txt"],
    ["...", "pychat-room-2026-11-23.txt"],
  ];
  for (const [name = "", expected] of cases) {
    assertEquals(fileName([{ ...LOBBY, name }], SERVER, "text", DAY), expected);
  }
});

Deno.test("fileName() names the partner with the tag, and several by their server", () => {
  assertEquals(fileName([PRIVATE], SERVER, "markdown", DAY), "pychat-bern-x2mf-2026-11-23.md");
  const dots = { ...PRIVATE, partner: { ...BERN, name: "..", tag: "" } };
  assertEquals(fileName([dots], SERVER, "json", DAY), "pychat-private-2026-11-23.json");
  const all = [LOBBY, PRIVATE];
  assertEquals(fileName(all, SERVER, "json", DAY), "pychat-Garden-Pi-2026-11-23.json");
  const nameless = { ...SERVER, name: "::1" };
  assertEquals(fileName(all, nameless, "json", DAY), "pychat-1-2026-11-23.json");
  assertEquals(
    fileName([], { ...SERVER, name: "[]" }, "text", DAY),
    "pychat-server-2026-11-23.txt",
  );
});

Deno.test("fileName() is never longer than a file's name may be", () => {
  for (const letter of ["a", "é", "日", "𝒜"]) {
    const name = fileName([{ ...LOBBY, name: letter.repeat(300) }], SERVER, "json", DAY);
    assert(new TextEncoder().encode(name).length <= 255);
    assertEquals(name, `pychat-${letter.repeat(48)}-${DAY}.json`);
  }
});
