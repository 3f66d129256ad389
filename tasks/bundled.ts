/**
 * Which npm packages are inside the programs.
 *
 * What `deno.json` and `deno.lock` name is more than that: tools of development, and what packages
 * declare and we never load. So the entries are bundled as `deno task compile` does it, and the
 * bundler says of each file that it put in where it came from.
 *
 * @module
 */
import { ROOT } from "./deno.ts";

/** An npm package of which code is in a program. */
export interface Bundled {
  /** Its name, with its scope. */
  readonly name: string;
  readonly version: string;
  /** An SPDX expression, as the package itself says. */
  readonly licence: string;
  /** The licence itself, if the package has it; it asks to be passed on with every copy. */
  readonly licenceText: string | null;
  /** SHA-512 of the package as it came from the registry, in hexadecimal. */
  readonly sha512: string;
  /** The names of the packages that it asks for. */
  readonly asksFor: readonly string[];
}

/** What is bundled for a program: a file of ours, and what it runs on. */
export interface Part {
  readonly entry: string;
  readonly platform: "deno" | "browser";
}

interface Lock {
  readonly npm: Readonly<
    Record<string, { readonly integrity: string; readonly dependencies?: readonly string[] }>
  >;
}

/** The line that the bundler puts before a file of a package. */
const FROM_PACKAGE = /^\/\/ (node_modules\/\.deno\/[^/]+\/node_modules\/(?:@[^/]+\/)?[^/]+)\//gm;

const LICENCE_FILE = /^licen[cs]e(\.(md|txt))?$/i;

/**
 * Bundles a program and tells which packages are in it, sorted by name.
 *
 * @param parts Everything that is bundled for it.
 * @throws {Error} If it cannot be bundled, or if a package is not as `deno.lock` has it.
 */
export async function bundledPackages(parts: readonly Part[]): Promise<readonly Bundled[]> {
  const lock: Lock = JSON.parse(await Deno.readTextFile(new URL("deno.lock", ROOT)));
  const folders = new Set<string>();
  for (const part of parts) {
    const found = [...(await bundle(part)).matchAll(FROM_PACKAGE)];
    // Every part has some; none means that the bundler says it in another way by now.
    if (found.length === 0) throw new Error(`no package was found in ${part.entry}`);
    for (const [, folder] of found) folders.add(String(folder));
  }
  const packages = await Promise.all([...folders].map((folder) => describe(folder, lock)));
  return packages.sort((a, b) => a.name < b.name ? -1 : 1);
}

async function bundle({ entry, platform }: Part): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", "--quiet", "--platform", platform, entry],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  if (success) return new TextDecoder().decode(stdout);
  throw new Error(`deno bundle ${entry} failed:\n${new TextDecoder().decode(stderr)}`);
}

async function describe(folder: string, lock: Lock): Promise<Bundled> {
  const place = new URL(`${folder}/`, ROOT);
  const { name, version, license } = JSON.parse(
    await Deno.readTextFile(new URL("package.json", place)),
  );
  // The lock adds to a version the peers that it was resolved with.
  const key = Object.keys(lock.npm).find((one) => `${one}_`.startsWith(`${name}@${version}_`));
  const locked = key === undefined ? undefined : lock.npm[key];
  if (locked === undefined) throw new Error(`${name} ${version} is not in deno.lock`);
  const [, hash] = /^sha512-([\w+/]{86}==)$/.exec(locked.integrity) ?? [];
  if (hash === undefined) throw new Error(`deno.lock has no SHA-512 of ${name}`);
  if (typeof license !== "string") throw new Error(`${name} does not say its licence`);
  return {
    name,
    version,
    licence: license,
    licenceText: await readLicence(place),
    sha512: Uint8Array.fromBase64(hash).toHex(),
    asksFor: (locked.dependencies ?? []).map((one) => one.replace(/(.)@.*/, "$1")),
  };
}

async function readLicence(place: URL): Promise<string | null> {
  for await (const { name } of Deno.readDir(place)) {
    if (LICENCE_FILE.test(name)) return await Deno.readTextFile(new URL(name, place));
  }
  return null;
}
