import { assert, assertEquals, assertRejects } from "@std/assert";
import { versionLine } from "../../lib/io/build_info.ts";
import { StartError } from "../../lib/io/start_error.ts";
import { checkOrigin, type Extras, findPrograms, packPrograms } from "../../tasks/package.ts";
import { needs } from "../support/needs.ts";

const EXTRAS: Extras = {
  version: "1.2.3",
  time: new Date("2026-03-04T05:06:07Z"),
  bill: '{ "bomFormat": "CycloneDX" }\n',
  licence: "MIT License\n",
};

const PROGRAMS = ["server", "client"].flatMap((program) => [
  `pychat-${program}-x86_64`,
  `pychat-${program}-aarch64`,
  `pychat-${program}-macos-x86_64`,
  `pychat-${program}-macos-aarch64`,
  `pychat-${program}-windows-x86_64.exe`,
]);

const DOWNLOADS = [
  "SHA256SUMS",
  "pychat-client-aarch64.tar.gz",
  "pychat-client-macos-aarch64.tar.gz",
  "pychat-client-macos-x86_64.tar.gz",
  "pychat-client-windows-x86_64.exe",
  "pychat-client-x86_64.tar.gz",
  "pychat-server-aarch64",
  "pychat-server-aarch64.tar.gz",
  "pychat-server-macos-aarch64.tar.gz",
  "pychat-server-macos-x86_64.tar.gz",
  "pychat-server-windows-x86_64.exe",
  "pychat-server-x86_64",
  "pychat-server-x86_64.tar.gz",
  "pychat.cdx.json",
];

/** The tools of GNU, whose words these tests use. */
const tools = { ignore: needs("tar", "sha256sum").ignore || Deno.build.os !== "linux" };

/** A folder with programs of a few lines, so deep below another. */
async function fakePrograms(names: readonly string[], depth = 1): Promise<URL> {
  const folder = `${await Deno.makeTempDir()}/${"deeper/".repeat(depth)}`;
  await Deno.mkdir(folder, { recursive: true });
  for (const name of names) {
    await Deno.writeTextFile(`${folder}${name}`, `#!/bin/sh\necho ${name}\n`);
  }
  return new URL(`file://${folder}`);
}

/** Packs what is in a folder, in a folder inside of it, and tells what is there then. */
async function pack(programs: URL, extras = EXTRAS): Promise<{ folder: URL; names: string[] }> {
  const folder = new URL("release/", programs);
  await packPrograms((await findPrograms(programs)).found, programs, folder, extras);
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return { folder, names: entries.map(({ name }) => name).sort() };
}

