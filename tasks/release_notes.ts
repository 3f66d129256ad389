/**
 * Prints what `CHANGELOG.md` says of a version, as the notes of its release.
 *
 * The word after `deno task notes` is the tag of the release, such as `v1.2.3`; without it the
 * version is the one in `deno.json`. A release that says nothing, or of which tag and version
 * differ, is stopped here.
 *
 * @module
 */
import config from "../deno.json" with { type: "json" };
import { readOptions } from "../lib/io/options.ts";
import { StartError } from "../lib/io/start_error.ts";
import { print, runProgram } from "../lib/io/terminal.ts";
import { ROOT } from "./deno.ts";

const OPTIONS = { string: [], boolean: [], alias: {}, words: 1 } as const;

/**
 * Finds the notes of a version in a changelog as keepachangelog.com describes it.
 *
 * @param changelog The file.
 * @param version As in `deno.json`, such as `1.2.3`.
 * @param tag The tag of the release, or `undefined` to compare nothing.
 * @returns What stands below the heading of the version, without it.
 * @throws {StartError} If the tag is not that of the version, or if there is no such heading, more
 * than one, or nothing below it.
 */
export function releaseNotes(changelog: string, version: string, tag?: string): string {
  if (tag !== undefined && tag !== `v${version}`) {
    throw new StartError(`The tag is ${tag} and the version in deno.json ${version}.`);
  }
  const sections = changelog.split(/^(?=## )/m).filter((section) => {
    const [, name] = /^## \[?([^\]\s]+)\]?(?: - \d{4}-\d{2}-\d{2})?\s*$/m.exec(section) ?? [];
    return name === version;
  });
  const [section, second] = sections;
  if (section === undefined) {
    throw new StartError(`CHANGELOG.md has no heading “## ${version}”: write what is new.`);
  }
  if (second !== undefined) {
    throw new StartError(`CHANGELOG.md has more than one heading “## ${version}”.`);
  }
  const body = section.replace(/^.*\n?/, "").trim();
  // A heading is no note; nor is the list of links that may end the file.
  if (!/^(?!#|\[[^\]]+\]:\s)\s*\S/m.test(body)) {
    throw new StartError(`CHANGELOG.md says nothing below “## ${version}”.`);
  }
  return body;
}

async function main(): Promise<void> {
  const { words: [tag] } = readOptions(Deno.args, OPTIONS);
  const changelog = await Deno.readTextFile(new URL("CHANGELOG.md", ROOT));
  print(releaseNotes(changelog, config.version, tag));
}

if (import.meta.main) await runProgram("deno task notes", main);
