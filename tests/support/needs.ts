/**
 * What a test needs of the machine, and what happens where it is missing.
 *
 * @module
 */

import { complain } from "../../lib/io/terminal.ts";
import { toolPath } from "./tools.ts";

/** Something that is not part of the project. */
export type Need =
  | "chromium"
  | "vectors"
  | "compiled"
  | "runtimes"
  | "qemu"
  | "namespaces"
  | "root"
  | "mount"
  | "linux"
  | Tool;

/** A program of the machine, found in `PATH`. */
export type Tool =
  | "sh"
  | "dash"
  | "bash"
  | "setpriv"
  | "shellcheck"
  | "systemd-analyze"
  | "desktop-file-validate"
  | "gio"
  | "xdg-mime"
  | "xdg-open"
  | "git"
  | "inspircd"
  | "openssl"
  | "tar"
  | "script"
  | "sha256sum";

/** Where the public test vectors are, if they are. */
export const VECTORS = new URL("../../../shared/vectors/", import.meta.url);

const CHECKS: Readonly<Record<Exclude<Need, Tool>, { there(): boolean; reason: string }>> = {
  chromium: {
    there: () => chromiumPath() !== null,
    reason: "there is no Chromium here (apt-get install chromium, or set CHROMIUM to its path)",
  },
  vectors: {
    there: () => exists(VECTORS),
    reason: "the public vectors are not beside the project (../shared/vectors)",
  },
  compiled: {
    there: () => Deno.env.has("PYCHAT_COMPILED"),
    reason: "nothing was compiled (set DENORT_DIR to a folder with runtimes of the Deno that " +
      "compiles, or PYCHAT_COMPILED to a folder with compiled programs)",
  },
  runtimes: {
    there: () => Deno.env.has("DENORT_DIR"),
    reason: "there are no runtimes to compile with (set DENORT_DIR to a folder that holds them)",
  },
  qemu: {
    there: () => toolPath("qemu-aarch64-static") !== null && exists("/usr/aarch64-linux-gnu"),
    reason: "there is no emulator for aarch64 (apt-get install qemu-user-static " +
      "libc6-arm64-cross libgcc-s1-arm64-cross libstdc++6-arm64-cross)",
  },
  linux: {
    there: () => Deno.build.os === "linux",
    reason: "this is not Linux",
  },
  root: {
    there: () => Deno.build.os !== "windows" && Deno.uid() === 0,
    reason: "only root can do what it tries",
  },
  mount: {
    there: canMount,
    reason: "no disk of its own can be mounted (as root on Linux, where the machine lets it)",
  },
  namespaces: {
    there: () => Deno.build.os === "linux" && Deno.uid() === 0 && toolPath("unshare") !== null,
    reason: "hiding the source tree and the network from a program takes root on Linux",
  },
};

const told = new Set<Need>();

/** The path of a Chromium: `CHROMIUM`, or the first of the usual names in `PATH`; `null` if none. */
export function chromiumPath(): string | null {
  const named = Deno.env.get("CHROMIUM");
  if (named !== undefined) return exists(named) ? named : null;
  const usual = ["chromium", "chromium-browser", "google-chrome"];
  return usual.map(toolPath).find((path) => path !== null) ?? null;
}

/** Whether this process may mount a disk in memory, tried where nobody else sees it. */
function canMount(): boolean {
  if (Deno.build.os !== "linux" || Deno.uid() !== 0 || toolPath("unshare") === null) return false;
  const args = ["--mount", "mount", "-t", "tmpfs", "tmpfs", "/tmp"];
  return new Deno.Command("unshare", { args, stderr: "null" }).outputSync().success;
}

function exists(place: string | URL): boolean {
  try {
    Deno.statSync(place);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether a test can run here, to be spread into its definition.
 *
 * What is missing makes the test be skipped, and says so once; with `CI=true` the test runs and
 * fails, so that a gate never passes for lack of something.
 *
 * @param what What the test cannot do without.
 */
export function needs(...what: readonly Need[]): { readonly ignore: boolean } {
  const missing = what.filter((one) => !isThere(one));
  if (missing.length === 0 || Deno.env.get("CI") === "true") return { ignore: false };
  for (const one of missing) {
    if (!told.has(one)) complain(`skipped: tests that need ${one}, because ${reasonOf(one)}`);
    told.add(one);
  }
  return { ignore: true };
}

function isTool(what: Need): what is Tool {
  return !(what in CHECKS);
}

function isThere(what: Need): boolean {
  return isTool(what) ? toolPath(what) !== null : CHECKS[what].there();
}

function reasonOf(what: Need): string {
  return isTool(what) ? `there is no ${what} here` : CHECKS[what].reason;
}