/** Runs a tool in a folder and gives what it prints. */
async function run(folder: URL, tool: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(tool, {
    args,
    cwd: folder,
    env: { TZ: "UTC" },
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

Deno.test("packPrograms() makes every download of a release, and sums over all of them", async () => {
  const { folder, names } = await pack(await fakePrograms(PROGRAMS));
  assertEquals(names, DOWNLOADS);
  const sums = await Deno.readTextFile(new URL("SHA256SUMS", folder));
  assertEquals(
    sums.split("\n").map((line) => line.replace(/^[0-9a-f]{64} {2}/, "")),
    [...DOWNLOADS.slice(1), ""],
  );
  assertEquals(await Deno.readTextFile(new URL("pychat.cdx.json", folder)), EXTRAS.bill);
});

Deno.test({
  name: "packPrograms() writes sums that sha256sum agrees with, also for one download alone",
  ...tools,
  fn: async () => {
    const { folder } = await pack(await fakePrograms(PROGRAMS));
    await run(folder, "sha256sum", "--check", "--strict", "SHA256SUMS");
    for (const name of DOWNLOADS.slice(2)) await Deno.remove(new URL(name, folder));
    const one = await run(folder, "sha256sum", "--check", "--ignore-missing", "SHA256SUMS");
    assertEquals(one, `${DOWNLOADS[1]}: OK\n`);
  },
});

Deno.test({
  name:
    "packPrograms() gives programs that start where they are unpacked, with what belongs to them",
  ...tools,
  fn: async () => {
    const { folder } = await pack(await fakePrograms(PROGRAMS));
    const archives = DOWNLOADS.filter((name) => name.endsWith(".tar.gz"));
    for (const name of archives) {
      await run(folder, "tar", "-xpzf", name);
      const [, program = ""] = /^(pychat-[a-z]+)-/.exec(name) ?? [];
      const place = new URL(`${program}/`, folder);
      const said = await run(place, `./${program}`);
      assertEquals(said, `${name.replace(".tar.gz", "")}\n`);
      const linuxClient = /client-(x86_64|aarch64)/.test(name);
      const modes = Object.fromEntries(
        [...Deno.readDirSync(place)].map((one) =>
          [one.name, (Deno.statSync(new URL(one.name, place)).mode ?? 0) & 0o777] as const
        ),
      );
      assertEquals(modes, {
        "LICENSE": 0o644,
        "README.txt": 0o644,
        [program]: 0o755,
        ...linuxClient ? { "pychat.desktop": 0o755 } : {},
      });
      const readme = await Deno.readTextFile(new URL("README.txt", place));
      assert(readme.includes(`./${program}\n`), readme);
      assertEquals(readme.includes(`com.apple.quarantine ${program}`), name.includes("macos"));
      assertEquals(readme.includes(`${program} install`), linuxClient);
      assertEquals(readme.includes(`${program} setup`), /server-(x86_64|aarch64)/.test(name));
      await Deno.remove(place, { recursive: true });
    }
    const listed = await run(folder, "tar", "-tvzf", "pychat-server-x86_64.tar.gz");
    assert(listed.includes("2026-03-04") && !listed.includes("deeper"), listed);
  },
});

Deno.test("packPrograms() gives the same bytes from two folders, and keeps nothing of a time before", async () => {
  const first = await pack(await fakePrograms(PROGRAMS));
  const programs = await fakePrograms(PROGRAMS, 5);
  await Deno.mkdir(new URL("release/old", programs), { recursive: true });
  const second = await pack(programs);
  assertEquals(second.names, first.names);
  for (const name of DOWNLOADS) {
    const bytes = await Promise.all(
      [first, second].map(({ folder }) => Deno.readFile(new URL(name, folder))),
    );
    assertEquals(bytes[0], bytes[1], name);
  }
  const later = await pack(programs, { ...EXTRAS, time: new Date("2026-03-04T05:06:08Z") });
  const sums = ({ folder }: { folder: URL }) =>
    Deno.readTextFileSync(new URL("SHA256SUMS", folder));
  assert(sums(later) !== sums(first));
});

Deno.test("findPrograms() tells what is there and what is missing, also where no folder is", async () => {
  const { found, missing } = await findPrograms(
    await fakePrograms(["pychat-server-x86_64", "something-else"]),
  );
  assertEquals(found.map(({ name }) => name), ["pychat-server-x86_64"]);
  assertEquals(missing.toSorted(), PROGRAMS.filter((name) => name !== found[0]?.name).sort());
  const nowhere = await findPrograms(new URL("absent/", await fakePrograms([])));
  assertEquals([nowhere.found.length, nowhere.missing.length], [0, PROGRAMS.length]);
});

Deno.test({
  name: "checkOrigin() stops at a program of another version, commit or Deno, and takes its word",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const build = { version: "1.2.3", commit: "0123456789abcdef" };
    const name = `pychat-client-${Deno.build.arch}`;
    const folder = await fakePrograms(PROGRAMS);
    const { found } = await findPrograms(folder);
    const become = async (program: string, line: string) => {
      const path = new URL(`pychat-${program}-${Deno.build.arch}`, folder);
      await Deno.writeTextFile(path, `#!/bin/sh\n[ "$1" = --version ] && echo '${line}'\n`);
      await Deno.chmod(path, 0o755);
    };
    for (const program of ["server", "client"]) {
      await become(program, versionLine(`pychat-${program}`, build));
    }
    await checkOrigin(found, folder, build);
    const right = versionLine("pychat-client", build);
    const others = [
      "",
      `${right}.1`,
      right.replace("1.2.3", "1.2.4"),
      right.replace("0123", "3210"),
    ];
    for (const line of others) {
      await become("client", line);
      await assertRejects(
        () => checkOrigin(found, folder, build),
        StartError,
        `${name} is “${line}”`,
      );
    }
    // What does not run on this machine cannot be asked.
    const rest = found.filter((one) => one.name !== name);
    await checkOrigin(rest, folder, build);
  },
});
