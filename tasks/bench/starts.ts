/**
 * Measures how long the programs take to start, compiled and from source.
 *
 * @module
 */
import { TextLineStream } from "@std/streams/text-line-stream";
import { print } from "../../lib/io/terminal.ts";
import { SOURCE } from "../../tests/support/programs.ts";
import { ROOT } from "../deno.ts";
import { middleOf } from "./middle.ts";

/** How often each is started; the middle one counts. */
const RUNS = 11;

/** What is measured: a program, and the line that says that it is ready. */
const STARTS = {
  server: { args: ["--host", "127.0.0.1", "-p", "0"], ready: /pychat:\/\/\S+/ },
  client: { args: ["--no-open"], ready: /http:\/\/127\.0\.0\.1:\d+\/#\S+/ },
} as const;

type Name = keyof typeof STARTS;

/** Starts a program, waits until it is ready, fetches what it serves, and ends it; in milliseconds. */
async function start(name: Name, command: readonly string[]): Promise<number> {
  const data = await Deno.makeTempDir();
  const { args, ready } = STARTS[name];
  const [program = "", ...words] = command;
  const begin = performance.now();
  const child = new Deno.Command(program, {
    args: [...words, ...args, "--data", data],
    cwd: ROOT,
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
  let took = NaN;
  for await (const line of lines) {
    const found = ready.exec(line)?.[0];
    if (found === undefined || !Number.isNaN(took)) continue;
    if (name === "client") await (await fetch(new URL("/app.js", found))).bytes();
    took = performance.now() - begin;
    child.kill("SIGTERM");
  }
  await child.status;
  await Deno.remove(data, { recursive: true });
  return took;
}

/** The middle of several starts, in milliseconds. */
async function median(name: Name, command: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) times.push(await start(name, command));
  return middleOf(times);
}

/** How long one program takes to start, in milliseconds, and the size of its file in bytes. */
export interface StartRow {
  readonly program: Name;
  readonly source: number;
  /** `null` if it is not compiled. */
  readonly compiled: number | null;
  readonly bytes: number | null;
}

/** Measures and prints everything. */
export async function benchStarts(): Promise<readonly StartRow[]> {
  const folder = Deno.env.get("PYCHAT_COMPILED") ?? "dist";
  const rows: StartRow[] = [];
  for (const name of ["server", "client"] as const) {
    const what = name === "server" ? "start to listening" : "start to first page served";
    const source = await median(name, SOURCE.command(name));
    print(`${name}, ${what}, from source: ${source.toFixed(0)} ms`);
    const file = `${folder}/pychat-${name}-${Deno.build.arch}`;
    const path = await Deno.realPath(file).catch(() => null);
    if (path === null) {
      print(`${name}, compiled: not measured, there is no ${file} (deno task compile)`);
      rows.push({ program: name, source, compiled: null, bytes: null });
      continue;
    }
    const compiled = await median(name, [path]);
    const times = (compiled / source).toFixed(2);
    const { size } = await Deno.stat(path);
    print(`${name}, ${what}, compiled: ${compiled.toFixed(0)} ms, ${times} of that`);
    print(`${name}, size: ${(size / 2 ** 20).toFixed(1)} MiB`);
    rows.push({ program: name, source, compiled, bytes: size });
  }
  return rows;
}
