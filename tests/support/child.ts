/**
 * Small programs in processes of their own, for what would end or change the test's process.
 *
 * @module
 */
import { TextLineStream } from "@std/streams/text-line-stream";

const ROOT = new URL("../../", import.meta.url);

/** What a program left behind. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that runs. */
export interface Child {
  readonly process: Deno.ChildProcess;
  /** The next line of its standard output, or `null` at its end. */
  line(): Promise<string | null>;
  /** Waits until it has ended; its standard output is not in it. */
  end(): Promise<{ readonly code: number; readonly stderr: string }>;
}

/**
 * Starts a program.
 *
 * @param code Its source; imports are relative to the root of the project.
 * @param flags Its permissions; all of them where none are named.
 * @param shell A command for the shell to run before it, such as `ulimit -n 64`.
 */
export async function startChild(
  code: string,
  flags: readonly string[] = ["--allow-all"],
  shell: string = "true",
): Promise<Child> {
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(file, code.replaceAll(`"./`, `"${ROOT.href}`));
  const run = ["run", "--no-prompt", "--no-check", "--config", "deno.json", ...flags, file];
  const process = new Deno.Command("sh", {
    args: ["-c", `${shell} && exec "$@"`, "sh", Deno.execPath(), ...run],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const lines = process.stdout.pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream())[Symbol.asyncIterator]();
  const stderr = new Response(process.stderr).text();
  return {
    process,
    async line() {
      const { done, value } = await lines.next();
      return done ? null : value;
    },
    async end() {
      const { code } = await process.status;
      await lines.return?.();
      await Deno.remove(file);
      return { code, stderr: await stderr };
    },
  };
}

/** Runs a program to its end. The parameters are those of {@linkcode startChild}. */
export async function runChild(
  code: string,
  flags?: readonly string[],
  shell?: string,
): Promise<Outcome> {
  const child = await startChild(code, flags, shell);
  let stdout = "";
  for (let line = await child.line(); line !== null; line = await child.line()) {
    stdout += `${line}\n`;
  }
  return { stdout, ...await child.end() };
}
