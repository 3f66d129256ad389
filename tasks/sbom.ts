/**
 * The bill of materials of a release: what is inside the programs besides our own source, in the
 * format CycloneDX 1.6 (ECMA-424), so that a scanner can say what a new vulnerability concerns.
 *
 * @module
 */
import config from "../deno.json" with { type: "json" };
import { type Bundled, bundledPackages, type Part } from "./bundled.ts";
import type { Commit } from "./commit.ts";
import { ROOT } from "./deno.ts";
import type { Program } from "./targets.ts";

/** What a bill is made from. */
export interface Materials {
  /** The version of the release. */
  readonly version: string;
  readonly commit: Commit;
  /** The versions of the runtime that the programs carry, as `Deno.version` tells them. */
  readonly runtime: { readonly deno: string; readonly v8: string };
  /** The packages in each program. */
  readonly packages: Readonly<Record<Program, readonly Bundled[]>>;
  /** What the table of emoji in the page was made from. */
  readonly emoji: Source;
}

/** A package of which data stand among our own files: no bundler knows of it. */
export type Source = Pick<Bundled, "name" | "version" | "licence" | "licenceText">;

/** The file that says at its beginning what it was made from. */
const EMOJI_TABLE = "ui/model/emoji/table.ts";

/** What is bundled for each program; the page of the client is a bundle of its own. */
const PARTS: Readonly<Record<Program, readonly Part[]>> = {
  server: [{ entry: "server.ts", platform: "deno" }],
  client: [
    { entry: "client.ts", platform: "deno" },
    { entry: "ui/main.tsx", platform: "browser" },
  ],
};

/**
 * Looks up the materials of this tree.
 *
 * @param commit Which commit it is at.
 * @throws {Error} If a program cannot be bundled, has a package that is not as locked, or if the
 * table of emoji does not say where it is from.
 */
export async function gatherMaterials(commit: Commit): Promise<Materials> {
  return {
    version: config.version,
    commit,
    runtime: Deno.version,
    packages: {
      server: await bundledPackages(PARTS.server),
      client: await bundledPackages(PARTS.client),
    },
    emoji: sourceOf(await Deno.readTextFile(new URL(EMOJI_TABLE, ROOT))),
  };
}

/**
 * Reads what a file of data was made from: a package, its version, and the licence with its text.
 *
 * @param text The file, as tasks/emoji.ts writes it.
 * @throws {Error} If it does not say so.
 */
export function sourceOf(text: string): Source {
  const [, name, version, licence, notice] =
    /Source: (\S+) (\S+) \((.+?)\), whose licence follows\.\n \*\n([^]+?)\n \*\n \* @module\n/
      .exec(text) ?? [];
  if (!name || !version || !licence || !notice) throw new Error("a table does not say its source");
  return { name, version, licence, licenceText: `${notice.replace(/^ \* ?/gm, "")}\n` };
}

/**
 * Writes the bill, as JSON. Equal materials give equal bytes.
 *
 * @param materials What is in the programs.
 */
export async function billOfMaterials(materials: Materials): Promise<string> {
  const { version, commit, runtime, packages, emoji } = materials;
  const all = [...new Map([...packages.server, ...packages.client].map((one) => [purl(one), one]))]
    .sort(([, a], [, b]) => a.name < b.name ? -1 : 1);
  const deno = `pkg:cargo/deno@${runtime.deno}`; // the name under which its advisories are filed
  const v8 = `pkg:generic/v8@${runtime.v8}`;
  const bill = {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      timestamp: commit.time.toISOString(),
      lifecycles: [{ phase: "build" }],
      component: {
        ...ours("pychat", version),
        components: [ours("pychat-server", version), ours("pychat-client", version)],
        properties: [{ name: "pychat:commit", value: commit.id ?? "unknown" }],
      },
    },
    components: [
      component("platform", deno, "deno", runtime.deno, "MIT"),
      component("platform", v8, "v8", runtime.v8, "BSD-3-Clause"),
      ...all.map(([ref, one]) => library(ref, one)),
      passedOn("data", purl(emoji), emoji),
    ],
    dependencies: [
      relation("pychat", ["pychat-server", "pychat-client"]),
      relation("pychat-server", [deno, ...imported(packages.server)]),
      relation("pychat-client", [deno, ...imported(packages.client), purl(emoji)]),
      relation(deno, [v8]),
      relation(v8, []),
      ...all.map(([ref, { asksFor }]) =>
        relation(ref, all.filter(([, { name }]) => asksFor.includes(name)).map(([ref]) => ref))
      ),
      relation(purl(emoji), []),
    ],
  };
  const serialNumber = `urn:uuid:${await nameUuid(JSON.stringify(bill))}`;
  return JSON.stringify({ ...bill, serialNumber }, null, 2) + "\n";
}

/** A package URL, as the specification of that name writes it for npm. */
function purl({ name, version }: Source): string {
  return `pkg:npm/${name.replace(/^@/, "%40")}@${version}`;
}

function ours(name: string, version: string): Record<string, unknown> {
  return component("application", name, name, version, config.license);
}

function component(
  type: "application" | "platform" | "library" | "data",
  ref: string,
  name: string,
  version: string,
  licence: string,
): Record<string, unknown> {
  return {
    type,
    "bom-ref": ref,
    name,
    version,
    licenses: [{ expression: licence }],
    ...ref.startsWith("pkg:") ? { purl: ref } : {},
  };
}

function library(ref: string, one: Bundled): Record<string, unknown> {
  return {
    ...passedOn("library", ref, one),
    hashes: [{ alg: "SHA-512", content: one.sha512 }],
  };
}

/** What others made, with the text of its licence. */
function passedOn(type: "library" | "data", ref: string, one: Source): Record<string, unknown> {
  const { licence: id, licenceText: text } = one;
  // The format has no place for the text of an expression such as "MIT OR Apache-2.0".
  const named = text !== null && !id.includes(" ");
  return {
    ...component(type, ref, one.name, one.version, id),
    ...named ? { licenses: [{ license: { id, text: { content: text } } }] } : {},
  };
}

function relation(ref: string, dependsOn: readonly string[]): Record<string, unknown> {
  return { ref, dependsOn };
}

/** Those of the packages in a program that our own source imports. */
function imported(packages: readonly Bundled[]): readonly string[] {
  const targets = Object.values(config.imports).map((target) => target.replace(/^npm:\/?/, ""));
  return packages.filter(({ name }) => targets.some((target) => target.startsWith(`${name}@`)))
    .map(purl);
}

/** A UUID that a text decides, of version 8 (RFC 9562, section 5.8), from its SHA-256. */
async function nameUuid(text: string): Promise<string> {
  const hash = new Uint8Array(
    await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)),
  );
  hash[6] = 0x80 | (hash[6] ?? 0) & 0x0f;
  hash[8] = 0x80 | (hash[8] ?? 0) & 0x3f;
  return hash.subarray(0, 16).toHex().replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
