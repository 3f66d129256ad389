import { assertEquals, assertThrows } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { StartError } from "../../lib/io/start_error.ts";
import { releaseNotes } from "../../tasks/release_notes.ts";

const CHANGELOG = `# Changelog

About 1.2.3 and others.

## Unreleased

### Added

- Something to come.

## [1.2.3] - 2026-03-04

### Added

- One thing,
  on two lines.

### Fixed

- Another.

## 1.2.2

- The first.

## 1.2.1

### Added

## 1.2.0

[1.2.3]: https://example.org/compare
`;

Deno.test("releaseNotes() is what stands below the heading of the version, and no more", () => {
  const notes = "### Added\n\n- One thing,\n  on two lines.\n\n### Fixed\n\n- Another.";
  assertEquals(releaseNotes(CHANGELOG, "1.2.3"), notes);
  assertEquals(releaseNotes(CHANGELOG, "1.2.3", "v1.2.3"), notes);
  assertEquals(releaseNotes(CHANGELOG.replaceAll("\n", "\r\n"), "1.2.2"), "- The first.");
  assertEquals(releaseNotes("## 2.0.0-rc.1\n- Early.", "2.0.0-rc.1"), "- Early.");
});

Deno.test("releaseNotes() stops a release that has no heading, or nothing below it", () => {
  for (const version of ["1.2", "1.2.30", "11.2.3", "1x2.3", "2.0.0"]) {
    assertThrows(() => releaseNotes(CHANGELOG, version), StartError, "no heading");
  }
  for (const version of ["1.2.1", "1.2.0"]) {
    assertThrows(() => releaseNotes(CHANGELOG, version), StartError, "says nothing");
  }
  assertThrows(() => releaseNotes(`${CHANGELOG}\n## 1.2.2\n- Twice.`, "1.2.2"), StartError, "more");
});

Deno.test("releaseNotes() stops a tag that is not that of the version", () => {
  for (const tag of ["1.2.3", "v1.2.2", "v1.2.3-rc.1", "V1.2.3", "v1.2.3 ", ""]) {
    assertThrows(() => releaseNotes(CHANGELOG, "1.2.3", tag), StartError, "The tag is");
  }
});

Deno.test("deno task notes prints the notes, or one sentence and exit code 1", async () => {
  const run = async (...tag: string[]) => {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--allow-read", "tasks/release_notes.ts", ...tag],
      cwd: new URL("../../", import.meta.url),
      env: { NO_COLOR: "1" },
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { code, out: text(stdout), error: text(stderr) };
  };
  assertEquals(await run("v0.0.0"), {
    code: 1,
    out: "",
    error: `deno task notes: The tag is v0.0.0 and the version in deno.json ${config.version}.\n`,
  });
  const changelog = await Deno.readTextFile(new URL("../../CHANGELOG.md", import.meta.url));
  // Between two releases the version may have no notes yet; then it says so.
  let expected: { code: number; out: string; error: string };
  try {
    expected = { code: 0, out: `${releaseNotes(changelog, config.version)}\n`, error: "" };
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    expected = { code: 1, out: "", error: `deno task notes: ${error.message}\n` };
  }
  assertEquals(await run(`v${config.version}`), expected);
});
