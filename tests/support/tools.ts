/**
 * Programs of the machine that tests run.
 *
 * @module
 */

/**
 * Where a program is.
 *
 * @param name Its name, as a shell would take it.
 * @returns Its absolute path, or `null` where no folder of `PATH` has it.
 */
export function toolPath(name: string): string | null {
  for (
    const folder of (Deno.env.get("PATH") ?? "").split(Deno.build.os === "windows" ? ";" : ":")
  ) {
    try {
      if (Deno.statSync(`${folder}/${name}`).isFile) return `${folder}/${name}`;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** What a program said, and how it ended. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of the machine to its end. */
export async function runTool(name: string, args: readonly string[]): Promise<Said> {
  const path = toolPath(name);
  if (path === null) throw new Error(`${name} is not installed`);
  const { code, stdout, stderr } = await new Deno.Command(path, {
    args: [...args],
    env: { LC_ALL: "C.UTF-8" },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}
