import { assert, assertEquals } from "@std/assert";
import { showsUtf8, withPlainSigns } from "../../lib/io/terminal.ts";
import { runChild } from "../support/child.ts";

const IMPORT = `import { complain, print, runProgram } from "./lib/io/terminal.ts";
  import { StartError } from "./lib/io/start_error.ts";`;

Deno.test("print() writes to the standard output and complain() to the error stream, whole", async () => {
  const { code, stdout, stderr } = await runChild(`${IMPORT}
    print("one\\ntwo é");
    print("x".repeat(300_000));
    complain("trouble");
  `);
  assertEquals([code, stderr], [0, "trouble\n"]);
  assertEquals(stdout, `one\ntwo é\n${"x".repeat(300_000)}\n`);
});

Deno.test("print() and complain() go on without a stream that is gone", async () => {
  const { code } = await runChild(`${IMPORT}
    Deno.stdout.close();
    Deno.stderr.close();
    print("nobody");
    complain("hears this");
    Deno.exit(7);
  `);
  assertEquals(code, 7);
});

Deno.test("runProgram() makes of a StartError one sentence and exit code 1", async () => {
  const { code, stdout, stderr } = await runChild(`${IMPORT}
    await runProgram("pychat-x", async () => {
      await Promise.resolve();
      throw new StartError("Port 7 is in use.");
    });
    print("not reached");
  `);
  assertEquals([code, stdout, stderr], [1, "", "pychat-x: Port 7 is in use.\n"]);
});

Deno.test("runProgram() shows a fault of ours whole, with where it arose", async () => {
  const { code, stderr } = await runChild(`${IMPORT}
    await runProgram("pychat-x", () => Promise.reject(new TypeError("not a function")));
  `);
  assertEquals(code, 1);
  assert(stderr.includes("TypeError: not a function") && stderr.includes("    at "), stderr);
});

Deno.test("runProgram() lets a program end as it likes", async () => {
  const { code, stdout } = await runChild(`${IMPORT}
    await runProgram("pychat-x", async () => print("done"));
  `);
  assertEquals([code, stdout], [0, "done\n"]);
});

Deno.test("showsUtf8() goes by the charset in LANG, and by UTF-8 where it is not set", () => {
  const good = ["en_US.UTF-8", "de_DE.utf8", "C.UTF-8", "ca_ES.UTF-8@valencia", "UTF-8", "zh.Utf8"];
  for (const lang of [undefined, "", ...good]) assert(showsUtf8(lang, "linux"), lang);
  const old = ["C", "POSIX", "en_US", "de_DE.ISO-8859-15@euro", "ru_RU.KOI8-R", "ja_JP.eucJP"];
  const odd = ["de_DE@euro", "utf8_XX", "C.UTF-16", "C.UTF-8x", "C@a.UTF-8", ".", "x.y.utf8"];
  for (const lang of [...old, ...odd]) {
    assert(!showsUtf8(lang, "linux"), lang);
    assert(!showsUtf8(lang, "darwin"), lang);
    assert(showsUtf8(lang, "windows"), lang);
  }
});

Deno.test("withPlainSigns() changes the signs of our sentences and nothing else", () => {
  assertEquals(withPlainSigns("“a” isn’t b… 1–2 · x"), `"a" isn't b... 1-2 . x`);
  const other = "/home/Zoë/日本/„«‘—\u{1f600}•\u0301";
  assertEquals(withPlainSigns(other), other);
});

const SAY = `${IMPORT}
  print("“x” /home/ü");
  await runProgram("pychat-x", () => Promise.reject(new StartError("“007” isn’t one…")));
`;
const SIGNS = ["“x” /home/ü\n", "pychat-x: “007” isn’t one…\n"];
const PLAIN = [`"x" /home/ü\n`, `pychat-x: "007" isn't one...\n`];
const posix = Deno.build.os !== "windows";

Deno.test({
  name: "print() and complain() write plain signs where LANG names another charset",
  ignore: !posix,
  fn: async () => {
    const cases: [string, readonly string[]][] = [
      ["export LANG=C", PLAIN],
      ["export LANG=de_DE.ISO-8859-1", PLAIN],
      ["export LANG=de_DE.UTF-8", SIGNS],
      ["export LANG=", SIGNS],
      ["unset LANG", SIGNS],
    ];
    for (const [shell, said] of cases) {
      const { stdout, stderr } = await runChild(SAY, undefined, shell);
      assertEquals([stdout, stderr], said, shell);
    }
  },
});

Deno.test({
  name: "print() writes the signs as they are where the environment may not be read",
  ignore: !posix,
  fn: async () => {
    const { code, stdout, stderr } = await runChild(SAY, ["--allow-env=HOME"], "export LANG=C");
    assertEquals([code, stdout, stderr], [1, ...SIGNS]);
  },
});

Deno.test({
  name: "print() knows the charset also after the program has given up its permissions",
  ignore: !posix,
  fn: async () => {
    const code = `${IMPORT}
      import { revokeEverything } from "./lib/io/permissions.ts";
      revokeEverything();
      print("“x”");
    `;
    const { stdout } = await runChild(code, ["--allow-env=LANG"], "export LANG=C");
    assertEquals(stdout, `"x"\n`);
  },
});
