import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Program, startServer } from "./support/programs.ts";
import { needs } from "./support/needs.ts";

/** Runs `pychat-server key …` to its end. */
async function key(
  args: readonly string[],
  before?: string,
): Promise<{ code: number; lines: readonly string[]; text: string }> {
  const program = new Program("server", ["key", ...args], before);
  const { code } = await program.status;
  await program.end();
  return { code, lines: program.lines, text: program.lines.join("\n") };
}

/** A data folder whose server has run once, with its key in words and its public key. */
async function oldMachine(): Promise<{ data: string; words: string; publicKey: string }> {
  const { program, invitation, data } = await startServer();
  const words = await program.line(/^ {4}((?:[a-z]+ ){7}[a-z]+)$/);
  await program.end();
  return { data, words, publicKey: invitation.split("#")[1] ?? "" };
}

Deno.test("pychat-server key takes a server to another machine, where everybody finds it the same", async () => {
  const { data, words, publicKey } = await oldMachine();
  const base = Deno.makeTempDirSync();
  const exported = await key(["export", `${base}/copy`, "--data", data]);
  const imported = await key(["import", `${base}/copy`, "--data", `${base}/new`]);
  for (const { code, text } of [exported, imported]) {
    assertEquals(code, 0, text);
    for (const part of [words, publicKey]) assertStringIncludes(text, part);
  }
  const secret = Deno.readTextFileSync(`${data}/identity.key`).trim();
  for (const { text } of [exported, imported]) assertEquals(text.includes(secret), false);
  const { program, invitation } = await startServer([], `${base}/new`);
  assertEquals(invitation.split("#")[1], publicKey);
  assertEquals((await key(["import", `${base}/copy`, "--data", `${base}/new`])).code, 1);
  await program.end();
  const again = await key(["import", `${base}/copy`, "--data", `${base}/new`]);
  assertEquals(again.code, 0);
  assertStringIncludes(again.text, "already");
});

Deno.test("pychat-server key goes through a pipe, the key alone on the standard output", async () => {
  const { data, words, publicKey } = await oldMachine();
  const base = Deno.makeTempDirSync();
  const only = await key(["export", "-", "--data", data], "exec 2>/dev/null");
  assertEquals(only.lines, [Deno.readTextFileSync(`${data}/identity.key`).trim()]);
  const through = `exec <'${base}/pipe' 2>/dev/null`;
  Deno.writeTextFileSync(`${base}/pipe`, `${only.lines[0]}\n`);
  const { code, text } = await key(["import", "-", "--data", `${base}/new`], through);
  assertEquals(code, 0);
  for (const part of [words, publicKey]) assertStringIncludes(text, part);
  const other = await key(["export", "-", "--data", data], "exec >/dev/null");
  for (const part of [words, publicKey]) assertStringIncludes(other.text, part);
  assertEquals(other.text.includes(only.lines[0] ?? "?"), false);
  const nothing = await key(["import", "-", "--data", data], "exec </dev/null");
  assertEquals(nothing.code, 1);
  assertMatch(nothing.text, /^pychat-server: The standard input holds no identity key\./);
});

Deno.test({
  name: "pychat-server key export says so where the key did not arrive whole",
  ...needs("linux"), // it has a device that is always full
  async fn() {
    const { data } = await oldMachine();
    const { code, text } = await key(["export", "-", "--data", data], "exec >/dev/full");
    assertEquals(code, 1);
    assertMatch(text, /^pychat-server: The key cannot be written to the standard output: /);
  },
});

Deno.test({
  name: "pychat-server key import gives the key to whose folder it is, when root does it",
  ...needs("root"),
  async fn() {
    const { data } = await oldMachine();
    const base = Deno.makeTempDirSync();
    await key(["export", `${base}/copy`, "--data", data]);
    Deno.mkdirSync(`${base}/service`, { mode: 0o700 });
    Deno.chownSync(`${base}/service`, 61_184, 61_185);
    const { code, text } = await key(["import", `${base}/copy`, "--data", `${base}/service`]);
    assertEquals(code, 0, text);
    const { uid, gid, mode } = Deno.statSync(`${base}/service/identity.key`);
    assertEquals([uid, gid, (mode ?? 0) & 0o777], [61_184, 61_185, 0o600]);
    assertEquals([...Deno.readDirSync(`${base}/service`)].length, 1);
    assertEquals([...Deno.readDirSync(base)].length, 2);
  },
});

Deno.test("pychat-server key says in one sentence what it will not do", async () => {
  const { data } = await oldMachine();
  const base = Deno.makeTempDirSync();
  Deno.writeTextFileSync(`${base}/taken`, "mine");
  Deno.writeTextFileSync(`${base}/other`, `${"A".repeat(43)}\n`);
  const cases: readonly (readonly [readonly string[], string])[] = [
    [[], "key export FILE"],
    [["export"], "key export FILE"],
    [["export", `${base}/taken`, "--data", data], "already"],
    [["export", `${base}/copy`, "--data", `${base}/none`], "no identity key"],
    [["import", `${base}/taken`, "--data", data], "holds no identity key"],
    [["import", `${base}/absent`, "--data", data], "cannot be read"],
    [["import", `${base}/other`, "--data", data], `mv '${Deno.realPathSync(data)}/identity.key'`],
  ];
  for (const [args, part] of cases) {
    const { code, lines } = await key(args);
    assertEquals([code, lines.length], [1, 1], lines.join("\n"));
    assertStringIncludes(lines[0] ?? "", part);
  }
  assertEquals(Deno.readTextFileSync(`${base}/taken`), "mine");
  assert([...Deno.readDirSync(base)].length === 2);
});
