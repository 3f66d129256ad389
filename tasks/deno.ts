/**
 * Starting Deno from a task.
 *
 * @module
 */

/** The folder of the project, whatever folder a task was started in. */
export const ROOT: URL = new URL("../", import.meta.url);

/**
 * Starts Deno in the folder of the project.
 *
 * @param args Its words.
 * @param options Where its streams go, to ours if nothing is said; and what it finds in its
 * environment besides ours.
 * @param program Which Deno; the one that runs this if nothing is said.
 */
export function deno(
  args: readonly string[],
  options: Pick<Deno.CommandOptions, "stdout" | "stderr" | "env"> = {},
  program: string = Deno.execPath(),
): Deno.ChildProcess {
  return new Deno.Command(program, {
    args: [...args],
    cwd: ROOT,
    stdin: "inherit",
    ...options,
    env: { NO_COLOR: "1", ...options.env },
  }).spawn();
}
