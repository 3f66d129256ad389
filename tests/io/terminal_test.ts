import { assert, assertEquals } from "@std/assert";
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
