/**
 * The programs, started as a person starts them.
 *
 * @module
 */
import { assert } from "@std/assert";
import { TextLineStream } from "@std/streams/text-line-stream";
import config from "../../deno.json" with { type: "json" };

/** How long a test waits for a line that must come, in milliseconds; an emulator takes its time. */
const PATIENCE_MS = 90_000;

const ROOT = new URL("../../", import.meta.url);

/** Which of the programs. */
export type Name = "server" | "client" | "start";

/** How the programs are there: from source, or compiled. */
export interface Build {
  /** The words that start a program, before its own. */
  command(name: Name): readonly string[];
  /** The folder they are started in. */
  readonly cwd: URL | string;
  /** The whole environment they get; ours, where nothing is said. */
  readonly env?: Readonly<Record<string, string>>;
}

/** From source, with the permissions of `deno.json`'s tasks. */
export const SOURCE: Build = {
  cwd: ROOT,
  command(name) {
    const command = config.tasks[name].command.split("&&").at(-1)?.trim().split(" ") ?? [];
    return [Deno.execPath(), ...command.slice(1)];
  },
};

/** A program that runs, and what it prints. */
export class Program {
  /** Everything it printed, on either stream, line by line. */
  readonly lines: string[] = [];
  readonly status: Promise<Deno.CommandStatus>;
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #shown: Promise<unknown>;
  #wake: () => void = () => {};

  /**
   * Starts it.
   *
   * @param name Which task of `deno.json`.
   * @param args Its options.
   * @param before A command for the shell to run before it, such as `ulimit -n 64`.
   * @param build How it is there.
   */
  constructor(name: Name, args: readonly string[], before = "true", build: Build = SOURCE) {
    this.#child = new Deno.Command("/bin/sh", {
      args: ["-c", `${before} && exec "$@"`, "sh", ...build.command(name), ...args],
      cwd: build.cwd,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
      clearEnv: build.env !== undefined,
      env: { NO_COLOR: "1", ...build.env },
    }).spawn();
    this.#input = this.#child.stdin.getWriter();
    this.status = this.#child.status.then((status) => {
      this.#wake();
      return status;
    });
    this.#shown = Promise.all([this.#read(this.#child.stdout), this.#read(this.#child.stderr)]);
  }

  /** Its process id. */
  get pid(): number {
    return this.#child.pid;
  }

  /** Waits for a line, and gives what the first group of the pattern matched in it. */
  async line(pattern: RegExp): Promise<string> {
    let hopeless = false;
    const giveUp = (): void => {
      hopeless = true;
      this.#wake();
    };
    const timer = setTimeout(giveUp, PATIENCE_MS);
    this.#shown.then(giveUp);
    for (;;) {
      const found = this.lines.map((line) => pattern.exec(line)).find((match) => match !== null);
      if (found) {
        clearTimeout(timer);
        return found[1] ?? found[0];
      }
      assert(!hopeless, `no line is like ${pattern}:\n${this.lines.join("\n")}`);
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  /** Types a line. */
  async type(text: string): Promise<void> {
    await this.#input.write(new TextEncoder().encode(`${text}\n`));
  }

  /** Ends it with a signal, and gives its exit code. */
  async end(signal: Deno.Signal = "SIGTERM"): Promise<number> {
    try {
      this.#child.kill(signal);
    } catch {
      // It has ended.
    }
    const { code } = await this.status;
    await this.#input.close().catch(() => {});
    await this.#shown;
    return code;
  }

  async #read(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    const lines = stream.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
    for await (const line of lines) {
      this.lines.push(line);
      this.#wake();
    }
    this.#wake();
  }
}

/** A server on a free port of the loopback, its invitation and its folder. */
export async function startServer(
  args: readonly string[] = [],
  data: string = Deno.makeTempDirSync(),
  before?: string,
): Promise<{ program: Program; invitation: string; data: string; port: number }> {
  const port = args.includes("-p") ? [] : ["-p", "0"];
  const program = new Program(
    "server",
    ["--host", "127.0.0.1", "--data", data, ...port, ...args],
    before,
  );
  const invitation = await program.line(/(pychat:\/\/\S+)/);
  const listening = await program.line(/listening.*port\D+(\d+)/);
  return { program, invitation, data, port: Number(listening) };
}

/** A client without a browser, the link to its page, and its folder. */
export async function startClient(
  args: readonly string[] = [],
  data: string = Deno.makeTempDirSync(),
): Promise<{ program: Program; link: string; data: string }> {
  const program = new Program("client", ["--no-open", "--data", data, ...args]);
  return { program, link: await program.line(/(http:\/\/127\.0\.0\.1:\d+\/#\S+)/), data };
}
