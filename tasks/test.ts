/**
 * Runs every test that this machine can, and names what it could not run and why.
 *
 * Words after `deno task test` go to `deno test`, such as `--filter NAME` or a path. With runtimes
 * in `DENORT_DIR` the programs are compiled first, by the Deno that `PYCHAT_COMPILER` names or by
 * this one; `PYCHAT_COMPILED` names a folder that has them already.
 *
 * @module
 */
import { TextLineStream } from "@std/streams/text-line-stream";
import { print } from "../lib/io/terminal.ts";
import { deno, ROOT } from "./deno.ts";

/** Where examples in docstrings and tests are. */
const PLACES = ["lib", "tests"];

const SUMMARY = /(\d+) passed.*? (\d+) failed/;

async function main(args: readonly string[]): Promise<number> {
  // Tests that start the programs need the page.
  if (!(await deno(["task", "--quiet", "ui", "--if-stale"]).status).success) return 1;
  const compiled = await compiledPrograms(args);
  if (compiled instanceof Error) return 1;
  const places = args.some((arg) => !arg.startsWith("-")) ? [] : PLACES;
  const options = ["--no-check", "--doc", "--allow-all"];
  // Tests make folders of data, with keys in them; none is left behind.
  const temporary = await Deno.makeTempDir({ prefix: "pychat-test-" });
  const tests = deno(["test", ...options, ...args, ...places], {
    stdout: "piped",
    stderr: "piped",
    env: { TMPDIR: temporary, ...compiled },
  });
  const skipped = new Set<string>();
  let summary = "0 passed, 0 failed";
  async function show(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    const lines = stream.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
    for await (const line of lines) {
      print(line);
      if (line.startsWith("skipped: ")) skipped.add(line);
      const counts = SUMMARY.exec(line);
      if (counts !== null) summary = `${counts[1]} passed, ${counts[2]} failed`;
    }
  }
  const [{ code }] = await Promise.all([tests.status, show(tests.stdout), show(tests.stderr)]);
  await Deno.remove(temporary, { recursive: true });
  for (const line of skipped) print(line);
  print(summary);
  return code;
}

/** What tells tests where the compiled programs are, if they are to be had and asked for. */
async function compiledPrograms(args: readonly string[]): Promise<Record<string, string> | Error> {
  const named = args.filter((arg) => !arg.startsWith("-"));
  const asked = named.length === 0 || named.some((arg) => arg.includes("compiled"));
  if (!asked || !Deno.env.has("DENORT_DIR") || Deno.env.has("PYCHAT_COMPILED")) return {};
  const compiler = Deno.env.get("PYCHAT_COMPILER") ?? Deno.execPath();
  const { success } = await deno(["task", "--quiet", "compile"], {}, compiler).status;
  return success
    ? { PYCHAT_COMPILED: await Deno.realPath(new URL("dist/", ROOT)) }
    : new Error("not compiled");
}

Deno.exit(await main(Deno.args));
