/**
 * Which build of the program this is.
 *
 * @module
 */

/** A version, and where it came from. */
export interface BuildInfo {
  /** As in `deno.json`, such as `0.1.0`. */
  readonly version: string;
  /** The commit it was compiled from, or null where the program runs from its source. */
  readonly commit: string | null;
}

/**
 * Reads what the program is. A compiled program carries a file of its own for this, since all of
 * `deno.json` would bring the names of every development tool into it.
 *
 * @param folder Where the entry of the program is.
 * @param standalone Whether this is a compiled program.
 * @throws {SyntaxError} If the file was not made by our build.
 */
export async function readBuildInfo(
  folder: string | undefined,
  standalone: boolean = Deno.build.standalone,
): Promise<BuildInfo> {
  const file = standalone ? "build.json" : "deno.json";
  const value: unknown = JSON.parse(await Deno.readTextFile(`${folder}/${file}`));
  const fields = new Map(Object.entries(typeof value === "object" && value !== null ? value : {}));
  const [version, commit] = [fields.get("version"), fields.get("commit") ?? null];
  if (typeof version !== "string" || (commit !== null && typeof commit !== "string")) {
    throw new SyntaxError(`${file} names no version`);
  }
  return { version, commit };
}

/**
 * What a person is told of a build, in one line.
 *
 * @param build Which build it is.
 */
export function buildText(build: BuildInfo): string {
  const origin = build.commit === null
    ? "from its source"
    : `commit ${build.commit.replace(/^(\w{12})\w*/, "$1")}`;
  return `${build.version} (${origin}), Deno ${Deno.version.deno}`;
}

/**
 * The line that `--version` prints.
 *
 * @param program Its name.
 * @param build Which build it is.
 */
export function versionLine(program: string, build: BuildInfo): string {
  return `${program} ${buildText(build)}`;
}
