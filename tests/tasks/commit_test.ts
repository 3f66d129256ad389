import { assertEquals, assertMatch } from "@std/assert";
import { toFileUrl } from "../support/file_url.ts";
import { needs } from "../support/needs.ts";
import { commitOf } from "../../tasks/commit.ts";

async function git(folder: string, ...args: string[]): Promise<void> {
  const who = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
  const env = { GIT_COMMITTER_DATE: "1700000001 +0000", GIT_CONFIG_GLOBAL: "/dev/null" };
  await new Deno.Command("git", { args: [...who, ...args], cwd: folder, env }).output();
}

Deno.test({
  name: "commitOf() names the commit and its time, and whether the tree differs from it",
  ...needs("git"),
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const root = toFileUrl(folder);
    assertEquals(await commitOf(root), { id: null, time: new Date(0) });
    await git(folder, "init");
    await Deno.writeTextFile(`${folder}/a`, "a");
    await git(folder, "add", "a");
    await git(folder, "commit", "-m", "a");
    const { id, time } = await commitOf(root);
    assertMatch(id ?? "", /^[0-9a-f]{40}$/);
    assertEquals(time, new Date(1_700_000_001_000));
    await Deno.writeTextFile(`${folder}/b`, "b");
    assertEquals((await commitOf(root)).id, `${id}-changed`);
    await Deno.remove(folder, { recursive: true });
  },
});
