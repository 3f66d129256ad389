/**
 * `mimeapps.list`: where a desktop keeps which program the person wants for what.
 *
 * The format is that of the MIME Apps specification, version 1.0.1. The file is the person's, and
 * other programs write it too: whatever is not ours stays as it is, to the byte.
 *
 * @module
 */

const GROUP = "[Default Applications]";

/** Tells a group that was made here from one that was there and empty. */
const MARK = "# pychat-client install made this group.";

/**
 * Makes a program the first handler of a media type; those that were chosen before come after it.
 *
 * @param text What is in the file; empty where there is none.
 * @param type The media type.
 * @param entry The name of the program's desktop entry, such as `pychat.desktop`.
 * @returns What shall be in the file.
 */
export function addHandler(text: string, type: string, entry: string): string {
  const lines = linesOf(text);
  let group = -1;
  let found = false;
  for (const [at, line, inGroup] of places(lines)) {
    if (line.trim() === GROUP && group < 0) group = at;
    const choice = inGroup ? readChoice(line, type) : null;
    if (choice === null) continue;
    // Where a type stands there twice, some programs go by the first line, some by the last.
    found = true;
    const others = choice.entries.filter((one) => one.trim() !== entry);
    if (choice.entries[0]?.trim() !== entry) {
      lines[at] = `${choice.before}${[entry, ...others].join(";")}${choice.after}`;
    }
  }
  const made = `${type}=${entry}\n`;
  if (found) return lines.join("");
  if (group < 0) return `${ended(text)}${text === "" ? "" : "\n"}${GROUP}\n${MARK}\n${made}`;
  lines[group] = ended(lines[group] ?? "");
  lines.splice(group + 1, 0, made);
  return lines.join("");
}

/**
 * Undoes {@linkcode addHandler}, whatever the person or another program has written since.
 *
 * The parameters and the result are those of {@linkcode addHandler}.
 */
export function removeHandler(text: string, type: string, entry: string): string {
  const lines = linesOf(text);
  const groups: number[] = [];
  for (const [at, line, inGroup] of places(lines)) {
    if (line.trim() === GROUP && lines[at + 1]?.trim() === MARK) groups.push(at);
    const choice = inGroup ? readChoice(line, type) : null;
    if (choice === null) continue;
    const others = choice.entries.filter((one) => one.trim() !== entry);
    if (others.length === choice.entries.length) continue;
    const left = others.some((one) => one.trim() !== "");
    lines[at] = left ? `${choice.before}${others.join(";")}${choice.after}` : "";
  }
  for (const at of groups) removeGroup(lines, at);
  return lines.join("");
}

/** Takes the mark out of a group that was made here, and the group too if nothing is left in it. */
function removeGroup(lines: string[], at: number): void {
  lines[at + 1] = "";
  for (let next = at + 2; next < lines.length; next++) {
    const line = lines[next]?.trim() ?? "";
    if (line.startsWith("[")) break;
    if (line !== "") return;
  }
  lines[at] = "";
  if (lines[at - 1]?.trim() === "") lines[at - 1] = "";
}

/** The lines with where they are, and whether they stand in the group of the chosen programs. */
function* places(lines: readonly string[]): Generator<[number, string, boolean]> {
  let inGroup = false;
  for (const [at, line] of lines.entries()) {
    if (line.trimStart().startsWith("[")) inGroup = line.trim() === GROUP;
    yield [at, line, inGroup];
  }
}

/** A line that says which programs are chosen for a type, or null if it says something else. */
function readChoice(
  line: string,
  type: string,
): { readonly before: string; readonly entries: readonly string[]; readonly after: string } | null {
  const parts = /^([^=]*=[ \t]*)(.*?)(\s*)$/.exec(line);
  const [, before = "", entries = "", after = ""] = parts ?? [];
  if (before.replace("=", "").trim() !== type) return null;
  return { before, entries: entries.split(";"), after };
}

/** The lines, each with its end. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The text with an end to its last line. */
function ended(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
