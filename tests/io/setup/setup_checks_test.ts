import { assert, assertEquals } from "@std/assert";
import { setupScript } from "../../../lib/io/setup/setup_script.ts";
import { FakeMachine, type Traits } from "../../support/fake_machine.ts";
import { needs } from "../../support/needs.ts";

const { ignore } = needs("linux");

/** Machines that do not fit, with what the sentence must say. */
const MISFITS: readonly [Partial<Traits>, RegExp][] = [
  [{ system: "Darwin" }, /for Linux, and this is Darwin/],
  [{ system: "FreeBSD" }, /for Linux, and this is FreeBSD/],
  [{ machine: "armv7l" }, /this machine is armv7l.*64-bit Raspberry Pi OS/],
  [{ machine: "armv6l" }, /this machine is armv6l/],
  [{ machine: "i686" }, /this machine is i686/],
  [{ machine: "riscv64" }, /this machine is riscv64/],
  [{ machine: "" }, /made for x86_64 and aarch64/],
  [{ machine: "x86_64" }, /Download pychat-server-x86_64/], // the program is one for aarch64
  [{ bits: "32" }, /kernel .* 64-bit .* system on it is a 32-bit one/],
  [{ libc: "" }, /glibc 2\.27 or newer, and this system has none.*musl/],
  [{ libc: "musl 1.2.4" }, /this system has none/],
  [{ libc: "glibc unknown" }, /this system has none/],
  [{ libc: "glibc 2.26" }, /this system has 2\.26.*Debian 10/],
  [{ libc: "glibc 2.3.6" }, /this system has 2\.3\.6/],
  [{ libc: "glibc 1.99" }, /this system has 1\.99/],
  [{ systemd: null }, /no systemd here.*by hand/],
  [{ systemd: "systemd 238" }, /systemd 239 or newer, and this system has 238/],
];

const FITS: readonly Partial<Traits>[] = [
  {},
  { bits: "" }, // a system that cannot tell
  { libc: "glibc 2.27" },
  { libc: "glibc 2.100" },
  { libc: "glibc 2.39.9000" },
  { libc: "glibc 3.0" },
  { systemd: "systemd 239" },
  { systemd: "systemd 256~rc3 (256~rc3-1)" },
  { systemd: "" }, // one that stands in for it
];

for (const [traits, sentence] of MISFITS) {
  Deno.test({
    name: `SETUP_CHECKS say what to do on a machine with ${JSON.stringify(traits)}`,
    ignore,
    async fn() {
      await FakeMachine.with(async (machine) => {
        const program = await machine.program("pychat-server", "pychat-server 1.0.0");
        const { code, stderr } = await machine.run(setupScript(program));
        assertEquals(code, 1);
        assert(/^pychat-server setup: .*\.\n$/.test(stderr), stderr); // one line, and no other
        assert(sentence.test(stderr), stderr);
        assertEquals(await machine.files(), []);
        assertEquals(await machine.calls(), []);
      }, traits);
    },
  });
}

Deno.test({
  name: "SETUP_CHECKS let every machine pass that fits",
  ignore,
  async fn() {
    for (const traits of FITS) {
      await FakeMachine.with(async (machine) => {
        const program = await machine.program("pychat-server", "pychat-server 1.0.0");
        const { code, stderr } = await machine.run(setupScript(program));
        assertEquals(code, 0, JSON.stringify(traits) + stderr);
      }, traits);
    }
    await FakeMachine.with(async (machine) => {
      const program = await machine.program("pychat-server", "pychat-server 1.0.0", 62);
      assertEquals((await machine.run(setupScript(program))).code, 0);
    }, { machine: "x86_64" });
  },
});

for (const [machine, code] of [["x86_64", 62], ["aarch64", 183]] as const) {
  Deno.test({
    name: `SETUP_CHECKS refuse what is not a program for ${machine}, and what is not there`,
    ignore,
    fn: () => FakeMachine.with((fake) => refusePrograms(fake, code), { machine }),
  });
}

/** Tries the header of a good program with one byte changed, cut, and what is no file at all. */
async function refusePrograms(machine: FakeMachine, code: number): Promise<void> {
  const good = await Deno.readFile(await machine.program("good", "pychat-server 1.0.0", code));
  const refuse = async (path: string, sentence: RegExp): Promise<void> => {
    const { code, stderr } = await machine.run(setupScript(path));
    assertEquals([code, sentence.test(stderr)], [1, true], stderr);
  };
  const bad = `${machine.folder}/bad`;
  // Magic, class, byte order, and the machine's low and high byte.
  const bytes = [[0, 0x7e], [3, 0x47], [4, 1], [5, 2], [18, 40], [18, 245 - code], [
    19,
    1,
  ]] as const;
  for (const [at, byte] of bytes) {
    const changed = good.slice();
    changed[at] = byte;
    await Deno.writeFile(bad, changed);
    await refuse(bad, /not made for this machine/);
  }
  for (const length of [0, 19]) {
    await Deno.writeFile(bad, good.subarray(0, length));
    await refuse(bad, /not made for this machine/);
  }
  for (const path of [`${machine.folder}/none`, machine.folder, "/dev/zero"]) {
    await refuse(path, /no longer where it was/);
  }
  assertEquals(await machine.files(), []);
  assertEquals(await machine.calls(), []);
}
