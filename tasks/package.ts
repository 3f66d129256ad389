/**
 * Makes what people download from what `deno task compile` has made, in `dist/release/`.
 *
 * A program for Linux or macOS comes in an archive, because a browser does not keep the bit that
 * says that a file may be started; the servers for Linux also come plain, for a machine without a
 * desktop. Windows needs no such bit. The same programs of the same commit give the same bytes.
 *
 * With `--complete` a program that is missing is a failure.
 *
 * @module
 */
import { createHash } from "node:crypto";
import config from "../deno.json" with { type: "json" };
import { type BuildInfo, versionLine } from "../lib/io/build_info.ts";
import { portableEntry } from "../lib/io/desktop/desktop_entry.ts";
import { readOptions } from "../lib/io/options.ts";
import { StartError } from "../lib/io/start_error.ts";
import { print, runProgram } from "../lib/io/terminal.ts";
import { commitOf } from "./commit.ts";
import { ROOT } from "./deno.ts";
import { firstSteps } from "./first_steps.ts";
import { billOfMaterials, gatherMaterials } from "./sbom.ts";
import { type Entry, tarball } from "./tar.ts";
import { type Program, programFile, type Target, TARGETS } from "./targets.ts";

const OPTIONS = { string: [], boolean: ["complete"], alias: {}, words: 0 } as const;
const PROGRAMS: readonly Program[] = ["server", "client"];

/** What is in a release besides the programs. */
export interface Extras {
  readonly version: string;
  /** When everything in an archive was changed: the commit's time. */
  readonly time: Date;
  /** The bill of materials. */
  readonly bill: string;
  /** Our licence. */
  readonly licence: string;
}

/** A program that is in a folder, or is missing there. */
interface Wanted {
  readonly program: Program;
  readonly target: Target;
  readonly name: string;
}

/** Every program of a release; each is `found` in a folder or `missing` there. */
export async function findPrograms(
  folder: URL,
): Promise<{ readonly found: readonly Wanted[]; readonly missing: readonly string[] }> {
  const wanted = TARGETS.flatMap((target) =>
    PROGRAMS.map((program) => ({ program, target, name: programFile(program, target) }))
  );
  const there = new Set(await namesIn(folder).catch(missingAsNull));
  return {
    found: wanted.filter(({ name }) => there.has(name)),
    missing: wanted.map(({ name }) => name).filter((name) => !there.has(name)),
  };
}

/**
 * Asks the programs that run on this machine what they are; those for others are believed, as one
 * `deno task compile` makes all. What is left in the folder from another commit, or was compiled by
 * another Deno, would make the bill of materials a lie.
 *
 * @param found The programs, from `findPrograms`.
 * @param folder The folder they are in.
 * @param build What they are to be, besides compiled by the Deno that runs this.
 * @throws {StartError} If one is something else.
 */
export async function checkOrigin(
  found: readonly Wanted[],
  folder: URL,
  build: BuildInfo,
): Promise<void> {
  for (const { program, target, name } of found) {
    if (target.triple !== Deno.build.target) continue;
    const { stdout } = await new Deno.Command(new URL(name, folder), {
      args: ["--version"],
      stderr: "null",
    }).output();
    const said = new TextDecoder().decode(stdout).trim();
    const wanted = versionLine(`pychat-${program}`, build);
    if (said === wanted) continue;
    throw new StartError(`${name} is “${said}”, not “${wanted}”. Compile it: deno task compile`);
  }
}

/**
 * Makes the downloads, and `SHA256SUMS` over all of them.
 *
 * @param found What to pack, from `findPrograms`.
 * @param programs The folder it is in.
 * @param downloads The folder to make; what was there before is removed.
 */
export async function packPrograms(
  found: readonly Wanted[],
  programs: URL,
  downloads: URL,
  extras: Extras,
): Promise<void> {
  await Deno.remove(downloads, { recursive: true }).catch(missingAsNull);
  await Deno.mkdir(downloads, { recursive: true });
  for (const { program, target, name } of found) {
    const file = new URL(name, programs);
    if (comesPacked(target)) {
      const inside = contents(program, target, new Blob([await Deno.readFile(file)]), extras);
      await Deno.writeFile(new URL(`${name}.tar.gz`, downloads), tarball(inside, extras.time));
    }
    if (comesPlain(program, target)) await Deno.copyFile(file, new URL(name, downloads));
  }
  await Deno.writeTextFile(new URL("pychat.cdx.json", downloads), extras.bill);
  await Deno.writeTextFile(new URL("SHA256SUMS", downloads), await sums(downloads));
}

function comesPacked({ opener }: Target): boolean {
  return opener !== "rundll32";
}

function comesPlain(program: Program, { opener }: Target): boolean {
  return opener === "rundll32" || (opener === "xdg-open" && program === "server");
}

/** No folder is as good as an empty one. */
function missingAsNull(error: unknown): null {
  if (error instanceof Deno.errors.NotFound) return null;
  throw error;
}

async function namesIn(folder: URL): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
}

/**
 * What lies in an archive, all in one folder: named as the program, since one named as the archive
 * could not lie beside the plain program, and so that a newer one takes the place of an older.
 */
function contents(program: Program, target: Target, content: Blob, extras: Extras): Entry[] {
  const folder = `pychat-${program}`;
  const text = (name: string, text: string): Entry => ({
    name: `${folder}/${name}`,
    program: false,
    content: new Blob([text]),
  });
  const inside = [
    { name: `${folder}/${folder}`, program: true, content },
    text("README.txt", firstSteps(program, target, extras.version)),
    text("LICENSE", extras.licence),
  ];
  if (program === "server" || target.opener !== "xdg-open") return inside;
  // A file manager that starts such a file at all wants it to be executable.
  const entry = text("pychat.desktop", portableEntry("pychat-client"));
  return [...inside, { ...entry, program: true }];
}

/** The sums of all files in a folder as `sha256sum` prints them, sorted by name. */
async function sums(folder: URL): Promise<string> {
  let lines = "";
  for (const name of await namesIn(folder)) {
    lines += `${await sha256(new URL(name, folder))}  ${name}\n`;
  }
  return lines;
}

async function sha256(path: URL): Promise<string> {
  const hash = createHash("sha256");
  const file = await Deno.open(path);
  for await (const chunk of file.readable) hash.update(chunk);
  return hash.digest("hex");
}

async function main(): Promise<void> {
  const { boolean: flags } = readOptions(Deno.args, OPTIONS);
  const programs = new URL("dist/", ROOT);
  const { found, missing } = await findPrograms(programs);
  const lacking = `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} not in dist.`;
  if (found.length === 0 || (flags.complete && missing.length > 0)) {
    throw new StartError(`${lacking} Make them with: deno task compile`);
  }
  const commit = await commitOf(ROOT);
  await checkOrigin(found, programs, { version: config.version, commit: commit.id });
  const downloads = new URL("dist/release/", ROOT);
  await packPrograms(found, programs, downloads, {
    version: config.version,
    time: commit.time,
    bill: await billOfMaterials(await gatherMaterials(commit)),
    licence: await Deno.readTextFile(new URL("LICENSE", ROOT)),
  });
  print((await Deno.readTextFile(new URL("SHA256SUMS", downloads))).trimEnd());
  if (missing.length > 0) print(`Left out: ${lacking}`);
}

if (import.meta.main) await runProgram("deno task package", main);
