/**
 * What the programs are compiled for.
 *
 * @module
 */

/** One of the two programs. */
export type Program = "server" | "client";

/** A kind of machine. */
export interface Target {
  /** How it is named on the command line and in the names of files. */
  readonly name: string;
  /** How Deno names it. */
  readonly triple: string;
  /** The program that opens a link in a browser there, as `lib/io/page/open_browser.ts` uses it. */
  readonly opener: "xdg-open" | "open" | "rundll32";
  /** The runtime's file in a folder of runtimes; null where it is only downloaded. */
  readonly runtime: string | null;
}

/** Every kind of machine there is a program for. */
export const TARGETS: readonly Target[] = [
  {
    name: "x86_64",
    triple: "x86_64-unknown-linux-gnu",
    opener: "xdg-open",
    runtime: "denort-x86_64",
  },
  {
    name: "aarch64",
    triple: "aarch64-unknown-linux-gnu",
    opener: "xdg-open",
    runtime: "denort-aarch64",
  },
  { name: "macos-x86_64", triple: "x86_64-apple-darwin", opener: "open", runtime: null },
  { name: "macos-aarch64", triple: "aarch64-apple-darwin", opener: "open", runtime: null },
  { name: "windows-x86_64", triple: "x86_64-pc-windows-msvc", opener: "rundll32", runtime: null },
];

/** The name of a compiled program's file. */
export function programFile(program: Program, target: Target): string {
  return `pychat-${program}-${target.name}${target.opener === "rundll32" ? ".exe" : ""}`;
}

/**
 * How a compiled program runs and what it may do: as its task in `deno.json` says when it runs from
 * source, with the one opener its platform has, and a refusal that nothing later can lift.
 *
 * Four flags of V8 are the server's. A thread that frees arrays of bytes beside the one that makes
 * them contends with it for the lock of the allocator: without it a short record costs half. A young
 * generation of 1 MiB makes its pauses short. The heap grows by half at most before it is looked
 * through: a full server takes 163 MiB then in place of 236, for a tenth of what it can deliver. And
 * the server may collect by itself, when it has become quiet.
 *
 * @param command The command of its task.
 * @param v8Flags For V8, in place of those that the task of a server has, with commas between them;
 * `null` leaves them.
 */
export function programFlags(
  command: string,
  program: Program,
  target: Target,
  v8Flags: string | null = null,
): string[] {
  const flags = command.split("&&").at(-1)?.trim().split(" ") ?? [];
  const allowed = flags.filter((flag) => /^--(allow-|no-prompt|v8-flags=)/.test(flag))
    .map((flag) => flag.startsWith("--allow-run") ? `--allow-run=${target.opener}` : flag)
    .map((flag) =>
      flag.startsWith("--v8-flags") ? `--v8-flags=${v8Flags ?? flag.slice(11)}` : flag
    );
  const denied = ["--deny-ffi", "--deny-import"];
  return [...allowed, ...program === "server" ? ["--deny-run"] : [], ...denied];
}
