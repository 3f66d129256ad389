/**
 * Which commit the tree is at.
 *
 * @module
 */

/** A commit. */
export interface Commit {
  /** Its hash, with `-changed` where the tree differs from it; null without a repository. */
  readonly id: string | null;
  /** When it was made; `SOURCE_DATE_EPOCH`, if set, stands for it. */
  readonly time: Date;
}

/**
 * Asks git for the commit of a tree.
 *
 * @param root The tree.
 */
export async function commitOf(root: URL): Promise<Commit> {
  const epoch = Deno.env.get("SOURCE_DATE_EPOCH");
  const shown = await git(root, ["log", "-1", "--format=%H %ct"]);
  const [hash, seconds = "0"] = shown?.trim().split(" ") ?? [];
  const changed = (await git(root, ["status", "--porcelain"]) ?? "") !== "";
  return {
    id: hash === undefined ? null : `${hash}${changed ? "-changed" : ""}`,
    time: new Date(1000 * Number(epoch ?? seconds)),
  };
}

/** What git prints, or null where there is no repository or no git. */
async function git(root: URL, args: readonly string[]): Promise<string | null> {
  try {
    const { success, stdout } = await new Deno.Command("git", {
      args: [...args],
      cwd: root,
      stderr: "null",
    }).output();
    return success ? new TextDecoder().decode(stdout) : null;
  } catch {
    return null;
  }
}
